-- The proposals of a county, newest first, with the number of their grids and the last draft made of each.
-- $1 county; empty: of all. $2 id; NULL: all.
SELECT p.id, p.county, p.name, p.base, p.networks, p.options, p.report, p.cancelled, p.actor, p.reason, p.at,
    (SELECT d.id FROM draft AS d WHERE d.proposal = p.id ORDER BY d.created DESC LIMIT 1),
    (SELECT count(*) FROM proposal_grid AS g WHERE g.proposal = p.id)
FROM proposal AS p
WHERE p.county = coalesce(nullif($1, ''), p.county)
    AND p.id = coalesce($2, p.id)
ORDER BY p.at DESC, p.id
