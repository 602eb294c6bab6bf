-- Writes down a step of a story. $1 revision, $2 predecessor, $3 successor or '' for nobody, $4 and $5 shares of the
-- predecessor's area and population, $6 and $7 those of the successor.
INSERT INTO lineage (revision, predecessor, successor, area_share, population_share, successor_area_share, successor_population_share)
VALUES ($1, $2, nullif($3, ''), $4, $5, $6, $7)
