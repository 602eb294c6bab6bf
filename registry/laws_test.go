package registry_test

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"testing"

	"wangge/gridcode"
	"wangge/registry"
)

// TestRandomLivesKeepTheLaws lets small counties live for thousands of edits, and holds the laws after every revision.
func TestRandomLivesKeepTheLaws(t *testing.T) {
	t.Parallel()
	counties, done := 16, map[string]int{}
	if testing.Short() {
		counties = 3
	}
	for seed := range uint64(counties) {
		r := newRealm(t, seed)
		for range 70 {
			r.year()
		}
		for what, n := range r.done {
			done[what] += n
		}
		done["revision"] += len(r.past)
		done["code"] += len(r.content.Ledger)
		done["step"] += len(r.content.Lineage)
	}
	t.Log(done)
	for _, what := range []string{"split", "merge", "transfer", "adjust", "rename", "renumber", "swap", "drop", "settle", "discard", "revert", "recode"} {
		if done[what] == 0 {
			t.Errorf("no %s happened", what)
		}
	}
}

// year is a revision, or a draft that comes to nothing.
func (r *realm) year() {
	switch n := r.IntN(20); {
	case n == 0:
		r.revert()
		return
	case n < 4:
		r.recode()
		return
	}
	for range 1 + r.IntN(6) {
		r.edit()
	}
	if r.IntN(12) == 0 {
		r.discard()
	} else {
		r.publish()
	}
}

// laws holds everything that is promised of codes against what the county became.
func (r *realm) laws(rev int) {
	r.t.Helper()
	r.ledgerLaw(rev)
	r.lineageLaw(rev)
	r.resolutionLaw(rev)
}

// ledgerLaw: no code twice, none lost, none given again but by a revert.
func (r *realm) ledgerLaw(rev int) {
	r.t.Helper()
	issued := map[string]bool{}
	for _, i := range r.content.Ledger {
		if issued[i.Code] {
			r.t.Fatalf("revision %d: %s was issued twice", rev, i.Code)
		}
		issued[i.Code] = true
	}
	lives := map[string]int{}
	for _, l := range r.content.Lives {
		if lives[l.Code]++; !issued[l.Code] {
			r.t.Fatalf("revision %d: %s has a grid, but was never issued", rev, l.Code)
		}
		if l.From == rev && lives[l.Code] > 1 && r.content.Revisions[rev-1].Reverts == 0 {
			r.t.Fatalf("revision %d: %s was used again", rev, l.Code)
		}
	}
}

// lineageLaw: the steps of a revision lead from grids there were to others there are then; shares of every code that ends add up
// to 1, and so do those that a new code's ground came from, unless some of it was nobody's.
func (r *realm) lineageLaw(rev int) {
	r.t.Helper()
	gone, come := map[string]*[2]float64{}, map[string]*[2]float64{}
	for _, l := range r.content.Lives {
		if l.To == rev {
			gone[l.Code] = &[2]float64{}
		}
		if l.From == rev {
			come[l.Code] = &[2]float64{}
		}
	}
	for _, l := range r.content.Lineage {
		if l.Revision != rev {
			continue
		}
		if r.lifeAt(l.Predecessor, rev-1) == nil || l.Successor != "" && r.lifeAt(l.Successor, rev) == nil {
			r.t.Fatalf("revision %d: a step from or to a code without a grid: %+v", rev, l)
		}
		from, to := gone[l.Predecessor], come[l.Successor]
		if from == nil && to == nil {
			r.t.Fatalf("revision %d: a step between two that keep their codes: %+v", rev, l)
		}
		add(from, l.AreaShare, l.PopulationShare)
		add(to, l.SuccessorAreaShare, l.SuccessorPopulationShare)
	}
	for code, sum := range gone {
		if !one(sum[0], 1e-12) || !one(sum[1], 1e-12) {
			r.t.Fatalf("revision %d: the shares of %s, which ended, add up to %v of its ground and %v of its people", rev, code, sum[0], sum[1])
		}
	}
	for code, sum := range come {
		if rev > 1 && len(r.past[rev-2].free) == 0 && (!one(sum[0], 1e-12) || !one(sum[1], 1e-12)) {
			r.t.Fatalf("revision %d: the ground of %s, which began, adds up to %v and its people to %v", rev, code, sum[0], sum[1])
		}
	}
}

func add(sum *[2]float64, area, population float64) {
	if sum != nil {
		sum[0], sum[1] = sum[0]+area, sum[1]+population
	}
}

func one(sum, tolerance float64) bool { return math.Abs(sum-1) <= tolerance }

// lifeAt gives the life that a code had at a revision.
func (r *realm) lifeAt(code string, rev int) *registry.Life {
	for i, l := range r.content.Lives {
		if l.Code == code && l.From <= rev && (l.To == 0 || rev < l.To) {
			return &r.content.Lives[i]
		}
	}
	return nil
}

// fate is what became of a life: the shares of live grids by code, and of what ended under "".
type fate map[string][2]float64

// resolutionLaw: every code ever issued resolves to live grids whose shares add up to 1, or to a stated end, and the stories
// that the service tells say the same as a walk over the lineage by itself.
func (r *realm) resolutionLaw(rev int) {
	r.t.Helper()
	known, last := map[*registry.Life]fate{}, map[string]*registry.Life{}
	for i := range r.content.Lives {
		last[r.content.Lives[i].Code] = &r.content.Lives[i]
	}
	stories := registry.NewStories(&registry.Content{
		Ledger: r.content.Ledger, Lives: byLife(r.content.Lives), Lineage: r.content.Lineage, Revisions: r.content.Revisions,
	})
	for _, i := range r.content.Ledger {
		story, ok := stories.Story(gridcode.CN15.Name, i.Code, rev)
		if !ok {
			r.t.Fatalf("revision %d: %s was issued, but has no story", rev, i.Code)
		}
		if last[i.Code] == nil {
			if story.State != registry.UnusedCode || !one(story.Ended.Area, 0) {
				r.t.Fatalf("revision %d: %s never had a grid, but its story is %+v", rev, i.Code, story)
			}
			continue
		}
		want := r.follow(last[i.Code], known, map[*registry.Life]bool{})
		got := fate{}
		for _, s := range story.Today {
			got[s.Code] = [2]float64{s.Area, s.Population}
		}
		if story.Ended.Area > 0 || story.Ended.Population > 0 {
			got[""] = [2]float64{story.Ended.Area, story.Ended.Population}
		}
		r.sameFate(rev, i.Code, got, want)
	}
}

func (r *realm) sameFate(rev int, code string, got, want fate) {
	r.t.Helper()
	area, people := 0.0, 0.0
	for _, successor := range slices.Sorted(maps.Keys(want)) {
		w, g := want[successor], got[successor]
		area, people = area+w[0], people+w[1]
		if math.Abs(w[0]-g[0]) > 1e-9 || math.Abs(w[1]-g[1]) > 1e-9 {
			r.t.Fatalf("revision %d: %s became %q with %v, its story says %v", rev, code, successor, w, g)
		}
		if successor != "" && r.lifeAt(successor, rev) == nil {
			r.t.Fatalf("revision %d: %s became %s, which has no grid", rev, code, successor)
		}
	}
	if !one(area, 1e-9) || !one(people, 1e-9) || len(got) != len(want) {
		r.t.Fatalf("revision %d: %s became %v, which is %v of its ground and %v of its people; its story says %v", rev, code, want, area, people, got)
	}
}

// follow walks the lineage from a life to those that last. It must never come back to where it was.
func (r *realm) follow(l *registry.Life, known map[*registry.Life]fate, above map[*registry.Life]bool) fate {
	r.t.Helper()
	if above[l] {
		r.t.Fatalf("%s becomes itself again", l.Code)
	}
	if l.To == 0 {
		return fate{l.Code: {1, 1}}
	}
	if f, ok := known[l]; ok {
		return f
	}
	above[l] = true
	out := fate{}
	for _, step := range r.content.Lineage {
		if step.Revision != l.To || step.Predecessor != l.Code {
			continue
		}
		end := fate{"": {1, 1}}
		if step.Successor != "" {
			end = r.follow(r.lifeAt(step.Successor, l.To), known, above)
		}
		for code, part := range end {
			sum := out[code]
			out[code] = [2]float64{sum[0] + step.AreaShare*part[0], sum[1] + step.PopulationShare*part[1]}
		}
	}
	delete(above, l)
	known[l] = out
	return out
}

func byLife(lives []registry.Life) []registry.Life {
	return slices.SortedFunc(slices.Values(lives), func(a, b registry.Life) int { return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.From, b.From)) })
}
