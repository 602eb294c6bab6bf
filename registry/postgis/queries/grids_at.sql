-- The grids of a county as they were at a revision, by code. $1 county, $2 revision.
SELECT g.code, g.community, g.name, g.kind, ST_AsEWKB(g.geom), g.area_m2, g.households, g.population, g.body
FROM grid AS g
WHERE g.county = $1
    AND g.from_revision <= $2
    AND (g.to_revision IS NULL OR g.to_revision > $2)
ORDER BY g.code
