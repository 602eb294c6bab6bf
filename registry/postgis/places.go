package postgis

import (
	"context"

	"github.com/jackc/pgx/v5"

	"wangge/registry"
)

// Streets lists the streets of a county by id.
func (s *Store) Streets(ctx context.Context, county string) ([]registry.Street, error) {
	return streets(ctx, s.pool, county)
}

func streets(ctx context.Context, q querier, county string) ([]registry.Street, error) {
	rows, err := q.Query(ctx, `SELECT id, name, class, ST_AsEWKB(geom) FROM street WHERE county = $1 ORDER BY id`, county)
	return collect(rows, err, func(row pgx.CollectableRow) (st registry.Street, err error) {
		var line []byte
		if err := row.Scan(&st.ID, &st.Name, &st.Class, &line); err != nil {
			return st, err
		}
		st.Line, err = lineOf(line)
		return st, err
	})
}

// PutStreets adds and changes streets.
func (s *Store) PutStreets(ctx context.Context, im registry.Import, rows []registry.Street) (registry.Import, error) {
	return put(ctx, s, im, rows, putting[registry.Street]{
		stored: streets,
		key:    func(st registry.Street) string { return st.ID },
		same:   alike[registry.Street],
		write: func(ctx context.Context, tx pgx.Tx, im registry.Import, rows []registry.Street) error {
			return sendAll(ctx, tx, putStreetsSQL, rows, func(st registry.Street) ([]any, error) {
				line, err := lineArg(st.Line)
				return []any{im.County, st.ID, st.Name, st.Class, line}, err
			})
		},
	})
}

// Buildings lists the buildings of a county by id.
func (s *Store) Buildings(ctx context.Context, county string) ([]registry.Building, error) {
	return buildings(ctx, s.pool, county)
}

func buildings(ctx context.Context, q querier, county string) ([]registry.Building, error) {
	rows, err := q.Query(ctx, `SELECT id, name, ST_AsEWKB(geom), households, population FROM building WHERE county = $1 ORDER BY id`, county)
	return collect(rows, err, buildingOf)
}

func buildingOf(row pgx.CollectableRow) (b registry.Building, err error) {
	var shape []byte
	if err := row.Scan(&b.ID, &b.Name, &shape, &b.Households, &b.Population); err != nil {
		return b, err
	}
	b.Shape, err = shapeOf(shape)
	return b, err
}

// PutBuildings adds and changes buildings.
func (s *Store) PutBuildings(ctx context.Context, im registry.Import, rows []registry.Building) (registry.Import, error) {
	return put(ctx, s, im, rows, putting[registry.Building]{
		stored: buildings,
		key:    func(b registry.Building) string { return b.ID },
		same:   alike[registry.Building],
		write: func(ctx context.Context, tx pgx.Tx, im registry.Import, rows []registry.Building) error {
			return sendAll(ctx, tx, putBuildingsSQL, rows, func(b registry.Building) ([]any, error) {
				shape, err := shapeArg(b.Shape)
				return []any{im.County, b.ID, b.Name, shape, b.Households, b.Population}, err
			})
		},
	})
}
