-- Live grids of legacy networks. $1 county, $2 network; empty: of all.
SELECT county, network, code, name, belongs_to, kind, ST_AsEWKB(geom), area_m2, households, population
FROM legacy_grid
WHERE valid_to IS NULL
    AND county = coalesce(nullif($1, ''), county)
    AND network = coalesce(nullif($2, ''), network)
ORDER BY county, network, code
