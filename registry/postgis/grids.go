package postgis

import (
	"context"

	"github.com/jackc/pgx/v5"

	"wangge/registry"
)

// gridColumns are read by gridOf, of grid and of draft_grid.
const gridColumns = `coalesce(g.code, ''), g.community, g.name, g.kind, ST_AsEWKB(g.geom), g.area_m2, g.households, g.population, g.body`

// gridOf reads gridColumns; more are scanned after them.
func gridOf(row pgx.CollectableRow, more ...any) (g registry.Grid, err error) {
	var shape []byte
	to := append([]any{&g.Code, &g.Community, &g.Name, &g.Kind, &shape, &g.AreaM2, &g.Households, &g.Population, &g.Body}, more...)
	if err := row.Scan(to...); err != nil {
		return g, err
	}
	g.Shape, err = shapeOf(shape)
	return g, err
}

// Grids lists the live unified grids of a county by code.
func (s *Store) Grids(ctx context.Context, county string) ([]registry.Grid, error) {
	return liveGrids(ctx, s.pool, "g.county = $1", county)
}

func liveGrids(ctx context.Context, q querier, where string, args ...any) ([]registry.Grid, error) {
	rows, err := q.Query(ctx, `SELECT `+gridColumns+`, g.from_revision, g.valid_from FROM grid g
		WHERE g.to_revision IS NULL AND `+where+` ORDER BY g.code`, args...)
	if err != nil {
		return nil, kindOf(err)
	}
	out, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (registry.Grid, error) {
		var since registry.Grid
		g, err := gridOf(row, &since.Since, &since.ValidFrom)
		g.Since, g.ValidFrom = since.Since, since.ValidFrom
		return g, err
	})
	return out, kindOf(err)
}

// Legacy lists the live grids of a legacy network by code.
func (s *Store) Legacy(ctx context.Context, county, network string) ([]registry.LegacyGrid, error) {
	return legacyGrids(ctx, s.pool, "county = $1 AND network = $2", county, network)
}

func legacyGrids(ctx context.Context, q querier, where string, args ...any) ([]registry.LegacyGrid, error) {
	rows, err := q.Query(ctx, `SELECT county, network, code, name, belongs_to, ST_AsEWKB(geom), area_m2 FROM legacy_grid
		WHERE valid_to IS NULL AND `+where+` ORDER BY county, network, code`, args...)
	if err != nil {
		return nil, kindOf(err)
	}
	out, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (g registry.LegacyGrid, err error) {
		var shape []byte
		if err := row.Scan(&g.County, &g.Network, &g.Code, &g.Name, &g.Group, &shape, &g.AreaM2); err != nil {
			return g, err
		}
		g.Shape, err = shapeOf(shape)
		return g, err
	})
	return out, kindOf(err)
}

// PutLegacy adds and changes grids of the legacy network im.Network of im.County.
func (s *Store) PutLegacy(ctx context.Context, im registry.Import, rows []registry.LegacyGrid) (registry.Import, error) {
	for i := range rows {
		rows[i].County, rows[i].Network = im.County, im.Network
	}
	return put(ctx, s, im, rows, putting[registry.LegacyGrid]{
		stored: func(ctx context.Context, q querier, county string) ([]registry.LegacyGrid, error) {
			return legacyGrids(ctx, q, "county = $1 AND network = $2", county, im.Network)
		},
		key:   func(g registry.LegacyGrid) string { return g.Code },
		same:  alike[registry.LegacyGrid],
		write: writeLegacy,
	})
}

func writeLegacy(ctx context.Context, tx pgx.Tx, im registry.Import, rows []registry.LegacyGrid) error {
	if err := openCounty(ctx, tx, im.County); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `INSERT INTO network (county, name, datum) VALUES ($1, $2, $3)
		ON CONFLICT (county, name) DO UPDATE SET datum = excluded.datum`, im.County, im.Network, im.Datum); err != nil {
		return err
	}
	codes := make([]string, len(rows))
	for i, g := range rows {
		codes[i] = g.Code
	}
	if _, err := tx.Exec(ctx, `UPDATE legacy_grid SET valid_to = now() WHERE county = $1 AND network = $2 AND valid_to IS NULL AND code = ANY ($3)`,
		im.County, im.Network, codes); err != nil {
		return err
	}
	return sendAll(ctx, tx, `INSERT INTO legacy_grid (county, network, code, name, belongs_to, geom, area_m2)
		VALUES ($1, $2, $3, $4, $5, ST_GeomFromEWKB($6), $7)`, rows, func(g registry.LegacyGrid) ([]any, error) {
		shape, err := shapeArg(g.Shape)
		return []any{im.County, im.Network, g.Code, g.Name, g.Group, shape, g.AreaM2}, err
	})
}
