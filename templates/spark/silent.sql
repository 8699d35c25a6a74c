-- 名单里有、没有报送的单位。
SELECT unit, alike
FROM roster
WHERE unit NOT IN (SELECT unit FROM entries WHERE unit IS NOT NULL)
ORDER BY unit
