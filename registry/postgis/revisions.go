package postgis

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"wangge/registry"
)

// Publish makes the draft the next revision, in one transaction; publishes wait for each other.
func (s *Store) Publish(ctx context.Context, id uuid.UUID, actor registry.Actor, succeed registry.Succession) (registry.Revision, error) {
	var rev registry.Revision
	a := &act{actor: actor, action: "publish", subject: id.String()}
	err := s.write(ctx, a, func(tx pgx.Tx) error {
		if err := alone(ctx, tx, "publish"); err != nil {
			return err
		}
		d, err := lockedDraft(ctx, tx, id)
		if err != nil {
			return err
		}
		a.county = d.County
		rev, err = publish(ctx, tx, d, actor, 0, succeed)
		a.details = rev
		return err
	})
	if err != nil {
		return registry.Revision{}, fmt.Errorf("publish: %w", err)
	}
	return rev, nil
}

// Revert publishes, as a new revision, the county's grids as they were at revision n.
func (s *Store) Revert(ctx context.Context, county string, n int, actor registry.Actor, succeed registry.Succession) (registry.Revision, error) {
	var rev registry.Revision
	a := &act{actor: actor, action: "revert", county: county, subject: fmt.Sprint(n)}
	err := s.write(ctx, a, func(tx pgx.Tx) error {
		if err := alone(ctx, tx, "publish"); err != nil {
			return err
		}
		d, err := pastDraft(ctx, tx, county, n)
		if err != nil {
			return err
		}
		d.Actor = actor
		if err := writeDraft(ctx, tx, d); err != nil {
			return err
		}
		rev, err = publish(ctx, tx, d, actor, n, succeed)
		a.details = rev
		return err
	})
	if err != nil {
		return registry.Revision{}, fmt.Errorf("revert: %w", err)
	}
	return rev, nil
}

// pastDraft makes a draft of a county's grids as they were at revision n.
func pastDraft(ctx context.Context, tx pgx.Tx, county string, n int) (registry.Draft, error) {
	d := registry.Draft{ID: uuid.New(), County: county, State: registry.Open, Change: fmt.Sprint("revert to ", n)}
	if err := tx.QueryRow(ctx, `SELECT coalesce(max(number), 0) FROM revision`).Scan(&d.Base); err != nil {
		return d, err
	}
	if n < 1 || n > d.Base {
		return d, fmt.Errorf("%w: there is no revision %d; the last one is %d", registry.ErrNotFound, n, d.Base)
	}
	rows, err := tx.Query(ctx, gridsAtSQL, county, n)
	d.Grids, err = collect(rows, err, gridOf)
	d.Count = len(d.Grids)
	if err == nil && d.Count == 0 {
		err = fmt.Errorf("%w: county %s had no grids at revision %d", registry.ErrNotFound, county, n)
	}
	if err != nil {
		return d, err
	}
	return d, inLiveCommunities(ctx, tx, d, n)
}

// publish makes a draft the next revision; one that changes no grid is refused.
func publish(ctx context.Context, tx pgx.Tx, d registry.Draft, actor registry.Actor, reverts int, succeed registry.Succession) (registry.Revision, error) {
	rev, err := nextRevision(ctx, tx, d, actor, reverts, succeed)
	if err == nil && !rev.Tally.Any() {
		err = fmt.Errorf("%w: nothing would change: the county's grids are so already", registry.ErrConflict)
	}
	return rev, err
}

// nextRevision writes only what differs: a grid that stays as it is keeps its version. The caller holds the lock "publish",
// so the next number is its own.
func nextRevision(ctx context.Context, tx pgx.Tx, d registry.Draft, actor registry.Actor, reverts int, succeed registry.Succession) (registry.Revision, error) {
	rev := registry.Revision{County: d.County, Actor: actor, Reverts: reverts}
	if err := mayPublish(ctx, tx, d); err != nil {
		return rev, err
	}
	err := tx.QueryRow(ctx, `SELECT coalesce(max(number), 0) + 1 FROM revision`).Scan(&rev.Number)
	if err != nil {
		return rev, err
	}
	if rev.Tally, err = replaceGrids(ctx, tx, d, rev.Number); err != nil {
		return rev, err
	}
	t := rev.Tally
	if err := tx.QueryRow(ctx, putRevisionSQL, rev.Number, d.County, actor.Name, actor.Reason, reverts,
		t.Added, t.Changed, t.Removed, t.Unchanged).Scan(&rev.PublishedAt); err != nil {
		return rev, err
	}
	rev.PublishedAt = rev.PublishedAt.UTC()
	if err := putLineage(ctx, tx, rev, succeed); err != nil {
		return rev, err
	}
	_, err = tx.Exec(ctx, `UPDATE draft SET state = 'published' WHERE id = $1`, d.ID)
	return rev, err
}

// mayPublish refuses drafts that are not open, that the county's map has overtaken, or that lack codes.
func mayPublish(ctx context.Context, tx pgx.Tx, d registry.Draft) error {
	switch {
	case d.State != registry.Open:
		return fmt.Errorf("%w: draft %s is %s", registry.ErrConflict, d.ID, d.State)
	case d.Uncoded > 0:
		return fmt.Errorf("%w: %d of %d grids have no code", registry.ErrInvalid, d.Uncoded, d.Count)
	case d.Count == 0:
		return fmt.Errorf("%w: draft %s has no grids", registry.ErrInvalid, d.ID)
	}
	return notOvertaken(ctx, tx, d)
}

// replaceGrids ends the versions that change or go, begins those that change or come, and counts them.
func replaceGrids(ctx context.Context, tx pgx.Tx, d registry.Draft, revision int) (registry.Tally, error) {
	ended, err := codes(ctx, tx, endGridsSQL, d.ID, revision, d.County)
	if err != nil {
		return registry.Tally{}, err
	}
	begun, err := codes(ctx, tx, beginGridsSQL, d.ID, revision, d.County)
	if err != nil {
		return registry.Tally{}, err
	}
	changed := 0
	for code := range begun {
		if ended[code] {
			changed++
		}
	}
	return registry.Tally{
		Added: len(begun) - changed, Changed: changed, Removed: len(ended) - changed, Unchanged: d.Count - len(begun),
	}, nil
}

// codes runs a statement that gives codes.
func codes(ctx context.Context, tx pgx.Tx, statement string, args ...any) (map[string]bool, error) {
	rows, err := tx.Query(ctx, statement, args...)
	list, err := collect(rows, err, pgx.RowTo[string])
	out := make(map[string]bool, len(list))
	for _, code := range list {
		out[code] = true
	}
	return out, err
}

func revisionOf(row pgx.CollectableRow) (r registry.Revision, err error) {
	t := &r.Tally
	err = row.Scan(&r.Number, &r.County, &r.PublishedAt, &r.Actor.Name, &r.Actor.Reason, &r.Reverts, &t.Added, &t.Changed, &t.Removed, &t.Unchanged)
	r.PublishedAt = r.PublishedAt.UTC()
	return r, err
}

// Revisions lists revisions, newest first.
func (s *Store) Revisions(ctx context.Context) ([]registry.Revision, error) {
	return revisions(ctx, s.pool, 0)
}

func revisions(ctx context.Context, q querier, after int) ([]registry.Revision, error) {
	rows, err := q.Query(ctx, revisionsSQL, after)
	return collect(rows, err, revisionOf)
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
func (s *Store) Load(ctx context.Context) (*registry.Content, error) { return s.LoadSince(ctx, nil) }

// LoadSince reads what changed since have and shares the rest with it.
func (s *Store) LoadSince(ctx context.Context, have *registry.Content) (c *registry.Content, err error) {
	err = s.look(ctx, func(tx pgx.Tx) error {
		if have, err = ours(ctx, tx, have); err != nil {
			return err
		}
		c, err = load(ctx, tx, have)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("load: %w", err)
	}
	return c, nil
}

// look runs f in one consistent view.
func (s *Store) look(ctx context.Context, f func(pgx.Tx) error) error {
	tx, err := s.pool.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly})
	if err != nil {
		return kindOf(err)
	}
	defer tx.Rollback(context.WithoutCancel(ctx)) //nolint:errcheck // nothing was written
	return kindOf(f(tx))
}

func load(ctx context.Context, tx pgx.Tx, have *registry.Content) (c *registry.Content, err error) {
	c = &registry.Content{}
	since := have.Version.Revision
	steps := []func() error{
		func() error { c.Version, err = version(ctx, tx); return err },
		func() error { c.Marks, err = marks(ctx, tx); return err },
		func() error { c.Revisions, err = revisions(ctx, tx, since); return err },
		func() error { c.Changes, err = changes(ctx, tx, lastChange(have.Changes)); return err },
		func() error { c.Lives, err = lives(ctx, tx, since); return err },
		func() error { c.Lineage, err = lineage(ctx, tx, since); return err },
		func() error { c.Crosswalk, err = crosswalks(ctx, tx, since); return err },
		func() error { c.Grids, err = gridsSince(ctx, tx, since); return err },
		func() error { c.Networks, err = networks(ctx, tx); return err },
		anew(c, have, "code_issue", &c.Ledger, have.Ledger, func() ([]registry.Issue, error) { return issued(ctx, tx, everyCounty, everyScheme) }),
		anew(c, have, "scheme_adoption", &c.Schemes, have.Schemes, func() ([]registry.Adoption, error) { return schemes(ctx, tx, everyCounty) }),
		anew(c, have, "division", &c.Divisions, have.Divisions, func() ([]registry.Division, error) { return divisions(ctx, tx, everyCounty) }),
		anew(c, have, "legacy_grid", &c.Legacy, have.Legacy, func() ([]registry.LegacyGrid, error) { return legacy(ctx, tx, everyCounty, "") }),
		anew(c, have, "officer", &c.Officers, have.Officers, func() ([]registry.Officer, error) { return officers(ctx, tx, everyCounty) }),
		anew(c, have, "posting", &c.Postings, have.Postings, func() ([]registry.Posting, error) { return postings(ctx, tx, everyCounty) }),
		anew(c, have, "matter", &c.Matters, have.Matters, func() ([]registry.Matter, error) { return matters(ctx, tx, everyCounty) }),
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	takeOver(c, have)
	if len(c.Revisions) > 0 {
		c.Revision = c.Revisions[0]
	}
	return c, nil
}

func networks(ctx context.Context, q querier) ([]registry.Network, error) {
	rows, err := q.Query(ctx, networksSQL)
	return collect(rows, err, func(row pgx.CollectableRow) (n registry.Network, err error) {
		err = row.Scan(&n.County, &n.Name, &n.Datum, &n.Grids)
		return n, err
	})
}
