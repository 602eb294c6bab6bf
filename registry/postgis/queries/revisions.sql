-- Revisions, newest first.
SELECT number, county, published_at, actor, reason, coalesce(reverts, 0), added, changed, removed, unchanged
FROM revision
ORDER BY number DESC
