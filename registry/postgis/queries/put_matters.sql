-- Adds or changes one kind of matter. $1 county, $2 code, $3 name, $4 networks in their order.
INSERT INTO matter (county, code, name, networks)
VALUES ($1, $2, $3, $4)
ON CONFLICT (county, code) DO UPDATE
SET name = excluded.name,
    networks = excluded.networks
