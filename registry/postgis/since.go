package postgis

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"wangge/registry"
)

// Contents are read by difference: what revisions did, by their numbers; other tables whole, when their marks say that they changed.

// ours gives a content that the store's can be read on from: an empty one where have is not of its history, as of before it was
// restored from a backup.
func ours(ctx context.Context, tx pgx.Tx, have *registry.Content) (*registry.Content, error) {
	if have == nil || len(have.Changes) == 0 {
		return &registry.Content{}, nil
	}
	last := have.Changes[len(have.Changes)-1]
	var known bool
	err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT 1 FROM change WHERE (number, at, revision) = ($1, $2, $3))`, last.Number, last.At, last.Revision).Scan(&known)
	if err != nil || known {
		return have, err
	}
	return &registry.Content{}, nil
}

// marks tells the present state of the tables that are read whole.
func marks(ctx context.Context, tx pgx.Tx) (map[string]registry.Mark, error) {
	return marksOf(ctx, tx, marksSQL)
}

// marksOf runs a statement that gives names and marks.
func marksOf(ctx context.Context, q querier, statement string, args ...any) (map[string]registry.Mark, error) {
	rows, err := q.Query(ctx, statement, args...)
	if err != nil {
		return nil, err
	}
	out := map[string]registry.Mark{}
	var name string
	var m registry.Mark
	_, err = pgx.ForEachRow(rows, []any{&name, &m.Rows, &m.Writes}, func() error { out[name] = m; return nil })
	return out, err
}

// anew reads a table where it changed since have, and takes over what it had where not.
func anew[T any](c, have *registry.Content, table string, into *[]T, had []T, read func() ([]T, error)) func() error {
	return func() (err error) {
		if *into = had; c.Marks[table] != have.Marks[table] {
			*into, err = read()
		}
		return err
	}
}

// lastChange is the number of the last change that is known.
func lastChange(known []registry.Change) int64 {
	if len(known) == 0 {
		return firstChange
	}
	return known[len(known)-1].Number
}

func gridsSince(ctx context.Context, tx pgx.Tx, revision int) ([]registry.Grid, error) {
	rows, err := tx.Query(ctx, gridsSinceSQL, revision)
	return collect(rows, err, liveGridOf)
}

// takeOver adds to what revisions since have did what they left as it was.
func takeOver(c, have *registry.Content) {
	touched := map[string]bool{} // codes whose grids changed, came or went
	for _, l := range c.Lives {
		touched[l.Code] = true
	}
	c.Grids = merged(have.Grids, c.Grids, func(g registry.Grid) bool { return touched[g.Code] },
		func(a, b registry.Grid) int { return strings.Compare(a.Code, b.Code) })
	c.Lives = merged(have.Lives, c.Lives, func(l registry.Life) bool { return touched[l.Code] },
		func(a, b registry.Life) int {
			return cmp.Or(strings.Compare(a.Code, b.Code), cmp.Compare(a.From, b.From))
		})
	c.Revisions = slices.Concat(c.Revisions, have.Revisions) // the newest first
	c.Changes = slices.Concat(have.Changes, c.Changes)
	c.Lineage = slices.Concat(have.Lineage, c.Lineage)
	c.Crosswalk = slices.Concat(have.Crosswalk, c.Crosswalk)
}

// merged gives what was there without what is replaced, and the new rows, in order; the very list where nothing changed.
func merged[T any](had, fresh []T, replaced func(T) bool, order func(a, b T) int) []T {
	if len(fresh) == 0 && !slices.ContainsFunc(had, replaced) {
		return had
	}
	out := make([]T, 0, len(had)+len(fresh))
	for _, v := range had {
		if !replaced(v) {
			out = append(out, v)
		}
	}
	out = append(out, fresh...)
	slices.SortFunc(out, order)
	return out
}
