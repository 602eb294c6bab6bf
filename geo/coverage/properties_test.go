package coverage_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wangge/geo"
	"wangge/geo/coverage"
	"wangge/geo/geotest"
)

// anyDamage makes sets with everything in them: damage of every kind, faults that touch, holes, parts, streets, buildings,
// one parent, four or none.
func anyDamage(seed uint64) coverage.Set {
	tiling := geotest.New(seed, geotest.Options{Columns: 8, Rows: 6, Spacing: 20000, Points: 7})
	set, _ := damaged(tiling, seed, geotest.DamageOptions{Share: 0.3 + float64(seed%2), LeastM: 0.02, MostM: 30, Touching: seed%2 == 1})
	switch seed % 3 {
	case 1:
		set.Parents = quarters(tiling, 8, 6)
	case 2:
		set.Parents = nil
	}
	return set
}

// quarters cuts a tiling's parent in four along the borders of its cells.
func quarters(tiling geotest.Tiling, columns, rows int) (parents []coverage.Cell) {
	var blocks [4][]geo.MultiPolygon
	for i, m := range tiling.Cells {
		b := 0
		if i%columns >= columns/2 {
			b = 1
		}
		if i/columns >= rows/2 {
			b += 2
		}
		blocks[b] = append(blocks[b], m)
	}
	for b, cells := range blocks {
		parents = append(parents, coverage.Cell{Code: fmt.Sprint("p", b), Shape: geo.MultiPolygon{{outline(cells)}}})
	}
	return parents
}

// outline gives the ring around cells that are in one piece and touch it in no point twice.
func outline(cells []geo.MultiPolygon) (r geo.Ring) {
	next := map[geo.Point]geo.Point{}
	edges := map[[2]geo.Point]bool{}
	for _, m := range cells {
		m.Edges(func(a, b geo.Point) { edges[[2]geo.Point{a, b}] = true })
	}
	for e := range edges {
		if !edges[[2]geo.Point{e[1], e[0]}] {
			next[e[0]] = e[1]
		}
	}
	start := slices.MinFunc(slices.Collect(maps.Keys(next)), geo.Point.Compare)
	r = geo.Ring{start}
	for p := next[start]; p != start; p = next[p] {
		r = append(r, p)
	}
	return r
}

// otherwise gives the same set in another order: of cells, parents, parts and holes, with rings begun elsewhere.
func otherwise(r *rand.Rand, s coverage.Set) coverage.Set {
	shuffled := func(cells []coverage.Cell) []coverage.Cell {
		out := slices.Clone(cells)
		for i, c := range out {
			m := c.Shape.Clone()
			for _, p := range m {
				for j, ring := range p {
					if n := len(ring); n > 0 {
						at := r.IntN(n)
						p[j] = slices.Concat(ring[at:], ring[:at])
					}
				}
				if len(p) > 1 {
					r.Shuffle(len(p)-1, func(i, j int) { p[i+1], p[j+1] = p[j+1], p[i+1] })
				}
			}
			r.Shuffle(len(m), func(i, j int) { m[i], m[j] = m[j], m[i] })
			out[i].Shape = m
		}
		r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
		return out
	}
	s.Cells, s.Parents = shuffled(s.Cells), shuffled(s.Parents)
	return s
}

func faultsOf(t *testing.T, s coverage.Set, o coverage.Options) []coverage.Fault {
	t.Helper()
	r, err := coverage.Check(t.Context(), s, o)
	if err != nil {
		t.Fatal(err)
	}
	return r.Faults
}

// The faults do not depend on the order of cells, parents, parts and holes, nor on where rings begin.
func TestOrderDoesNotMatter(t *testing.T) {
	t.Parallel()
	for seed := range uint64(24) {
		s := anyDamage(seed)
		want := faultsOf(t, s, coverage.Options{})
		if diff := cmp.Diff(want, faultsOf(t, otherwise(rand.New(rand.NewPCG(seed, 2)), s), coverage.Options{})); diff != "" || len(want) < 5 {
			t.Fatalf("seed %d: %d faults, in another order (-want +got):\n%s", seed, len(want), diff)
		}
	}
}

// Faults never decrease when the sliver width grows; more of them are marked.
func TestSliverWidthHidesNothing(t *testing.T) {
	t.Parallel()
	for seed := range uint64(12) {
		s := anyDamage(seed)
		var last []coverage.Fault
		for _, width := range []float64{0.001, 0.05, 0.5, 5, 1000} {
			now := faultsOf(t, s, coverage.Options{SliverWidthM: width})
			for i := range last {
				if i >= len(now) || now[i].ID != last[i].ID || last[i].Sliver && !now[i].Sliver {
					t.Fatalf("seed %d: %s is lost, or no sliver any more, at %g m", seed, last[i].ID, width)
				}
			}
			last = now
		}
		if !slices.ContainsFunc(last, func(f coverage.Fault) bool { return f.Sliver }) {
			t.Errorf("seed %d: nothing is narrower than a kilometre", seed)
		}
	}
}

// A Checker that saw changes tells what a check of the whole tells, whatever the changes: vertices moved, put in and taken
// out, rings begun elsewhere, holes, nothing at all.
func TestReplaceAgreesWithTheWholeCheck(t *testing.T) {
	t.Parallel()
	for seed := range uint64(24) {
		r := rand.New(rand.NewPCG(seed, 3))
		s := anyDamage(seed)
		c, err := coverage.New(t.Context(), s, coverage.Options{})
		if err != nil {
			t.Fatal(err)
		}
		now := slices.Clone(s.Cells)
		for range 8 {
			i := r.IntN(len(now))
			was := now[i].Shape
			now[i].Shape = changed(r, was)
			if r.IntN(4) == 0 {
				now[i].Shape = s.Cells[i].Shape
			}
			c.Replace(i, now[i].Shape)
			got, err := c.Report(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			s.Cells = now
			if diff := cmp.Diff(faultsOf(t, s, coverage.Options{}), got.Faults); diff != "" {
				t.Fatalf("seed %d: the whole check and the Checker differ (-whole +checker):\n%s", seed, diff)
			}
			s.Cells = slices.Clone(now)
		}
	}
}

// changed gives a shape with one thing changed.
func changed(r *rand.Rand, m geo.MultiPolygon) geo.MultiPolygon {
	out := m.Clone()
	if len(out) == 0 || len(out[0]) == 0 || len(out[0][0]) < 4 {
		return geo.MultiPolygon{{around(r, 9)}}
	}
	ring := out[0][0]
	v := r.IntN(len(ring))
	near := geo.Point{X: ring[v].X + r.Int32N(801) - 400, Y: ring[v].Y + r.Int32N(801) - 400}
	switch r.IntN(7) {
	case 0:
		out[0][0] = slices.Insert(ring, v, near)
	case 1:
		out[0][0] = slices.Delete(ring, v, v+1)
	case 2:
		out[0][0] = slices.Concat(ring[v:], ring[:v])
	case 3:
		at := m.Inner()
		out[0] = append(out[0], geo.Ring{at, {X: at.X, Y: at.Y + 50}, {X: at.X + 50, Y: at.Y}})
	case 4:
		return nil
	default:
		ring[v] = near
	}
	return out
}
