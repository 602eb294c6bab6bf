-- Ends the live versions of legacy grids. $1 county, $2 network, $3 codes.
UPDATE legacy_grid
SET valid_to = now()
WHERE county = $1
    AND network = $2
    AND code = ANY ($3)
    AND valid_to IS NULL
