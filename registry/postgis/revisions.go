package postgis

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"wangge/registry"
)

// Publish makes the draft the next revision, in one transaction; publishes wait for each other.
func (s *Store) Publish(ctx context.Context, id uuid.UUID, actor registry.Actor) (registry.Revision, error) {
	var rev registry.Revision
	a := &act{actor: actor, action: "publish", subject: id.String()}
	err := s.write(ctx, a, func(tx pgx.Tx) error {
		d, err := draft(ctx, tx, id, "FOR UPDATE")
		if err != nil {
			return err
		}
		a.county = d.County
		rev, err = publish(ctx, tx, d, actor, 0)
		a.details = rev
		return err
	})
	if err != nil {
		return registry.Revision{}, fmt.Errorf("publish: %w", err)
	}
	return rev, nil
}

// Revert publishes, as a new revision, the county's grids as they were at revision n.
func (s *Store) Revert(ctx context.Context, county string, n int, actor registry.Actor) (registry.Revision, error) {
	var rev registry.Revision
	a := &act{actor: actor, action: "revert", county: county, subject: fmt.Sprint(n)}
	err := s.write(ctx, a, func(tx pgx.Tx) error {
		if err := alone(ctx, tx, "publish"); err != nil {
			return err
		}
		d := registry.Draft{ID: uuid.New(), County: county, State: registry.Open, Actor: actor}
		if err := tx.QueryRow(ctx, `SELECT coalesce(max(number), 0) FROM revision`).Scan(&d.Base); err != nil {
			return err
		}
		if n < 1 || n > d.Base {
			return fmt.Errorf("%w: there is no revision %d; the last one is %d", registry.ErrNotFound, n, d.Base)
		}
		grids, err := gridsAt(ctx, tx, county, n)
		if err != nil {
			return err
		}
		if len(grids) == 0 {
			return fmt.Errorf("%w: county %s had no grids at revision %d", registry.ErrNotFound, county, n)
		}
		d.Grids, d.Count = grids, len(grids)
		if err := writeDraft(ctx, tx, d); err != nil {
			return err
		}
		rev, err = publish(ctx, tx, d, actor, n)
		a.details = rev
		return err
	})
	if err != nil {
		return registry.Revision{}, fmt.Errorf("revert: %w", err)
	}
	return rev, nil
}

func gridsAt(ctx context.Context, tx pgx.Tx, county string, n int) ([]registry.Grid, error) {
	rows, err := tx.Query(ctx, `SELECT `+gridColumns+` FROM grid g
		WHERE g.county = $1 AND g.from_revision <= $2 AND (g.to_revision IS NULL OR g.to_revision > $2) ORDER BY g.code`, county, n)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (registry.Grid, error) { return gridOf(row) })
}

// publish writes only what differs: a grid that stays as it is keeps its version.
func publish(ctx context.Context, tx pgx.Tx, d registry.Draft, actor registry.Actor, reverts int) (registry.Revision, error) {
	rev := registry.Revision{County: d.County, Actor: actor, Reverts: reverts}
	if err := alone(ctx, tx, "publish"); err != nil {
		return rev, err
	}
	if err := mayPublish(ctx, tx, d); err != nil {
		return rev, err
	}
	if err := tx.QueryRow(ctx, `INSERT INTO revision (number, county, actor, reason, reverts)
		SELECT coalesce(max(number), 0) + 1, $1, $2, $3, nullif($4, 0) FROM revision RETURNING number, published_at`,
		d.County, actor.Name, actor.Reason, reverts).Scan(&rev.Number, &rev.PublishedAt); err != nil {
		return rev, err
	}
	rev.PublishedAt = rev.PublishedAt.UTC()
	if err := replaceGrids(ctx, tx, d, &rev); err != nil {
		return rev, err
	}
	t := rev.Tally
	if _, err := tx.Exec(ctx, `UPDATE revision SET added = $2, changed = $3, removed = $4, unchanged = $5 WHERE number = $1`,
		rev.Number, t.Added, t.Changed, t.Removed, t.Unchanged); err != nil {
		return rev, err
	}
	_, err := tx.Exec(ctx, `UPDATE draft SET state = 'published' WHERE id = $1`, d.ID)
	return rev, err
}

// mayPublish refuses drafts that are not open, that the county's map has overtaken, or that lack codes.
func mayPublish(ctx context.Context, tx pgx.Tx, d registry.Draft) error {
	var last int
	if err := tx.QueryRow(ctx, `SELECT coalesce(max(number), 0) FROM revision WHERE county = $1`, d.County).Scan(&last); err != nil {
		return err
	}
	switch {
	case d.State != registry.Open:
		return fmt.Errorf("%w: draft %s is %s", registry.ErrConflict, d.ID, d.State)
	case last > d.Base:
		return fmt.Errorf("%w: draft %s began at revision %d, and revision %d was published since: import again", registry.ErrConflict, d.ID, d.Base, last)
	case d.Uncoded > 0:
		return fmt.Errorf("%w: %d of %d grids have no code", registry.ErrInvalid, d.Uncoded, d.Count)
	case d.Count == 0:
		return fmt.Errorf("%w: draft %s has no grids", registry.ErrInvalid, d.ID)
	}
	return nil
}

// sameGrid compares a live grid g with a draft's grid d, geometry by every vertex.
const sameGrid = `d.code = g.code AND (d.community, d.name, d.kind, d.households, d.population, d.body) =
	(g.community, g.name, g.kind, g.households, g.population, g.body) AND d.geom = g.geom`

// replaceGrids ends the versions that change or go, begins those that change or come, and counts them.
func replaceGrids(ctx context.Context, tx pgx.Tx, d registry.Draft, rev *registry.Revision) error {
	ended, err := tx.Exec(ctx, `UPDATE grid g SET to_revision = $2, valid_to = now() WHERE g.county = $3 AND g.to_revision IS NULL
		AND NOT EXISTS (SELECT 1 FROM draft_grid d WHERE d.draft = $1 AND `+sameGrid+`)`, d.ID, rev.Number, d.County)
	if err != nil {
		return err
	}
	begun, err := tx.Exec(ctx, `INSERT INTO grid (code, county, community, name, kind, geom, area_m2, households, population, body, from_revision)
		SELECT d.code, $3, d.community, d.name, d.kind, d.geom, d.area_m2, d.households, d.population, d.body, $2 FROM draft_grid d
		WHERE d.draft = $1 AND NOT EXISTS (SELECT 1 FROM grid g WHERE g.code = d.code AND g.to_revision IS NULL)`, d.ID, rev.Number, d.County)
	if err != nil {
		return err
	}
	t := &rev.Tally
	if err := tx.QueryRow(ctx, `SELECT count(*) FROM grid was JOIN grid now ON now.code = was.code AND now.from_revision = $1
		WHERE was.to_revision = $1`, rev.Number).Scan(&t.Changed); err != nil {
		return err
	}
	t.Removed = int(ended.RowsAffected()) - t.Changed
	t.Added = int(begun.RowsAffected()) - t.Changed
	t.Unchanged = d.Count - int(begun.RowsAffected())
	return nil
}

const revisionColumns = `number, county, published_at, actor, reason, coalesce(reverts, 0), added, changed, removed, unchanged`

func revisionOf(row pgx.CollectableRow) (r registry.Revision, err error) {
	t := &r.Tally
	err = row.Scan(&r.Number, &r.County, &r.PublishedAt, &r.Actor.Name, &r.Actor.Reason, &r.Reverts, &t.Added, &t.Changed, &t.Removed, &t.Unchanged)
	r.PublishedAt = r.PublishedAt.UTC()
	return r, err
}

// Revisions lists revisions, newest first.
func (s *Store) Revisions(ctx context.Context) ([]registry.Revision, error) {
	rows, err := s.pool.Query(ctx, `SELECT `+revisionColumns+` FROM revision ORDER BY number DESC`)
	if err != nil {
		return nil, kindOf(err)
	}
	out, err := pgx.CollectRows(rows, revisionOf)
	return out, kindOf(err)
}

// Version tells the present state cheaply.
func (s *Store) Version(ctx context.Context) (registry.Version, error) {
	v, err := version(ctx, s.pool)
	return v, kindOf(err)
}

func version(ctx context.Context, q querier) (v registry.Version, err error) {
	err = q.QueryRow(ctx, `SELECT (SELECT coalesce(max(number), 0) FROM revision), change FROM state`).Scan(&v.Revision, &v.Change)
	return v, err
}

// Load reads everything at the present version, in one consistent view.
func (s *Store) Load(ctx context.Context) (*registry.Content, error) {
	tx, err := s.pool.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly})
	if err != nil {
		return nil, fmt.Errorf("load: %w", kindOf(err))
	}
	defer tx.Rollback(context.WithoutCancel(ctx)) //nolint:errcheck // nothing was written
	c, err := load(ctx, tx)
	if err != nil {
		return nil, fmt.Errorf("load: %w", kindOf(err))
	}
	return c, nil
}

func load(ctx context.Context, tx pgx.Tx) (c *registry.Content, err error) {
	c = &registry.Content{}
	steps := []func() error{
		func() error { c.Version, err = version(ctx, tx); return err },
		func() error { c.Revision, err = lastRevision(ctx, tx); return err },
		func() error { c.Divisions, err = divisionsWhere(ctx, tx, "true", "ST_AsEWKB(geom)"); return err },
		func() error { c.Networks, err = networks(ctx, tx); return err },
		func() error { c.Grids, err = liveGrids(ctx, tx, "true"); return err },
		func() error { c.Legacy, err = legacyGrids(ctx, tx, "true"); return err },
		func() error { c.Officers, err = allOfficers(ctx, tx); return err },
		func() error { c.Postings, err = livePostings(ctx, tx, "true"); return err },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return c, nil
}

func lastRevision(ctx context.Context, q querier) (registry.Revision, error) {
	rows, err := q.Query(ctx, `SELECT `+revisionColumns+` FROM revision ORDER BY number DESC LIMIT 1`)
	if err != nil {
		return registry.Revision{}, err
	}
	r, err := pgx.CollectExactlyOneRow(rows, revisionOf)
	if errors.Is(err, pgx.ErrNoRows) {
		return registry.Revision{}, nil
	}
	return r, err
}

func networks(ctx context.Context, q querier) ([]registry.Network, error) {
	rows, err := q.Query(ctx, `SELECT n.county, n.name, n.datum, CASE n.name WHEN 'unified'
		THEN (SELECT count(*) FROM grid g WHERE g.county = n.county AND g.to_revision IS NULL)
		ELSE (SELECT count(*) FROM legacy_grid l WHERE (l.county, l.network) = (n.county, n.name) AND l.valid_to IS NULL) END
		FROM network n ORDER BY n.county, n.name <> 'unified', n.name`)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (n registry.Network, err error) {
		err = row.Scan(&n.County, &n.Name, &n.Datum, &n.Grids)
		return n, err
	})
}

func allOfficers(ctx context.Context, q querier) ([]registry.Officer, error) {
	rows, err := q.Query(ctx, `SELECT county, id, name, phone, public FROM officer ORDER BY county, id`)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, officerOf)
}
