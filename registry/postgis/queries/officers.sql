-- Officers by id. $1 county; empty: of all.
SELECT county, id, name, phone, public
FROM officer
WHERE county = coalesce(nullif($1, ''), county)
ORDER BY county, id
