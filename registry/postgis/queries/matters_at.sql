-- The kinds of matter of all counties as of a change, by code. $1 change.
WITH version AS (
    SELECT county, code, name, networks, valid_from, NULL::timestamptz AS valid_to FROM matter
    UNION ALL
    SELECT county, code, name, networks, valid_from, valid_to FROM matter_past
)
SELECT county, code, name, networks
FROM version
WHERE change_of(valid_from) <= $1
    AND change_of(valid_to) > $1
ORDER BY county, code
