-- The reserved ranges of a county that hold now. $1 county.
SELECT r.scheme, r.division, r.from_sequence, r.to_sequence, r.kind, r.note
FROM code_reserve AS r
JOIN division AS d ON d.code = r.division
WHERE r.valid_to IS NULL
    AND d.county = $1
ORDER BY r.scheme, r.division, r.from_sequence
