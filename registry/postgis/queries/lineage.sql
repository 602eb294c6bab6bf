-- The steps of all stories after a revision, by revision. $1 number.
SELECT revision, predecessor, coalesce(successor, ''), area_share, population_share, successor_area_share, successor_population_share
FROM lineage
WHERE revision > $1
ORDER BY revision, predecessor, successor NULLS FIRST
