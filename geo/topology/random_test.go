package topology_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wangge/geo"
	"wangge/geo/coverage"
	"wangge/geo/geotest"
	"wangge/geo/topology"
)

// ground is cells and the parents that they fill, but for gaps.
type ground struct {
	cells, parents []geo.MultiPolygon
	spacing        int32 // about the side of a cell in lattice steps
}

// coarse gives a tiling whose cells are so small that every rounding matters.
func coarse(seed uint64) ground {
	tiling := geotest.New(seed, geotest.Options{Columns: 4, Rows: 4, Spacing: []int32{24, 40, 100, 400}[seed%4]})
	return ground{tiling.Cells, []geo.MultiPolygon{tiling.Parent}, tiling.Spacing}
}

// rough gives a tiling with what maps have beside plain cells: an island that touches itself around a smaller one, an exclave,
// gaps inside or at the rim, two parents or none.
func rough(t testing.TB, seed uint64) ground {
	t.Helper()
	tiling := geotest.New(seed, geotest.Options{})
	g := ground{cells: slices.Clone(tiling.Cells), parents: []geo.MultiPolygon{tiling.Parent}, spacing: tiling.Spacing}
	c := g.cells[7].Inner()
	ring := func(xy ...int32) (r geo.Ring) {
		for i := 0; i < len(xy); i += 2 {
			r = append(r, geo.Point{X: c.X + xy[i], Y: c.Y + xy[i+1]})
		}
		return r
	}
	square, lobe := ring(-500, -500, 500, -500, 500, 500, -500, 500), ring(500, 500, -200, 100, 100, -200)
	g.cells[7] = geo.MultiPolygon{{g.cells[7][0][0], turned(square)}}
	g.cells = append(g.cells, geo.MultiPolygon{{square, turned(lobe)}}, geo.MultiPolygon{{lobe}})
	g.cells[6] = slices.Concat(g.cells[6], g.cells[9]) // an exclave
	g.cells[9] = g.cells[31]
	g.cells = g.cells[:31]
	switch seed % 4 {
	case 1:
		g.cells = slices.Delete(g.cells, 12, 14) // a gap
	case 2:
		g.cells = slices.Delete(g.cells, 22, 25) // one at the rim
	case 3:
		g.parents = halves(t, g)
		if seed%8 == 3 {
			g.cells = slices.Delete(g.cells, 10, 12) // a gap on the line between the parents
		}
	}
	return g
}

func turned(r geo.Ring) geo.Ring {
	r = slices.Clone(r)
	slices.Reverse(r)
	return r
}

// halves gives the southern two rows and the rest as two parents.
func halves(t testing.TB, g ground) []geo.MultiPolygon {
	t.Helper()
	m, err := topology.New(g.cells, g.parents)
	if err != nil {
		t.Fatal(err)
	}
	north := func(i int) bool { return 12 <= i && i < 30 }
	var out []geo.MultiPolygon
	for _, up := range []bool{false, true} {
		keep := -1
		for again := true; again; {
			again = false
			for i := range g.cells {
				if m.Shape(i) == nil || north(i) != up || i == keep {
					continue
				}
				if keep < 0 {
					keep = i
				} else if next, _, err := m.Merge(keep, i); err == nil {
					m, again = next, true
				}
			}
		}
		out = append(out, m.Shape(keep))
	}
	return out
}

func setOf(m *topology.Map, parents []geo.MultiPolygon) (s coverage.Set) {
	for _, p := range parents {
		s.Parents = append(s.Parents, coverage.Cell{Shape: p})
	}
	for i := range m.Len() {
		if shape := m.Shape(i); shape != nil {
			s.Cells = append(s.Cells, coverage.Cell{Code: fmt.Sprint(i), Shape: shape})
		}
	}
	return s
}

// audit checks that every half is in one ring, that of the cell on its left, and that arcs end where others do.
func audit(t testing.TB, m *topology.Map) {
	t.Helper()
	seen := map[topology.Half]bool{}
	for i := range m.Len() {
		for _, part := range m.Borders(i) {
			for _, ring := range part {
				for _, h := range ring {
					left := m.Arc(h.Arc()).Left
					if h.Reversed() {
						left = m.Arc(h.Arc()).Right
					}
					if seen[h] || left != i {
						t.Fatalf("half %d of cell %d: seen before %v, has %d on its left", h, i, seen[h], left)
					}
					seen[h] = true
				}
			}
		}
	}
	for h := range seen {
		a := m.Arc(h.Arc())
		for _, side := range []int{a.Left, a.Right} {
			if side != topology.Outside && (!seen[h&^1] && side == a.Left || !seen[h|1] && side == a.Right) {
				t.Fatalf("arc %d is beside cell %d, which has not got it", h.Arc(), side)
			}
		}
	}
}

// differing gives the cells whose shape differs between two maps, wherever rings begin.
func differing(a, b *topology.Map) (out []int) {
	for i := range max(a.Len(), b.Len()) {
		p, q := a.Shape(i), b.Shape(i)
		if (p == nil) != (q == nil) || p != nil && !p.Canonical().Equal(q.Canonical()) {
			out = append(out, i)
		}
	}
	return out
}

func areaOf(m *topology.Map) (sum float64) {
	for i := range m.Len() {
		sum += m.Shape(i).AreaM2()
	}
	return sum
}

// copied is all that a map tells.
type copied struct {
	shapes  []geo.MultiPolygon
	borders [][][][]topology.Half
	arcs    map[int]topology.Arc
}

func copyOf(m *topology.Map) copied {
	c := copied{arcs: map[int]topology.Arc{}}
	for i := range m.Len() {
		c.shapes = append(c.shapes, m.Shape(i).Clone())
		var parts [][][]topology.Half
		for _, p := range m.Borders(i) {
			var rings [][]topology.Half
			for _, r := range p {
				rings = append(rings, slices.Clone(r))
				for _, h := range r {
					a := *m.Arc(h.Arc())
					a.Line = slices.Clone(a.Line)
					c.arcs[h.Arc()] = a
				}
			}
			parts = append(parts, rings)
		}
		c.borders = append(c.borders, parts)
	}
	return c
}

// wildEdit makes one random edit, and tells it.
func wildEdit(r *rand.Rand, m *topology.Map, spacing int32, gaps []geo.MultiPolygon) (what string, next *topology.Map, changed []int, err error) {
	var ids []int
	for i := range m.Len() {
		if m.Shape(i) != nil {
			ids = append(ids, i)
		}
	}
	i, j := ids[r.IntN(len(ids))], ids[r.IntN(len(ids))]
	if near := m.Neighbours(i); len(near) > 0 {
		j = near[r.IntN(len(near))]
	}
	part := m.Shape(i)[r.IntN(len(m.Shape(i)))]
	ring := part[r.IntN(len(part))]
	beside := float64(spacing) / 200
	scale := float64(spacing) * []float64{0.0003, 0.01, 0.1, 0.7}[r.IntN(4)]
	near := func(p geo.Point, d float64) geo.Point {
		return geo.Point{X: p.X + int32(math.Round(r.NormFloat64()*d)), Y: p.Y + int32(math.Round(r.NormFloat64()*d))}
	}
	course := func(from, to geo.Point) geo.Line {
		l := geo.Line{from}
		for range r.IntN(3) {
			l = append(l, near(geo.EmptyRect.Extend(from).Extend(to).Middle(), scale))
		}
		return append(l, to)
	}
	k := r.IntN(len(ring))
	v, w := ring[k], ring[(k+1+r.IntN(min(5, len(ring)-1)))%len(ring)]
	switch r.IntN(8) {
	case 0, 1:
		to := near(v, scale)
		next, changed, err = m.MoveVertex(v, to)
		return fmt.Sprintf("move %v to %v", v, to), next, changed, err
	case 2:
		halves := m.Borders(i)[0][0]
		arc := halves[r.IntN(len(halves))].Arc()
		l := m.Arc(arc).Line
		from, to := l[0], l[len(l)-1]
		if r.IntN(2) == 0 {
			from, to = near(l[r.IntN(len(l))], beside), near(l[r.IntN(len(l))], beside)
		}
		l = course(from, to)
		next, changed, err = m.Reshape(arc, l)
		return fmt.Sprintf("reshape %d along %v", arc, l), next, changed, err
	case 3:
		l := course(near(v, scale/10), near(ring[r.IntN(len(ring))], scale/10))
		next, _, changed, err = m.Split(i, l)
		return fmt.Sprintf("split %d along %v", i, l), next, changed, err
	case 4:
		next, changed, err = m.Merge(i, j)
		return fmt.Sprintf("merge %d and %d", i, j), next, changed, err
	case 5:
		l := course(near(v, beside), near(w, beside))
		next, changed, err = m.Transfer(i, j, l)
		return fmt.Sprintf("transfer from %d to %d along %v", i, j, l), next, changed, err
	case 6:
		gap := m.Shape(i)
		if len(gaps) > 0 {
			gap = gaps[r.IntN(len(gaps))]
		}
		next, _, changed, err = m.Insert(gap)
		return fmt.Sprintf("insert %v", gap), next, changed, err
	default:
		next, changed, err = m.Dissolve(i, topology.Outside)
		return fmt.Sprintf("dissolve %d", i), next, changed, err
	}
}

// trial holds a map against what must be true of it, edit by edit.
type trial struct {
	testing.TB
	*topology.Map
	ground  ground
	gaps    []geo.MultiPolygon
	areaM2  float64
	made    map[string]int
	refused map[topology.Reason]int
}

func newTrial(t testing.TB, g ground) *trial {
	t.Helper()
	tr := &trial{TB: t, ground: g, Map: made(t, g.cells, g.parents), made: map[string]int{}, refused: map[topology.Reason]int{}}
	tr.gaps, tr.areaM2 = tr.check("the beginning"), areaOf(tr.Map)
	return tr
}

// check gives the gaps that the whole check finds; other faults end the trial.
func (tr *trial) check(what string) (gaps []geo.MultiPolygon) {
	tr.Helper()
	r, err := coverage.Check(tr.Context(), setOf(tr.Map, tr.ground.parents), coverage.Options{})
	if err != nil {
		tr.Fatal(err)
	}
	for _, f := range r.Faults {
		switch {
		case f.Severity == coverage.Warning:
		case f.Kind == coverage.Gap, f.Kind == coverage.ShortOfParent:
			shape, err := geo.FromOrb(f.Geometry.Geometry())
			if err != nil {
				tr.Fatal(err)
			}
			gaps = append(gaps, shape)
		default:
			tr.Fatalf("after %s the check finds %s", what, f.ID)
		}
	}
	return gaps
}

// edit makes a random edit and looks at what it did.
func (tr *trial) edit(r *rand.Rand) {
	tr.Helper()
	before := tr.Map
	was := copyOf(before)
	what, next, changed, err := wildEdit(r, before, tr.ground.spacing, tr.gaps)
	if !reflect.DeepEqual(was, copyOf(before)) {
		tr.Fatalf("%s changed the map that it began with", what)
	}
	var refusal *topology.Error
	if errors.As(err, &refusal) && refusal.Reason != topology.NotSound {
		tr.refused[refusal.Reason]++
		return
	}
	if err != nil {
		tr.Fatalf("%s: %v", what, err)
	}
	tr.Map = next
	audit(tr, next)
	if got := differing(before, next); !slices.Equal(got, changed) {
		tr.Fatalf("%s tells %v, and %v differ", what, changed, got)
	}
	verb, _, _ := strings.Cut(what, " ")
	tr.made[verb]++
	gaps, areaM2 := tr.check(what), areaOf(next)
	if verb == "insert" && (len(gaps) >= len(tr.gaps) || areaM2 < tr.areaM2) ||
		verb != "insert" && (len(gaps) != len(tr.gaps) || math.Abs(areaM2-tr.areaM2) > 0.5) {
		tr.Fatalf("%s: there were %d gaps and %.3f m², there are %d and %.3f", what, len(tr.gaps), tr.areaM2, len(gaps), areaM2)
	}
	tr.gaps, tr.areaM2 = gaps, areaM2
}

// After any edits the whole check finds nothing that was not there; the changed cells are those whose shape differs; no ground
// is won or lost; and what was before is still there as it was.
func TestAnyEditsLeaveASoundMap(t *testing.T) {
	t.Parallel()
	done, refused := map[string]int{}, map[topology.Reason]int{}
	for seed := range uint64(64) {
		r := rand.New(rand.NewPCG(seed, 5))
		g := rough(t, seed)
		if seed >= 48 {
			g = coarse(seed)
		}
		tr := newTrial(t, g)
		tr.made, tr.refused = done, refused
		for range 80 {
			tr.edit(r)
		}
	}
	t.Log(done, refused)
	for _, verb := range []string{"move", "reshape", "split", "merge", "transfer", "insert", "dissolve"} {
		if done[verb] == 0 {
			t.Errorf("no %s was ever done", verb)
		}
	}
}

// A Checker that is told of the changed cells finds what the whole check finds.
func TestAChangeCanBeCheckedByItself(t *testing.T) {
	t.Parallel()
	for seed := range uint64(16) {
		r := rand.New(rand.NewPCG(seed, 6))
		g := rough(t, seed)
		m := made(t, g.cells, g.parents)
		set := setOf(m, g.parents)
		checker, err := coverage.New(t.Context(), set, coverage.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for range 40 {
			what, next, changed, err := wildEdit(r, m, g.spacing, nil)
			if err != nil || next.Len() > m.Len() || slices.ContainsFunc(changed, func(i int) bool { return next.Shape(i) == nil }) {
				continue // a Checker has as many cells as it began with
			}
			m = next
			for _, i := range changed {
				checker.Replace(i, m.Shape(i))
			}
			got, err := checker.Report(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			want, err := coverage.Check(t.Context(), setOf(m, g.parents), coverage.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("seed %d: after %s the whole check and the Checker differ (-whole +checker):\n%s", seed, what, diff)
			}
		}
	}
}

// FuzzEdits reads the ground and edits from bytes: whatever they are, the map stays sound or the edit is refused in words.
func FuzzEdits(f *testing.F) {
	f.Add([]byte{1, 7, 3, 200, 9, 4, 4, 17, 90, 33, 2, 250, 1, 1, 8})
	f.Add([]byte("split, merge, move, transfer, dissolve"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) == 0 {
			return
		}
		g := rough(t, uint64(b[0]))
		if b[0] >= 128 {
			g = coarse(uint64(b[0]))
		}
		tr := newTrial(t, g)
		for b = b[1:]; len(b) >= 2 && tr.Len() < 100; b = b[2:] {
			tr.edit(rand.New(rand.NewPCG(uint64(b[0]), uint64(b[1]))))
		}
	})
}
