-- 与上年相比，各单位风险点的变化。
SELECT unit, class, count(*) AS risks
FROM changes
GROUP BY unit, class
ORDER BY unit, class
