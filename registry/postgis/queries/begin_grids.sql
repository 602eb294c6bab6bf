-- Begins a version of every grid of a draft that has no live one; gives their codes. $1 draft, $2 revision, $3 county.
INSERT INTO grid (code, county, community, name, kind, geom, area_m2, households, population, body, from_revision)
SELECT d.code, $3, d.community, d.name, d.kind, d.geom, d.area_m2, d.households, d.population, d.body, $2
FROM draft_grid AS d
WHERE d.draft = $1
    AND NOT EXISTS (
        SELECT 1
        FROM grid AS g
        WHERE g.code = d.code
            AND g.to_revision IS NULL
    )
RETURNING code
