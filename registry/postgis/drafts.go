package postgis

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"wangge/gridcode"
	"wangge/registry"
)

// broughtCode is the algorithm of codes that a file brought with it.
const broughtCode = "import"

// CreateDraft stores a draft and remembers its import. It takes the place of the open draft that it goes on from.
func (s *Store) CreateDraft(ctx context.Context, im registry.Import, d registry.Draft) (registry.Import, error) {
	d.ID, d.Change = uuid.New(), "import"
	im.Draft = d.ID
	a := &act{actor: im.Actor, action: "import grids", county: d.County, subject: d.ID.String(), hidden: true}
	err := s.write(ctx, a, func(tx pgx.Tx) error {
		if err := alone(ctx, tx, "import "+d.County); err != nil {
			return err
		}
		if err := nothingSince(ctx, tx, d); err != nil {
			return err
		}
		im.Tally = registry.Tally{Added: len(d.Grids)}
		a.details = details(im)
		if err := writeDraft(ctx, tx, d); err != nil {
			return err
		}
		if err := refuseRetired(ctx, tx, d); err != nil {
			return err
		}
		if err := enterBrought(ctx, tx, d); err != nil {
			return err
		}
		if err := putNetwork(ctx, tx, d.County, registry.Unified, im.Datum); err != nil {
			return err
		}
		return remember(ctx, tx, im)
	})
	if err != nil {
		return registry.Import{}, fmt.Errorf("store draft: %w", err)
	}
	return im, nil
}

// nothingSince refuses a draft that goes on from what is not the newest any more: it would undo the work of others.
func nothingSince(ctx context.Context, tx pgx.Tx, d registry.Draft) error {
	if err := notOvertaken(ctx, tx, d); err != nil {
		return err
	}
	open := uuid.Nil
	err := tx.QueryRow(ctx, `SELECT id FROM draft WHERE county = $1 AND state = 'open' FOR UPDATE`, d.County).Scan(&open)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return err
	}
	if open != d.From {
		return fmt.Errorf("%w: the open draft of county %s was changed by somebody else meanwhile: look at it, and do this again 草稿已被他人修改，请查看后重做", registry.ErrConflict, d.County)
	}
	return nil
}

// notOvertaken refuses a draft of a county that was published since the draft began.
func notOvertaken(ctx context.Context, tx pgx.Tx, d registry.Draft) error {
	var last int
	if err := tx.QueryRow(ctx, `SELECT coalesce(max(number), 0) FROM revision WHERE county = $1`, d.County).Scan(&last); err != nil {
		return err
	}
	if last > d.Base {
		return fmt.Errorf("%w: the draft began at revision %d, and revision %d was published since: begin again from there", registry.ErrConflict, d.Base, last)
	}
	return nil
}

// writeDraft stores a draft as the county's only open one.
func writeDraft(ctx context.Context, tx pgx.Tx, d registry.Draft) error {
	if _, err := tx.Exec(ctx, `UPDATE draft SET state = 'discarded' WHERE county = $1 AND state = 'open'`, d.County); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, putDraftSQL, d.ID, d.County, d.Base, d.Actor.Name, d.Actor.Reason, idArg(d.From), d.Change, idArg(d.Proposal)); err != nil {
		return err
	}
	n := 0
	return sendAll(ctx, tx, putDraftGridsSQL, d.Grids, func(g registry.Grid) ([]any, error) {
		n++
		shape, err := shapeArg(g.Shape)
		return []any{d.ID, n, g.Code, g.Community, g.Name, g.Kind, shape, g.AreaM2, g.Households, g.Population, g.Body}, err
	})
}

// refuseRetired refuses codes that lost their grid: what they named is what they mean for ever. Only Revert brings them back.
func refuseRetired(ctx context.Context, tx pgx.Tx, d registry.Draft) error {
	codes := make([]string, len(d.Grids))
	for i, g := range d.Grids {
		codes[i] = g.Code
	}
	rows, err := tx.Query(ctx, retiredSQL, d.County, codes)
	retired, err := collect(rows, err, func(row pgx.CollectableRow) (s string, err error) {
		var code string
		var revision int
		err = row.Scan(&code, &revision)
		return fmt.Sprintf("%s (revision %d)", code, revision), err
	})
	if err != nil || len(retired) == 0 {
		return err
	}
	return fmt.Errorf("%w: retired codes are never given again: %s; leave the code out, and the grid gets a new one 已停用的编码不得重新使用，请留空以取得新编码",
		registry.ErrInvalid, strings.Join(retired, ", "))
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
	return draft(ctx, s.pool, id)
}

// lockedDraft reads a draft that nobody else can change until the transaction ends.
func lockedDraft(ctx context.Context, tx pgx.Tx, id uuid.UUID) (registry.Draft, error) {
	if _, err := tx.Exec(ctx, `SELECT FROM draft WHERE id = $1 FOR UPDATE`, id); err != nil {
		return registry.Draft{}, err
	}
	return draft(ctx, tx, id)
}

func draft(ctx context.Context, q querier, id uuid.UUID) (d registry.Draft, err error) {
	var from, proposal *uuid.UUID
	err = q.QueryRow(ctx, `SELECT id, county, base, state, actor, reason, created, previous, change, proposal FROM draft WHERE id = $1`, id).
		Scan(&d.ID, &d.County, &d.Base, &d.State, &d.Actor.Name, &d.Actor.Reason, &d.Created, &from, &d.Change, &proposal)
	d.From, d.Proposal = idOf(from), idOf(proposal)
	if errors.Is(err, pgx.ErrNoRows) {
		return d, fmt.Errorf("%w: there is no draft %s", registry.ErrNotFound, id)
	}
	if err != nil {
		return d, kindOf(err)
	}
	rows, err := q.Query(ctx, draftGridsSQL, id)
	d.Grids, err = collect(rows, err, gridOf)
	d.Count = len(d.Grids)
	for _, g := range d.Grids {
		if g.Code == "" {
			d.Uncoded++
		}
	}
	return d, err
}

// Drafts lists the drafts of a county, newest first, without their grids.
func (s *Store) Drafts(ctx context.Context, county string) ([]registry.Draft, error) {
	rows, err := s.pool.Query(ctx, draftsSQL, county)
	return collect(rows, err, func(row pgx.CollectableRow) (d registry.Draft, err error) {
		var from, proposal *uuid.UUID
		err = row.Scan(&d.ID, &d.County, &d.Base, &d.State, &d.Actor.Name, &d.Actor.Reason, &d.Created, &from, &d.Change, &proposal, &d.Count, &d.Uncoded)
		d.From, d.Proposal = idOf(from), idOf(proposal)
		return d, err
	})
}

// Issued gives every code ever issued in a county.
func (s *Store) Issued(ctx context.Context, county, scheme string) ([]registry.Issue, error) {
	return issued(ctx, s.pool, county, scheme)
}

func issued(ctx context.Context, q querier, county, scheme string) ([]registry.Issue, error) {
	rows, err := q.Query(ctx, issuedSQL, county, scheme)
	return collect(rows, err, func(row pgx.CollectableRow) (i registry.Issue, err error) {
		err = row.Scan(&i.Scheme, &i.Code, &i.Community, &i.Sequence, &i.Grid, &i.Batch, &i.Algorithm, &i.Note, &i.Actor, &i.IssuedAt)
		i.IssuedAt = i.IssuedAt.UTC()
		return i, err
	})
}

// issue enters codes into the ledger, for ever. In the order of the codes the index grows at its end.
func issue(ctx context.Context, tx pgx.Tx, county string, actor registry.Actor, issues []registry.Issue) error {
	byCode := func(a, b registry.Issue) int {
		return cmp.Or(cmp.Compare(a.Scheme, b.Scheme), cmp.Compare(a.Code, b.Code))
	}
	if !slices.IsSortedFunc(issues, byCode) {
		issues = slices.SortedFunc(slices.Values(issues), byCode)
	}
	columns := []string{"scheme", "code", "county", "community", "sequence", "grid", "batch", "algorithm", "note", "actor"}
	_, err := tx.CopyFrom(ctx, pgx.Identifier{"code_issue"}, columns, pgx.CopyFromSlice(len(issues), func(n int) ([]any, error) {
		i := issues[n]
		return []any{i.Scheme, i.Code, county, i.Community, i.Sequence, textArg(i.Grid), [16]byte(i.Batch), i.Algorithm, i.Note, actor.Name}, nil
	}))
	var refused *pgconn.PgError
	if errors.As(err, &refused) && refused.ConstraintName == "code_issue_pkey" {
		return fmt.Errorf("%w: a code of these was issued already, so none was issued now: number again from the ledger as it is 编码已被占用，请重新编码: %s", registry.ErrConflict, refused.Detail)
	}
	return err
}

// textArg gives an empty text as NULL.
func textArg(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// AssignCodes lets number decide the codes of a draft, alone in its county, and writes them down for ever.
func (s *Store) AssignCodes(ctx context.Context, id uuid.UUID, scheme string, actor registry.Actor, number registry.Numbering) (issues []registry.Issue, err error) {
	a := &act{actor: actor, action: "assign codes", subject: id.String(), hidden: true}
	err = s.write(ctx, a, func(tx pgx.Tx) error {
		d, err := lockedDraft(ctx, tx, id)
		if err != nil {
			return err
		}
		if d.State != registry.Open {
			return fmt.Errorf("%w: draft %s is %s", registry.ErrConflict, id, d.State)
		}
		var codes []string
		if issues, codes, err = decide(ctx, tx, a, d, scheme, number); err != nil {
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
	_, err := tx.Exec(ctx, putCodesSQL, id, codes)
	return err
}
