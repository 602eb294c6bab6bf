-- Counts a change, which the lock on the row puts in the order of the commits, and gives it a moment later than the last one's.
UPDATE state
SET change = change + 1,
    at = CASE WHEN now() > at THEN now() ELSE greatest(clock_timestamp(), at + interval '1 microsecond') END
