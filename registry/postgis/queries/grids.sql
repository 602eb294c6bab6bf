-- Live grids by code. $1 county; empty: of all.
SELECT g.code, g.community, g.name, g.kind, ST_AsEWKB(g.geom), g.area_m2, g.households, g.population, g.body,
    g.from_revision, g.valid_from
FROM grid AS g
WHERE g.to_revision IS NULL
    AND g.county = coalesce(nullif($1, ''), g.county)
ORDER BY g.code
