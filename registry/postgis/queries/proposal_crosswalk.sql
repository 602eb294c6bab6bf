-- The crosswalk of a proposal by network, legacy code and number. $1 proposal.
SELECT network, coalesce(legacy_code, ''), coalesce(n, 0), '', area_m2, area_share, grid_area_share, population, population_share, grid_population_share,
    household_share, grid_household_share, class, noise
FROM proposal_crosswalk
WHERE proposal = $1
ORDER BY network, legacy_code, n
