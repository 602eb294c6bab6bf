package postgis

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"wangge/registry"
)

// ChangePosting puts what change makes of a posting in its place.
func (s *Store) ChangePosting(ctx context.Context, id int64, action string, actor registry.Actor, change func(registry.Posting) (registry.Posting, error)) (registry.Posting, error) {
	a := &act{actor: actor, action: action, subject: fmt.Sprint("posting ", id)}
	var is registry.Posting
	err := s.write(ctx, a, func(tx pgx.Tx) error {
		was, err := heldPosting(ctx, tx, id)
		if err != nil {
			return err
		}
		if is, err = change(was); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, endPostingSQL, id); err != nil {
			return err
		}
		if err := tx.QueryRow(ctx, putPostingsSQL, postingArgs(was.County, is)...).Scan(&is.ID); err != nil {
			return err
		}
		a.county, a.details = was.County, map[string]auditedPosting{"was": audited(was), "is": audited(is)}
		return nil
	})
	if err != nil {
		return registry.Posting{}, fmt.Errorf("change posting %d: %w", id, err)
	}
	return is, nil
}

// auditedPosting is what the audit log keeps of one version of a posting.
type auditedPosting struct {
	Posting   int64          `json:"posting"`
	Target    string         `json:"target"`
	Network   string         `json:"network"`
	Role      registry.Role  `json:"role"`
	Officer   string         `json:"officer"`
	State     registry.State `json:"state"`
	AwayFrom  *time.Time     `json:"awayFrom,omitempty"`
	AwayUntil *time.Time     `json:"awayUntil,omitempty"`
}

func audited(p registry.Posting) auditedPosting {
	return auditedPosting{p.ID, p.Target, p.Network, p.Role, p.Officer, p.State, timeArg(p.AwayFrom), timeArg(p.AwayUntil)}
}

// heldPosting gives a posting as it holds, and keeps imports and re-codings of its county from changing it meanwhile.
func heldPosting(ctx context.Context, tx pgx.Tx, id int64) (registry.Posting, error) {
	p, _, err := postingVersion(ctx, tx, id)
	if err != nil {
		return p, err
	}
	if err := alone(ctx, tx, "import "+p.County); err != nil {
		return p, err
	}
	p, holds, err := postingVersion(ctx, tx, id)
	if err == nil && !holds {
		err = fmt.Errorf("%w: it was changed meanwhile, and its new version has another id: list the postings of %s again 该岗位已被他人更改，请重新查询", registry.ErrConflict, p.Target)
	}
	return p, err
}

func postingVersion(ctx context.Context, tx pgx.Tx, id int64) (p registry.Posting, holds bool, err error) {
	p, err = scanPosting(tx.QueryRow(ctx, postingSQL, id).Scan, &holds)
	if errors.Is(err, pgx.ErrNoRows) {
		err = fmt.Errorf("%w: there is no such posting 没有该岗位记录", registry.ErrNotFound)
	}
	return p, holds, err
}

func matters(ctx context.Context, q querier, county string) ([]registry.Matter, error) {
	rows, err := q.Query(ctx, mattersSQL, county)
	return collect(rows, err, matterOf)
}

func matterOf(row pgx.CollectableRow) (m registry.Matter, err error) {
	err = row.Scan(&m.County, &m.Code, &m.Name, &m.Networks)
	return m, err
}

// PutMatters adds and changes kinds of matter; none is removed.
func (s *Store) PutMatters(ctx context.Context, im registry.Import, rows []registry.Matter) (registry.Import, error) {
	for i := range rows {
		rows[i].County = im.County
	}
	return put(ctx, s, im, rows, putting[registry.Matter]{
		stored: matters,
		key:    func(m registry.Matter) string { return m.Code },
		same:   alike[registry.Matter],
		write: func(ctx context.Context, tx pgx.Tx, im registry.Import, rows []registry.Matter) error {
			return sendAll(ctx, tx, putMattersSQL, rows, func(m registry.Matter) ([]any, error) {
				return []any{im.County, m.Code, m.Name, m.Networks}, nil
			})
		},
	})
}
