-- Live grids that a revision after one made as they are, by code. $1 number.
SELECT g.code, g.community, g.name, g.kind, ST_AsEWKB(g.geom), g.area_m2, g.households, g.population, g.body,
    g.from_revision, g.valid_from
FROM grid AS g
WHERE g.to_revision IS NULL
    AND g.from_revision > $1
ORDER BY g.code
