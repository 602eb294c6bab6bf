-- Adds or changes one street. $1 county, $2 id, $3 name, $4 class, $5 line as EWKB.
INSERT INTO street (county, id, name, class, geom)
VALUES ($1, $2, $3, $4, ST_GeomFromEWKB($5))
ON CONFLICT (county, id) DO UPDATE
SET name = excluded.name,
    class = excluded.class,
    geom = excluded.geom
