-- The lives of the unified codes: runs of versions of which each begins where the one before ended; by code, from the first.
-- Of the codes alone that changed after a revision. $1 number.
WITH version AS (
    SELECT code, name, from_revision, to_revision,
        lag(to_revision) OVER story IS NOT DISTINCT FROM from_revision AS goes_on
    FROM grid
    WHERE code IN (SELECT code FROM grid WHERE from_revision > $1 OR to_revision > $1)
    WINDOW story AS (PARTITION BY code ORDER BY from_revision)
),
numbered AS (
    SELECT code, name, from_revision, to_revision,
        count(*) FILTER (WHERE NOT goes_on) OVER (PARTITION BY code ORDER BY from_revision) AS life
    FROM version
)
SELECT code, (array_agg(name ORDER BY from_revision DESC))[1], min(from_revision), coalesce(nullif(max(coalesce(to_revision, 2147483647)), 2147483647), 0)
FROM numbered
GROUP BY code, life
ORDER BY code, life
