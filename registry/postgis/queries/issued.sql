-- Every code ever issued, by scheme and code. $1 county, $2 scheme; empty: of all.
SELECT scheme, code, community, sequence, coalesce(grid, ''), batch, algorithm, note, actor, issued_at
FROM code_issue
WHERE county = coalesce(nullif($1, ''), county)
    AND scheme = coalesce(nullif($2, ''), scheme)
ORDER BY scheme, code
