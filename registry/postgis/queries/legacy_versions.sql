-- The live versions of a county's legacy grids. $1 county.
SELECT network, code, id
FROM legacy_grid
WHERE county = $1
    AND valid_to IS NULL
