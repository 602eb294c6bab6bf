-- Adopted schemes, in the order of their names. $1 county; empty: of all.
SELECT county, scheme, definition, object
FROM scheme_adoption
WHERE county = coalesce(nullif($1, ''), county)
ORDER BY county, scheme
