-- Live postings by target, in the order in which they came. $1 county; empty: of all.
SELECT id, county, network, role, coalesce(officer, ''), target, state, deputy, begins, ends, away_from, away_until
FROM posting
WHERE valid_to IS NULL
    AND county = coalesce(nullif($1, ''), county)
ORDER BY target, id
