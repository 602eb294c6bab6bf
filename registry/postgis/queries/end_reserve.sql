-- Ends a reserved range; gives its county. $1 scheme, $2 division, $3 first, $4 last.
UPDATE code_reserve AS r
SET valid_to = now()
FROM division AS d
WHERE d.code = r.division
    AND (r.scheme, r.division, r.from_sequence, r.to_sequence) = ($1, $2, $3, $4)
    AND r.valid_to IS NULL
RETURNING d.county
