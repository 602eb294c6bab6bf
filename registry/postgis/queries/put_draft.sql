-- Stores a draft, without its grids.
-- $1 id, $2 county, $3 the revision it began at, $4 actor, $5 reason, $6 the draft it takes the place of or NULL, $7 what made it,
-- $8 the proposal it was made of or NULL.
INSERT INTO draft (id, county, base, actor, reason, previous, change, proposal)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
