-- Ends the live postings of targets and begins them again, as they are, at other targets. $1 county, $2 old targets, $3 new ones.
WITH ended AS (
    UPDATE posting
    SET valid_to = greatest(now(), valid_from)
    WHERE county = $1
        AND target = ANY ($2::text[])
        AND valid_to IS NULL
    RETURNING id, network, role, officer, target, state, deputy, begins, ends, away_from, away_until
)
INSERT INTO posting (county, network, role, officer, target, state, deputy, begins, ends, away_from, away_until)
SELECT $1, e.network, e.role, e.officer, m.target, e.state, e.deputy, e.begins, e.ends, e.away_from, e.away_until
FROM ended AS e
JOIN unnest($2::text[], $3::text[]) AS m (old, target) ON m.old = e.target
ORDER BY e.id
