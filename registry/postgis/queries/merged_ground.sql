-- Marks, as of marks.sql, of what a county's crosswalk is computed from: each of its legacy networks, its divisions, its buildings.
-- $1 county.
SELECT 'network ' || network, count(*), coalesce(sum(xmin::text::bigint), 0) FROM legacy_grid WHERE county = $1 GROUP BY network
UNION ALL SELECT 'divisions', count(*), coalesce(sum(xmin::text::bigint), 0) FROM division WHERE county = $1
UNION ALL SELECT 'buildings', count(*), coalesce(sum(xmin::text::bigint), 0) FROM building WHERE county = $1
