-- The postings of all counties as of a change, by target, in the order in which they came. $1 change.
-- Many were written at few moments: each of those is looked up once.
WITH begun AS MATERIALIZED (
    SELECT m.valid_from, change_of(m.valid_from) AS change
    FROM (SELECT DISTINCT valid_from FROM posting) AS m
),
ended AS MATERIALIZED (
    SELECT m.valid_to, change_of(m.valid_to) AS change
    FROM (SELECT DISTINCT valid_to FROM posting WHERE valid_to IS NOT NULL) AS m
)
SELECT p.id, p.county, p.network, p.role, coalesce(p.officer, ''), p.target, p.state, p.deputy, p.begins, p.ends, p.away_from, p.away_until
FROM posting AS p
JOIN begun AS b ON b.valid_from = p.valid_from
LEFT JOIN ended AS e ON e.valid_to = p.valid_to
WHERE b.change <= $1
    AND (e.change > $1) IS NOT FALSE
ORDER BY p.target, p.id
