-- One version of a posting, and whether it holds. $1 id.
SELECT id, county, network, role, coalesce(officer, ''), target, state, deputy, begins, ends, away_from, away_until, valid_to IS NULL
FROM posting
WHERE id = $1
