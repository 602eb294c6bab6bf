package merger_test

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"wangge/geo"
	"wangge/registry"
	"wangge/registry/merger"
	"wangge/registry/postgis/pgtest"
)

const (
	county    = "370883"
	community = "370883001004"
)

var planner = registry.Actor{Name: "planner", Reason: "a test"}

// block is ground of so many steps of about 11 m from west to east, ten of them high; all blocks lie on one strip.
func block(x0, x1 int32) geo.MultiPolygon {
	const step, x, y = 1000, 1169734000, 354033000
	return geo.MultiPolygon{{{{X: x + x0*step, Y: y}, {X: x + x1*step, Y: y}, {X: x + x1*step, Y: y + 10*step}, {X: x + x0*step, Y: y + 10*step}}}}
}

// house stands on a step of the strip.
func house(x int32, people int) registry.Building {
	b := registry.Building{Shape: block(x, x+1), Population: people, Households: people / 2}
	for i := range b.Shape[0][0] {
		b.Shape[0][0][i].Y = b.Shape[0][0][i].Y/2 + 354038000/2
	}
	return b
}

// town is a county of one community, forty steps long, with two beats of the police, and the town's houses.
type town struct {
	registry.Registry
	t *testing.T
}

func newTown(t *testing.T) town {
	t.Helper()
	c := town{registry.Registry{Store: pgtest.Store(t)}, t}
	_, err := c.Store.PutDivisions(t.Context(), c.im("divisions"), []registry.Division{
		{Code: county, Level: registry.County, Name: "邹城市", Shape: block(0, 40)},
		{Code: "370883001", Level: registry.Town, Parent: county, Name: "钢山街道", Shape: block(0, 40)},
		{Code: community, Level: registry.Community, Parent: "370883001", Name: "三里营", Shape: block(0, 40)},
	})
	c.must(err)
	c.beats(registry.LegacyGrid{Code: "P1", Shape: block(0, 20)}, registry.LegacyGrid{Code: "P2", Shape: block(20, 50)})
	houses := []registry.Building{house(5, 300), house(15, 100), house(25, 500)}
	for i := range houses {
		houses[i].ID = string(rune('a' + i))
	}
	_, err = c.Store.PutBuildings(t.Context(), c.im("buildings"), houses)
	c.must(err)
	return c
}

func (c town) im(what string) registry.Import {
	return registry.Import{ID: uuid.New(), County: county, What: what, Files: []string{"a.csv"}, Actor: planner}
}

func (c town) beats(grids ...registry.LegacyGrid) {
	c.t.Helper()
	im := c.im("grids")
	im.Network = "police"
	for i := range grids {
		grids[i].AreaM2 = grids[i].Shape.AreaM2()
	}
	_, err := c.Store.PutLegacy(c.t.Context(), im, grids)
	c.must(err)
}

func (c town) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

// draft stores a proposal of grids and makes it the open draft.
func (c town) draft(grids ...registry.Proposed) registry.Draft {
	c.t.Helper()
	p := registry.Proposal{ID: uuid.New(), County: county, Base: "police", Networks: []string{"police"}, Options: []byte("{}"), Report: []byte("{}"), Actor: planner}
	for _, g := range grids {
		g.Community, g.Kind, g.AreaM2 = community, registry.Base, g.Shape.AreaM2()
		p.Grids = append(p.Grids, g)
	}
	_, err := c.Store.PutProposal(c.t.Context(), p, nil, nil)
	c.must(err)
	d, err := merger.Draft(c.t.Context(), c.Store, p.ID, planner)
	c.must(err)
	return d
}

func (c town) accept(d registry.Draft) registry.Publication {
	c.t.Helper()
	p, err := merger.Accept(c.t.Context(), c.Registry, d.ID, planner)
	c.must(err)
	return p
}

func (c town) content() *registry.Content {
	c.t.Helper()
	content, err := c.Store.Load(c.t.Context())
	c.must(err)
	return content
}

func TestAcceptingAProposalPublishesItWithWhereEveryLegacyGridWent(t *testing.T) {
	t.Parallel()
	c := newTown(t)
	p := c.accept(c.draft(registry.Proposed{Name: "西", Shape: block(0, 10)}, registry.Proposed{Name: "东", Shape: block(10, 40)}))
	if diff := cmp.Diff(registry.Tally{Added: 2}, p.Tally); diff != "" || p.Number != 1 {
		t.Errorf("revision %+v", p.Revision)
	}
	const west, east = community + "001", community + "002"
	type share struct {
		legacy, code     string
		area, people     float64
		ofGrid, peopleOf float64
		class            registry.Class
	}
	want := []share{
		{"P1", west, 0.5, 0.75, 1, 1, registry.ClassContains},
		{"P1", east, 0.5, 0.25, 1. / 3, 1. / 6, registry.ClassSplit},
		{"P2", east, 2. / 3, 1, 2. / 3, 5. / 6, registry.ClassSplit},
		{"P2", "", 1. / 3, 0, 0, 0, registry.ClassOrphan},
	}
	got := map[[2]string]registry.Crossing{}
	content := c.content()
	for _, r := range content.Crosswalk[0].Rows {
		got[[2]string{r.LegacyCode, r.Code}] = r
	}
	near := func(a, b float64) bool { return math.Abs(a-b) < 1e-5 } // meridians draw together to the north
	for _, w := range want {
		r := got[[2]string{w.legacy, w.code}]
		if !near(r.OfLegacy, w.area) || !near(r.PeopleOfLegacy, w.people) || !near(r.OfGrid, w.ofGrid) || !near(r.PeopleOfGrid, w.peopleOf) || r.Class != w.class {
			t.Errorf("%s in %q: %+v, want %+v", w.legacy, w.code, r, w)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d crossings, want %d: %+v", len(got), len(want), got)
	}
}

func TestAGridOnThePublishedGroundKeepsItsCodeAndName(t *testing.T) {
	t.Parallel()
	c := newTown(t)
	c.accept(c.draft(registry.Proposed{Name: "西", Shape: block(0, 10)}, registry.Proposed{Name: "东", Shape: block(10, 40)}))
	p := c.accept(c.draft(
		registry.Proposed{Name: "new", Shape: block(10, 25)}, registry.Proposed{Name: "other", Shape: block(0, 10)}, registry.Proposed{Name: "last", Shape: block(25, 40)}))
	names := map[string]string{}
	for _, g := range c.content().Grids {
		names[g.Code] = g.Name
	}
	want := map[string]string{community + "001": "西", community + "003": "new", community + "004": "last"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Error(diff)
	}
	if len(p.Lineage) != 2 || p.Lineage[0].Predecessor != community+"002" {
		t.Errorf("lineage %+v, want the one that was split", p.Lineage)
	}
}

func TestUndoingADraftOfAProposalOpensWhatWasOpenBefore(t *testing.T) {
	t.Parallel()
	c := newTown(t)
	first := c.draft(registry.Proposed{Name: "一", Shape: block(0, 40)})
	second := c.draft(registry.Proposed{Name: "西", Shape: block(0, 10)}, registry.Proposed{Name: "东", Shape: block(10, 40)})
	before, err := c.Store.UndoDraft(t.Context(), second.ID, planner)
	if err != nil || before.ID != first.ID || before.State != registry.Open {
		t.Errorf("after undo the draft is %+v (%v), want the first one, open", before, err)
	}
}

func TestAnUnsoundDraftIsNotAccepted(t *testing.T) {
	t.Parallel()
	c := newTown(t)
	d := c.draft(registry.Proposed{Name: "西", Shape: block(0, 10)}, registry.Proposed{Name: "东", Shape: block(11, 40)})
	var faults *registry.FaultsError
	if _, err := merger.Accept(t.Context(), c.Registry, d.ID, planner); !errors.As(err, &faults) {
		t.Errorf("got %v, want *FaultsError: there is a gap", err)
	}
}

func TestAProposalWithoutCommunitiesIsNoDraft(t *testing.T) {
	t.Parallel()
	c := newTown(t)
	p := registry.Proposal{
		ID: uuid.New(), County: county, Options: []byte("{}"), Report: []byte("{}"), Networks: []string{"police"}, Actor: planner,
		Grids: []registry.Proposed{{Kind: registry.Base, Shape: block(0, 40), AreaM2: 1}},
	}
	_, err := c.Store.PutProposal(t.Context(), p, nil, nil)
	c.must(err)
	if _, err := merger.Draft(t.Context(), c.Store, p.ID, planner); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("got %v, want ErrInvalid", err)
	}
}

// Where nobody told of people, area was balanced: a draft invents no population.
func TestADraftOfBalancedGroundHasNoPopulation(t *testing.T) {
	t.Parallel()
	c := newTown(t)
	for report, want := range map[string]int{`{}`: 600, `{"areaBalanced":true}`: 0} {
		p := registry.Proposal{
			ID: uuid.New(), County: county, Options: []byte("{}"), Report: []byte(report), Networks: []string{"police"}, Actor: planner,
			Grids: []registry.Proposed{{Community: community, Kind: registry.Base, Shape: block(0, 40), AreaM2: 1, People: 600}},
		}
		_, err := c.Store.PutProposal(t.Context(), p, nil, nil)
		c.must(err)
		d, err := merger.Draft(t.Context(), c.Store, p.ID, planner)
		c.must(err)
		if d.Grids[0].Population != want {
			t.Errorf("report %s: population %d, want %d", report, d.Grids[0].Population, want)
		}
	}
}

// An import that lands while a merger is accepted comes before it or after it: the crosswalk is of one state of the network, or the
// acceptance is told.
func TestAnImportAndAnAcceptanceAtOnceDoNotMix(t *testing.T) {
	t.Parallel()
	c := newTown(t)
	d := c.draft(registry.Proposed{Name: "西", Shape: block(0, 10)}, registry.Proposed{Name: "东", Shape: block(10, 40)})
	var group errgroup.Group
	group.Go(func() error {
		for x := int32(21); x < 31; x++ {
			im := c.im("grids")
			im.Network = "police"
			if _, err := c.Store.PutLegacy(t.Context(), im, []registry.LegacyGrid{{Code: "P2", Shape: block(x, 50), AreaM2: block(x, 50).AreaM2()}}); err != nil {
				return err
			}
		}
		return nil
	})
	var p registry.Publication
	var told error
	for range 100 { // the importer ends before that
		if p, told = merger.Accept(t.Context(), c.Registry, d.ID, planner); !errors.Is(told, registry.ErrConflict) {
			break
		}
	}
	c.must(group.Wait())
	c.must(told)
	whole := 0.0
	for _, r := range c.content().Crosswalk[0].Rows {
		if r.LegacyCode == "P2" {
			whole += r.OfLegacy
		}
	}
	if p.Number != 1 || math.Abs(whole-1) > 1e-9 {
		t.Errorf("revision %d tells of %g of P2", p.Number, whole)
	}
}

func TestNetworksAreReadInTheOrderInWhichTheyAreNamed(t *testing.T) {
	t.Parallel()
	c := newTown(t)
	im := c.im("grids")
	im.Network = "urban"
	people := 7
	_, err := c.Store.PutLegacy(t.Context(), im, []registry.LegacyGrid{{Code: "U1", Kind: registry.Dedicated, Shape: block(0, 1), AreaM2: 1, Population: &people}})
	c.must(err)
	in, err := merger.FromStore(t.Context(), c.Store, county, []string{"urban", "police"})
	c.must(err)
	if len(in.Networks) != 2 || in.Networks[0].Name != "urban" || in.Networks[0].Grids[0].Kind != registry.Dedicated || *in.Networks[0].Grids[0].People != 7 ||
		len(in.Networks[1].Grids) != 2 || in.Networks[1].Grids[0].People != nil || len(in.Buildings) != 3 {
		t.Errorf("read %+v", in.Networks)
	}
	if all, err := merger.FromStore(t.Context(), c.Store, county, nil); err != nil || len(all.Networks) != 2 || all.Networks[0].Name != "police" {
		t.Errorf("all: %+v (%v), want them by name", all.Networks, err)
	}
	if _, err := merger.FromStore(t.Context(), c.Store, county, []string{"civility"}); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("an unknown network: %v, want ErrNotFound", err)
	}
}
