-- The grids as they were at a revision, by code. $1 county; empty: of all. $2 revision.
SELECT g.code, g.community, g.name, g.kind, ST_AsEWKB(g.geom), g.area_m2, g.households, g.population, g.body
FROM grid AS g
WHERE g.county = coalesce(nullif($1, ''), g.county)
    AND g.from_revision <= $2
    AND (g.to_revision IS NULL OR g.to_revision > $2)
ORDER BY g.code
