-- Begins one posting, and gives its id.
-- $1 county, $2 network, $3 role, $4 officer or empty, $5 target, $6 state, $7 deputy;
-- moments or NULL: $8 it begins, $9 it ends, $10 a leave begins, $11 the leave ends.
INSERT INTO posting (county, network, role, officer, target, state, deputy, begins, ends, away_from, away_until)
VALUES ($1, $2, $3, nullif($4, ''), $5, $6, $7, $8, $9, $10, $11)
RETURNING id
