package postgis_test

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"wangge/registry"
	"wangge/registry/postgis"
	"wangge/registry/postgis/pgtest"
)

// street is a county of three grids, each with an officer, in two communities of a street that has a duty desk:
//
//	| 001004: 001 002 | 001005: 001 |
func street(t *testing.T) registry.Registry {
	t.Helper()
	s := pgtest.Store(t)
	whole := wide(0, 3).Shape
	rows := []registry.Division{
		{Code: county, Level: registry.County, Name: "邹城市", Shape: whole},
		{Code: town, Level: registry.Town, Parent: county, Name: "钢山街道", Shape: whole},
		{Code: community, Level: registry.Community, Parent: town, Name: "三里营", Shape: wide(0, 2).Shape},
		{Code: town + "005", Level: registry.Community, Parent: town, Name: "龙山", Shape: square(2, 0)},
	}
	if _, err := s.PutDivisions(t.Context(), importOf("divisions"), rows); err != nil {
		t.Fatal(err)
	}
	var all []registry.Grid
	for i, code := range []string{community + "001", community + "002", town + "005001"} {
		g := grid(int32(i)) //nolint:gosec // small
		g.Code, g.Community = code, code[:12]
		all = append(all, g)
	}
	published(t, s, 0, all...)
	if _, err := s.PutOfficers(t.Context(), importOf("officers"), []registry.Officer{{ID: "1", Name: "王工"}, {ID: "2", Name: "李工"}}); err != nil {
		t.Fatal(err)
	}
	at := func(officer, target string) registry.Posting {
		return registry.Posting{Network: "governance", Role: registry.Agent, Officer: officer, Target: target, State: registry.Active}
	}
	if _, err := s.PutPostings(t.Context(), importOf("postings"), []registry.Posting{at("1", all[0].Code), at("2", all[2].Code), at("2", town)}); err != nil {
		t.Fatal(err)
	}
	return registry.Registry{Store: s}
}

func preview(t *testing.T, r registry.Registry, changes ...registry.DivisionChange) registry.Recoding {
	t.Helper()
	p, err := r.PreviewRecoding(t.Context(), county, changes)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func content(t *testing.T, r registry.Registry) *registry.Content {
	t.Helper()
	c, err := r.Store.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// live gives the codes of the divisions, of the grids and of what has postings, each with a blank between.
func live(c *registry.Content) (divisions, grids, posts string) {
	var d, g, p []string
	for _, x := range c.Divisions {
		d = append(d, x.Code)
	}
	for _, x := range c.Grids {
		g = append(g, x.Code)
	}
	for _, x := range c.Postings {
		p = append(p, x.Target+" "+x.Officer)
	}
	return strings.Join(d, " "), strings.Join(g, " "), strings.Join(p, ", ")
}

// A street becomes a town: divisions, codes, people and lineage change in one revision.
func TestARecodingIsOneRevision(t *testing.T) {
	t.Parallel()
	r := street(t)
	before := content(t, r)
	plan := preview(t, r, registry.DivisionChange{Old: town, New: "370883101", Name: "钢山镇"})
	if diff := cmp.Diff(before, content(t, r)); diff != "" {
		t.Errorf("the preview wrote:\n%s", diff)
	}
	rev, err := r.ApplyRecoding(t.Context(), plan, someone)
	if err != nil {
		t.Fatal(err)
	}
	if want := (registry.Tally{Added: 3, Removed: 3}); rev.Number != 2 || rev.Tally != want || len(rev.Lineage) != 3 {
		t.Errorf("revision %d: %+v, %d steps", rev.Number, rev.Tally, len(rev.Lineage))
	}
	after := content(t, r)
	divisions, codes, posts := live(after)
	if divisions != "370883 370883101 370883101004 370883101005" || codes != "370883101004001 370883101004002 370883101005001" {
		t.Errorf("live are %s and %s", divisions, codes)
	}
	if posts != "370883101 2, 370883101004001 1, 370883101005001 2" {
		t.Errorf("postings: %s", posts)
	}
	if len(after.Ledger) != 6 || after.Divisions[1].Name != "钢山镇" || !after.Divisions[1].Shape.Equal(before.Divisions[1].Shape) {
		t.Errorf("%d codes in the ledger, town %s", len(after.Ledger), after.Divisions[1].Name)
	}
	for i, l := range after.Lineage {
		want := registry.Lineage{
			Revision: 2, Predecessor: before.Grids[i].Code, Successor: after.Grids[i].Code,
			AreaShare: 1, PopulationShare: 1, SuccessorAreaShare: 1, SuccessorPopulationShare: 1,
		}
		if diff := cmp.Diff(want, l); diff != "" {
			t.Error(diff)
		}
		if g := after.Grids[i]; g.Name != before.Grids[i].Name || g.Population != 600 || !g.Shape.Equal(before.Grids[i].Shape) {
			t.Errorf("grid %s is another one", g.Code)
		}
	}
}

// Communities merge: the outline is that of both, and numbers go on after the highest.
func TestMergedCommunitiesAreOne(t *testing.T) {
	t.Parallel()
	r := street(t)
	plan := preview(t, r, registry.DivisionChange{Old: town + "005", New: community})
	if _, err := r.ApplyRecoding(t.Context(), plan, someone); err != nil {
		t.Fatal(err)
	}
	c := content(t, r)
	if _, codes, posts := live(c); codes != community+"001 "+community+"002 "+community+"003" || !strings.Contains(posts, community+"003 2") {
		t.Errorf("live are %s; postings %s", codes, posts)
	}
	if got := c.Divisions[2].Shape.AreaM2(); len(c.Divisions) != 3 || got < 0.999*c.Divisions[0].Shape.AreaM2() {
		t.Errorf("%d divisions, the merged community has %.0f m²", len(c.Divisions), got)
	}
}

// A division that is renamed alone is a revision too, in which no grid changes; what it was called is kept.
func TestARenamingIsARevisionWithoutNewCodes(t *testing.T) {
	t.Parallel()
	r := street(t)
	rev, err := r.ApplyRecoding(t.Context(), preview(t, r, registry.DivisionChange{Old: town, New: town, Name: "新钢山街道"}), someone)
	if err != nil || rev.Number != 2 || rev.Tally.Any() || len(rev.Lineage) != 0 {
		t.Fatalf("revision %d: %+v (%v)", rev.Number, rev.Tally, err)
	}
	if c := content(t, r); c.Divisions[1].Name != "新钢山街道" || c.Version.Revision != 2 {
		t.Errorf("the town is called %s at revision %d", c.Divisions[1].Name, c.Version.Revision)
	}
}

// Whatever changed after the preview, the plan is refused with what it was, and nothing is written.
func TestAPlanIsRefusedOnceItsBaseChanged(t *testing.T) {
	t.Parallel()
	change := registry.DivisionChange{Old: town, New: "370883101", Name: "钢山镇"}
	tests := []struct {
		name  string
		since func(t *testing.T, r registry.Registry, plan registry.Recoding)
		want  string
	}{
		{"the plan itself was applied", func(t *testing.T, r registry.Registry, plan registry.Recoding) {
			if _, err := r.ApplyRecoding(t.Context(), plan, someone); err != nil {
				t.Fatal(err)
			}
		}, "revision 2 was published by planner on "},
		{"a division was renamed", func(t *testing.T, r registry.Registry, _ registry.Recoding) {
			renamed := registry.Division{Code: community, Level: registry.Community, Parent: town, Name: "四里营"}
			if _, err := r.Store.PutDivisions(t.Context(), importOf("divisions"), []registry.Division{renamed}); err != nil {
				t.Fatal(err)
			}
		}, "the division table was changed"},
		{"a code was issued", func(t *testing.T, r registry.Registry, _ registry.Recoding) {
			brought := registry.Issue{Scheme: "cn15", Code: community + "009", Community: community, Sequence: 9, Batch: uuid.New(), Algorithm: "import"}
			if _, err := r.Store.PutCodes(t.Context(), importOf("codes"), []registry.Issue{brought}); err != nil {
				t.Fatal(err)
			}
		}, "codes were issued, the last one " + community + "009 by planner"},
		{"a range was reserved", func(t *testing.T, r registry.Registry, _ registry.Recoding) {
			if err := r.PutReserve(t.Context(), registry.Reserve{Scheme: "cn15", Division: county, From: 900, To: 999}, someone); err != nil {
				t.Fatal(err)
			}
		}, "the reserved ranges were changed"},
		{"a draft was opened", func(t *testing.T, r registry.Registry, _ registry.Recoding) {
			drafted(t, r.Store.(*postgis.Store), 1, grids(t, r.Store.(*postgis.Store))...)
		}, "publish or discard it first"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := street(t)
			plan := preview(t, r, change)
			tt.since(t, r, plan)
			before := content(t, r)
			_, err := r.ApplyRecoding(t.Context(), plan, someone)
			if !errors.Is(err, registry.ErrConflict) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
			if diff := cmp.Diff(before, content(t, r)); diff != "" {
				t.Errorf("it wrote all the same:\n%s", diff)
			}
		})
	}
}

// Of two who apply one plan at the same moment, one does.
func TestTwoApplyAPlanAtOnce(t *testing.T) {
	t.Parallel()
	r := street(t)
	plan := preview(t, r, registry.DivisionChange{Old: town, New: "370883101"})
	var wg sync.WaitGroup
	errs := make([]error, 2)
	for i := range errs {
		wg.Go(func() { _, errs[i] = r.ApplyRecoding(t.Context(), plan, someone) })
	}
	wg.Wait()
	if (errs[0] == nil) == (errs[1] == nil) || !errors.Is(errors.Join(errs...), registry.ErrConflict) {
		t.Errorf("got %v", errs)
	}
	if c := content(t, r); len(c.Ledger) != 6 || c.Version.Revision != 2 {
		t.Errorf("%d codes at revision %d", len(c.Ledger), c.Version.Revision)
	}
}

// The way back is another plan, which gives new numbers; a revert would bring back communities that ended.
func TestTheWayBackIsAnotherPlan(t *testing.T) {
	t.Parallel()
	r := street(t)
	if _, err := r.ApplyRecoding(t.Context(), preview(t, r, registry.DivisionChange{Old: town, New: "370883101", Name: "钢山镇"}), someone); err != nil {
		t.Fatal(err)
	}
	_, err := r.Revert(t.Context(), county, 1, someone)
	if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), "wangge code recode") {
		t.Errorf("a revert: %v", err)
	}
	if _, err := r.Store.PutDivisions(t.Context(), importOf("divisions"), divisions()); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), "ended on") {
		t.Errorf("the table of before: %v", err)
	}
	_, err = r.PreviewRecoding(t.Context(), county, []registry.DivisionChange{{Old: "370883101", New: town}})
	if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), town+" was the code of 钢山街道") {
		t.Errorf("under another name: %v", err)
	}
	if _, err := r.ApplyRecoding(t.Context(), preview(t, r, registry.DivisionChange{Old: "370883101", New: town, Name: "钢山街道"}), someone); err != nil {
		t.Fatal(err)
	}
	if divisions, codes, _ := live(content(t, r)); codes != community+"003 "+community+"004 "+town+"005002" || divisions != county+" "+town+" "+community+" "+town+"005" {
		t.Errorf("live are %s and %s", divisions, codes)
	}
}
