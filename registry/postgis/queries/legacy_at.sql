-- The versions of legacy grids of a code as of a change. $1 change, $2 network; empty: of all. $3 code.
SELECT county, network, code, name, belongs_to, kind, ST_AsEWKB(geom), area_m2, households, population
FROM legacy_grid
WHERE code = $3
    AND network = coalesce(nullif($2, ''), network)
    AND change_of(valid_from) <= $1
    AND change_of(valid_to) > $1
ORDER BY county, network
