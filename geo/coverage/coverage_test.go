package coverage_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wangge/geo"
	"wangge/geo/coverage"
	"wangge/geo/geotest"
)

const (
	west  = 1169000000
	south = 354000000
)

// shape makes a polygon from pairs of lattice steps east and north of a corner in Zoucheng; rings are separated by nil.
func shape(rings ...[]int32) geo.MultiPolygon {
	var p geo.Polygon
	for i, xy := range rings {
		var r geo.Ring
		for j := 0; j < len(xy); j += 2 {
			r = append(r, geo.Point{X: west + xy[j], Y: south + xy[j+1]})
		}
		if (r.Sign() > 0) != (i == 0) {
			slices.Reverse(r)
		}
		p = append(p, r)
	}
	return geo.MultiPolygon{p}
}

func box(w, s, e, n int32) geo.MultiPolygon { return shape([]int32{w, s, e, s, e, n, w, n}) }

func check(t *testing.T, s coverage.Set) []string {
	t.Helper()
	r, err := coverage.Check(t.Context(), s, coverage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range r.Faults {
		out = append(out, string(f.Kind)+" "+strings.Join(f.Cells, " "))
	}
	return out
}

// One test for each kind of fault, and for what is none.
func TestKinds(t *testing.T) {
	a, b := box(0, 0, 1000, 1000), box(1000, 0, 2000, 1000)
	whole := []coverage.Cell{{Code: "p", Shape: box(0, 0, 2000, 1000)}}
	two := func(b geo.MultiPolygon) []coverage.Cell {
		return []coverage.Cell{{Code: "a", Shape: a}, {Code: "b", Shape: b}}
	}
	tests := []struct {
		name string
		set  coverage.Set
		want []string
	}{
		{"sound", coverage.Set{Cells: two(b), Parents: whole}, nil},
		{"sound without a parent", coverage.Set{Cells: two(b)}, nil},
		{"overlap", coverage.Set{Cells: two(box(900, 0, 2000, 1000)), Parents: whole}, []string{"overlap a b"}},
		{"overlap without a parent", coverage.Set{Cells: two(box(900, 0, 2000, 1000))}, []string{"overlap a b"}},
		{"an overlap of two units", coverage.Set{Cells: two(box(998, 0, 2000, 1000)), Parents: whole}, []string{"overlap a b"}},
		{"gap inside", coverage.Set{
			Cells:   two(shape([]int32{1000, 0, 2000, 0, 2000, 1000, 1000, 1000, 1000, 600, 1300, 500, 1000, 400})),
			Parents: whole,
		}, []string{"gap a b"}},
		{"gap inside, without a parent", coverage.Set{
			Cells: two(shape([]int32{1000, 0, 2000, 0, 2000, 1000, 1000, 1000, 1000, 600, 1300, 500, 1000, 400})),
		}, []string{"gap a b"}},
		{"short of the parent", coverage.Set{Cells: two(box(1000, 0, 1900, 1000)), Parents: whole}, []string{"shortOfParent b"}},
		{"outside the parent", coverage.Set{Cells: two(box(1000, 0, 2100, 1000)), Parents: whole}, []string{"outsideParent b"}},
		{"T-junction", coverage.Set{Cells: two(shape([]int32{1000, 0, 2000, 0, 2000, 1000, 1000, 1000, 1000, 500})), Parents: whole}, []string{"unmatchedEdge a b"}},
		{"a vertex on the line of the parent is no fault", coverage.Set{Cells: two(shape([]int32{1000, 0, 1500, 0, 2000, 0, 2000, 1000, 1000, 1000})), Parents: whole}, nil},
		{"duplicate", coverage.Set{Cells: []coverage.Cell{{Code: "a", Shape: a}, {Code: "b", Shape: b}, {Code: "c", Shape: shape([]int32{2000, 1000, 1000, 1000, 1000, 0, 2000, 0})}}, Parents: whole}, []string{"duplicate b c"}},
		{"contained", coverage.Set{Cells: append(two(b), coverage.Cell{Code: "c", Shape: box(1200, 200, 1400, 300)}), Parents: whole}, []string{"contained b c"}},
		{"missing", coverage.Set{Cells: two(b), Parents: whole, Expect: []string{"a", "b", "x"}}, []string{"missing x"}},
		{"a missing cell is a gap, or short of the parent", coverage.Set{Cells: two(b)[:1], Parents: whole}, []string{"shortOfParent a"}},
		{"bow-tie", coverage.Set{Cells: two(shape([]int32{1000, 0, 2000, 1000, 2000, 0, 1000, 1000})), Parents: whole}, []string{"invalidRing b"}},
		{"spike", coverage.Set{Cells: two(shape([]int32{1000, 0, 2000, 0, 2000, 500, 2600, 500, 2000, 500, 2000, 1000, 1000, 1000})), Parents: whole}, []string{"invalidRing b"}},
		{"two points", coverage.Set{Cells: append(two(b), coverage.Cell{Code: "c", Shape: shape([]int32{5, 5, 9, 9})}), Parents: whole}, []string{"invalidRing c"}},
		{"nothing", coverage.Set{Cells: append(two(b), coverage.Cell{Code: "c"}), Parents: whole}, []string{"invalidRing c"}},
		{"an empty part", coverage.Set{Cells: append(two(b), coverage.Cell{Code: "c", Shape: geo.MultiPolygon{{}, {{}}}}), Parents: whole}, []string{"invalidRing c", "multipart c"}},
		{"hole outside its shell", coverage.Set{Cells: []coverage.Cell{{Code: "a", Shape: shape([]int32{0, 0, 1000, 0, 1000, 1000, 0, 1000}, []int32{3000, 0, 3100, 0, 3100, 100})}}}, []string{"invalidRing a"}},
		{"multipart", coverage.Set{Cells: []coverage.Cell{{Code: "a", Shape: append(box(0, 0, 10, 10), box(20, 0, 30, 10)...)}}}, []string{"multipart a"}},
		{"pinch", coverage.Set{Cells: []coverage.Cell{{Code: "a", Shape: shape([]int32{0, 0, 500, 0, 500, 400, 1000, 400, 1000, 900, 500, 900, 500, 400, 0, 400})}}}, []string{"pinch a"}},
		{"a hole that another cell fills", coverage.Set{Cells: []coverage.Cell{
			{Code: "a", Shape: shape([]int32{0, 0, 1000, 0, 1000, 1000, 0, 1000}, []int32{200, 200, 400, 200, 400, 400, 200, 400})},
			{Code: "b", Shape: box(200, 200, 400, 400)},
		}}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, check(t, tt.set)); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
}

func TestStreetUncovered(t *testing.T) {
	t.Parallel()
	s := coverage.Set{
		Cells: []coverage.Cell{{Code: "a", Shape: box(0, 0, 1000, 1000)}, {Code: "b", Shape: box(1500, 0, 2000, 1000)}},
		Streets: []coverage.Street{
			{Name: "inside", Line: geo.Line{{X: west + 10, Y: south + 10}, {X: west + 900, Y: south + 900}}},
			{Name: "across", Line: geo.Line{{X: west + 10, Y: south + 500}, {X: west + 1900, Y: south + 500}}},
			{Name: "along the rim", Line: geo.Line{{X: west, Y: south}, {X: west, Y: south + 1000}}},
		},
	}
	r, err := coverage.Check(t.Context(), s, coverage.Options{})
	if err != nil || len(r.Faults) != 1 || r.Faults[0].Street != "across" {
		t.Fatalf("got %+v, %v: want one stretch of the street across", r.Faults, err)
	}
	if got := r.Faults[0].LengthM; got < 4.4 || got > 4.7 { // 500 units of 9.08 mm
		t.Errorf("%.3f m are uncovered, want about 4.54", got)
	}
}

// Where a street runs: through two cells, along the border between them, and in none.
//
//	+---+---+
//	| a = b | --
//	+---+---+
func TestStreetsAreAccountedFor(t *testing.T) {
	t.Parallel()
	at := func(xy ...int32) (l geo.Line) {
		for i := 0; i < len(xy); i += 2 {
			l = append(l, geo.Point{X: west + xy[i], Y: south + xy[i+1]})
		}
		return l
	}
	s := coverage.Set{
		Cells: []coverage.Cell{{Code: "a", Shape: box(0, 0, 100000, 100000)}, {Code: "b", Shape: box(100000, 0, 200000, 100000)}},
		Streets: []coverage.Street{
			{Name: "across", Line: at(20000, 50000, 180000, 50000)},
			{Name: "beside", Line: at(100300, 10000, 100300, 90000)}, // 2.7 m east of the border
			{Name: "out", Line: at(150000, 50000, 250000, 50000)},
		},
	}
	r, err := coverage.Check(t.Context(), s, coverage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	f := geo.FrameAt(geo.Point{X: west, Y: south + 50000})
	round := func(m float64) int { return int(math.Round(m)) }
	type cell struct {
		code           string
		through, along int
	}
	want := map[string][]cell{
		"across": {{"a", round(80000 * f.X), 0}, {"b", round(80000 * f.X), 0}},
		"beside": {{"a", 0, round(80000 * f.Y)}, {"b", round(80000 * f.Y), round(80000 * f.Y)}},
		"out":    {{"b", round(50000 * f.X), 0}},
	}
	for _, street := range r.Streets {
		var got []cell
		for _, c := range street.Cells {
			got = append(got, cell{c.Code, round(c.ThroughM), round(c.AlongM)})
		}
		if diff := cmp.Diff(want[street.Name], got, cmp.AllowUnexported(cell{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", street.Name, diff)
		}
	}
	if got := round(r.Streets[2].UncoveredM); got != round(50000*f.X) {
		t.Errorf("%d m of the street out lie in no cell, want %d", got, round(50000*f.X))
	}
}

// A building in one cell, one on the border of two, one that only touches the border, one half in no cell.
func TestBuildingCut(t *testing.T) {
	t.Parallel()
	s := coverage.Set{
		Cells: []coverage.Cell{{Code: "a", Shape: box(0, 0, 1000, 1000)}, {Code: "b", Shape: box(1000, 0, 2000, 1000)}},
		Buildings: []coverage.Building{
			{Name: "inside", Shape: box(100, 100, 300, 300)},
			{Name: "cut", Shape: box(900, 100, 1300, 300)},
			{Name: "touching", Shape: box(800, 500, 1000, 700)},
			{Name: "half", Shape: box(1900, 500, 2100, 700)},
			{Name: "far", Shape: box(5000, 500, 5100, 700)},
		},
	}
	r, err := coverage.Check(t.Context(), s, coverage.Options{})
	if err != nil || !r.Sound() {
		t.Fatalf("%v, %+v: warnings alone are sound", err, r)
	}
	var got []string
	for _, f := range r.Faults {
		got = append(got, f.Building+" "+strings.Join(f.Cells, " "))
	}
	if diff := cmp.Diff([]string{"cut a b", "half b"}, got); diff != "" {
		t.Errorf("buildings (-want +got):\n%s", diff)
	}
}

// An invalid cell hides nothing between the others: neither where its border runs along their overlap, nor where it lies over
// that the wrong way round and takes one from the count.
//
//	+---+-+---+
//	| a | | b |   a and b share the strip between them; c crosses itself
//	+---+-+---+
func TestValidCellsOverlapUnderAnInvalidOne(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]geo.MultiPolygon{
		"along": shape([]int32{1000, 0, 1000, 1000, 1200, 1200, 1200, 1000, 1000, 1200}),
		"over":  {{{{X: west + 900, Y: south}, {X: west + 900, Y: south + 1000}, {X: west + 1000, Y: south + 1000}, {X: west + 1000, Y: south}, {X: west + 800, Y: south - 100}, {X: west + 1100, Y: south - 100}}}},
	} {
		set := coverage.Set{Cells: []coverage.Cell{{Code: "a", Shape: box(0, 0, 1000, 1000)}, {Code: "b", Shape: box(900, 0, 2000, 1000)}, {Code: "c", Shape: c}}}
		if diff := cmp.Diff([]string{"invalidRing c", "overlap a b"}, check(t, set)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		set.Parents = []coverage.Cell{{Shape: box(0, 0, 2000, 1000)}}
		if diff := cmp.Diff([]string{"invalidRing c", "overlap a b"}, check(t, set)); diff != "" {
			t.Errorf("%s, with a parent (-want +got):\n%s", name, diff)
		}
	}
}

// A duplicate bow-tie that both neighbours share leaves no edge unmatched: only the ring test finds it.
func TestSharedBowTie(t *testing.T) {
	t.Parallel()
	l := shape([]int32{0, 0, 1000, 0, 1000, 400, 1010, 600, 990, 600, 1000, 400, 1000, 1000, 0, 1000})
	r := shape([]int32{1000, 0, 2000, 0, 2000, 1000, 1000, 1000, 1000, 400, 990, 600, 1010, 600, 1000, 400})
	got := check(t, coverage.Set{Cells: []coverage.Cell{{Code: "l", Shape: l}, {Code: "r", Shape: r}}})
	if !slices.Contains(got, "invalidRing l") || !slices.Contains(got, "invalidRing r") {
		t.Errorf("got %q, want both cells invalid", got)
	}
}

// A sound tiling has no fault, whatever the order of cells and the start of rings.
func TestTilingsAreSound(t *testing.T) {
	t.Parallel()
	for seed := range uint64(20) {
		tiling := geotest.New(seed, geotest.Options{Columns: 9, Rows: 7})
		r := rand.New(rand.NewPCG(seed, 1))
		var cells []coverage.Cell
		for i, m := range tiling.Cells {
			cells = append(cells, coverage.Cell{Code: string(rune('A' + i)), Shape: m})
		}
		r.Shuffle(len(cells), func(i, j int) { cells[i], cells[j] = cells[j], cells[i] })
		if got := check(t, coverage.Set{Cells: cells, Parents: []coverage.Cell{{Shape: tiling.Parent}}}); got != nil {
			t.Fatalf("seed %d: %q", seed, got)
		}
	}
}

func TestInvalidParentIsAnError(t *testing.T) {
	t.Parallel()
	s := coverage.Set{Cells: []coverage.Cell{{Code: "a", Shape: box(0, 0, 9, 9)}}, Parents: []coverage.Cell{{Code: "p", Shape: shape([]int32{0, 0, 9, 9, 9, 0, 0, 9})}}}
	if _, err := coverage.Check(t.Context(), s, coverage.Options{}); err == nil || !strings.Contains(err.Error(), "parent p") {
		t.Errorf("got %v, want an error that names the parent", err)
	}
}

// Several parents take the cells that lie in them; one that crosses the line between them is told.
func TestSeveralParents(t *testing.T) {
	t.Parallel()
	parents := []coverage.Cell{{Code: "p", Shape: box(0, 0, 1000, 1000)}, {Code: "q", Shape: box(1000, 0, 2000, 1000)}}
	sound := coverage.Set{Parents: parents, Cells: []coverage.Cell{
		{Code: "a", Shape: box(0, 0, 500, 1000)}, {Code: "b", Shape: box(500, 0, 1000, 1000)}, {Code: "c", Shape: box(1000, 0, 2000, 1000)},
	}}
	if got := check(t, sound); got != nil {
		t.Errorf("sound: %q", got)
	}
	crossing := coverage.Set{Parents: parents, Cells: []coverage.Cell{
		{Code: "a", Shape: box(0, 0, 500, 1000)}, {Code: "b", Shape: box(500, 0, 1200, 1000)}, {Code: "c", Shape: box(1200, 0, 2000, 1000)},
	}}
	if diff := cmp.Diff([]string{"outsideParent b"}, check(t, crossing)); diff != "" {
		t.Errorf("a border that both cells share and that leaves the line between the parents (-want +got):\n%s", diff)
	}
}

// Two neighbours agree on a border that leaves the line between their parents: nothing but the parents can tell.
//
//	+---+---+
//	| a ) b |   the line between the parents p and q is straight
//	+---+---+
func TestASharedBorderThatLeavesTheParentsLine(t *testing.T) {
	t.Parallel()
	s := coverage.Set{
		Parents: []coverage.Cell{{Code: "p", Shape: box(0, 0, 1000, 1000)}, {Code: "q", Shape: box(1000, 0, 2000, 1000)}},
		Cells: []coverage.Cell{
			{Code: "a", Shape: shape([]int32{0, 0, 1000, 0, 1000, 400, 1100, 500, 1000, 600, 1000, 1000, 0, 1000})},
			{Code: "b", Shape: shape([]int32{1000, 0, 2000, 0, 2000, 1000, 1000, 1000, 1000, 600, 1100, 500, 1000, 400})},
		},
	}
	if diff := cmp.Diff([]string{"outsideParent a"}, check(t, s)); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
}

// The middle of a thin cell's box lies in the cell and, by the rounding of a vertex on the parents' line, a hair beyond that line: the cell is the
// southern parent's all the same.
func TestACellBesideItsParentsLine(t *testing.T) {
	t.Parallel()
	s := coverage.Set{
		Parents: []coverage.Cell{
			{Code: "north", Shape: shape([]int32{2335, 2886, 8240, 2153, 8240, 6000, 2335, 6000})},
			{Code: "south", Shape: shape([]int32{2335, 0, 8240, 0, 8240, 2153, 2335, 2886})},
		},
		Cells: []coverage.Cell{
			{Code: "thin", Shape: shape([]int32{8219, 2156, 3875, 2695, 2350, 2884, 2381, 2872, 4954, 2492})},
			{Code: "below", Shape: shape([]int32{2335, 0, 8240, 0, 8240, 2153, 8219, 2156, 4954, 2492, 2381, 2872, 2350, 2884, 2335, 2886})},
			{Code: "above", Shape: shape([]int32{2335, 2886, 2350, 2884, 3875, 2695, 8219, 2156, 8240, 2153, 8240, 6000, 2335, 6000})},
		},
	}
	if got := check(t, s); got != nil {
		t.Errorf("faults: %q", got)
	}
}

// Neighbours in two parents that do not share a vertex: the parents do not share it either, and each cell matches its own.
func TestUnmatchedAcrossParents(t *testing.T) {
	t.Parallel()
	withVertex := shape([]int32{0, 0, 1000, 0, 1000, 500, 1000, 1000, 0, 1000})
	s := coverage.Set{
		Parents: []coverage.Cell{{Code: "p", Shape: withVertex}, {Code: "q", Shape: box(1000, 0, 2000, 1000)}},
		Cells:   []coverage.Cell{{Code: "a", Shape: withVertex}, {Code: "b", Shape: box(1000, 0, 2000, 1000)}},
	}
	if diff := cmp.Diff([]string{"unmatchedEdge a b"}, check(t, s)); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
}

// Grids in communities, communities in towns, towns in the county, in one check.
func TestLevels(t *testing.T) {
	t.Parallel()
	s := coverage.Set{
		Cells:   []coverage.Cell{{Code: "a", Shape: box(0, 0, 500, 1000)}, {Code: "b", Shape: box(500, 0, 1000, 1000)}, {Code: "c", Shape: box(1000, 0, 2000, 1000)}},
		Parents: []coverage.Cell{{Code: "p", Shape: box(0, 0, 1000, 1000)}, {Code: "q", Shape: box(1000, 0, 2000, 1000)}},
		Above: [][]coverage.Cell{
			{{Code: "t", Shape: box(0, 0, 1000, 1000)}, {Code: "u", Shape: box(1000, 0, 2100, 1000)}},
			{{Code: "county", Shape: box(0, 0, 2100, 900)}},
		},
	}
	r, err := coverage.Check(t.Context(), s, coverage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range r.Faults {
		got = append(got, fmt.Sprint(f.Level, " ", f.Kind, " ", strings.Join(f.Cells, " ")))
	}
	want := []string{"1 shortOfParent q", "2 outsideParent t", "2 outsideParent u"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
}

// Thousands of cells on each other, a scribble, a ring of many points: an answer or an error, in time.
func TestAbsurdInputEnds(t *testing.T) {
	t.Parallel()
	stack := func(step int32) (cells []coverage.Cell) {
		for i := range int32(3000) {
			cells = append(cells, coverage.Cell{Code: strconv.Itoa(int(i)), Shape: box(i*step, i*step, 100000-i*step, 100000-i*step)})
		}
		return cells
	}
	if got := check(t, coverage.Set{Cells: stack(0)}); len(got) != 1 || !strings.HasPrefix(got[0], "duplicate 0 1 10 100 1000 ") {
		t.Errorf("the same cell 3,000 times gives %d faults, want one that names all", len(got))
	}
	r := rand.New(rand.NewPCG(1, 1))
	scribble := make(geo.Ring, 300000)
	for i := range scribble {
		scribble[i] = geo.Point{X: west + r.Int32N(1000000), Y: south + r.Int32N(1000000)}
	}
	round := make(geo.Ring, 300000)
	for i := range round {
		a := 2 * math.Pi * float64(i) / float64(len(round))
		round[i] = geo.Point{X: west + int32(50000000*math.Cos(a)), Y: south + int32(50000000*math.Sin(a))}
	}
	for name, cells := range map[string][]coverage.Cell{
		"nested":   stack(4),
		"scribble": {{Code: "s", Shape: geo.MultiPolygon{{scribble}}}},
	} {
		if _, err := coverage.Check(t.Context(), coverage.Set{Cells: cells}, coverage.Options{}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if got := check(t, coverage.Set{Cells: []coverage.Cell{{Code: "round", Shape: geo.MultiPolygon{{round}}}}}); got != nil {
		t.Errorf("a ring of many points: %q", got)
	}
}
