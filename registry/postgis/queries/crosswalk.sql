-- The crosswalks of the revisions after one, by revision, network, legacy code and code. $1 number.
SELECT revision, county, network, coalesce(legacy_code, ''), coalesce(code, ''), area_m2, area_share, grid_area_share, population, population_share, grid_population_share,
    household_share, grid_household_share, class, noise
FROM crosswalk
WHERE revision > $1
ORDER BY revision, network, legacy_code, code
