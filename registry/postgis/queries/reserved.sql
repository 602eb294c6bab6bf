-- The first range that holds a number of this one. $1 scheme, $2 division, $3 first, $4 last.
SELECT from_sequence, to_sequence
FROM code_reserve
WHERE (scheme, division) = ($1, $2)
    AND valid_to IS NULL
    AND from_sequence <= $4
    AND to_sequence >= $3
ORDER BY from_sequence
LIMIT 1
