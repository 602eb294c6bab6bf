-- Adopts a scheme, for ever. $1 county, $2 scheme, $3 definition as JSON or NULL, $4 object, $5 actor.
INSERT INTO scheme_adoption (county, scheme, definition, object, actor)
VALUES ($1, $2, $3, $4, $5)
