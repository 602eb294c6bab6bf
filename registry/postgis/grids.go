package postgis

import (
	"cmp"
	"context"

	"github.com/jackc/pgx/v5"

	"wangge/registry"
)

// gridOf reads a grid of a draft or of a revision.
func gridOf(row pgx.CollectableRow) (registry.Grid, error) { return scanGrid(row, &registry.Grid{}) }

// liveGridOf reads besides since when it is as it is.
func liveGridOf(row pgx.CollectableRow) (registry.Grid, error) {
	g := &registry.Grid{}
	return scanGrid(row, g, &g.Since, &g.ValidFrom)
}

// scanGrid reads the columns that all queries of grids begin with, and then more.
func scanGrid(row pgx.CollectableRow, g *registry.Grid, more ...any) (registry.Grid, error) {
	var shape []byte
	to := append([]any{&g.Code, &g.Community, &g.Name, &g.Kind, &shape, &g.AreaM2, &g.Households, &g.Population, &g.Body}, more...)
	err := row.Scan(to...)
	if err == nil {
		g.Shape, err = shapeOf(shape)
	}
	return *g, err
}

// Grids lists the live unified grids of a county by code.
func (s *Store) Grids(ctx context.Context, county string) ([]registry.Grid, error) {
	return grids(ctx, s.pool, county)
}

func grids(ctx context.Context, q querier, county string) ([]registry.Grid, error) {
	rows, err := q.Query(ctx, gridsSQL, county)
	return collect(rows, err, liveGridOf)
}

// Legacy lists the live grids of a legacy network by code.
func (s *Store) Legacy(ctx context.Context, county, network string) ([]registry.LegacyGrid, error) {
	return legacy(ctx, s.pool, county, network)
}

func legacy(ctx context.Context, q querier, county, network string) ([]registry.LegacyGrid, error) {
	rows, err := q.Query(ctx, legacySQL, county, network)
	return collect(rows, err, legacyOf)
}

func legacyOf(row pgx.CollectableRow) (g registry.LegacyGrid, err error) {
	var shape []byte
	err = row.Scan(&g.County, &g.Network, &g.Code, &g.Name, &g.Group, &g.Kind, &shape, &g.AreaM2, &g.Households, &g.Population)
	if err == nil {
		g.Shape, err = shapeOf(shape)
	}
	return g, err
}

// LegacyAt lists the grids that had a code of a legacy network from a change on until the next.
func (s *Store) LegacyAt(ctx context.Context, at registry.Change, network, code string) ([]registry.LegacyGrid, error) {
	rows, err := s.pool.Query(ctx, legacyAtSQL, at.Number, network, code)
	return collect(rows, err, legacyOf)
}

// PutLegacy adds and changes grids of the legacy network im.Network of im.County.
func (s *Store) PutLegacy(ctx context.Context, im registry.Import, rows []registry.LegacyGrid) (registry.Import, error) {
	for i := range rows {
		rows[i].County, rows[i].Network, rows[i].Kind = im.County, im.Network, cmp.Or(rows[i].Kind, registry.Base)
	}
	return put(ctx, s, im, rows, putting[registry.LegacyGrid]{
		stored: func(ctx context.Context, q querier, county string) ([]registry.LegacyGrid, error) {
			return legacy(ctx, q, county, im.Network)
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
	if err := putNetwork(ctx, tx, im.County, im.Network, im.Datum); err != nil {
		return err
	}
	codes := make([]string, len(rows))
	for i, g := range rows {
		codes[i] = g.Code
	}
	if _, err := tx.Exec(ctx, endLegacySQL, im.County, im.Network, codes); err != nil {
		return err
	}
	return sendAll(ctx, tx, putLegacySQL, rows, func(g registry.LegacyGrid) ([]any, error) {
		shape, err := shapeArg(g.Shape)
		return []any{im.County, im.Network, g.Code, g.Name, g.Group, g.Kind, shape, g.AreaM2, g.Households, g.Population}, err
	})
}
