-- One import. $1 id.
SELECT id, county, what, network, files, datum, notes, added, changed, removed, unchanged, draft, actor, reason, at
FROM import
WHERE id = $1
