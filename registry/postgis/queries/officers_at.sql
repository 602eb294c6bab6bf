-- The rosters of all counties as of a change, by id. $1 change.
WITH version AS (
    SELECT county, id, name, phone, public, valid_from, NULL::timestamptz AS valid_to FROM officer
    UNION ALL
    SELECT county, id, name, phone, public, valid_from, valid_to FROM officer_past
)
SELECT county, id, name, phone, public
FROM version
WHERE change_of(valid_from) <= $1
    AND change_of(valid_to) > $1
ORDER BY county, id
