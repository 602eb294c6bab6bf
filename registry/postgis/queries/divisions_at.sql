-- The divisions of all counties as of a change, from above, by code. $1 change.
WITH version AS (
    SELECT code, level, parent, name, geom, valid_from, valid_to FROM division
    UNION ALL
    SELECT code, level, parent, name, geom, valid_from, valid_to FROM division_past
)
SELECT code, level, coalesce(parent, ''), name, ST_AsEWKB(geom)
FROM version
WHERE change_of(valid_from) <= $1
    AND change_of(valid_to) > $1
ORDER BY length(code), code
