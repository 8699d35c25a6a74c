-- 与同类单位的中位数相差一倍以上的单位：风险点数，一级占比（万分之几）；同类不足 5 个的不比。
WITH points AS (
    SELECT
        entered.unit,
        coalesce(max(roster.alike), '') AS alike,
        coalesce(sum(risk_points), 0) AS points,
        coalesce(sum(CASE WHEN effective_level = 1 THEN risk_points END), 0) AS one
    FROM (SELECT DISTINCT unit FROM entries) AS entered
    LEFT JOIN register ON register.unit = entered.unit
    LEFT JOIN roster ON roster.unit = entered.unit
    GROUP BY entered.unit
),
figures AS (
    SELECT unit, alike, '风险点数' AS what, points AS own
    FROM points
    UNION ALL
    SELECT unit, alike, '一级占比' AS what, CAST(floor(one * 10000.0 / greatest(points, 1)) AS BIGINT) AS own
    FROM points
),
medians AS (
    SELECT alike, what, count(*) AS units, CAST(floor(median(own)) AS BIGINT) AS middle
    FROM figures
    GROUP BY alike, what
)
SELECT figures.unit, figures.alike, figures.what, figures.own, medians.middle, medians.units
FROM figures
JOIN medians ON medians.alike = figures.alike AND medians.what = figures.what
WHERE units >= 5 AND middle > 0 AND (own >= 2 * middle OR own * 2 <= middle)
ORDER BY what DESC, figures.unit
