-- Writes codes on the grids of a draft. $1 draft, $2 one code for each grid, in the draft's order.
UPDATE draft_grid AS g
SET code = c.code
FROM unnest($2::text[]) WITH ORDINALITY AS c (code, n)
WHERE g.draft = $1
    AND g.n = c.n
    AND g.code IS DISTINCT FROM c.code
