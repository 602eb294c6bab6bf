-- A mark of each table, another one after every commit that wrote there: rows are never taken away, so that their count grows with
-- each that came, and the sum of the transactions that wrote them with each that changed.
SELECT 'code_issue', count(*), coalesce(sum(xmin::text::bigint), 0) FROM code_issue
UNION ALL SELECT 'scheme_adoption', count(*), coalesce(sum(xmin::text::bigint), 0) FROM scheme_adoption
UNION ALL SELECT 'division', count(*), coalesce(sum(xmin::text::bigint), 0) FROM division
UNION ALL SELECT 'legacy_grid', count(*), coalesce(sum(xmin::text::bigint), 0) FROM legacy_grid
UNION ALL SELECT 'officer', count(*), coalesce(sum(xmin::text::bigint), 0) FROM officer
UNION ALL SELECT 'posting', count(*), coalesce(sum(xmin::text::bigint), 0) FROM posting
UNION ALL SELECT 'matter', count(*), coalesce(sum(xmin::text::bigint), 0) FROM matter
