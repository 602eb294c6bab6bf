-- Reserves a range. $1 scheme, $2 division, $3 first, $4 last, $5 kind or empty, $6 note, $7 actor.
INSERT INTO code_reserve (scheme, division, from_sequence, to_sequence, kind, note, actor)
VALUES ($1, $2, $3, $4, $5, $6, $7)
