-- Makes a network known, with the datum of its latest file. $1 county, $2 name, $3 datum.
INSERT INTO network (county, name, datum)
VALUES ($1, $2, $3)
ON CONFLICT (county, name) DO UPDATE
SET datum = excluded.datum
