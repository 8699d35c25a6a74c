-- 各单位、各类问题的处数。
SELECT unit, severity, code, count(*) AS found
FROM findings
GROUP BY unit, severity, code
ORDER BY unit, severity, code
