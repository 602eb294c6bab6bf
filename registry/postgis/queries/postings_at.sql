-- The postings of all counties as of a change, by target, in the order in which they came. $1 change.
SELECT id, county, network, role, coalesce(officer, ''), target, state, deputy, begins, ends, away_from, away_until
FROM posting
WHERE change_of(valid_from) <= $1
    AND change_of(valid_to) > $1
ORDER BY target, id
