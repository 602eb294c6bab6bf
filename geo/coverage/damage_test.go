package coverage_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"wangge/geo"
	"wangge/geo/coverage"
	"wangge/geo/geotest"
)

// damaged makes a set of a tiling with faults, and how often each fault was put in, in the words of check. A missing cell is
// left out.
func damaged(tiling geotest.Tiling, seed uint64, o geotest.DamageOptions) (coverage.Set, map[string]int) {
	m := geotest.Damaged(tiling, seed, o)
	set := coverage.Set{Parents: []coverage.Cell{{Code: "parent", Shape: tiling.Parent}}}
	for i, shape := range m.Cells {
		set.Expect = append(set.Expect, code(i))
		if shape != nil {
			set.Cells = append(set.Cells, coverage.Cell{Code: code(i), Shape: shape})
		}
	}
	for _, s := range m.Streets {
		set.Streets = append(set.Streets, coverage.Street{Name: s.Name, Line: s.Line})
	}
	for _, b := range m.Buildings {
		set.Buildings = append(set.Buildings, coverage.Building{Name: b.Name, Shape: b.Shape})
	}
	want := map[string]int{}
	for _, d := range m.Done {
		var names []string
		for _, i := range d.Cells {
			names = append(names, code(i))
		}
		want[words(d.Kind, names, d.Name)]++
	}
	return set, want
}

func words(kind string, cells []string, name string) string {
	return strings.TrimSpace(kind + " " + strings.Join(cells, " ") + " " + name)
}

func code(i int) string { return fmt.Sprintf("c%06d", i) }

// Every fault that was put in is found, and none that was not: of every kind, from 2 cm to 30 m, on borders, at corners and
// along the parent.
func TestFindsAllDamageAndNothingElse(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]float64{{0.02, 0.1}, {0.1, 2}, {2, 30}} {
		for seed := range uint64(12) {
			tiling := geotest.New(seed, geotest.Options{Columns: 24, Rows: 20, Spacing: 20000, Points: 7})
			set, want := damaged(tiling, seed, geotest.DamageOptions{Share: 0.08, LeastM: size[0], MostM: size[1]})
			if len(want) < 15 {
				t.Fatalf("seed %d: only %d faults were put in", seed, len(want))
			}
			findsExactly(t, fmt.Sprintf("%v m, seed %d", size, seed), set, want)
		}
	}
}

// The same where faults touch each other: one after the other along a border, and around a corner.
func TestFindsDamageThatTouches(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]float64{{0.02, 0.1}, {0.1, 2}, {2, 30}} {
		for seed := range uint64(12) {
			tiling := geotest.New(seed, geotest.Options{Columns: 12, Rows: 10, Spacing: 20000, Points: 7})
			o := geotest.DamageOptions{Share: 4, LeastM: size[0], MostM: size[1], Touching: true}
			at := map[geo.Point]int{}
			touching := 0
			for _, d := range geotest.Damaged(tiling, seed, o).Done {
				for _, p := range d.Corners {
					if at[p]++; at[p] == 2 {
						touching++
					}
				}
			}
			if touching < 100 {
				t.Errorf("%v m, seed %d: faults touch at %d places only", size, seed, touching)
			}
			set, want := damaged(tiling, seed, o)
			findsExactly(t, fmt.Sprintf("%v m, seed %d", size, seed), set, want)
		}
	}
}

func findsExactly(t *testing.T, where string, set coverage.Set, want map[string]int) {
	t.Helper()
	r, err := coverage.Check(t.Context(), set, coverage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	missing := slices.ContainsFunc(set.Expect, func(c string) bool { return want["missing "+c] > 0 })
	for _, f := range r.Faults {
		k := words(string(f.Kind), f.Cells, f.Street+f.Building)
		if (f.Kind == coverage.Gap || f.Kind == coverage.ShortOfParent) && f.AreaM2 > 5000 && missing {
			continue // the ground of a missing cell
		}
		if want[k] == 0 {
			t.Errorf("%s: found %s at %v, %.4f m², which nobody put in", where, k, f.At, f.AreaM2)
		}
		want[k]--
	}
	for k, n := range want {
		if n > 0 {
			t.Errorf("%s: %s is not found", where, k)
		}
	}
}

// Repair gives back what was there before, and leaves what only a person can decide.
func TestRepairRestores(t *testing.T) {
	t.Parallel()
	for seed := range uint64(10) {
		tiling := geotest.New(seed, geotest.Options{Columns: 40, Rows: 30, Spacing: 20000, Points: 7})
		set, _ := damaged(tiling, seed, geotest.DamageOptions{Share: 0.01, Kinds: []string{"overlap", "gap", "unmatchedEdge", "invalidRing"}})
		plan, err := coverage.PlanRepair(t.Context(), set, coverage.RepairOptions{ToleranceM: 3})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range plan.Left {
			t.Errorf("seed %d: left: %s %v at %v", seed, f.Kind, f.Cells, f.At)
		}
		same, total := 0, len(tiling.Cells)
		for i, c := range set.Cells {
			shape := c.Shape
			if s, ok := plan.Shapes[i]; ok {
				shape = s
			}
			if sameRing(shape[0][0], tiling.Cells[i][0][0]) {
				same++
			}
		}
		t.Logf("seed %d: %d of %d cells as before, %d changes", seed, same, total, len(plan.Changes))
		if float64(same) < 0.99*float64(total) {
			t.Errorf("seed %d: %d of %d cells are as they were", seed, same, total)
		}
	}
}

// sameRing reports whether two rings are the same but for where they begin.
func sameRing(a, b geo.Ring) bool {
	if len(a) != len(b) {
		return false
	}
	at := slices.Index(b, a[0])
	return at >= 0 && slices.Equal(a, append(slices.Clone(b[at:]), b[:at]...))
}
