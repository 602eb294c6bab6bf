package registry_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"wangge/geo"
	"wangge/geo/geotest"
	"wangge/registry"
)

// plot is a rectangle of ground, counted in steps of about 11 m; all plots lie on one strip, so their areas are as their sizes.
func plot(x0, x1 int32) geo.MultiPolygon {
	const step, x, y = 1000, 1169734000, 354033000
	return geo.MultiPolygon{{{{X: x + x0*step, Y: y}, {X: x + x1*step, Y: y}, {X: x + x1*step, Y: y + 10*step}, {X: x + x0*step, Y: y + 10*step}}}}
}

func gridOn(code string, x0, x1 int32) registry.Grid {
	return registry.Grid{Code: code, Name: "网格" + code, Shape: plot(x0, x1)}
}

// house stands in the middle of the step that begins at x.
func house(x int32, people int) registry.Building {
	b := registry.Building{ID: fmt.Sprint(x), Shape: plot(x, x+1), Population: people}
	for i := range b.Shape[0][0] {
		b.Shape[0][0][i].Y = b.Shape[0][0][i].Y/2 + 354038000/2
	}
	return b
}

var nearly = cmpopts.EquateApprox(0, 1e-9)

func TestLineageTellsWhoBecameWhom(t *testing.T) {
	t.Parallel()
	grids := func(g ...registry.Grid) []registry.Grid { return g }
	houses := func(b ...registry.Building) []registry.Building { return b }
	tests := []struct {
		name          string
		before, after []registry.Grid
		buildings     []registry.Building
		want          []registry.Lineage
	}{
		{name: "the first map", after: grids(gridOn("a", 0, 10))},
		{name: "nothing happens", before: grids(gridOn("a", 0, 10)), after: grids(gridOn("a", 0, 10))},
		{
			name: "ground that moves between two that keep their codes is no step", before: grids(gridOn("a", 0, 10), gridOn("b", 10, 20)),
			after: grids(gridOn("a", 0, 4), gridOn("b", 4, 20)),
		},
		{
			name: "a split, counted by area", before: grids(gridOn("a", 0, 10)), after: grids(gridOn("b", 0, 3), gridOn("c", 3, 10)),
			want: []registry.Lineage{
				{Predecessor: "a", Successor: "b", AreaShare: 0.3, PopulationShare: 0.3, SuccessorAreaShare: 1, SuccessorPopulationShare: 1},
				{Predecessor: "a", Successor: "c", AreaShare: 0.7, PopulationShare: 0.7, SuccessorAreaShare: 1, SuccessorPopulationShare: 1},
			},
		},
		{
			name: "a split, its people counted in their houses", before: grids(gridOn("a", 0, 10)), after: grids(gridOn("b", 0, 3), gridOn("c", 3, 10)),
			buildings: houses(house(1, 60), house(2, 20), house(7, 20), house(9, 0), house(40, 1000)),
			want: []registry.Lineage{
				{Predecessor: "a", Successor: "b", AreaShare: 0.3, PopulationShare: 0.8, SuccessorAreaShare: 1, SuccessorPopulationShare: 1},
				{Predecessor: "a", Successor: "c", AreaShare: 0.7, PopulationShare: 0.2, SuccessorAreaShare: 1, SuccessorPopulationShare: 1},
			},
		},
		{
			name: "a merge; the one has no people, so its area counts", before: grids(gridOn("a", 0, 10), gridOn("b", 10, 40)), after: grids(gridOn("c", 0, 40)),
			buildings: houses(house(3, 100)),
			want: []registry.Lineage{
				{Predecessor: "a", Successor: "c", AreaShare: 1, PopulationShare: 1, SuccessorAreaShare: 0.25, SuccessorPopulationShare: 1},
				{Predecessor: "b", Successor: "c", AreaShare: 1, PopulationShare: 1, SuccessorAreaShare: 0.75, SuccessorPopulationShare: 0},
			},
		},
		{
			name: "a grid is dissolved into neighbours that keep their codes", before: grids(gridOn("a", 0, 10), gridOn("b", 10, 20), gridOn("c", 20, 30)),
			after: grids(gridOn("a", 0, 16), gridOn("c", 16, 30)),
			want: []registry.Lineage{
				{Predecessor: "b", Successor: "a", AreaShare: 0.6, PopulationShare: 0.6, SuccessorAreaShare: 6. / 16, SuccessorPopulationShare: 6. / 16},
				{Predecessor: "b", Successor: "c", AreaShare: 0.4, PopulationShare: 0.4, SuccessorAreaShare: 4. / 14, SuccessorPopulationShare: 4. / 14},
			},
		},
		{
			name: "a grid that keeps its code gives ground to a new one", before: grids(gridOn("a", 0, 10)), after: grids(gridOn("a", 0, 6), gridOn("b", 6, 10)),
			buildings: houses(house(1, 30), house(7, 10)),
			want:      []registry.Lineage{{Predecessor: "a", Successor: "b", AreaShare: 0.4, PopulationShare: 0.25, SuccessorAreaShare: 1, SuccessorPopulationShare: 1}},
		},
		{
			name: "a new code for the same ground", before: grids(gridOn("a", 0, 10), gridOn("b", 10, 20)), after: grids(gridOn("b", 10, 20), gridOn("c", 0, 10)),
			want: []registry.Lineage{{Predecessor: "a", Successor: "c", AreaShare: 1, PopulationShare: 1, SuccessorAreaShare: 1, SuccessorPopulationShare: 1}},
		},
		{
			name: "ground that nobody has any more", before: grids(gridOn("a", 0, 10)), after: grids(gridOn("b", 0, 6)),
			buildings: houses(house(1, 30), house(7, 10)),
			want: []registry.Lineage{
				{Predecessor: "a", AreaShare: 0.4, PopulationShare: 0.25},
				{Predecessor: "a", Successor: "b", AreaShare: 0.6, PopulationShare: 0.75, SuccessorAreaShare: 1, SuccessorPopulationShare: 1},
			},
		},
		{
			name: "a grid that is gone whole", before: grids(gridOn("a", 0, 10), gridOn("b", 10, 20)), after: grids(gridOn("a", 0, 10)),
			want: []registry.Lineage{{Predecessor: "b", AreaShare: 1, PopulationShare: 1}},
		},
		{
			name: "a new grid that is partly on ground which nobody had", before: grids(gridOn("a", 0, 10)), after: grids(gridOn("b", 0, 40)),
			want: []registry.Lineage{{Predecessor: "a", Successor: "b", AreaShare: 1, PopulationShare: 1, SuccessorAreaShare: 0.25, SuccessorPopulationShare: 0.25}},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, registry.LineageOf(tt.before, tt.after, tt.buildings), nearly); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A border that gets a new vertex swings by half a step of the lattice there: that gives nobody a new neighbour in its story.
func TestNoiseOfDigitisationIsNoStep(t *testing.T) {
	t.Parallel()
	neighbour, split := gridOn("a", 0, 10), gridOn("b", 10, 20)
	low, high := plot(10, 15), plot(15, 20)
	nudged := low[0][0][3]
	nudged.X++ // the corner between a and the southern part
	low[0][0][3] = nudged
	after := neighbour
	after.Shape = neighbour.Shape.Clone()
	after.Shape[0][0][2] = nudged
	got := registry.LineageOf(
		[]registry.Grid{neighbour, split},
		[]registry.Grid{after, {Code: "c", Shape: low}, {Code: "d", Shape: high}}, nil)
	want := []registry.Lineage{
		{Predecessor: "b", Successor: "c", AreaShare: 0.5, PopulationShare: 0.5, SuccessorAreaShare: 1, SuccessorPopulationShare: 1},
		{Predecessor: "b", Successor: "d", AreaShare: 0.5, PopulationShare: 0.5, SuccessorAreaShare: 1, SuccessorPopulationShare: 1},
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateApprox(0, 1e-4)); diff != "" {
		t.Error(diff)
	}
}

// renumbered is a tiling as a map of its own.
func renumbered(prefix string, t geotest.Tiling) (out []registry.Grid) {
	for i, c := range t.Cells {
		out = append(out, registry.Grid{Code: fmt.Sprintf("%s%05d", prefix, i), Shape: c})
	}
	return out
}

func TestSharesOfEveryCodeThatEndsAddUpToOne(t *testing.T) {
	t.Parallel()
	for seed := range uint64(20) {
		before := renumbered("a", geotest.New(seed, geotest.Options{}))
		after := renumbered("b", geotest.New(seed+50, geotest.Options{Columns: 5, Rows: 7}))
		var buildings []registry.Building
		for i, c := range geotest.New(seed+90, geotest.Options{Columns: 60, Rows: 50, Spacing: 400, Points: 1}).Cells {
			if i%7 == 0 {
				buildings = append(buildings, registry.Building{Shape: c, Population: i % 40})
			}
		}
		area, people := map[string]float64{}, map[string]float64{}
		for _, l := range registry.LineageOf(before, after, buildings) {
			area[l.Predecessor] += l.AreaShare
			people[l.Predecessor] += l.PopulationShare
		}
		for _, g := range before {
			if math.Abs(area[g.Code]-1) > 1e-12 || math.Abs(people[g.Code]-1) > 1e-12 {
				t.Fatalf("seed %d: the shares of %s add up to %v of its area and %v of its people", seed, g.Code, area[g.Code], people[g.Code])
			}
		}
	}
}

// BenchmarkLineageOf replaces every grid of a county by others.
func BenchmarkLineageOf(b *testing.B) {
	before := renumbered("a", geotest.New(1, geotest.Options{Columns: 47, Rows: 30, Points: 24}))
	after := renumbered("b", geotest.New(2, geotest.Options{Columns: 47, Rows: 30, Points: 24}))
	for b.Loop() {
		registry.LineageOf(before, after, nil)
	}
}
