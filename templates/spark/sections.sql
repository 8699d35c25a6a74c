-- 各单位、各科室的各级风险点。
SELECT
    unit,
    coalesce(section, '（未填）') AS section,
    sum(CASE WHEN effective_level = 1 THEN risk_points ELSE 0 END) AS one,
    sum(CASE WHEN effective_level = 2 THEN risk_points ELSE 0 END) AS two,
    sum(CASE WHEN effective_level = 3 THEN risk_points ELSE 0 END) AS three,
    sum(CASE WHEN effective_level IS NULL THEN risk_points ELSE 0 END) AS open
FROM register
GROUP BY 1, 2
ORDER BY 1, 2
