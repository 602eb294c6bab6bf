-- Begins a version of a legacy grid.
-- $1 county, $2 network, $3 code, $4 name, $5 what it belongs to, $6 kind, $7 shape as EWKB, $8 area in m², $9 households and
-- $10 population or NULL.
INSERT INTO legacy_grid (county, network, code, name, belongs_to, kind, geom, area_m2, households, population)
VALUES ($1, $2, $3, $4, $5, $6, ST_GeomFromEWKB($7), $8, $9, $10)
