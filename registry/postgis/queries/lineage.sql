-- Every step of every story, by revision.
SELECT revision, predecessor, coalesce(successor, ''), area_share, population_share, successor_area_share, successor_population_share
FROM lineage
ORDER BY revision, predecessor, successor NULLS FIRST
