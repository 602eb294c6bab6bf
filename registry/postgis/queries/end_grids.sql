-- Ends the live versions of a county's grids that a draft does not hold just so, vertex by vertex; gives their codes.
-- $1 draft, $2 revision, $3 county. One look at draft_grid_code_once for each grid.
UPDATE grid AS g
SET to_revision = $2, valid_to = now()
WHERE g.county = $3
    AND g.to_revision IS NULL
    AND NOT EXISTS (
        SELECT 1
        FROM draft_grid AS d
        WHERE d.draft = $1
            AND d.code = g.code
            AND (d.community, d.name, d.kind, d.households, d.population, d.body)
                = (g.community, g.name, g.kind, g.households, g.population, g.body)
            AND d.geom = g.geom
    )
RETURNING g.code
