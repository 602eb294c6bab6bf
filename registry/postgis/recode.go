package postgis

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"wangge/gridcode"
	"wangge/registry"
)

// Standing reads what a re-coding is decided on, in one consistent view.
func (s *Store) Standing(ctx context.Context, county string) (registry.Standing, error) {
	tx, err := s.pool.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly})
	if err != nil {
		return registry.Standing{}, kindOf(err)
	}
	defer tx.Rollback(context.WithoutCancel(ctx)) //nolint:errcheck // nothing was written
	out, err := standing(ctx, tx, county)
	return out, kindOf(err)
}

func standing(ctx context.Context, q querier, county string) (s registry.Standing, err error) {
	s.County = county
	steps := []func() error{
		func() error { s.Revision, err = lastOf(ctx, q, county); return err },
		func() error { s.Divisions, err = divisions(ctx, q, county); return err },
		func() error { s.Ended, err = endedDivisions(ctx, q, county); return err },
		func() error { s.Grids, err = grids(ctx, q, county); return err },
		func() error { s.Ledger, err = ledger(ctx, q, county, gridcode.CN15.Name); return err },
		func() error { s.Postings, err = postings(ctx, q, county); return err },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return s, err
		}
	}
	if len(s.Divisions) == 0 {
		return s, fmt.Errorf("%w: there is no county %s", registry.ErrNotFound, county)
	}
	return s, nil
}

// lastOf gives the last revision of a county; the zero one before the first.
func lastOf(ctx context.Context, q querier, county string) (registry.Revision, error) {
	all, err := revisions(ctx, q, 0)
	for _, r := range all {
		if r.County == county {
			return r, err
		}
	}
	return registry.Revision{}, err
}

func endedDivisions(ctx context.Context, q querier, county string) ([]registry.Division, error) {
	rows, err := q.Query(ctx, `SELECT code, level, coalesce(parent, ''), name, NULL::bytea FROM division WHERE county = $1 AND valid_to IS NOT NULL`, county)
	return collect(rows, err, divisionOf)
}

// ApplyRecoding lets decide make a plan, alone in the county, and makes it the next revision.
func (s *Store) ApplyRecoding(ctx context.Context, county string, actor registry.Actor, decide func(registry.Standing) (registry.Recoding, error), succeed registry.Succession) (registry.Revision, error) {
	var rev registry.Revision
	a := &act{actor: actor, action: "recode", county: county}
	err := s.write(ctx, a, func(tx pgx.Tx) error {
		for _, name := range []string{"publish", "import " + county, "codes " + county} {
			if err := alone(ctx, tx, name); err != nil {
				return err
			}
		}
		if err := nothingOpen(ctx, tx, county); err != nil {
			return err
		}
		now, err := standing(ctx, tx, county)
		if err != nil {
			return err
		}
		plan, err := decide(now)
		if err != nil {
			return err
		}
		rev, err = recode(ctx, tx, plan, actor, succeed)
		a.subject, a.details = fmt.Sprint("revision ", rev.Number), plan.Changes
		return err
	})
	if err != nil {
		return registry.Revision{}, fmt.Errorf("recode: %w", err)
	}
	return rev, nil
}

// nothingOpen refuses while somebody works on the county's map: the draft's codes would be those of divisions that are no more.
func nothingOpen(ctx context.Context, tx pgx.Tx, county string) error {
	var draft uuid.UUID
	var by string
	err := tx.QueryRow(ctx, `SELECT id, actor FROM draft WHERE county = $1 AND state = 'open'`, county).Scan(&draft, &by)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	return fmt.Errorf("%w: county %s has an open draft (%s, by %s): publish or discard it first, then preview again 该县有未发布的草稿，请先发布或放弃，再重新预览",
		registry.ErrConflict, county, draft, by)
}

// recode writes a plan: what the grids lie in and are called by comes before them, what people and history say after them.
func recode(ctx context.Context, tx pgx.Tx, p registry.Recoding, actor registry.Actor, succeed registry.Succession) (rev registry.Revision, err error) {
	d := registry.Draft{
		ID: uuid.New(), County: p.County, Base: p.Base, State: registry.Open, Actor: actor, Grids: p.After.Grids, Count: len(p.After.Grids),
	}
	steps := []func() error{
		func() error { return writeDivisions(ctx, tx, registry.Import{County: p.County}, p.After.Divisions) },
		func() error { return issue(ctx, tx, p.County, actor, p.Issues()) },
		func() error { return writeDraft(ctx, tx, d) },
		func() error { rev, err = nextRevision(ctx, tx, d, actor, 0, succeed); return err },
		func() error { return movePostings(ctx, tx, p) },
		func() error {
			_, err := tx.Exec(ctx, `UPDATE division SET valid_to = now() WHERE code = ANY ($1)`, p.Closed)
			return err
		},
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return rev, err
		}
	}
	return rev, nil
}

// movePostings lets people go on at the new codes; the postings of divisions that go nowhere end.
func movePostings(ctx context.Context, tx pgx.Tx, p registry.Recoding) error {
	var from, to []string
	for old, code := range p.After.Targets {
		from, to = append(from, old), append(to, code)
	}
	if _, err := tx.Exec(ctx, movePostingsSQL, p.County, from, to); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, endPostingsSQL, p.County, p.Closed)
	return err
}

// inLiveCommunities refuses to bring back grids of communities that ended: nobody would answer for them.
func inLiveCommunities(ctx context.Context, tx pgx.Tx, d registry.Draft, revision int) error {
	codes := make([]string, len(d.Grids))
	for i, g := range d.Grids {
		codes[i] = g.Community
	}
	return refuseEnded(ctx, tx, codes, fmt.Sprintf(
		"revision %d lies before a change of divisions; lead the divisions back with a plan of their own (wangge code recode) 该版本早于区划变更，请用新的区划变更方案恢复", revision))
}
