package postgis

import (
	"context"
	"fmt"
	"math"

	"github.com/jackc/pgx/v5"

	"wangge/registry"
)

// LoadAt reads what a position resolves by, as it was from a change on until the next, in one consistent view.
func (s *Store) LoadAt(ctx context.Context, at registry.Change) (c *registry.Content, err error) {
	err = s.look(ctx, func(tx pgx.Tx) error {
		c, err = loadAt(ctx, tx, at)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("load change %d of revision %d: %w", at.Number, at.Revision, err)
	}
	return c, nil
}

func loadAt(ctx context.Context, tx pgx.Tx, at registry.Change) (c *registry.Content, err error) {
	c = &registry.Content{Version: registry.Version{Revision: at.Revision, Change: at.Number}, Changes: []registry.Change{at}}
	steps := []func() error{
		func() error { c.Revision, err = revisionAt(ctx, tx, at.Revision); return err },
		func() error { c.Divisions, err = rowsAt(ctx, tx, divisionsAtSQL, at, divisionOf); return err },
		func() error { c.Officers, err = rowsAt(ctx, tx, officersAtSQL, at, officerOf); return err },
		func() error { c.Postings, err = rowsAt(ctx, tx, postingsAtSQL, at, postingOf); return err },
		func() error { c.Networks, err = networks(ctx, tx); return err },
		func() error { c.Matters, err = rowsAt(ctx, tx, mattersAtSQL, at, matterOf); return err },
		func() error {
			rows, err := tx.Query(ctx, gridsAtSQL, everyCounty, at.Revision)
			c.Grids, err = collect(rows, err, gridOf)
			return err
		},
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// rowsAt reads the rows that held as of a change.
func rowsAt[T any](ctx context.Context, tx pgx.Tx, statement string, at registry.Change, of pgx.RowToFunc[T]) ([]T, error) {
	rows, err := tx.Query(ctx, statement, at.Number)
	return collect(rows, err, of)
}

func revisionAt(ctx context.Context, tx pgx.Tx, number int) (registry.Revision, error) {
	list, err := revisions(ctx, tx, 0)
	if err != nil {
		return registry.Revision{}, err
	}
	for _, r := range list {
		if r.Number == number {
			return r, nil
		}
	}
	return registry.Revision{}, fmt.Errorf("%w: there is no revision %d", registry.ErrNotFound, number)
}

// changes lists the log of changes after a number.
func changes(ctx context.Context, q querier, after int64) ([]registry.Change, error) {
	rows, err := q.Query(ctx, changesSQL, after)
	return collect(rows, err, func(row pgx.CollectableRow) (c registry.Change, err error) {
		err = row.Scan(&c.Number, &c.At, &c.Revision)
		c.At = c.At.UTC()
		return c, err
	})
}

// firstChange comes before all changes; those of before there was a log count below zero.
const firstChange = math.MinInt64
