-- The grids of a proposal by number. $1 proposal.
SELECT coalesce(community, ''), name, kind, ST_AsEWKB(geom), area_m2, people, households, main, moved_share, reason
FROM proposal_grid
WHERE proposal = $1
ORDER BY n
