-- Revisions, newest first. $1 how many at most; 0: all.
SELECT number, county, published_at, actor, reason, coalesce(reverts, 0), added, changed, removed, unchanged
FROM revision
ORDER BY number DESC
LIMIT nullif($1, 0)
