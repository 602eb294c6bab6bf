package coverage_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wangge/geo"
	"wangge/geo/coverage"
	"wangge/geo/geotest"
)

// tiles makes a set of a tiling that fills its parent.
func tiles(seed uint64) (geotest.Tiling, coverage.Set) {
	tiling := geotest.New(seed, geotest.Options{Columns: 8, Rows: 6, Spacing: 20000, Points: 7})
	set := coverage.Set{Parents: []coverage.Cell{{Code: "parent", Shape: tiling.Parent}}}
	for i, m := range tiling.Cells {
		set.Cells = append(set.Cells, coverage.Cell{Code: code(i), Shape: m})
	}
	return tiling, set
}

func repair(t *testing.T, set coverage.Set, o coverage.RepairOptions) coverage.Plan {
	t.Helper()
	plan, err := coverage.PlanRepair(t.Context(), set, o)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// repaired gives the set with the plan carried out.
func repaired(set coverage.Set, plan coverage.Plan) coverage.Set {
	set.Cells = slices.Clone(set.Cells)
	for i, m := range plan.Shapes {
		set.Cells[i].Shape = m
	}
	return set
}

// moved gives a copy of a shape with the points that the filter takes moved by metres to the east and north.
func moved(m geo.MultiPolygon, eastM, northM float64, which func(geo.Point) bool) geo.MultiPolygon {
	out := m.Clone()
	for _, p := range out {
		for _, r := range p {
			for i, v := range r {
				if f := geo.FrameAt(v); which(v) {
					r[i] = geo.Point{X: v.X + int32(math.Round(eastM/f.X)), Y: v.Y + int32(math.Round(northM/f.Y))}
				}
			}
		}
	}
	return out
}

func all(geo.Point) bool { return true }

func only(p geo.Point) func(geo.Point) bool { return func(q geo.Point) bool { return p == q } }

func TestRepairLeavesASoundSetAsItWas(t *testing.T) {
	t.Parallel()
	_, set := tiles(1)
	if plan := repair(t, set, coverage.RepairOptions{ToleranceM: 100}); len(plan.Changes)+len(plan.Shapes)+len(plan.Left) != 0 {
		t.Errorf("%+v", plan)
	}
}

// A cell that was shifted as a whole, inside and at the rim, and a moved corner of four cells, go back to where they were.
func TestRepairOfMovedCellsAndCorners(t *testing.T) {
	t.Parallel()
	for seed := range uint64(8) {
		tiling, sound := tiles(seed)
		corner := tiling.Cells[19][0][0][0]
		for name, damage := range map[string]func([]coverage.Cell){
			"a cell inside":                      func(c []coverage.Cell) { c[19].Shape = moved(c[19].Shape, 0.8, -0.9, all) },
			"a cell at the rim":                  func(c []coverage.Cell) { c[3].Shape = moved(c[3].Shape, 0.4, 1.1, all) },
			"a cell in the corner of the parent": func(c []coverage.Cell) { c[0].Shape = moved(c[0].Shape, -0.7, -0.7, all) },
			"a corner of four":                   func(c []coverage.Cell) { c[19].Shape = moved(c[19].Shape, 1.2, 0.3, only(corner)) },
		} {
			set := repaired(sound, coverage.Plan{})
			damage(set.Cells)
			plan := repair(t, set, coverage.RepairOptions{ToleranceM: 3})
			if len(plan.Left) > 0 {
				t.Errorf("seed %d, %s: left %s %v", seed, name, plan.Left[0].Kind, plan.Left[0].Cells)
			}
			for i, c := range repaired(set, plan).Cells {
				if !sameRing(c.Shape[0][0], tiling.Cells[i][0][0]) {
					t.Errorf("seed %d, %s: %s is not as it was", seed, name, c.Code)
				}
			}
		}
	}
}

// Where two damaged cells meet, each cell around a corner may have it somewhere else; a bow-tie beside a shifted cell makes the
// nearest course an impossible one. Nothing of it is left all the same.
func TestRepairOfDamageThatTouches(t *testing.T) {
	t.Parallel()
	for seed := range uint64(20) {
		for name, damage := range map[string]func([]coverage.Cell){
			"two shifted neighbours": func(c []coverage.Cell) {
				c[19].Shape = moved(c[19].Shape, 0.8, -0.9, all)
				c[20].Shape = moved(c[20].Shape, -0.3, 0.5, all)
			},
			"three shifted neighbours": func(c []coverage.Cell) {
				c[19].Shape = moved(c[19].Shape, 0.8, -0.9, all)
				c[20].Shape = moved(c[20].Shape, -0.3, 0.5, all)
				c[27].Shape = moved(c[27].Shape, 0.2, 0.4, all)
			},
			"a shifted cell beside a bow-tie": func(c []coverage.Cell) {
				c[19].Shape = moved(c[19].Shape, 0.8, -0.9, all)
				c[20].Shape = bowTied(c[20].Shape)
			},
		} {
			_, set := tiles(seed)
			damage(set.Cells)
			plan := repair(t, set, coverage.RepairOptions{ToleranceM: 3})
			for _, f := range plan.Left {
				t.Errorf("seed %d, %s: left %s %v", seed, name, f.Kind, f.Cells)
			}
		}
	}
}

// Of many cells on the same ground none is changed, whatever lies beside them; many that lie over each other a
// little aside are no map that could be mended, and that is said.
func TestRepairOfStackedCells(t *testing.T) {
	t.Parallel()
	var same, aside coverage.Set
	for i := range int32(1500) {
		at := func(d int32) geo.MultiPolygon {
			return shape([]int32{d, d, d + 2000, d, d + 2000, d + 1000, d, d + 1000})
		}
		same.Cells = append(same.Cells, coverage.Cell{Code: code(int(i)), Shape: at(0)})
		aside.Cells = append(aside.Cells, coverage.Cell{Code: code(int(i)), Shape: at(i)})
	}
	same.Cells = append(same.Cells, coverage.Cell{Code: "beside", Shape: shape([]int32{2000, 1, 4000, 0, 4000, 1000, 2000, 1000})})
	plan := repair(t, same, coverage.RepairOptions{})
	if slices.ContainsFunc(plan.Changed, func(c string) bool { return c != "beside" }) ||
		!slices.ContainsFunc(plan.Left, func(f coverage.Finding) bool { return f.Kind == coverage.Duplicate && len(f.Cells) == 1500 }) {
		t.Errorf("changed %v, left %d findings", plan.Changed, len(plan.Left))
	}
	if _, err := coverage.PlanRepair(t.Context(), aside, coverage.RepairOptions{}); err == nil {
		t.Error("cells that lie over each other without measure are taken for a map")
	}
}

// A vertex that one cell has more than its neighbour is kept where the neighbour would skip a bend, and taken out where it only
// stands between two that are as far apart as vertices are elsewhere.
func TestRepairTellsAnAddedVertexFromADroppedOne(t *testing.T) {
	t.Parallel()
	regular := func(inner ...int32) coverage.Set {
		low, high := []int32{0, 0}, []int32{}
		for x := int32(0); x <= 2000; x += 200 {
			high = append([]int32{x, 200 + x%400/8}, high...)
		}
		for x := int32(200); x <= 2000; x += 200 {
			low = append(low, x, 0)
		}
		up := []int32{}
		for i := len(high) - 2; i >= 0; i -= 2 {
			up = append(up, high[i], high[i+1])
			if len(inner) == 2 && high[i] < inner[0] && inner[0] < high[i]+200 {
				up = append(up, inner...)
			}
		}
		for x := int32(2000); x >= 0; x -= 200 {
			up = append(up, x, 400)
		}
		return coverage.Set{Cells: []coverage.Cell{{Code: "low", Shape: shape(append(low, high...))}, {Code: "up", Shape: shape(up)}}}
	}
	added := regular(900, 230)
	if plan := repair(t, added, coverage.RepairOptions{}); !slices.Equal(plan.Changed, []string{"up"}) {
		t.Errorf("added: changed %v, want up", plan.Changed)
	}
	dropped := regular()
	dropped.Cells[0].Shape[0][0] = slices.DeleteFunc(dropped.Cells[0].Shape[0][0], func(p geo.Point) bool { return p == geo.Point{X: west + 1000, Y: south + 225} })
	if plan := repair(t, dropped, coverage.RepairOptions{ToleranceM: 3}); !slices.Equal(plan.Changed, []string{"low"}) {
		t.Errorf("dropped: changed %v, want low", plan.Changed)
	}
}

// bowTied gives a copy of a shape with the first two neighbouring vertices changed over that make its border cross itself.
func bowTied(m geo.MultiPolygon) geo.MultiPolygon {
	out := m.Clone()
	r := out[0][0]
	for k := 1; k+2 < len(r); k++ {
		if geo.Cross(r[k-1], r[k+1], r[k], r[k+2]) {
			r[k], r[k+1] = r[k+1], r[k]
			return out
		}
	}
	return out
}

// What would move by more than the tolerance stays, with a proposal.
func TestRepairKeepsToTheTolerance(t *testing.T) {
	t.Parallel()
	tiling, set := tiles(2)
	v := tiling.Cells[19][0][0][4]
	set.Cells[19].Shape = moved(set.Cells[19].Shape, 0, 2, only(v))
	if plan := repair(t, set, coverage.RepairOptions{ToleranceM: 1}); len(plan.Changes) != 0 || len(plan.Left) == 0 {
		t.Errorf("with 1 m: %d changes, %d faults left; want none and some", len(plan.Changes), len(plan.Left))
	}
	plan := repair(t, set, coverage.RepairOptions{ToleranceM: 3})
	if len(plan.Changes) != 1 || len(plan.Left) != 0 || plan.Changes[0].DistanceM > 2.01 || plan.Changes[0].AreaM2 < 1 {
		t.Errorf("with 3 m: %+v, left %v", plan.Changes, plan.Left)
	}
}

// The rank decides who gives way, whatever the borders look like.
func TestRepairByRank(t *testing.T) {
	t.Parallel()
	tiling, set := tiles(3)
	v := tiling.Cells[19][0][0][4] // between 19 and the one south of it, 11
	set.Cells[19].Shape = moved(set.Cells[19].Shape, 0, 0.9, only(v))
	for _, keeper := range []int{11, 19} {
		plan := repair(t, set, coverage.RepairOptions{ToleranceM: 3, Rank: func(i int) int {
			if i == keeper {
				return 1
			}
			return 0
		}})
		loser := 11 + 19 - keeper
		if len(plan.Changes) != 1 || plan.Changes[0].Cells[0] != code(loser) || plan.Changes[0].By[0] != code(keeper) {
			t.Errorf("%s is kept: %+v", code(keeper), plan.Changes)
		}
	}
}

// Each action, by its name.
func TestRepairActions(t *testing.T) {
	t.Parallel()
	parent := []coverage.Cell{{Code: "p", Shape: box(0, 0, 3000, 1000)}}
	a, c := box(0, 0, 1000, 1000), box(2000, 0, 3000, 1000)
	tests := []struct {
		name  string
		cells [3]geo.MultiPolygon
		want  string
	}{
		{"two cells end where the third passes by", [3]geo.MultiPolygon{
			shape([]int32{0, 0, 1000, 0, 1000, 500, 0, 500}), shape([]int32{0, 500, 1000, 500, 1000, 1000, 0, 1000}), shape([]int32{1000, 0, 3000, 0, 3000, 1000, 1000, 1000}),
		}, "node c by a b"},
		{"one reaches beyond the parent", [3]geo.MultiPolygon{a, shape([]int32{1000, 0, 1500, -20, 2000, 0, 2000, 1000, 1000, 1000}), c}, "cutBack b by the parent"},
		{"one falls short of the parent", [3]geo.MultiPolygon{a, shape([]int32{1000, 0, 1500, 20, 2000, 0, 2000, 1000, 1000, 1000}), c}, "fill b by the parent"},
		{"a spike", [3]geo.MultiPolygon{a, shape([]int32{1000, 0, 2000, 0, 2000, 1000, 1500, 1000, 1500, 970, 1500, 1000, 1000, 1000}), c}, "despike b by "},
		{"the same ground twice is left", [3]geo.MultiPolygon{shape([]int32{0, 0, 2000, 0, 2000, 1000, 0, 1000}), c, c}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			set := coverage.Set{Parents: parent}
			for i, m := range tt.cells {
				set.Cells = append(set.Cells, coverage.Cell{Code: string(rune('a' + i)), Shape: m})
			}
			var got []string
			plan := repair(t, set, coverage.RepairOptions{})
			for _, c := range plan.Changes {
				by := slices.Clone(c.By)
				if c.Parent {
					by = append(by, "the parent")
				}
				got = append(got, string(c.Action)+" "+strings.Join(c.Cells, " ")+" by "+strings.Join(by, " "))
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, "; ")); diff != "" {
				t.Errorf("changes (-want +got):\n%s", diff)
			}
			if sound := len(plan.Left) == 0; sound != (tt.want != "") {
				t.Errorf("left: %v", plan.Left)
			}
		})
	}
}

// Whatever the damage, also many faults at one place: no cell is dropped, no ring gets worse, and there are never more faults than before.
func TestRepairNeverHarms(t *testing.T) {
	t.Parallel()
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 9))
		_, set := tiles(seed)
		for range 30 {
			i := r.IntN(len(set.Cells))
			ring := set.Cells[i].Shape[0][0]
			v := ring[r.IntN(len(ring))]
			set.Cells[i].Shape = moved(set.Cells[i].Shape, 2*r.Float64()-1, 2*r.Float64()-1, only(v))
		}
		before, err := coverage.Check(t.Context(), set, coverage.Options{})
		if err != nil {
			t.Fatal(err)
		}
		plan := repair(t, set, coverage.RepairOptions{ToleranceM: 3})
		after, err := coverage.Check(t.Context(), repaired(set, plan), coverage.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if len(after.Faults) != len(plan.Left) {
			t.Errorf("seed %d: the plan leaves %d faults, a check of its result finds %d", seed, len(plan.Left), len(after.Faults))
		}
		if len(after.Faults) > 0 {
			t.Errorf("seed %d: of %d faults %d are left, the first %s %v", seed, len(before.Faults), len(after.Faults), after.Faults[0].Kind, after.Faults[0].Cells)
		}
		again := repair(t, repaired(set, plan), coverage.RepairOptions{ToleranceM: 3})
		if len(again.Changes) > 0 {
			t.Errorf("seed %d: a second repair finds %d more changes", seed, len(again.Changes))
		}
	}
}
