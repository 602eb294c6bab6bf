-- What resolve answers, asked of PostGIS. $1 longitude, $2 latitude in CGCS2000.
-- EXPLAIN: Index Scan using grid_live_geom, Index Cond (geom ~ the point); Index Scans on division and posting_live.
SELECT g.code, g.name, g.kind, c.code, c.name, t.code, t.name, o.code, o.name, r.number, r.published_at, p.people
FROM grid AS g
    JOIN division AS c ON c.code = g.community
    JOIN division AS t ON t.code = c.parent
    JOIN division AS o ON o.code = t.parent
    CROSS JOIN (SELECT number, published_at FROM revision ORDER BY number DESC LIMIT 1) AS r
    CROSS JOIN LATERAL (
        SELECT coalesce(json_agg(json_build_object('network', s.network, 'role', s.role, 'name', f.name, 'phone', f.phone, 'deputy', s.deputy)
            ORDER BY s.network, s.deputy), '[]') AS people
        FROM posting AS s
            JOIN officer AS f ON f.county = s.county AND f.id = s.officer
        WHERE s.county = g.county
            AND s.target = g.code
            AND s.valid_to IS NULL
            AND s.state = 'active'
            AND coalesce(s.begins <= now(), true)
    ) AS p
WHERE g.to_revision IS NULL
    AND ST_Covers(g.geom, ST_SetSRID(ST_Point($1, $2), 4490))
LIMIT 1
