-- Ends the live postings of targets. $1 county, $2 targets.
UPDATE posting
SET valid_to = greatest(now(), valid_from)
WHERE county = $1
    AND target = ANY ($2)
    AND valid_to IS NULL
