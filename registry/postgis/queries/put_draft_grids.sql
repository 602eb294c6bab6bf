-- Stores one grid of a draft. $1 draft, $2 its place there from 1, $3 code or empty, $4 community, $5 name, $6 kind,
-- $7 shape as EWKB, $8 area in m², $9 households, $10 population, $11 body.
INSERT INTO draft_grid (draft, n, code, community, name, kind, geom, area_m2, households, population, body)
VALUES ($1, $2, nullif($3, ''), $4, $5, $6, ST_GeomFromEWKB($7), $8, $9, $10, $11)
