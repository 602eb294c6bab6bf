package postgis

import (
	"context"
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
	_, err := tx.Exec(ctx, rememberSQL,
		im.ID, im.County, im.What, im.Network, im.Files, im.Datum, notes, t.Added, t.Changed, t.Removed, t.Unchanged,
		draft, im.Actor.Name, im.Actor.Reason, im.At)
	return err
}

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
	rows, err := s.pool.Query(ctx, importsSQL, before, limit)
	return collect(rows, err, importOf)
}

// Import gives one import.
func (s *Store) Import(ctx context.Context, id uuid.UUID) (registry.Import, error) {
	rows, err := s.pool.Query(ctx, importSQL, id)
	found, err := collect(rows, err, importOf)
	if err != nil {
		return registry.Import{}, err
	}
	if len(found) == 0 {
		return registry.Import{}, fmt.Errorf("%w: there is no import %s", registry.ErrNotFound, id)
	}
	return found[0], nil
}
