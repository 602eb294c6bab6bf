-- Adds or changes one building. $1 county, $2 id, $3 name, $4 shape as EWKB, $5 households, $6 population.
INSERT INTO building (county, id, name, geom, households, population)
VALUES ($1, $2, $3, ST_GeomFromEWKB($4), $5, $6)
ON CONFLICT (county, id) DO UPDATE
SET name = excluded.name,
    geom = excluded.geom,
    households = excluded.households,
    population = excluded.population
