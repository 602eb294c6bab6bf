-- Every code ever issued in a county, by code. $1 county, $2 scheme.
SELECT scheme, code, community, sequence, batch, algorithm, issued_at
FROM code_issue
WHERE county = $1
    AND scheme = $2
ORDER BY code
