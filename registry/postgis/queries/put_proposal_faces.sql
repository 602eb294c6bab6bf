-- Stores one face of a proposal. $1 proposal, $2 its place from 1, $3 shape as EWKB, $4 community or empty, $5 area in m², $6 people,
-- $7 households, $8 owners by network as JSON, $9 whether it is a sliver, $10 number of its grid, 0 for none.
INSERT INTO proposal_face (proposal, face, geom, community, area_m2, people, households, owners, sliver, n)
VALUES ($1, $2, ST_GeomFromEWKB($3), $4, $5, $6, $7, $8, $9, nullif($10, 0))
