-- Stores a proposal, without its grids.
-- $1 id, $2 county, $3 name, $4 base network, $5 networks, $6 options, $7 report, $8 cancelled, $9 actor, $10 reason.
INSERT INTO proposal (id, county, name, base, networks, options, report, cancelled, actor, reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
RETURNING at
