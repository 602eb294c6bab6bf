-- Issues one code, for ever.
-- $1 scheme, $2 code, $3 county, $4 community, $5 sequence, $6 batch, $7 algorithm, $8 actor, $9 the unified code it names or empty,
-- $10 note.
INSERT INTO code_issue (scheme, code, county, community, sequence, batch, algorithm, actor, grid, note)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, nullif($9, ''), $10)
