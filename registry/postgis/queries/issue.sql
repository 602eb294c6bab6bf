-- Issues one code, for ever.
-- $1 scheme, $2 code, $3 county, $4 community, $5 sequence, $6 batch, $7 algorithm, $8 actor.
INSERT INTO code_issue (scheme, code, county, community, sequence, batch, algorithm, actor)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
