package drafting_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"wangge/geo"
	"wangge/registry"
	"wangge/registry/drafting"
	"wangge/registry/postgis/pgtest"
)

const (
	county = "370883"
	side   = 20000 // of a grid, in lattice steps: about 200 m
	across = 6     // grids in a row, and in a column
)

var planner = registry.Actor{Name: "planner", Reason: "a test"}

// rectangle is counted in sides from a corner near 116.9, 35.4.
func rectangle(west, south, east, north int32) geo.MultiPolygon {
	at := func(x, y int32) geo.Point { return geo.Point{X: 1169000000 + x*side, Y: 354000000 + y*side} }
	return geo.MultiPolygon{{{at(west, south), at(east, south), at(east, north), at(west, north)}}}
}

// quarter is a county of two communities, west and east, with six times six grids without codes, of 40 households and 100 people
// each, as an open draft. A building stands in every second grid.
func quarter(t *testing.T) (registry.Registry, registry.Draft) {
	t.Helper()
	s := pgtest.Store(t)
	im := func(what string) registry.Import {
		return registry.Import{ID: uuid.New(), County: county, What: what, Network: registry.Unified, Files: []string{}, Actor: planner, At: time.Now()}
	}
	divisions := []registry.Division{
		{Code: county, Level: registry.County, Name: "邹城市", Shape: rectangle(0, 0, across, across)},
		{Code: "370883001", Level: registry.Town, Parent: county, Name: "钢山街道", Shape: rectangle(0, 0, across, across)},
		{Code: "370883001001", Level: registry.Community, Parent: "370883001", Name: "西", Shape: rectangle(0, 0, across/2, across)},
		{Code: "370883001002", Level: registry.Community, Parent: "370883001", Name: "东", Shape: rectangle(across/2, 0, across, across)},
	}
	if _, err := s.PutDivisions(t.Context(), im("divisions"), divisions); err != nil {
		t.Fatal(err)
	}
	var grids []registry.Grid
	var buildings []registry.Building
	for i := range int32(across * across) {
		x, y := i%across, i/across
		shape := rectangle(x, y, x+1, y+1)
		grids = append(grids, registry.Grid{
			Name: fmt.Sprint("格", i), Kind: registry.Base, Community: fmt.Sprintf("37088300100%d", 1+x/(across/2)), Shape: shape, AreaM2: shape.AreaM2(), Households: 40, Population: 100,
		})
		if i%2 == 0 {
			low := shape[0][0][0]
			house := geo.Ring{low, {X: low.X + 4000, Y: low.Y}, {X: low.X + 4000, Y: low.Y + 4000}, {X: low.X, Y: low.Y + 4000}}
			buildings = append(buildings, registry.Building{ID: fmt.Sprint(i), Shape: geo.MultiPolygon{{house}}, Households: 30, Population: 80})
		}
	}
	if _, err := s.PutBuildings(t.Context(), im("buildings"), buildings); err != nil {
		t.Fatal(err)
	}
	d, err := s.CreateDraft(t.Context(), im("grids"), registry.Draft{County: county, Actor: planner, Grids: grids})
	if err != nil {
		t.Fatal(err)
	}
	r := registry.Registry{Store: s}
	return r, reread(t, r, d.Draft)
}

func reread(t *testing.T, r registry.Registry, id uuid.UUID) registry.Draft {
	t.Helper()
	d, err := r.Store.Draft(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// numbered gives every grid of the draft a code.
func numbered(t *testing.T, r registry.Registry, d registry.Draft) registry.Draft {
	t.Helper()
	if _, err := r.AssignCodes(t.Context(), d, planner); err != nil {
		t.Fatal(err)
	}
	return reread(t, r, d.ID)
}

// A random life: whatever is done to a draft, the map stays sound, nobody is lost, no code comes out of nowhere or moves to
// another community, and undo gives the state before.
func TestARandomLifeLeavesTheMapSound(t *testing.T) {
	t.Parallel()
	r, d := quarter(t)
	d = numbered(t, r, d)
	random := rand.New(rand.NewPCG(5, 8))
	done := map[drafting.Op]int{}
	for step := range 200 {
		o := operation(random, d.Grids)
		out, err := drafting.Apply(t.Context(), r, d, o, planner)
		if err != nil {
			if !errors.Is(err, registry.ErrInvalid) && !errors.Is(err, registry.ErrConflict) {
				t.Fatalf("step %d, %v: %v", step, o, err)
			}
			continue
		}
		done[o.Op]++
		holds(t, r, o, d, out)
		if step%7 == 0 {
			back, err := drafting.Apply(t.Context(), r, out.Draft, drafting.Operation{Op: drafting.Undo}, planner)
			if err != nil || back.Draft.ID != d.ID || !drafting.Compare(d.Grids, back.Draft.Grids).None() {
				t.Fatalf("step %d, %v: undo gave %v, %v", step, o, back.Draft.ID, err)
			}
			continue
		}
		if d = out.Draft; step%20 == 0 {
			d = numbered(t, r, d)
		}
	}
	for _, op := range []drafting.Op{drafting.Split, drafting.Merge, drafting.Dissolve, drafting.Rename, drafting.Adjust, drafting.Transfer} {
		if done[op] < 5 {
			t.Errorf("%s was done %d times only: %v", op, done[op], done)
		}
	}
	if _, err := r.Publish(t.Context(), numbered(t, r, d), planner); err != nil {
		t.Error(err)
	}
}

// operation makes one that may well be refused.
func operation(random *rand.Rand, grids []registry.Grid) drafting.Operation {
	i := random.IntN(len(grids))
	o := drafting.Operation{Grids: []string{fmt.Sprint("#", i+1)}}
	other := fmt.Sprint("#", 1+neighbour(random, grids, i))
	box := grids[i].Shape.Bound().Grow(500)
	somewhere := func() geo.Point {
		return geo.Point{X: box.Min.X + random.Int32N(box.Max.X-box.Min.X), Y: box.Min.Y + random.Int32N(box.Max.Y-box.Min.Y)}
	}
	switch random.IntN(6) {
	case 0:
		o.Op, o.Line = drafting.Split, geo.Line{{X: box.Min.X, Y: somewhere().Y}, somewhere(), {X: box.Max.X, Y: somewhere().Y}}
	case 1:
		o.Op, o.Grids = drafting.Merge, append(o.Grids, other)
	case 2:
		o.Op = drafting.Dissolve
	case 3:
		o.Op, o.Names = drafting.Rename, []string{fmt.Sprint("名", random.IntN(9))}
	case 4:
		ring := grids[i].Shape[0][0]
		k := random.IntN(len(ring))
		o.Op, o.Grids, o.Line = drafting.Adjust, append(o.Grids, other), geo.Line{ring[k], somewhere(), ring[(k+1)%len(ring)]}
	default:
		o.Op, o.Grids, o.Line = drafting.Transfer, append(o.Grids, other), geo.Line{{X: somewhere().X, Y: box.Min.Y}, {X: somewhere().X, Y: box.Max.Y}}
	}
	return o
}

// neighbour gives a grid that shares a vertex with another one, if chance finds one.
func neighbour(random *rand.Rand, grids []registry.Grid, i int) int {
	have := map[geo.Point]bool{}
	grids[i].Shape.Edges(func(a, _ geo.Point) { have[a] = true })
	for _, j := range random.Perm(len(grids)) {
		shares := 0
		grids[j].Shape.Edges(func(a, _ geo.Point) {
			if have[a] {
				shares++
			}
		})
		if j != i && shares > 1 && grids[j].Community == grids[i].Community {
			return j
		}
	}
	return i
}

// holds tries the laws on a change.
func holds(t *testing.T, r registry.Registry, o drafting.Operation, before registry.Draft, out drafting.Outcome) {
	t.Helper()
	report, err := r.CheckDraft(t.Context(), out.Draft)
	if err != nil || !report.Sound() {
		t.Fatalf("%v: the map is not sound: %v, %+v", o, err, report.Faults)
	}
	was := map[string]registry.Grid{}
	var people, households int
	for _, g := range before.Grids {
		was[g.Code] = g
		people, households = people+g.Population, households+g.Households
	}
	for _, g := range out.Draft.Grids {
		people, households = people-g.Population, households-g.Households
		if old, known := was[g.Code]; g.Code != "" && (!known || old.Community != g.Community) {
			t.Errorf("%v: grid %s was not there before", o, g.Code)
		}
	}
	if people != 0 || households != 0 {
		t.Errorf("%v: %d people and %d households were lost", o, people, households)
	}
	if want := retires(o, before); len(out.Changes.Retiring) != want {
		t.Errorf("%v: %d codes are no more, want %d", o, len(out.Changes.Retiring), want)
	}
}

// retires counts the codes that an operation takes away.
func retires(o drafting.Operation, d registry.Draft) (n int) {
	if o.Op != drafting.Split && o.Op != drafting.Merge && o.Op != drafting.Dissolve {
		return 0
	}
	for _, name := range o.Grids {
		var at int
		if _, err := fmt.Sscanf(name, "#%d", &at); err == nil && d.Grids[at-1].Code != "" {
			n++
		}
	}
	return n
}

// Several planners who change the same state at once: one is first, the others are told.
func TestOfChangesAtOnceOneIsFirst(t *testing.T) {
	t.Parallel()
	r, d := quarter(t)
	errs := make([]error, 6)
	var all sync.WaitGroup
	for k := range errs {
		all.Go(func() {
			_, errs[k] = drafting.Apply(t.Context(), r, d, drafting.Operation{Op: drafting.Rename, Grids: []string{"#1"}, Names: []string{fmt.Sprint("名", k)}}, planner)
		})
	}
	all.Wait()
	first := 0
	for _, err := range errs {
		if err == nil {
			first++
		} else if !errors.Is(err, registry.ErrConflict) {
			t.Error(err)
		}
	}
	if first != 1 {
		t.Errorf("%d changes of one state were stored: %v", first, errs)
	}
}

// A draft whose borders do not fit together is refused, and what does not touch borders is not.
func TestAFaultyDraftHasToBeRepairedFirst(t *testing.T) {
	t.Parallel()
	r, d := quarter(t)
	grids := d.Grids
	grids[0].Shape = grids[0].Shape.Clone()
	grids[0].Shape[0][0][2].X += 50 // into its neighbour
	d, err := r.Store.ReviseDraft(t.Context(), d, registry.Draft{County: county, Actor: planner, Grids: grids})
	if err != nil {
		t.Fatal(err)
	}
	_, err = drafting.Apply(t.Context(), r, d, drafting.Operation{Op: drafting.Dissolve, Grids: []string{"格9"}}, planner)
	var faults *registry.FaultsError
	if !errors.As(err, &faults) || !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("got %v, want the faults", err)
	}
	if _, err := drafting.Apply(t.Context(), r, d, drafting.Operation{Op: drafting.Rename, Grids: []string{"格9"}, Names: []string{"新名"}}, planner); err != nil {
		t.Error(err)
	}
}
