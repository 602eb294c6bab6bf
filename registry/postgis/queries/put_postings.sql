-- Begins one posting.
-- $1 county, $2 network, $3 role, $4 officer or empty, $5 target, $6 state, $7 deputy, $8 first day or NULL.
INSERT INTO posting (county, network, role, officer, target, state, deputy, begins)
VALUES ($1, $2, $3, nullif($4, ''), $5, $6, $7, $8)
