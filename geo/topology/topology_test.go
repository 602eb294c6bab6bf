package topology_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wangge/geo"
	"wangge/geo/coverage"
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
func square(t testing.TB) *topology.Map {
	t.Helper()
	island := box(2000, 2000, 4000, 4000)
	zero := box(0, 0, 10000, 10000)
	zero[0] = append(zero[0], geo.Ring{at(2000, 2000), at(2000, 4000), at(4000, 4000), at(4000, 2000)})
	return made(t, []geo.MultiPolygon{zero, box(10000, 0, 20000, 10000), island}, []geo.MultiPolygon{box(0, 0, 20000, 10000)})
}

func made(t testing.TB, cells, parents []geo.MultiPolygon) *topology.Map {
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

// Two islands that meet in a point, so that the cell around touches itself there: that keeps nobody from an edit elsewhere, and the
// point moves for all.
//
//	+-----------+
//	| 0    /|   |
//	|     / |2  |
//	|    +--+   |
//	| 1 /|      |
//	|  / |      |
//	| +--+      |
//	+-----------+
func TestACellThatTouchesItself(t *testing.T) {
	t.Parallel()
	parent := []geo.MultiPolygon{box(0, 0, 10000, 10000)}
	one, two := geo.Ring(line(2000, 2000, 4000, 2000, 4000, 4000)), geo.Ring(line(4000, 4000, 6000, 4000, 6000, 6000))
	zero := box(0, 0, 10000, 10000)
	zero[0] = append(zero[0], turned(one), turned(two))
	m := made(t, []geo.MultiPolygon{zero, {{one}}, {{two}}}, parent)
	for _, tt := range []struct {
		at, to  geo.Point
		changed []int
	}{
		{at(6000, 4000), at(7000, 4000), []int{0, 2}},
		{at(4000, 4000), at(4500, 4000), []int{0, 1, 2}},
	} {
		next, changed, err := m.MoveVertex(tt.at, tt.to)
		if err != nil || !slices.Equal(changed, tt.changed) {
			t.Fatalf("%v to %v: changed %v, %v, want %v", tt.at, tt.to, changed, err, tt.changed)
		}
		sound(t, next, parent)
		m = next
	}
	m, piece, _, err := m.Split(0, line(0, 8000, 10000, 8000))
	if err != nil {
		t.Fatal(err)
	}
	if m, _, err = m.Transfer(0, piece, line(0, 7000, 10000, 7000)); err != nil {
		t.Fatal(err)
	}
	sound(t, m, parent)
	var e *topology.Error
	if _, _, err := m.MoveVertex(at(4000, 2000), at(7000, 4000)); !errors.As(err, &e) || e.Reason != topology.Crossing {
		t.Errorf("onto another island's corner: %v, want %s", err, topology.Crossing)
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
		{"a line that does not meet the cell", func(m *topology.Map) error {
			_, _, _, err := m.Split(1, line(30000, 0, 30000, 10000))
			return err
		}, topology.NoDivision},
		{"a line that ends inside", func(m *topology.Map) error {
			_, _, _, err := m.Split(1, line(10000, 5000, 15000, 5000))
			return err
		}, topology.NoDivision},
		{"a piece that is thinner than the lattice", func(m *topology.Map) error {
			_, _, _, err := m.Split(1, line(10000, 0, 15000, 1, 20000, 0))
			return err
		}, topology.Collapse},
		{"a vertex onto the next one", func(m *topology.Map) error { return only(m.MoveVertex(at(4000, 4000), at(4000, 2000))) }, topology.Crossing},
		{"a vertex onto another border", func(m *topology.Map) error { return only(m.MoveVertex(at(4000, 4000), at(10000, 5000))) }, topology.Crossing},
		{"a course that is a point", func(m *topology.Map) error {
			return only(m.Reshape(m.Borders(0)[0][0][0].Arc(), line(10000, 0, 10000, 0)))
		}, topology.NoArc},
		{"a course that begins elsewhere", func(m *topology.Map) error {
			return only(m.Reshape(m.Borders(0)[0][0][0].Arc(), line(9000, 0, 10000, 10000)))
		}, topology.NoArc},
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

// The gap around an island is no ground for a cell that would hold the island too.
//
//	+-----------+
//	| 0 +-----+ |
//	|   | +-+ | |
//	|   | |1| | |
//	|   | +-+ | |
//	|   +-----+ |
//	+-----------+
func TestInsertAroundAnIsland(t *testing.T) {
	t.Parallel()
	parent := []geo.MultiPolygon{box(0, 0, 10000, 10000)}
	zero, gap, island := box(0, 0, 10000, 10000), box(2000, 2000, 8000, 8000), box(4000, 4000, 6000, 6000)
	zero[0] = append(zero[0], turned(gap[0][0]))
	m := made(t, []geo.MultiPolygon{zero, island}, parent)
	var e *topology.Error
	if _, _, _, err := m.Insert(gap); !errors.As(err, &e) || e.Reason != topology.NotFree {
		t.Errorf("with the island: %v, want %s", err, topology.NotFree)
	}
	gap[0] = append(gap[0], turned(island[0][0]))
	next, _, _, err := m.Insert(gap)
	if err != nil {
		t.Fatal(err)
	}
	sound(t, next, parent)
}

// A gap beside another parent's cell is ground of its own parent, and two gaps beside each other are two cells.
//
//	+---+---:---+---+
//	| 0 |   :   | 1 |   the line between the parents has no cell beside it
//	+---+---:---+---+
func TestInsertBesideAnotherParent(t *testing.T) {
	t.Parallel()
	parents := []geo.MultiPolygon{box(0, 0, 10000, 10000), box(10000, 0, 20000, 10000)}
	m := made(t, []geo.MultiPolygon{box(0, 0, 5000, 10000), box(15000, 0, 20000, 10000)}, parents)
	var e *topology.Error
	both := geo.MultiPolygon{{{at(5000, 0), at(10000, 0), at(15000, 0), at(15000, 10000), at(10000, 10000), at(5000, 10000)}}}
	if _, _, _, err := m.Insert(both); !errors.As(err, &e) || e.Reason != topology.NotFree {
		t.Errorf("both gaps: %v, want %s", err, topology.NotFree)
	}
	m, west, _, err := m.Insert(box(5000, 0, 10000, 10000))
	if err != nil {
		t.Fatal(err)
	}
	m, east, _, err := m.Insert(box(10000, 0, 15000, 10000))
	if err != nil {
		t.Fatal(err)
	}
	sound(t, m, parents)
	if _, _, err := m.Merge(0, west); err != nil {
		t.Errorf("the western gap is not the western parent's: %v", err)
	}
	if _, _, err := m.Merge(west, east); !errors.As(err, &e) || e.Reason != topology.OtherParent {
		t.Errorf("merge across the line: %v, want %s", err, topology.OtherParent)
	}
}

// A line drawn across a cell from beyond it cuts where it meets the border; an end inside, near the border, is moved there.
func TestWhereASplitEnds(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		line geo.Line
		want []geo.Point
	}{
		{"from border to border", line(10000, 3000, 20000, 3000), []geo.Point{at(10000, 3000), at(20000, 3000)}},
		{"from far to far", line(13000, -10000, 17000, 20000), []geo.Point{at(14333, 0), at(15667, 10000)}},
		{"with a bend", line(15000, -10000, 15000, 5000, 30000, 5000), []geo.Point{at(15000, 0), at(15000, 5000), at(20000, 5000)}},
		{"ends just inside", line(10100, 3000, 19900, 3000), []geo.Point{at(10000, 3000), at(20000, 3000)}},
	} {
		m := square(t)
		next, piece, _, err := m.Split(1, tt.line)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		for _, p := range tt.want {
			for _, i := range []int{1, piece} {
				if !slices.Contains(next.Shape(i)[0][0], p) {
					t.Errorf("%s: cell %d is %v, want it to have %v", tt.name, i, next.Shape(i), p)
				}
			}
		}
		sound(t, next, []geo.MultiPolygon{box(0, 0, 20000, 10000)})
	}
}

// A course between two places of a border leaves the rest of it as it is; of an island's ring the near side follows.
func TestReshapeAStretch(t *testing.T) {
	t.Parallel()
	border := func(m *topology.Map) int { return m.Borders(0)[0][0][0].Arc() }
	island := func(m *topology.Map) int { return m.Borders(2)[0][0][0].Arc() }
	for _, tt := range []struct {
		name   string
		arc    func(m *topology.Map) int
		course geo.Line
		cell   int
		want   geo.Ring
	}{
		{
			"on one edge", border, line(10000, 3000, 9000, 5000, 10000, 7000), 1,
			geo.Ring(line(10000, 0, 20000, 0, 20000, 10000, 10000, 10000, 10000, 7000, 9000, 5000, 10000, 3000)),
		},
		{
			"against the arc", border, line(10000, 7000, 9000, 5000, 10000, 3000), 1,
			geo.Ring(line(10000, 0, 20000, 0, 20000, 10000, 10000, 10000, 10000, 7000, 9000, 5000, 10000, 3000)),
		},
		{
			"with ends beside the arc", border, line(10010, 3000, 9000, 5000, 9990, 10000), 1,
			geo.Ring(line(10000, 0, 20000, 0, 20000, 10000, 10000, 10000, 9000, 5000, 10000, 3000)),
		},
		{
			"an island's corner", island, line(4000, 3000, 5000, 5000, 3000, 4000), 2,
			geo.Ring(line(2000, 2000, 4000, 2000, 4000, 3000, 5000, 5000, 3000, 4000, 2000, 4000)),
		},
		{
			"the corner where an island's arc begins", island, line(2000, 3000, 1000, 1000, 3000, 2000), 2,
			geo.Ring(line(1000, 1000, 3000, 2000, 4000, 2000, 4000, 4000, 2000, 4000, 2000, 3000)),
		},
	} {
		m := square(t)
		next, _, err := m.Reshape(tt.arc(m), tt.course)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if diff := cmp.Diff(geo.MultiPolygon{{tt.want}}.Canonical(), next.Shape(tt.cell).Canonical()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
		sound(t, next, []geo.MultiPolygon{box(0, 0, 20000, 10000)})
	}
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
func sound(t testing.TB, m *topology.Map, parents []geo.MultiPolygon) {
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
func follow(t testing.TB, m *topology.Map, i int) {
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
