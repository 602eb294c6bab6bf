package registry_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/google/go-cmp/cmp"

	"wangge/registry"
)

// number gives codes to the draft's grids that have none.
func (r *realm) number() {
	list := r.list()
	issues, codes, err := registry.Number(r.divisions, registry.Draft{Grids: list}, registry.Ledger{Issued: r.content.Ledger})
	if err != nil {
		r.t.Fatal(err)
	}
	for n, i := range slices.Sorted(maps.Keys(r.grids)) {
		g := r.grids[i]
		g.Code = codes[n]
		r.grids[i] = g
	}
	r.content.Ledger = append(r.content.Ledger, issues...)
}

// publish numbers the draft and makes it the next revision, unless nothing differs.
func (r *realm) publish() {
	r.number()
	r.commit(0)
}

// discard numbers the draft and gives it up: its codes are never used.
func (r *realm) discard() {
	r.number()
	r.state = r.published.clone()
	r.done["discard"]++
}

// revert brings the map of an earlier revision back.
func (r *realm) revert() {
	n := 1 + r.IntN(len(r.past))
	r.state = r.past[n-1].clone()
	r.commit(n)
	r.done["revert"]++
}

// recode changes the divisions: a town or community gets another code, communities are merged, a grid goes to another one.
func (r *realm) recode() {
	communities := slices.Sorted(maps.Keys(r.communities()))
	from, to := communities[r.IntN(len(communities))], communities[r.IntN(len(communities))]
	change := registry.DivisionChange{Old: from, New: r.unused(from[:9], 12)}
	switch r.IntN(5) {
	case 0:
		change.New, change.Name = from, "改名社区"
	case 1:
		change.New = to
	case 2:
		change = registry.DivisionChange{Old: from[:9], New: r.unused("370883", 9)}
	case 3:
		change = registry.DivisionChange{Old: r.list()[0].Code, New: to}
	}
	plan, err := registry.PlanRecoding(context.Background(), registry.Standing{
		County: "370883", Revision: registry.Revision{Number: len(r.past)}, Divisions: r.divisions, Grids: r.list(), Ledger: registry.Ledger{Issued: r.content.Ledger},
	}, []registry.DivisionChange{change})
	if err != nil || len(plan.Grids) == 0 {
		return // nothing that a map would show
	}
	r.apply(plan)
}

func (r *realm) apply(plan registry.Recoding) {
	for i, g := range r.grids {
		for _, c := range plan.Grids {
			if c.Old == g.Code {
				g.Code, g.Community = c.New, c.New[:12]
				r.grids[i] = g
				break
			}
		}
	}
	r.divisions = slices.DeleteFunc(r.divisions, func(d registry.Division) bool {
		return slices.Contains(plan.Closed, d.Code) || slices.ContainsFunc(plan.After.Divisions, func(e registry.Division) bool { return e.Code == d.Code })
	})
	r.divisions = append(r.divisions, plan.After.Divisions...)
	r.content.Ledger = append(r.content.Ledger, plan.Issues()...)
	r.commit(0)
	r.done["recode"]++
}

func (r *realm) communities() map[string]bool {
	out := map[string]bool{}
	for _, g := range r.grids {
		out[g.Community] = true
	}
	return out
}

// unused gives a division code below another that no code ever began with.
func (r *realm) unused(below string, digits int) string {
	for n := 1; ; n++ {
		code := fmt.Sprintf("%s%03d", below, n)
		if !slices.ContainsFunc(r.content.Ledger, func(i registry.Issue) bool { return strings.HasPrefix(i.Code, code) }) && len(code) == digits {
			return code
		}
	}
}

// commit makes the draft the next revision, with lineage as the store writes it: from what changed.
func (r *realm) commit(reverts int) {
	before, after := differing(r.published.list(), r.list())
	if len(before)+len(after) == 0 {
		return
	}
	rev := len(r.past) + 1
	if len(before) > 0 {
		steps := registry.LineageOf(before, after, r.buildings)
		r.same(rev, steps)
		for _, l := range steps {
			l.Revision = rev
			r.content.Lineage = append(r.content.Lineage, l)
		}
	}
	r.live(rev)
	r.content.Revisions = append(r.content.Revisions, registry.Revision{Number: rev, County: "370883", Reverts: reverts})
	r.published = r.clone()
	r.past = append(r.past, r.published)
	r.laws(rev)
}

// same holds the steps against those of the whole maps, and against what a review of the draft would have told.
func (r *realm) same(rev int, steps []registry.Lineage) {
	r.t.Helper()
	if rev%5 != 0 {
		return
	}
	whole := registry.LineageOf(r.published.list(), r.list(), r.buildings)
	review := registry.ReviewOf(r.published.list(), r.list(), r.buildings, registry.DefaultThreshold)
	if diff := cmp.Diff(steps, whole, nearly) + cmp.Diff(steps, review.Lineage, nearly); diff != "" {
		r.t.Fatalf("revision %d: %s", rev, diff)
	}
}

// differing leaves out the grids that are the same on both maps.
func differing(before, after []registry.Grid) (b, a []registry.Grid) {
	same := func(g, h registry.Grid) bool { return g.Code == h.Code && g.Name == h.Name && g.Shape.Equal(h.Shape) }
	in := func(list []registry.Grid) func(registry.Grid) bool {
		return func(g registry.Grid) bool {
			return slices.ContainsFunc(list, func(h registry.Grid) bool { return same(g, h) })
		}
	}
	return slices.DeleteFunc(slices.Clone(before), in(after)), slices.DeleteFunc(slices.Clone(after), in(before))
}

// live ends and begins the lives of codes.
func (r *realm) live(rev int) {
	has := map[string]registry.Grid{}
	for _, g := range r.list() {
		if _, twice := has[g.Code]; twice {
			r.t.Fatalf("revision %d: two grids have the code %s", rev, g.Code)
		}
		has[g.Code] = g
	}
	for i, l := range r.content.Lives {
		g, lasts := has[l.Code]
		switch {
		case l.To != 0:
		case lasts:
			r.content.Lives[i].Name = g.Name
			delete(has, l.Code)
		default:
			r.content.Lives[i].To = rev
		}
	}
	for _, code := range slices.Sorted(maps.Keys(has)) {
		r.content.Lives = append(r.content.Lives, registry.Life{Code: code, Name: has[code].Name, From: rev})
	}
}
