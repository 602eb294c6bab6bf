package postgis

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"wangge/registry"
)

// remember records an accepted import, within the transaction that stores it.
func remember(ctx context.Context, tx pgx.Tx, im registry.Import) error {
	var draft *uuid.UUID
	if im.Draft != uuid.Nil {
		draft = &im.Draft
	}
	notes := im.Notes
	if notes == nil {
		notes = []string{}
	}
	t := im.Tally
	_, err := tx.Exec(ctx, `INSERT INTO import (id, county, what, network, files, datum, notes, added, changed, removed, unchanged, draft, actor, reason, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
		im.ID, im.County, im.What, im.Network, im.Files, im.Datum, notes, t.Added, t.Changed, t.Removed, t.Unchanged,
		draft, im.Actor.Name, im.Actor.Reason, im.At)
	return err
}

const importColumns = `id, county, what, network, files, datum, notes, added, changed, removed, unchanged, draft, actor, reason, at`

func importOf(row pgx.CollectableRow) (im registry.Import, err error) {
	t := &im.Tally
	var draft *uuid.UUID
	err = row.Scan(&im.ID, &im.County, &im.What, &im.Network, &im.Files, &im.Datum, &im.Notes, &t.Added, &t.Changed, &t.Removed, &t.Unchanged,
		&draft, &im.Actor.Name, &im.Actor.Reason, &im.At)
	if draft != nil {
		im.Draft = *draft
	}
	im.At = im.At.UTC()
	return im, err
}

// Imports lists imports, newest first; those older than before, where it is not uuid.Nil.
func (s *Store) Imports(ctx context.Context, before uuid.UUID, limit int) ([]registry.Import, error) {
	if before != uuid.Nil {
		if _, err := s.Import(ctx, before); err != nil {
			return nil, err
		}
	}
	rows, err := s.pool.Query(ctx, `SELECT `+importColumns+` FROM import
		WHERE n < coalesce((SELECT n FROM import WHERE id = $1), 9223372036854775807) ORDER BY n DESC LIMIT $2`, before, limit)
	if err != nil {
		return nil, kindOf(err)
	}
	out, err := pgx.CollectRows(rows, importOf)
	return out, kindOf(err)
}

// Import gives one import.
func (s *Store) Import(ctx context.Context, id uuid.UUID) (registry.Import, error) {
	rows, err := s.pool.Query(ctx, `SELECT `+importColumns+` FROM import WHERE id = $1`, id)
	if err != nil {
		return registry.Import{}, kindOf(err)
	}
	im, err := pgx.CollectExactlyOneRow(rows, importOf)
	if errors.Is(err, pgx.ErrNoRows) {
		return im, fmt.Errorf("%w: there is no import %s", registry.ErrNotFound, id)
	}
	return im, kindOf(err)
}
