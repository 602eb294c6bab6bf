package intake

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/google/uuid"

	"wangge/registry"
)

// store turns the records into rows of their kind, and hands them to the store where none is refused.
func (r *run) store() error {
	switch r.What {
	case Divisions:
		return r.storeDivisions()
	case Grids:
		if r.Network == registry.Unified {
			return r.storeDraft()
		}
		return put(r, legacyFields, true, func(records []record) []registry.LegacyGrid {
			rows := legacyRows(records, r.Network, r.problems)
			r.im.Notes = append(r.im.Notes, r.problems.notes...)
			return rows
		}, r.reg.Store.PutLegacy)
	case Officers:
		return put(r, officerFields, false, func(records []record) []registry.Officer { return officerRows(records, r.problems) }, r.reg.Store.PutOfficers)
	case Postings:
		return r.storePostings()
	case Codes:
		return r.storeCodes()
	case Matters:
		return r.storeMatters()
	case Streets:
		return put(r, streetFields, true, func(records []record) []registry.Street { return streetRows(records, r.problems) }, r.reg.Store.PutStreets)
	default:
		return put(r, buildingFields, true, func(records []record) []registry.Building { return buildingRows(records, r.problems) }, r.reg.Store.PutBuildings)
	}
}

// put is the way that all kinds take: records, rows, refusal or storing.
func put[T any](r *run, fields []field, wantShape bool, read func([]record) []T, save saver[T]) error {
	records, err := r.rows(fields, wantShape)
	if err != nil {
		return err
	}
	rows := read(records)
	if err := r.refused(); err != nil {
		return err
	}
	r.tell("store", 0, int64(len(rows)))
	if r.im, err = save(r.ctx, r.im, rows); err != nil {
		return err
	}
	r.tell("store", int64(len(rows)), int64(len(rows)))
	return nil
}

func (r *run) storeDivisions() error {
	return put(r, divisionFields, false, func(records []record) []registry.Division {
		r.knowOwnCounty(records)
		return divisionRows(records, r.County, r.divisions, r.problems)
	}, r.reg.Store.PutDivisions)
}

// knowOwnCounty takes the county that the table's first code names, where the caller names none, with what is stored of it.
func (r *run) knowOwnCounty(records []record) {
	for _, rec := range records {
		if r.County != "" {
			break
		}
		if code := trimCode(rec.text("code")); digits(code) && len(code) >= 6 {
			r.County = code[:6]
			r.divisions, _ = r.reg.Store.Divisions(r.ctx, r.County) // none where the county is new; a store that fails will say so again
		}
	}
	r.im.County = r.County
}

func (r *run) storeDraft() error {
	if len(r.divisions) < 2 {
		return fmt.Errorf("%w: county %s has no division table, so its unified grids could not be coded: import its divisions first, or name a legacy network with --network", registry.ErrInvalid, r.County)
	}
	version, err := r.reg.Store.Version(r.ctx) // before the grids: what is published in between is a conflict then, not lost
	if err != nil {
		return err
	}
	base, err := r.draftBase()
	if err != nil {
		return err
	}
	return put(r, gridFields, true, func(records []record) []registry.Grid {
		return gridRows(records, newCommunities(r.divisions), r.problems)
	}, func(ctx context.Context, im registry.Import, fresh []registry.Grid) (registry.Import, error) {
		keepCodes(base.Grids, fresh)
		grids := mergeDraft(base.Grids, fresh)
		if sameGrids(base.Grids, grids) {
			im.Tally.Unchanged = len(fresh)
			return im, nil
		}
		return r.reg.Store.CreateDraft(ctx, im, registry.Draft{
			County: r.County, Base: version.Revision, From: base.ID, Actor: r.Actor, Grids: grids,
		})
	})
}

// draftBase gives what a new draft goes on from: the open draft, else (without an id) the live grids.
func (r *run) draftBase() (registry.Draft, error) {
	d, err := r.reg.TheDraft(r.ctx, r.County, uuid.Nil)
	if !errors.Is(err, registry.ErrNotFound) {
		return d, err
	}
	live, err := r.reg.Store.Grids(r.ctx, r.County)
	return registry.Draft{Grids: live}, err
}

func (r *run) storePostings() error {
	officers, err := r.reg.Store.Officers(r.ctx, r.County)
	if err != nil {
		return err
	}
	grids, err := r.reg.Store.Grids(r.ctx, r.County)
	if err != nil {
		return err
	}
	var failed error
	where := newTargets(grids, r.divisions, sync.OnceValue(func() (c *registry.Content) {
		c, failed = r.reg.Store.Load(r.ctx)
		return c
	}))
	err = put(r, postingFields, false, func(records []record) []registry.Posting {
		return postingRows(records, officers, where, r.problems)
	}, r.reg.Store.PutPostings)
	return cmp.Or(failed, err)
}

func (r *run) storeMatters() error {
	var failed error
	where := newTargets(nil, nil, sync.OnceValue(func() (c *registry.Content) {
		c, failed = r.reg.Store.Load(r.ctx)
		return c
	}))
	err := put(r, matterFields, false, func(records []record) []registry.Matter { return matterRows(records, where, r.problems) }, r.reg.Store.PutMatters)
	return cmp.Or(failed, err)
}

func (r *run) storeCodes() error {
	book, err := r.codeBook()
	if err != nil {
		return err
	}
	return put(r, codeFields, false, func(records []record) []registry.Issue {
		rows := codeRows(records, book, r.problems)
		r.im.Notes = append(r.im.Notes, r.problems.notes...)
		return rows
	}, r.reg.Store.PutCodes)
}

// saver is the store's method for one kind of row.
type saver[T any] func(ctx context.Context, im registry.Import, rows []T) (registry.Import, error)
