-- Adds or changes one division; without a shape it keeps the one it has. A closed one is open again.
-- $1 code, $2 county, $3 level, $4 parent or empty, $5 name, $6 shape as EWKB or NULL.
INSERT INTO division (code, county, level, parent, name, geom)
VALUES ($1, $2, $3, nullif($4, ''), $5, ST_GeomFromEWKB($6))
ON CONFLICT (code) DO UPDATE
SET name = excluded.name,
    geom = coalesce(excluded.geom, division.geom),
    valid_to = NULL
