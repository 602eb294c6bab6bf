-- The rosters of all counties as of a change, by id. $1 change.
-- Many were written at few moments: each of those is looked up once.
WITH version AS MATERIALIZED (
    SELECT county, id, name, phone, public, valid_from, NULL::timestamptz AS valid_to FROM officer
    UNION ALL
    SELECT county, id, name, phone, public, valid_from, valid_to FROM officer_past
),
begun AS MATERIALIZED (
    SELECT m.valid_from, change_of(m.valid_from) AS change
    FROM (SELECT DISTINCT valid_from FROM version) AS m
),
ended AS MATERIALIZED (
    SELECT m.valid_to, change_of(m.valid_to) AS change
    FROM (SELECT DISTINCT valid_to FROM version WHERE valid_to IS NOT NULL) AS m
)
SELECT v.county, v.id, v.name, v.phone, v.public
FROM version AS v
JOIN begun AS b ON b.valid_from = v.valid_from
LEFT JOIN ended AS e ON e.valid_to = v.valid_to
WHERE b.change <= $1
    AND (e.change > $1) IS NOT FALSE
ORDER BY v.county, v.id
