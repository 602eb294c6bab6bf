package drafting

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"wangge/geo"
	"wangge/registry"
)

// Op is what an operation does.
type Op string

// Operations.
const (
	Split    Op = "split"    // one grid along a line, into two
	Merge    Op = "merge"    // several grids into one
	Dissolve Op = "dissolve" // a grid into a neighbour
	Rename   Op = "rename"   // a grid
	Set      Op = "set"      // kind, body, households, population of a grid
	Adjust   Op = "adjust"   // the border between two grids takes another course
	Transfer Op = "transfer" // a piece of one grid, cut off by a line, goes to another one
	Undo     Op = "undo"     // the draft's last change is taken back
)

// Operation is one change of a draft. Grids are named as find reads it.
type Operation struct {
	Op    Op
	Grids []string // one of split, dissolve, rename and set; two of adjust; from and to of transfer; two or more of merge
	Into  string   // dissolve: the neighbour; the one with the longest common border by default
	Names []string // split: none or two, the larger part's first; merge: none or one; rename: one
	Line  geo.Line // split, adjust, transfer
	Kind  registry.Kind
	// Of set; nil leaves them as they are.
	Body                   *string
	Households, Population *int
}

func (o Operation) String() string {
	return strings.Join(append([]string{string(o.Op)}, o.Grids...), " ")
}

// Outcome is a draft after a change, and what was changed.
type Outcome struct {
	Draft   registry.Draft // zero where an undo went back to the live map
	Changes Changes
}

// Base gives what a change goes on from: the county's open draft, else, without an ID, the live map.
func Base(ctx context.Context, r registry.Registry, county string) (registry.Draft, error) {
	drafts, err := r.Store.Drafts(ctx, county)
	if err != nil {
		return registry.Draft{}, err
	}
	for _, d := range drafts {
		if d.State == registry.Open {
			return r.Store.Draft(ctx, d.ID)
		}
	}
	return live(ctx, r, county)
}

// live gives the published grids of a county as a draft that is not stored yet. The version is read before the grids: what is
// published in between is a conflict then, not lost.
func live(ctx context.Context, r registry.Registry, county string) (registry.Draft, error) {
	version, err := r.Store.Version(ctx)
	if err != nil {
		return registry.Draft{}, err
	}
	grids, err := r.Store.Grids(ctx, county)
	if err == nil && len(grids) == 0 {
		err = fmt.Errorf("%w: county %s has neither an open draft nor a published map: begin with `wangge import grids` 尚无草稿或已发布的网格", registry.ErrNotFound, county)
	}
	return registry.Draft{County: county, Base: version.Revision, State: registry.Open, Grids: grids, Count: len(grids)}, err
}

// Begin stores the live map of a county as a draft. ErrConflict where one is open.
func Begin(ctx context.Context, r registry.Registry, county string, actor registry.Actor) (registry.Draft, error) {
	base, err := Base(ctx, r, county)
	if err != nil {
		return base, err
	}
	if base.ID != uuid.Nil {
		return base, fmt.Errorf("%w: county %s has an open draft, %s: go on with it, or discard it 已有打开的草稿", registry.ErrConflict, county, base.ID)
	}
	next := base
	next.Actor, next.Change = actor, "begin"
	return r.Store.ReviseDraft(ctx, base, next)
}

// Apply changes a draft that Base or the store gave, and stores what comes of it as the next state.
func Apply(ctx context.Context, r registry.Registry, base registry.Draft, o Operation, actor registry.Actor) (Outcome, error) {
	if base.State != registry.Open {
		return Outcome{}, fmt.Errorf("%w: draft %s is %s: it may have been changed by somebody else meanwhile 草稿已不是打开状态", registry.ErrConflict, base.ID, base.State)
	}
	if o.Op == Undo {
		return undo(ctx, r, base, o, actor)
	}
	d := drawing{ctx: ctx, registry: r, draft: base, next: slices.Clone(base.Grids)}
	if err := d.apply(o); err != nil {
		return Outcome{}, fmt.Errorf("%s: %w", o, err)
	}
	changes := Compare(base.Grids, d.grids())
	if changes.None() {
		return Outcome{}, fmt.Errorf("%s: %w: nothing would change 无变化", o, registry.ErrConflict)
	}
	next := registry.Draft{County: base.County, Base: base.Base, Actor: actor, Change: o.String(), Proposal: base.Proposal, Grids: d.grids()}
	next, err := r.Store.ReviseDraft(ctx, base, next)
	return Outcome{Draft: next, Changes: changes}, err
}

// undo opens the state before again, or goes back to the live map.
func undo(ctx context.Context, r registry.Registry, d registry.Draft, o Operation, actor registry.Actor) (Outcome, error) {
	if err := o.refuse(); err != nil {
		return Outcome{}, fmt.Errorf("%s: %w", o, err)
	}
	if d.ID == uuid.Nil {
		return Outcome{}, fmt.Errorf("%w: county %s has no open draft: there is nothing to undo 无可撤回的草稿", registry.ErrConflict, d.County)
	}
	before, err := r.Store.UndoDraft(ctx, d.ID, actor)
	if err != nil {
		return Outcome{}, err
	}
	grids := before.Grids
	if before.ID == uuid.Nil {
		grids, err = r.Store.Grids(ctx, d.County)
	}
	return Outcome{Draft: before, Changes: Compare(d.Grids, grids)}, err
}
