-- Imports, newest first. $1 the import that they are older than, or nil for all; $2 how many at most.
SELECT id, county, what, network, files, datum, notes, added, changed, removed, unchanged, draft, actor, reason, at
FROM import
WHERE n < coalesce((SELECT n FROM import WHERE id = $1), 9223372036854775807)
ORDER BY n DESC
LIMIT $2
