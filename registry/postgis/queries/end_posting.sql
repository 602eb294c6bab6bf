-- Ends one version of a posting, also where the transaction that wrote it began later. $1 id.
UPDATE posting
SET valid_to = greatest(now(), valid_from)
WHERE id = $1
    AND valid_to IS NULL
