-- 单位的得分和名次：单位自己的，或者别的单位（如主管部门）给名单里的单位评的；几处不同的不列。
WITH scored AS (
    SELECT section AS unit, min(total) AS total, min(band) AS band
    FROM scores
    WHERE scheme IS NULL AND post IS NULL AND person IS NULL
        AND (section = unit OR section IN (SELECT unit FROM roster))
    GROUP BY section
    HAVING count(DISTINCT total) <= 1 AND count(total) IN (0, count(*))
        AND count(DISTINCT band) <= 1 AND count(band) IN (0, count(*))
)
SELECT
    unit,
    total,
    band,
    CASE WHEN total IS NOT NULL THEN rank() OVER (ORDER BY total DESC NULLS LAST) END AS place
FROM scored
ORDER BY total DESC NULLS LAST, unit
