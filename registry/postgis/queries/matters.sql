-- Kinds of matter by code. $1 county; empty: of all.
SELECT county, code, name, networks
FROM matter
WHERE county = coalesce(nullif($1, ''), county)
ORDER BY county, code
