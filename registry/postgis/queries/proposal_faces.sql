-- The faces of a proposal in their order. $1 proposal.
SELECT ST_AsEWKB(geom), community, area_m2, people, households, owners, sliver, coalesce(n, 0)
FROM proposal_face
WHERE proposal = $1
ORDER BY face
