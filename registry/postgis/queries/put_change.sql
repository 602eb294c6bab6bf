-- Writes the change that was counted just now into the log.
INSERT INTO change (number, began, at, revision)
SELECT s.change, now(), s.at, (SELECT coalesce(max(number), 0) FROM revision)
FROM state AS s
