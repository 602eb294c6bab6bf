-- Adds or changes one officer. $1 county, $2 id, $3 name, $4 phone, $5 public.
INSERT INTO officer (county, id, name, phone, public)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (county, id) DO UPDATE
SET name = excluded.name,
    phone = excluded.phone,
    public = excluded.public
