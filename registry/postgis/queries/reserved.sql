-- The first range that holds a number of this one, in the same division, one above or one within it.
-- $1 scheme, $2 division, $3 first, $4 last.
SELECT division, from_sequence, to_sequence
FROM code_reserve
WHERE scheme = $1
    AND (starts_with(division, $2) OR starts_with($2, division))
    AND valid_to IS NULL
    AND from_sequence <= $4
    AND to_sequence >= $3
ORDER BY division, from_sequence
LIMIT 1
