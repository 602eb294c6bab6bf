-- The buildings with people in the boxes of the grids that a revision began or ended. $1 county, $2 revision.
-- One look at building_geom for each of those grids.
SELECT b.id, b.name, ST_AsEWKB(b.geom), b.households, b.population
FROM building AS b
WHERE b.county = $1
    AND b.population > 0
    AND b.id IN (
        SELECT near.id
        FROM grid AS g
        JOIN building AS near ON near.geom && g.geom
        WHERE g.county = $1
            AND (g.from_revision = $2 OR g.to_revision = $2)
    )
ORDER BY b.id
