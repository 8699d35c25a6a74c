-- 各单位：读到的行和它们的去处，登记的条目，各级风险点，问题。
WITH entered AS (
    SELECT
        unit,
        count(*) AS rows_read,
        count(CASE WHEN status = 'registered' THEN 1 END) AS registered,
        count(CASE WHEN status = 'merged' THEN 1 END) AS merged,
        count(CASE WHEN status = 'returned' THEN 1 END) AS returned,
        count(CASE WHEN status = 'skipped' THEN 1 END) AS skipped
    FROM entries
    GROUP BY unit
),
registered AS (
    SELECT
        unit,
        count(*) AS items,
        sum(CASE WHEN effective_level = 1 THEN risk_points ELSE 0 END) AS one,
        sum(CASE WHEN effective_level = 2 THEN risk_points ELSE 0 END) AS two,
        sum(CASE WHEN effective_level = 3 THEN risk_points ELSE 0 END) AS three,
        sum(CASE WHEN effective_level IS NULL THEN risk_points ELSE 0 END) AS open
    FROM register
    GROUP BY unit
),
found AS (
    SELECT
        unit,
        count(CASE WHEN severity = 'error' THEN 1 END) AS errors,
        count(CASE WHEN severity = 'warning' THEN 1 END) AS warnings,
        count(CASE WHEN severity = 'note' THEN 1 END) AS notes
    FROM findings
    GROUP BY unit
)
SELECT
    entered.*,
    coalesce(items, 0) AS items,
    coalesce(one, 0) AS one,
    coalesce(two, 0) AS two,
    coalesce(three, 0) AS three,
    coalesce(open, 0) AS open,
    coalesce(errors, 0) AS errors,
    coalesce(warnings, 0) AS warnings,
    coalesce(notes, 0) AS notes
FROM entered
LEFT JOIN registered ON registered.unit = entered.unit
LEFT JOIN found ON found.unit = entered.unit
ORDER BY entered.unit
