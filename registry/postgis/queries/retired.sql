-- Which of these codes were published once and are no longer, with the revision that retired each, by code.
-- $1 county, $2 codes.
SELECT g.code, max(g.to_revision)
FROM grid AS g
WHERE g.county = $1
    AND g.code = ANY($2::text[])
GROUP BY g.code
HAVING bool_and(g.to_revision IS NOT NULL)
ORDER BY g.code
