-- The grids of a draft in their order. $1 draft.
SELECT coalesce(g.code, ''), g.community, g.name, g.kind, ST_AsEWKB(g.geom), g.area_m2, g.households, g.population, g.body
FROM draft_grid AS g
WHERE g.draft = $1
ORDER BY g.n
