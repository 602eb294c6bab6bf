package topology

import (
	"slices"
	"sync"

	"wangge/geo"
)

// Outside is the number of what is no cell.
const Outside = -1

// Map is a coverage as a planar graph. It never changes.
type Map struct {
	arcs    vec[*Arc]  // nil where an arc is no more
	cells   vec[*cell] // nil where a cell is no more
	idle    []int32    // numbers of arcs that are no more
	index   *geo.BoxTree
	recent  []int32 // cells that changed since the index was made
	parents []geo.MultiPolygon
	lines   func() *parentLines
}

// Arc is a border between two cells.
type Arc struct {
	Line        geo.Line // from node to node; a closed one ends where it begins
	Left, Right int      // cells, or Outside
}

// Half is an arc in one of its two directions.
type Half int32

func halfOf(arc int, reversed bool) Half {
	h := Half(arc << 1) //nolint:gosec // far fewer arcs than that fit in memory
	if reversed {
		h |= 1
	}
	return h
}

// Arc gives the number of the arc.
func (h Half) Arc() int { return int(h >> 1) }

// Reversed reports whether the half runs against the arc's line.
func (h Half) Reversed() bool { return h&1 == 1 }

// cell is one version of a cell.
type cell struct {
	shape geo.MultiPolygon
	rings [][][]Half // by part and ring, as the shape
	home  int32      // the parent it lies in
	box   geo.Rect
}

// Len gives a number that is greater than that of every cell; numbers of cells that are no more lie below it too.
func (m *Map) Len() int { return m.cells.length }

// Shape gives the shape of a cell, nil where there is none of the number. It must not be changed.
func (m *Map) Shape(i int) geo.MultiPolygon {
	if c := m.cell(i); c != nil {
		return c.shape
	}
	return nil
}

func (m *Map) cell(i int) *cell {
	if i < 0 || i >= m.cells.length {
		return nil
	}
	return m.cells.at(i)
}

// Arc gives an arc. It must not be changed.
func (m *Map) Arc(i int) *Arc { return m.arcs.at(i) }

// Borders gives the arcs around a cell, by part and ring, in the direction that has the cell on its left.
func (m *Map) Borders(i int) [][][]Half {
	if c := m.cell(i); c != nil {
		return c.rings
	}
	return nil
}

// line gives the points of a half in its direction.
func (m *Map) line(h Half) geo.Line {
	l := m.arcs.at(h.Arc()).Line
	if h.Reversed() {
		l = slices.Clone(l)
		slices.Reverse(l)
	}
	return l
}

// right gives the cell to the right of a half.
func (m *Map) right(h Half) int {
	a := m.arcs.at(h.Arc())
	if h.Reversed() {
		return a.Left
	}
	return a.Right
}

// Neighbours gives the cells that share a border with a cell, sorted.
func (m *Map) Neighbours(i int) (out []int) {
	m.eachHalf(i, func(h Half) {
		if right := m.right(h); right != Outside && right != i {
			out = append(out, right)
		}
	})
	slices.Sort(out)
	return slices.Compact(out)
}

func (m *Map) eachHalf(i int, f func(Half)) {
	c := m.cell(i)
	if c == nil {
		return
	}
	for _, part := range c.rings {
		for _, ring := range part {
			for _, h := range ring {
				f(h)
			}
		}
	}
}

// bound reports whether an arc is a parent's border too.
func (m *Map) bound(a *Arc) bool {
	return a.Left == Outside || a.Right == Outside || m.cells.at(a.Left).home != m.cells.at(a.Right).home
}

// At gives the cells that have a vertex at a point, sorted.
func (m *Map) At(p geo.Point) []int {
	return slices.DeleteFunc(m.near(geo.Rect{Min: p, Max: p}), func(i int) bool { return !hasVertex(m.cells.at(i).shape, p) })
}

// near gives the cells whose boxes meet a box, sorted.
func (m *Map) near(box geo.Rect) (out []int) {
	ask := func(i int) bool {
		if c := m.cells.at(i); c != nil && c.box.Intersects(box) {
			out = append(out, i)
		}
		return true
	}
	m.index.Search(box, ask)
	for _, i := range m.recent {
		ask(int(i))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// recentMost is how many changed cells are looked through one by one before the index is made again.
const recentMost = 512

// remember notes cells of a new map that the index does not know as they are.
func (m *Map) remember(changed []int) {
	recent := slices.Clone(m.recent)
	for _, i := range changed {
		if !slices.Contains(recent, int32(i)) { //nolint:gosec // the number of a cell
			recent = append(recent, int32(i)) //nolint:gosec // the number of a cell
		}
	}
	if m.recent = recent; len(recent) > recentMost {
		m.reindex()
	}
}

// fork gives a map that may be changed without changing m.
func (m *Map) fork() *Map {
	next := *m
	next.arcs, next.cells = m.arcs.fork(), m.cells.fork()
	return &next
}

// reindex makes the index of all cells.
func (m *Map) reindex() {
	boxes := make([]geo.Rect, m.cells.length)
	for i := range boxes {
		boxes[i] = geo.EmptyRect
		if c := m.cells.at(i); c != nil {
			boxes[i] = c.box
		}
	}
	m.index, m.recent = &geo.BoxTree{}, nil
	m.index.BuildSorted(boxes)
}

// parentLines finds the border of the parents at a point.
type parentLines struct {
	edges   [][2]geo.Point
	parents []int32 // of each edge
	tree    geo.BoxTree
}

func parentLinesOf(parents []geo.MultiPolygon) func() *parentLines {
	return sync.OnceValue(func() *parentLines {
		l := &parentLines{}
		var boxes []geo.Rect
		for i, p := range parents {
			p.Edges(func(a, b geo.Point) {
				l.edges, l.parents = append(l.edges, [2]geo.Point{a, b}), append(l.parents, int32(i)) //nolint:gosec // an index
				boxes = append(boxes, geo.EmptyRect.Extend(a).Extend(b))
			})
		}
		l.tree.BuildSorted(boxes)
		return l
	})
}

// fits reports whether a vertex may be put on an edge: where the edge runs along a parent's border, that has to pass the
// vertex's lattice square too. Rounding has moved the edge by less than a square from it.
func (l *parentLines) fits(at, a, b geo.Point) bool {
	along, passes := false, false
	l.tree.Search(geo.Rect{Min: at, Max: at}.Grow(2), func(i int) bool {
		p, q := l.edges[i][0], l.edges[i][1]
		if geo.InPixel(a, p, q) && geo.InPixel(b, p, q) {
			along = true
			passes = passes || geo.InPixel(at, p, q)
		}
		return true
	})
	return passes || !along
}

// along reports whether an edge runs along the border of a parent.
func (l *parentLines) along(parent int32, a, b geo.Point) bool {
	found := false
	l.tree.Search(geo.EmptyRect.Extend(a).Extend(b).Grow(1), func(i int) bool {
		p, q := l.edges[i][0], l.edges[i][1]
		found = l.parents[i] == parent && geo.InPixel(a, p, q) && geo.InPixel(b, p, q)
		return !found
	})
	return found
}
