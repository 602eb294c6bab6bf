package topology_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wangge/geo"
	"wangge/geo/coverage"
	"wangge/geo/geotest"
	"wangge/geo/topology"
)

const west, south = 1169000000, 354000000

func at(x, y int32) geo.Point { return geo.Point{X: west + x, Y: south + y} }

func line(xy ...int32) (l geo.Line) {
	for i := 0; i < len(xy); i += 2 {
		l = append(l, at(xy[i], xy[i+1]))
	}
	return l
}

func box(w, s, e, n int32) geo.MultiPolygon {
	return geo.MultiPolygon{{{at(w, s), at(e, s), at(e, n), at(w, n)}}}
}

// square is a parent of three cells, one of which is an island in another.
//
//	+-------+-----+
//	|  0    |  1  |
//	| +-+   |     |
//	| |2|   |     |
//	| +-+   |     |
//	+-------+-----+
func square(t *testing.T) *topology.Map {
	t.Helper()
	island := box(2000, 2000, 4000, 4000)
	zero := box(0, 0, 10000, 10000)
	zero[0] = append(zero[0], geo.Ring{at(2000, 2000), at(2000, 4000), at(4000, 4000), at(4000, 2000)})
	return made(t, []geo.MultiPolygon{zero, box(10000, 0, 20000, 10000), island}, []geo.MultiPolygon{box(0, 0, 20000, 10000)})
}

func made(t *testing.T, cells, parents []geo.MultiPolygon) *topology.Map {
	t.Helper()
	m, err := topology.New(cells, parents)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestGraph(t *testing.T) {
	t.Parallel()
	m := square(t)
	var got []string
	for i := range m.Len() {
		for _, part := range m.Borders(i) {
			for _, ring := range part {
				for _, h := range ring {
					a := m.Arc(h.Arc())
					got = append(got, fmt.Sprintf("%d: %d|%d, %d points", i, a.Left, a.Right, len(a.Line)))
				}
			}
		}
	}
	want := []string{
		"0: 0|1, 2 points", "0: 0|-1, 4 points", "0: 0|2, 5 points",
		"1: 1|-1, 4 points", "1: 0|1, 2 points",
		"2: 0|2, 5 points",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("arcs (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int{1, 2}, m.Neighbours(0)); diff != "" {
		t.Errorf("neighbours of 0 (-want +got):\n%s", diff)
	}
}

// Each edit by a small example: the cells it changes, and their area in units of a million square steps.
func TestEdits(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		edit    func(m *topology.Map) (*topology.Map, []int, error)
		changed []int
		areas   []int
	}{
		{"a vertex of the island", func(m *topology.Map) (*topology.Map, []int, error) {
			return m.MoveVertex(at(4000, 4000), at(5000, 5000))
		}, []int{0, 2}, []int{94, 100, 6}},
		{"the border of two cells", func(m *topology.Map) (*topology.Map, []int, error) {
			return m.Reshape(m.Borders(0)[0][0][0].Arc(), line(10000, 0, 12000, 5000, 10000, 10000))
		}, []int{0, 1}, []int{106, 90, 4}},
		{"a cell cut across", func(m *topology.Map) (*topology.Map, []int, error) {
			m, _, changed, err := m.Split(1, line(10000, 4000, 15000, 5000, 20000, 4000))
			return m, changed, err
		}, []int{0, 1, 3}, []int{96, 55, 4, 45}},
		{"a cell cut past its island", func(m *topology.Map) (*topology.Map, []int, error) {
			m, _, changed, err := m.Split(0, line(0, 5000, 10000, 5000))
			return m, changed, err
		}, []int{0, 1, 3}, []int{50, 100, 4, 46}},
		{"the island joined to its host", func(m *topology.Map) (*topology.Map, []int, error) { return m.Merge(0, 2) }, []int{0, 2}, []int{100, 100, 0}},
		{"two cells made one", func(m *topology.Map) (*topology.Map, []int, error) { return m.Merge(1, 0) }, []int{0, 1}, []int{0, 196, 4}},
		{"a piece handed over", func(m *topology.Map) (*topology.Map, []int, error) {
			return m.Transfer(0, 1, line(9000, 0, 9000, 10000))
		}, []int{0, 1}, []int{86, 110, 4}},
		{"the island dissolved", func(m *topology.Map) (*topology.Map, []int, error) { return m.Dissolve(2, topology.Outside) }, []int{0, 2}, []int{100, 100, 0}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			before := square(t)
			m, changed, err := tt.edit(before)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.changed, changed); diff != "" {
				t.Errorf("changed (-want +got):\n%s", diff)
			}
			var areas []int
			for i := range m.Len() {
				areas = append(areas, int(steps(m.Shape(i))/1e6+0.5))
			}
			if diff := cmp.Diff(tt.areas, areas); diff != "" {
				t.Errorf("areas (-want +got):\n%s", diff)
			}
			sound(t, m, []geo.MultiPolygon{box(0, 0, 20000, 10000)})
			if diff := cmp.Diff(shapes(square(t)), shapes(before)); diff != "" {
				t.Errorf("the map before is another one now:\n%s", diff)
			}
		})
	}
}

// What cannot be done says why and where.
func TestRefusals(t *testing.T) {
	t.Parallel()
	only := func(m *topology.Map, _ []int, err error) error { return err }
	tests := []struct {
		name string
		edit func(m *topology.Map) error
		want topology.Reason
	}{
		{"a vertex that is none", func(m *topology.Map) error { return only(m.MoveVertex(at(1, 1), at(2, 2))) }, topology.NoVertex},
		{"a corner of the parent", func(m *topology.Map) error { return only(m.MoveVertex(at(0, 0), at(2, 2))) }, topology.ParentLine},
		{"the island across the border", func(m *topology.Map) error { return only(m.MoveVertex(at(4000, 4000), at(12000, 4000))) }, topology.Crossing},
		{"the island turned over", func(m *topology.Map) error { return only(m.MoveVertex(at(4000, 4000), at(1000, 1000))) }, topology.Collapse},
		{"the parent's border", func(m *topology.Map) error {
			return only(m.Reshape(m.Borders(1)[0][0][0].Arc(), line(10000, 0, 20000, 0, 20000, 10000, 10000, 10000)))
		}, topology.ParentLine},
		{"no arc", func(m *topology.Map) error { return only(m.Reshape(99, line(0, 0, 1, 1))) }, topology.NoArc},
		{"a line that ends where it began", func(m *topology.Map) error {
			_, _, _, err := m.Split(1, line(10000, 4000, 15000, 5000, 10000, 4000))
			return err
		}, topology.NoDivision},
		{"a line that leaves the cell", func(m *topology.Map) error {
			_, _, _, err := m.Split(1, line(10000, 4000, 5000, 5000, 20000, 4000))
			return err
		}, topology.Crossing},
		{"a line from the border to the island", func(m *topology.Map) error {
			_, _, _, err := m.Split(0, line(0, 3000, 2000, 3000))
			return err
		}, topology.NoDivision},
		{"cells apart", func(m *topology.Map) error { return only(m.Merge(1, 2)) }, topology.NotAdjacent},
		{"no such cell", func(m *topology.Map) error { return only(m.Merge(1, 7)) }, topology.NoCell},
		{"ground that a cell has", func(m *topology.Map) error {
			_, _, _, err := m.Insert(box(12000, 2000, 13000, 3000))
			return err
		}, topology.NotFree},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var e *topology.Error
			if err := tt.edit(square(t)); !errors.As(err, &e) || e.Reason != tt.want {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}

// Gaps inside and along the parent are filled by new cells, as the check reports them.
func TestInsert(t *testing.T) {
	t.Parallel()
	parent := []geo.MultiPolygon{box(0, 0, 20000, 10000)}
	zero := box(0, 0, 10000, 10000)
	zero[0] = append(zero[0], geo.Ring{at(2000, 2000), at(2000, 4000), at(4000, 4000), at(4000, 2000)})
	m := made(t, []geo.MultiPolygon{zero, box(10000, 0, 15000, 10000)}, parent)
	for _, gap := range []geo.MultiPolygon{box(2000, 2000, 4000, 4000), box(15000, 0, 20000, 10000)} {
		next, number, changed, err := m.Insert(gap)
		if err != nil || !slices.Equal(changed, []int{number}) {
			t.Fatalf("%v: changed %v, %v", gap, changed, err)
		}
		m = next
	}
	sound(t, m, parent)
}

// Cells of two parents: the line between these stays, but a cell may be cut up to it, and the neighbour beyond gets the vertex.
func TestTwoParents(t *testing.T) {
	t.Parallel()
	parents := []geo.MultiPolygon{box(0, 0, 10000, 10000), box(10000, 0, 20000, 10000)}
	m := made(t, []geo.MultiPolygon{box(0, 0, 10000, 10000), box(10000, 0, 20000, 10000)}, parents)
	var e *topology.Error
	if _, _, err := m.Merge(0, 1); !errors.As(err, &e) || e.Reason != topology.OtherParent {
		t.Errorf("merge: %v, want %s", err, topology.OtherParent)
	}
	if _, _, err := m.Reshape(m.Borders(0)[0][0][0].Arc(), line(10000, 0, 12000, 5000, 10000, 10000)); !errors.As(err, &e) || e.Reason != topology.ParentLine {
		t.Errorf("reshape: %v, want %s", err, topology.ParentLine)
	}
	next, piece, changed, err := m.Split(0, line(0, 5000, 10000, 5000))
	if err != nil || !slices.Equal(changed, []int{0, 1, piece}) {
		t.Fatalf("split: changed %v, %v", changed, err)
	}
	sound(t, next, parents)
}

func steps(m geo.MultiPolygon) float64 {
	sum := 0.0
	m.Edges(func(a, b geo.Point) {
		sum += (float64(a.X-west)*float64(b.Y-south) - float64(b.X-west)*float64(a.Y-south)) / 2
	})
	return sum
}

func shapes(m *topology.Map) (out []geo.MultiPolygon) {
	for i := range m.Len() {
		out = append(out, m.Shape(i))
	}
	return out
}

// sound holds a map against the whole check, and its graph against its cells.
func sound(t *testing.T, m *topology.Map, parents []geo.MultiPolygon) {
	t.Helper()
	var set coverage.Set
	for _, p := range parents {
		set.Parents = append(set.Parents, coverage.Cell{Shape: p})
	}
	for i := range m.Len() {
		if shape := m.Shape(i); shape != nil {
			set.Cells = append(set.Cells, coverage.Cell{Code: fmt.Sprint(i), Shape: shape})
			follow(t, m, i)
		}
	}
	report, err := coverage.Check(t.Context(), set, coverage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Faults {
		if f.Severity == coverage.Error {
			t.Fatalf("%s %v at %v", f.Kind, f.Cells, f.At)
		}
	}
}

// follow goes along the arcs around a cell and compares them with its rings.
func follow(t *testing.T, m *topology.Map, i int) {
	t.Helper()
	shape := m.Shape(i)
	for part, rings := range m.Borders(i) {
		for k, halves := range rings {
			var walked geo.Ring
			for _, h := range halves {
				a := m.Arc(h.Arc())
				l, left := slices.Clone(a.Line), a.Left
				if h.Reversed() {
					slices.Reverse(l)
					left = a.Right
				}
				if left != i {
					t.Fatalf("an arc around %d has %d on its side", i, left)
				}
				walked = append(walked, l[:len(l)-1]...)
			}
			r := shape[part][k]
			from := slices.Index(r, walked[0])
			if from < 0 || !slices.Equal(walked, slices.Concat(r[from:], r[:from])) {
				t.Fatalf("the arcs around %d are not its ring %d of part %d", i, k, part)
			}
		}
	}
}

// Any sequence of edits leaves a sound map, and the maps before it as they were.
func TestRandomEdits(t *testing.T) {
	t.Parallel()
	for seed := range uint64(6) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			tiling := geotest.New(seed, geotest.Options{Columns: 6, Rows: 5, Spacing: 20000, Points: 7})
			parents := []geo.MultiPolygon{tiling.Parent}
			cells := tiling.Cells
			if seed%2 == 1 { // one cell has an exclave, and one an island
				exclave := slices.Concat(cells[0], cells[9])
				host, hole := cells[14].Clone(), cells[14].Inner()
				island := geo.Ring{{X: hole.X - 900, Y: hole.Y - 900}, {X: hole.X + 900, Y: hole.Y - 900}, {X: hole.X + 900, Y: hole.Y + 900}, {X: hole.X - 900, Y: hole.Y + 900}}
				around := slices.Clone(island)
				slices.Reverse(around)
				host[0] = append(host[0], around)
				cells = slices.Concat([]geo.MultiPolygon{exclave}, cells[1:9], cells[10:14], []geo.MultiPolygon{host}, cells[15:], []geo.MultiPolygon{{{island}}})
			}
			m := made(t, cells, parents)
			first := shapes(m)
			r := rand.New(rand.NewPCG(seed, 4))
			done, refused := map[string]int{}, 0
			for range 600 {
				before := shapes(m)
				name, next, changed, err := randomEdit(r, m)
				if err != nil {
					var e *topology.Error
					if !errors.As(err, &e) {
						t.Fatal(err)
					}
					refused++
					continue
				}
				done[name]++
				for i := range next.Len() {
					var was geo.MultiPolygon
					if i < len(before) {
						was = before[i]
					}
					if differs := !cmp.Equal(was, next.Shape(i)); differs != slices.Contains(changed, i) {
						t.Fatalf("%s: cell %d differs: %v; changed are %v", name, i, differs, changed)
					}
				}
				if r.IntN(8) == 0 {
					sound(t, next, parents)
				}
				m = next
			}
			sound(t, m, parents)
			if diff := cmp.Diff(first, cells); diff != "" {
				t.Error("the first map is another one now")
			}
			t.Logf("done %v, refused %d", done, refused)
			for _, name := range []string{"move", "split", "merge", "transfer", "reshape", "dissolve"} {
				if done[name] == 0 {
					t.Errorf("no %s was ever done", name)
				}
			}
		})
	}
}

// randomEdit makes one of the edits at random.
func randomEdit(r *rand.Rand, m *topology.Map) (name string, next *topology.Map, changed []int, err error) {
	alive := func() int {
		for {
			if i := r.IntN(m.Len()); m.Shape(i) != nil {
				return i
			}
		}
	}
	i := alive()
	shape := m.Shape(i)
	ring := shape[r.IntN(len(shape))][0]
	v := ring[r.IntN(len(ring))]
	near := func(p geo.Point, reach int32) geo.Point {
		return geo.Point{X: p.X + r.Int32N(2*reach) - reach, Y: p.Y + r.Int32N(2*reach) - reach}
	}
	across := geo.Line{v, near(shape.Inner(), 400), near(ring[r.IntN(len(ring))], 300)}
	switch r.IntN(7) {
	case 0, 1:
		next, changed, err = m.MoveVertex(v, near(v, 900))
		return "move", next, changed, err
	case 2:
		next, _, changed, err = m.Split(i, across)
		return "split", next, changed, err
	case 3:
		if ns := m.Neighbours(i); len(ns) > 0 && m.Len() > 12 {
			next, changed, err = m.Merge(i, ns[r.IntN(len(ns))])
			return "merge", next, changed, err
		}
	case 4:
		if ns := m.Neighbours(i); len(ns) > 0 {
			next, changed, err = m.Transfer(i, ns[r.IntN(len(ns))], across)
			return "transfer", next, changed, err
		}
	case 5:
		h := m.Borders(i)[0][0][0]
		l := slices.Clone(m.Arc(h.Arc()).Line)
		for k := 1; k+1 < len(l); k++ {
			l[k] = near(l[k], 300)
		}
		next, changed, err = m.Reshape(h.Arc(), l)
		return "reshape", next, changed, err
	case 6:
		if r.IntN(3) == 0 {
			next, changed, err = m.Dissolve(i, topology.Outside)
			return "dissolve", next, changed, err
		}
	}
	next, changed, err = m.MoveVertex(v, near(v, 200))
	return "move", next, changed, err
}

// FuzzEdits reads edits from bytes: whatever they are, the map stays sound or the edit is refused in words.
func FuzzEdits(f *testing.F) {
	f.Add([]byte{1, 7, 3, 200, 9, 4, 4, 17, 90, 33, 2, 250, 1, 1, 8})
	f.Add([]byte("split, merge, move, transfer, dissolve"))
	tiling := geotest.New(1, geotest.Options{Columns: 4, Rows: 3, Points: 3})
	parents := []geo.MultiPolygon{tiling.Parent}
	f.Fuzz(func(t *testing.T, b []byte) {
		m := made(t, tiling.Cells, parents)
		for len(b) >= 8 && m.Len() < 60 {
			var seed [32]byte
			copy(seed[:], b[:8])
			b = b[8:]
			_, next, _, err := randomEdit(rand.New(rand.NewChaCha8(seed)), m) //nolint:gosec // a test's numbers
			var e *topology.Error
			if err != nil && !errors.As(err, &e) {
				t.Fatal(err)
			}
			if err == nil {
				m = next
			}
		}
		sound(t, m, parents)
	})
}
