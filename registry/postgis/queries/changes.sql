-- The log of changes, by number; those after one. $1 number.
SELECT number, at, revision
FROM change
WHERE number > $1
ORDER BY number
