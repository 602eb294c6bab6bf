package postgis

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"wangge/registry"
)

// channel is where changes are told to whom they concern.
const channel = "wangge_change"

// act is a write on its way, as the audit log will tell it.
type act struct {
	actor           registry.Actor
	action          string // such as "import grids"
	county, subject string
	details         any
	nothing         bool // set by the write when there was nothing to change: then nothing is left behind
	hidden          bool // no reader sees a difference
}

// write runs f in a transaction of its own and commits what it did together with its audit row.
func (s *Store) write(ctx context.Context, a *act, f func(tx pgx.Tx) error) error {
	if a.actor.Name == "" {
		return fmt.Errorf("%w: a change needs to say who makes it", registry.ErrInvalid)
	}
	tx, err := s.pool.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.ReadCommitted})
	if err != nil {
		return kindOf(err)
	}
	defer tx.Rollback(context.WithoutCancel(ctx)) //nolint:errcheck // after a commit there is nothing to roll back
	if err := f(tx); err != nil || a.nothing {
		return kindOf(err)
	}
	if err := a.leave(ctx, tx); err != nil {
		return kindOf(err)
	}
	err = kindOf(tx.Commit(ctx))
	if errors.Is(err, registry.ErrUnavailable) {
		err = fmt.Errorf("whether this was stored is not known, so look before it is done again: %w", err)
	}
	return err
}

func (a *act) leave(ctx context.Context, tx pgx.Tx) error {
	details := a.details
	if details == nil {
		details = struct{}{}
	}
	if _, err := tx.Exec(ctx, auditSQL,
		a.actor.Name, a.actor.Reason, a.action, a.county, a.subject, details); err != nil {
		return err
	}
	if a.hidden {
		return nil
	}
	for _, statement := range []string{raiseChangeSQL, putChangeSQL} {
		if _, err := tx.Exec(ctx, statement); err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, `SELECT pg_notify($1, (SELECT change FROM state)::text)`, channel)
	return err
}

// alone waits until no other transaction holds the name, and holds it until the end of this one.
func alone(ctx context.Context, tx pgx.Tx, name string) error {
	_, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('wangge ' || $1, 0))`, name)
	return err
}

// batchRows is how many statements go to the server at once.
const batchRows = 1000

// collect reads the rows of a query.
func collect[T any](rows pgx.Rows, err error, of pgx.RowToFunc[T]) ([]T, error) {
	if err != nil {
		return nil, kindOf(err)
	}
	out, err := pgx.CollectRows(rows, of)
	return out, kindOf(err)
}

// sendAll runs one statement for every row.
func sendAll[T any](ctx context.Context, tx pgx.Tx, statement string, rows []T, args func(T) ([]any, error)) error {
	for from := 0; from < len(rows); from += batchRows {
		batch := &pgx.Batch{}
		for _, row := range rows[from:min(from+batchRows, len(rows))] {
			a, err := args(row)
			if err != nil {
				return err
			}
			batch.Queue(statement, a...)
		}
		if err := tx.SendBatch(ctx, batch).Close(); err != nil {
			return err
		}
	}
	return nil
}

// news sorts rows by whether they are stored already: what has to be written, and the count of all.
func news[T any](stored, rows []T, key func(T) string, same func(stored, row T) bool) ([]T, registry.Tally) {
	have := make(map[string]T, len(stored))
	for _, s := range stored {
		have[key(s)] = s
	}
	var out []T
	var t registry.Tally
	for _, r := range rows {
		s, known := have[key(r)]
		switch {
		case !known:
			t.Added++
		case same(s, r):
			t.Unchanged++
			continue
		default:
			t.Changed++
		}
		out = append(out, r)
	}
	return out, t
}

// putting is one kind of row and how an import of it is stored.
type putting[T any] struct {
	stored func(ctx context.Context, q querier, county string) ([]T, error)
	key    func(T) string
	same   func(stored, row T) bool
	write  func(ctx context.Context, tx pgx.Tx, im registry.Import, rows []T) error
}

// put stores an import: what is new or different is written, and the import is remembered; where nothing is, nothing is.
func put[T any](ctx context.Context, s *Store, im registry.Import, rows []T, p putting[T]) (registry.Import, error) {
	a := &act{actor: im.Actor, action: "import " + im.What, county: im.County, subject: im.Network}
	err := s.write(ctx, a, func(tx pgx.Tx) error {
		if err := alone(ctx, tx, "import "+im.County); err != nil {
			return err
		}
		stored, err := p.stored(ctx, tx, im.County)
		if err != nil {
			return err
		}
		fresh, tally := news(stored, rows, p.key, p.same)
		im.Tally = tally
		if a.nothing = !tally.Any(); a.nothing {
			return nil
		}
		a.details = details(im)
		if err := p.write(ctx, tx, im, fresh); err != nil {
			return err
		}
		return remember(ctx, tx, im)
	})
	if err != nil {
		return registry.Import{}, fmt.Errorf("store %s: %w", im.What, err)
	}
	return im, nil
}

// details is what the audit log keeps of an import.
func details(im registry.Import) any {
	return struct {
		Import string         `json:"import"`
		Files  []string       `json:"files"`
		Tally  registry.Tally `json:"tally"`
	}{im.ID.String(), im.Files, im.Tally}
}
