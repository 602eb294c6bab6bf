package postgis

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"wangge/registry"
)

// ReviseDraft stores d in place of the open draft from, or of the live map.
func (s *Store) ReviseDraft(ctx context.Context, from, d registry.Draft) (registry.Draft, error) {
	d.ID, d.From = uuid.New(), from.ID
	a := &act{actor: d.Actor, action: "edit draft", county: d.County, subject: d.ID.String(), hidden: true}
	a.details = map[string]any{"from": idArg(d.From), "change": d.Change}
	err := s.write(ctx, a, func(tx pgx.Tx) error {
		if err := alone(ctx, tx, "import "+d.County); err != nil {
			return err
		}
		if err := nothingSince(ctx, tx, d); err != nil {
			return err
		}
		if err := noCodesSince(ctx, tx, from); err != nil {
			return err
		}
		if err := writeDraft(ctx, tx, d); err != nil {
			return err
		}
		var err error
		d, err = draft(ctx, tx, d.ID)
		return err
	})
	if err != nil {
		return registry.Draft{}, fmt.Errorf("store draft: %w", err)
	}
	return d, nil
}

// noCodesSince refuses to go on from a draft that was numbered after it was read: the codes would be lost. They are given to
// the draft as it is, under the lock that nothingSince holds already.
func noCodesSince(ctx context.Context, tx pgx.Tx, from registry.Draft) error {
	var coded int
	if err := tx.QueryRow(ctx, `SELECT count(code) FROM draft_grid WHERE draft = $1`, from.ID).Scan(&coded); err != nil {
		return err
	}
	if from.ID != uuid.Nil && coded != from.Count-from.Uncoded {
		return fmt.Errorf("%w: draft %s was numbered by somebody else meanwhile: look at it, and do this again 草稿已被他人编码，请查看后重做", registry.ErrConflict, from.ID)
	}
	return nil
}

// UndoDraft closes an open draft, and opens the one before it.
func (s *Store) UndoDraft(ctx context.Context, id uuid.UUID, actor registry.Actor) (before registry.Draft, err error) {
	err = s.closeDraft(ctx, id, actor, "undo draft", func(tx pgx.Tx, from uuid.UUID) error {
		if from == uuid.Nil {
			return nil
		}
		if _, err := tx.Exec(ctx, `UPDATE draft SET state = 'open' WHERE id = $1`, from); err != nil {
			return err
		}
		before, err = draft(ctx, tx, from)
		return err
	})
	return before, err
}

// DiscardDraft closes an open draft.
func (s *Store) DiscardDraft(ctx context.Context, id uuid.UUID, actor registry.Actor) error {
	return s.closeDraft(ctx, id, actor, "discard draft", func(pgx.Tx, uuid.UUID) error { return nil })
}

// closeDraft closes an open draft; then gets the one that it took the place of.
func (s *Store) closeDraft(ctx context.Context, id uuid.UUID, actor registry.Actor, action string, then func(tx pgx.Tx, from uuid.UUID) error) error {
	a := &act{actor: actor, action: action, subject: id.String(), hidden: true}
	err := s.write(ctx, a, func(tx pgx.Tx) error {
		var state registry.DraftState
		var from *uuid.UUID
		err := tx.QueryRow(ctx, `SELECT county FROM draft WHERE id = $1`, id).Scan(&a.county)
		if errors.Is(err, pgx.ErrNoRows) {
			return fmt.Errorf("%w: there is no draft %s", registry.ErrNotFound, id)
		}
		if err == nil {
			err = alone(ctx, tx, "import "+a.county)
		}
		if err == nil {
			err = tx.QueryRow(ctx, `SELECT state, previous FROM draft WHERE id = $1 FOR UPDATE`, id).Scan(&state, &from)
		}
		if err != nil {
			return err
		}
		if state != registry.Open {
			return fmt.Errorf("%w: draft %s is %s: it may have been changed by somebody else meanwhile 草稿已不是打开状态", registry.ErrConflict, id, state)
		}
		if _, err := tx.Exec(ctx, `UPDATE draft SET state = 'discarded' WHERE id = $1`, id); err != nil {
			return err
		}
		return then(tx, idOf(from))
	})
	if err != nil {
		return fmt.Errorf("%s: %w", action, err)
	}
	return nil
}

// idArg gives an id; none as NULL.
func idArg(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}

func idOf(id *uuid.UUID) uuid.UUID {
	if id == nil {
		return uuid.Nil
	}
	return *id
}
