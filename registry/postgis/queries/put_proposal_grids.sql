-- Stores one grid of a proposal. $1 proposal, $2 its number from 1, $3 community or empty, $4 name, $5 kind, $6 shape as EWKB,
-- $7 area in m², $8 people, $9 households, $10 main grid of the base network, $11 share of people from others, $12 why it is out of band.
INSERT INTO proposal_grid (proposal, n, community, name, kind, geom, area_m2, people, households, main, moved_share, reason)
VALUES ($1, $2, nullif($3, ''), $4, $5, ST_GeomFromEWKB($6), $7, $8, $9, $10, $11, $12)
