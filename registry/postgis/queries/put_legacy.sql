-- Begins a version of a legacy grid.
-- $1 county, $2 network, $3 code, $4 name, $5 what it belongs to, $6 shape as EWKB, $7 area in m².
INSERT INTO legacy_grid (county, network, code, name, belongs_to, geom, area_m2)
VALUES ($1, $2, $3, $4, $5, ST_GeomFromEWKB($6), $7)
