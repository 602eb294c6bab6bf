-- Revisions after one, newest first. $1 number.
SELECT number, county, published_at, actor, reason, coalesce(reverts, 0), added, changed, removed, unchanged
FROM revision
WHERE number > $1
ORDER BY number DESC
