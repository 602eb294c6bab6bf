package postgis

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"wangge/gridcode"
	"wangge/registry"
)

// MergedGround tells the state of what a county's crosswalk is computed from.
func (s *Store) MergedGround(ctx context.Context, county string) (map[string]registry.Mark, error) {
	out, err := marksOf(ctx, s.pool, mergedGroundSQL, county)
	return out, kindOf(err)
}

// Accept numbers a draft, publishes it and writes down its crosswalk, alone with the county's map, imports and codes.
func (s *Store) Accept(ctx context.Context, acc registry.Acceptance) (registry.Revision, error) {
	var rev registry.Revision
	a := &act{actor: acc.Actor, action: "accept", subject: acc.Draft.String()}
	err := s.write(ctx, a, func(tx pgx.Tx) error {
		d, err := aloneWith(ctx, tx, acc)
		if err != nil {
			return err
		}
		issues, codes, err := decide(ctx, tx, a, d, gridcode.CN15.Name, acc.Number)
		if err != nil {
			return err
		}
		if rev, err = publishNumbered(ctx, tx, d, codes, acc); err != nil {
			return err
		}
		a.nothing = false
		a.details = map[string]any{"revision": rev.Number, "tally": rev.Tally, "issued": len(issues), "crosswalk": len(acc.Crosswalk)}
		return putCrosswalk(ctx, tx, rev, acc.Crosswalk, codes)
	})
	if err != nil {
		return registry.Revision{}, fmt.Errorf("accept: %w", err)
	}
	return rev, nil
}

// aloneWith gives the draft of an acceptance when nobody else can change it any more, nor the ground that it was computed from.
func aloneWith(ctx context.Context, tx pgx.Tx, acc registry.Acceptance) (registry.Draft, error) {
	if err := alone(ctx, tx, "publish"); err != nil {
		return registry.Draft{}, err
	}
	d, err := draft(ctx, tx, acc.Draft)
	if err != nil {
		return d, err
	}
	if err := alone(ctx, tx, "import "+d.County); err != nil {
		return d, err
	}
	if d, err = lockedDraft(ctx, tx, acc.Draft); err != nil {
		return d, err
	}
	if d.State != registry.Open {
		return d, fmt.Errorf("%w: draft %s is %s: it may have been accepted or changed by somebody else meanwhile 草稿已不是打开状态", registry.ErrConflict, d.ID, d.State)
	}
	return d, sameGround(ctx, tx, d.County, acc.Ground)
}

// sameGround refuses a crosswalk that was computed from what is not so any more.
func sameGround(ctx context.Context, tx pgx.Tx, county string, computed map[string]registry.Mark) error {
	now, err := marksOf(ctx, tx, mergedGroundSQL, county)
	if err != nil || maps.Equal(now, computed) {
		return err
	}
	var other []string
	for name, mark := range now {
		if computed[name] != mark {
			other = append(other, name)
		}
	}
	slices.Sort(other)
	return fmt.Errorf("%w: what the crosswalk was computed from was imported anew meanwhile (%s): look at the draft beside it, and accept again 对照表所依据的数据已更新，请核对后重新采纳",
		registry.ErrConflict, strings.Join(other, ", "))
}

// publishNumbered puts codes on the grids of a draft and makes it the next revision.
func publishNumbered(ctx context.Context, tx pgx.Tx, d registry.Draft, codes []string, acc registry.Acceptance) (registry.Revision, error) {
	if err := putCodes(ctx, tx, d.ID, codes); err != nil {
		return registry.Revision{}, err
	}
	if err := namedUnified(ctx, tx, d.County); err != nil {
		return registry.Revision{}, err
	}
	d.Uncoded = 0
	return nextRevision(ctx, tx, d, acc.Actor, 0, acc.Succeed)
}

// namedUnified makes the unified network of a county known, which may have come by no file.
func namedUnified(ctx context.Context, tx pgx.Tx, county string) error {
	_, err := tx.Exec(ctx, `INSERT INTO network (county, name) VALUES ($1, $2) ON CONFLICT DO NOTHING`, county, registry.Unified)
	return err
}
