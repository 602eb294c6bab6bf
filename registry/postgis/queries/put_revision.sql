-- Writes down a revision, which is final then.
-- $1 number, $2 county, $3 actor, $4 reason, $5 the revision it restores or 0, $6 added, $7 changed, $8 removed, $9 unchanged.
INSERT INTO revision (number, county, actor, reason, reverts, added, changed, removed, unchanged)
VALUES ($1, $2, $3, $4, nullif($5, 0), $6, $7, $8, $9)
RETURNING published_at
