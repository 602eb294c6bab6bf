package postgis

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"wangge/gridcode"
	"wangge/registry"
)

// broughtCode is the algorithm of codes that a file brought with it.
const broughtCode = "import"

// CreateDraft stores a draft and remembers its import. An older open draft of the county gives way to it.
func (s *Store) CreateDraft(ctx context.Context, im registry.Import, d registry.Draft) (registry.Import, error) {
	d.ID = uuid.New()
	im.Draft = d.ID
	a := &act{actor: im.Actor, action: "import grids", county: d.County, subject: d.ID.String(), hidden: true}
	err := s.write(ctx, a, func(tx pgx.Tx) error {
		if err := alone(ctx, tx, "import "+d.County); err != nil {
			return err
		}
		im.Tally = registry.Tally{Added: len(d.Grids)}
		a.details = details(im)
		if err := writeDraft(ctx, tx, d); err != nil {
			return err
		}
		if err := enterBrought(ctx, tx, d); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `INSERT INTO network (county, name, datum) VALUES ($1, $2, $3)
			ON CONFLICT (county, name) DO UPDATE SET datum = excluded.datum`, d.County, registry.Unified, im.Datum); err != nil {
			return err
		}
		return remember(ctx, tx, im)
	})
	if err != nil {
		return registry.Import{}, fmt.Errorf("store draft: %w", err)
	}
	return im, nil
}

// writeDraft stores a draft as the county's only open one.
func writeDraft(ctx context.Context, tx pgx.Tx, d registry.Draft) error {
	if _, err := tx.Exec(ctx, `UPDATE draft SET state = 'discarded' WHERE county = $1 AND state = 'open'`, d.County); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `INSERT INTO draft (id, county, base, actor, reason) VALUES ($1, $2, $3, $4, $5)`,
		d.ID, d.County, d.Base, d.Actor.Name, d.Actor.Reason); err != nil {
		return err
	}
	n := 0
	return sendAll(ctx, tx, `INSERT INTO draft_grid (draft, n, code, community, name, kind, geom, area_m2, households, population, body)
		VALUES ($1, $2, nullif($3, ''), $4, $5, $6, ST_GeomFromEWKB($7), $8, $9, $10, $11)`, d.Grids, func(g registry.Grid) ([]any, error) {
		n++
		shape, err := shapeArg(g.Shape)
		return []any{d.ID, n, g.Code, g.Community, g.Name, g.Kind, shape, g.AreaM2, g.Households, g.Population, g.Body}, err
	})
}

// enterBrought puts codes that a file brought, and the ledger does not know, into the ledger as issued elsewhere.
func enterBrought(ctx context.Context, tx pgx.Tx, d registry.Draft) error {
	known, err := issued(ctx, tx, d.County, gridcode.CN15.Name)
	if err != nil {
		return err
	}
	have := map[string]bool{}
	for _, i := range known {
		have[i.Code] = true
	}
	batch := uuid.New()
	var fresh []registry.Issue
	for _, g := range d.Grids {
		if g.Code == "" {
			continue
		}
		code, err := gridcode.CN15.Parse(g.Code)
		if err != nil {
			return fmt.Errorf("%w: %w", registry.ErrInvalid, err)
		}
		if !strings.HasPrefix(g.Code, g.Community) {
			return fmt.Errorf("%w: grid %s lies in community %s, whose code its own does not begin with", registry.ErrInvalid, g.Code, g.Community)
		}
		if !have[g.Code] {
			fresh = append(fresh, registry.Issue{
				Scheme: gridcode.CN15.Name, Code: g.Code, Community: g.Community, Sequence: code.Sequence(), Batch: batch, Algorithm: broughtCode,
			})
		}
	}
	return issue(ctx, tx, d.County, d.Actor, fresh)
}

// Draft gives a draft with its grids.
func (s *Store) Draft(ctx context.Context, id uuid.UUID) (registry.Draft, error) {
	return draft(ctx, s.pool, id, "")
}

// draft reads a draft; lock is a locking clause or empty.
func draft(ctx context.Context, q querier, id uuid.UUID, lock string) (d registry.Draft, err error) {
	err = q.QueryRow(ctx, `SELECT id, county, base, state, actor, reason, created FROM draft WHERE id = $1 `+lock, id).
		Scan(&d.ID, &d.County, &d.Base, &d.State, &d.Actor.Name, &d.Actor.Reason, &d.Created)
	if errors.Is(err, pgx.ErrNoRows) {
		return d, fmt.Errorf("%w: there is no draft %s", registry.ErrNotFound, id)
	}
	if err != nil {
		return d, kindOf(err)
	}
	rows, err := q.Query(ctx, `SELECT `+gridColumns+` FROM draft_grid g WHERE g.draft = $1 ORDER BY g.n`, id)
	if err != nil {
		return d, kindOf(err)
	}
	d.Grids, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (registry.Grid, error) { return gridOf(row) })
	d.Count = len(d.Grids)
	for _, g := range d.Grids {
		if g.Code == "" {
			d.Uncoded++
		}
	}
	return d, kindOf(err)
}

// Drafts lists the drafts of a county, newest first, without their grids.
func (s *Store) Drafts(ctx context.Context, county string) ([]registry.Draft, error) {
	rows, err := s.pool.Query(ctx, `SELECT d.id, d.county, d.base, d.state, d.actor, d.reason, d.created, count(g.n), count(g.n) - count(g.code)
		FROM draft d LEFT JOIN draft_grid g ON g.draft = d.id WHERE d.county = $1 GROUP BY d.id ORDER BY d.created DESC, d.id`, county)
	if err != nil {
		return nil, kindOf(err)
	}
	out, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (d registry.Draft, err error) {
		err = row.Scan(&d.ID, &d.County, &d.Base, &d.State, &d.Actor.Name, &d.Actor.Reason, &d.Created, &d.Count, &d.Uncoded)
		return d, err
	})
	return out, kindOf(err)
}

// Issued gives every code ever issued in a county.
func (s *Store) Issued(ctx context.Context, county, scheme string) ([]registry.Issue, error) {
	return issued(ctx, s.pool, county, scheme)
}

func issued(ctx context.Context, q querier, county, scheme string) ([]registry.Issue, error) {
	rows, err := q.Query(ctx, `SELECT scheme, code, community, sequence, batch, algorithm, issued_at FROM code_issue
		WHERE county = $1 AND scheme = $2 ORDER BY code`, county, scheme)
	if err != nil {
		return nil, kindOf(err)
	}
	out, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (i registry.Issue, err error) {
		err = row.Scan(&i.Scheme, &i.Code, &i.Community, &i.Sequence, &i.Batch, &i.Algorithm, &i.IssuedAt)
		return i, err
	})
	return out, kindOf(err)
}

func issue(ctx context.Context, tx pgx.Tx, county string, actor registry.Actor, issues []registry.Issue) error {
	return sendAll(ctx, tx, `INSERT INTO code_issue (scheme, code, county, community, sequence, batch, algorithm, actor)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, issues, func(i registry.Issue) ([]any, error) {
		return []any{i.Scheme, i.Code, county, i.Community, i.Sequence, i.Batch, i.Algorithm, actor.Name}, nil
	})
}

// AssignCodes lets number decide the codes of a draft, alone in its county, and writes them down for ever.
func (s *Store) AssignCodes(ctx context.Context, id uuid.UUID, scheme string, actor registry.Actor, number registry.Numbering) ([]registry.Issue, error) {
	var issues []registry.Issue
	a := &act{actor: actor, action: "assign codes", subject: id.String(), hidden: true}
	err := s.write(ctx, a, func(tx pgx.Tx) error {
		d, err := draft(ctx, tx, id, "FOR UPDATE")
		if err != nil {
			return err
		}
		if d.State != registry.Open {
			return fmt.Errorf("%w: draft %s is %s", registry.ErrConflict, id, d.State)
		}
		a.county = d.County
		if err := alone(ctx, tx, "codes "+d.County); err != nil {
			return err
		}
		known, err := issued(ctx, tx, d.County, scheme)
		if err != nil {
			return err
		}
		var codes []string
		if issues, codes, err = number(d, known); err != nil {
			return err
		}
		a.nothing = len(issues) == 0
		a.details = map[string]int{"issued": len(issues)}
		if err := issue(ctx, tx, d.County, actor, issues); err != nil {
			return err
		}
		return putCodes(ctx, tx, id, codes)
	})
	if err != nil {
		return nil, fmt.Errorf("assign codes: %w", err)
	}
	return issues, nil
}

// putCodes writes codes[i] on the draft's ith grid.
func putCodes(ctx context.Context, tx pgx.Tx, id uuid.UUID, codes []string) error {
	_, err := tx.Exec(ctx, `UPDATE draft_grid g SET code = c.code FROM unnest($2::text[]) WITH ORDINALITY AS c (code, nth),
		(SELECT n, row_number() OVER (ORDER BY n) AS nth FROM draft_grid WHERE draft = $1) AS o
		WHERE g.draft = $1 AND g.n = o.n AND o.nth = c.nth AND g.code IS DISTINCT FROM c.code`, id, codes)
	return err
}
