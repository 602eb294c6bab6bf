-- The versions of a county's grids that one revision began and another ended, by code.
-- $1 county, $2 revision that began them, $3 revision that ended them; 0 for none.
SELECT g.code, g.community, g.name, g.kind, ST_AsEWKB(g.geom), g.area_m2, g.households, g.population, g.body
FROM grid AS g
WHERE g.county = $1
    AND (g.from_revision = $2 OR g.to_revision = $3)
ORDER BY g.code
