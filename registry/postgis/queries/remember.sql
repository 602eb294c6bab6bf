-- Records an accepted import.
-- $1 id, $2 county, $3 what, $4 network, $5 files, $6 datum, $7 notes, $8 added, $9 changed, $10 removed, $11 unchanged,
-- $12 draft or NULL, $13 actor, $14 reason, $15 time.
INSERT INTO import (id, county, what, network, files, datum, notes, added, changed, removed, unchanged, draft, actor, reason, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
