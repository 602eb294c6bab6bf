-- All networks with the number of their live grids, the unified one of each county first.
SELECT n.county, n.name, n.datum, CASE n.name
    WHEN 'unified' THEN (SELECT count(*) FROM grid AS g WHERE g.county = n.county AND g.to_revision IS NULL)
    ELSE (SELECT count(*) FROM legacy_grid AS l WHERE (l.county, l.network) = (n.county, n.name) AND l.valid_to IS NULL)
    END
FROM network AS n
ORDER BY n.county, n.name <> 'unified', n.name
