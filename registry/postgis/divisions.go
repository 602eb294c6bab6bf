package postgis

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"wangge/registry"
)

// everyCounty stands for all counties where a query asks for one.
const everyCounty = ""

// Counties lists the counties by code, without shapes.
func (s *Store) Counties(ctx context.Context) ([]registry.Division, error) {
	rows, err := s.pool.Query(ctx, `SELECT code, level, '', name, NULL::bytea FROM division WHERE level = 'county' AND valid_to IS NULL ORDER BY code`)
	return collect(rows, err, divisionOf)
}

// Divisions lists the divisions of a county from above, by code.
func (s *Store) Divisions(ctx context.Context, county string) ([]registry.Division, error) {
	out, err := divisions(ctx, s.pool, county)
	if err == nil && len(out) == 0 {
		err = fmt.Errorf("%w: there is no county %s", registry.ErrNotFound, county)
	}
	return out, err
}

func divisions(ctx context.Context, q querier, county string) ([]registry.Division, error) {
	rows, err := q.Query(ctx, divisionsSQL, county)
	return collect(rows, err, divisionOf)
}

func divisionOf(row pgx.CollectableRow) (d registry.Division, err error) {
	var shape []byte
	if err := row.Scan(&d.Code, &d.Level, &d.Parent, &d.Name, &shape); err != nil {
		return d, err
	}
	d.Shape, err = shapeOf(shape)
	return d, err
}

// PutDivisions adds and changes divisions; none is removed. A nil shape keeps the one that is stored.
func (s *Store) PutDivisions(ctx context.Context, im registry.Import, rows []registry.Division) (registry.Import, error) {
	return put(ctx, s, im, rows, putting[registry.Division]{
		stored: divisions,
		key:    func(d registry.Division) string { return d.Code },
		same: func(stored, d registry.Division) bool {
			if d.Shape == nil {
				d.Shape = stored.Shape
			}
			return alike(stored, d)
		},
		write: func(ctx context.Context, tx pgx.Tx, im registry.Import, rows []registry.Division) error {
			if err := noneEnded(ctx, tx, rows); err != nil {
				return err
			}
			return writeDivisions(ctx, tx, im, rows)
		},
	})
}

// noneEnded refuses a table of before a change of divisions: it would open again what ended, beside what came of it.
func noneEnded(ctx context.Context, tx pgx.Tx, rows []registry.Division) error {
	codes := make([]string, len(rows))
	for i, d := range rows {
		codes[i] = d.Code
	}
	return refuseEnded(ctx, tx, codes, "an older table? Take the rows of divisions that ended out; to lead one back, make a plan with its code (wangge code recode) 区划已停用，请从表中删去，或用区划变更方案恢复")
}

// refuseEnded refuses codes of divisions that ended, with the remedy.
func refuseEnded(ctx context.Context, tx pgx.Tx, codes []string, remedy string) error {
	var code, name, day string
	err := tx.QueryRow(ctx, `SELECT code, name, valid_to::date::text FROM division WHERE code = ANY ($1) AND valid_to IS NOT NULL ORDER BY code LIMIT 1`, codes).Scan(&code, &name, &day)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	return fmt.Errorf("%w: %s (%s) ended on %s: %s", registry.ErrInvalid, code, name, day, remedy)
}

func writeDivisions(ctx context.Context, tx pgx.Tx, im registry.Import, rows []registry.Division) error {
	return sendAll(ctx, tx, putDivisionsSQL, rows, func(d registry.Division) ([]any, error) {
		shape, err := shapeArg(d.Shape)
		return []any{d.Code, im.County, d.Level, d.Parent, d.Name, shape}, err
	})
}

// putNetwork makes a network of a county known, or gives it the datum of its latest file.
func putNetwork(ctx context.Context, tx pgx.Tx, county, name, datum string) error {
	_, err := tx.Exec(ctx, putNetworkSQL, county, name, datum)
	return err
}

// openCounty makes a county that nothing is known of yet but that it has a network.
func openCounty(ctx context.Context, tx pgx.Tx, county string) error {
	_, err := tx.Exec(ctx, `INSERT INTO division (code, county, level, name) VALUES ($1, $1, 'county', $1) ON CONFLICT (code) DO NOTHING`, county)
	return err
}
