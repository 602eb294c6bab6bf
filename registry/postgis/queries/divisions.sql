-- Open divisions from above, by code. $1 county; empty: of all.
SELECT code, level, coalesce(parent, ''), name, ST_AsEWKB(geom)
FROM division
WHERE valid_to IS NULL
    AND county = coalesce(nullif($1, ''), county)
ORDER BY length(code), code
