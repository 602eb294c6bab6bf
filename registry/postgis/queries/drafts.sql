-- The drafts of a county, newest first, with the number of their grids and of those without a code. $1 county.
SELECT d.id, d.county, d.base, d.state, d.actor, d.reason, d.created, d.previous, d.change, d.proposal, count(g.n), count(g.n) - count(g.code)
FROM draft AS d
LEFT JOIN draft_grid AS g ON g.draft = d.id
WHERE d.county = $1
GROUP BY d.id
ORDER BY d.created DESC, d.id
