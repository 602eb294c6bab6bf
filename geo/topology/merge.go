package topology

import (
	"wangge/geo"
)

// Merge makes one cell of two that share a border. It keeps the number of the first; the second is no more.
func (m *Map) Merge(keep, gone int) (*Map, []int, error) {
	e, err := m.merge(edit{shapes: map[int]geo.MultiPolygon{}}, keep, gone)
	if err != nil {
		return nil, nil, err
	}
	return m.commit(e)
}

// merge prepares a Merge on top of what an edit has done already.
func (m *Map) merge(e edit, keep, gone int) (edit, error) {
	a, b := m.shapeIn(e, keep), m.shapeIn(e, gone)
	if a == nil || b == nil || keep == gone {
		return e, fail(NoCell, geo.Point{})
	}
	if m.homeIn(e, keep) != m.homeIn(e, gone) {
		return e, fail(OtherParent, b[0][0][0])
	}
	if !adjacent(a, b) {
		return e, fail(NotAdjacent, b[0][0][0])
	}
	e.shapes[keep], e.shapes[gone], e.touch = Union(a, b), nil, true
	return e, nil
}

func (m *Map) shapeIn(e edit, i int) geo.MultiPolygon {
	if shape, ok := e.shapes[i]; ok {
		return shape
	}
	return m.Shape(i)
}

func (m *Map) homeIn(e edit, i int) int32 {
	if c := m.cell(i); c != nil {
		return c.home
	}
	return e.home
}

func adjacent(a, b geo.MultiPolygon) bool {
	edges := map[[2]geo.Point]bool{}
	a.Edges(func(p, q geo.Point) { edges[[2]geo.Point{q, p}] = true })
	found := false
	b.Edges(func(p, q geo.Point) { found = found || edges[[2]geo.Point{p, q}] })
	return found
}

// Transfer cuts a piece from one cell by a line, as Split does, and gives it to a neighbour. The piece is the smaller one.
func (m *Map) Transfer(from, to int, line geo.Line) (*Map, []int, error) {
	if m.cell(to) == nil || from == to {
		return nil, nil, fail(NoCell, firstOf(line))
	}
	e, piece, err := m.split(from, line)
	if err != nil {
		return nil, nil, err
	}
	for _, i := range [2]int{from, piece} { // the line itself has to be a sound one
		if err := proveShape(e.shapes[i], m.touched([]int{from})); err != nil {
			return nil, nil, err
		}
	}
	if e, err = m.merge(e, to, piece); err != nil {
		return nil, nil, err
	}
	delete(e.shapes, piece)
	return m.commit(e)
}

// Dissolve takes a cell away and gives its ground to one neighbour: the given one, or, for Outside, the one of the same
// parent with which it shares the longest border (of several the one with the lowest number).
func (m *Map) Dissolve(i, into int) (*Map, []int, error) {
	if m.cell(i) == nil {
		return nil, nil, fail(NoCell, geo.Point{})
	}
	if into == Outside {
		if into = m.longest(i); into == Outside {
			return nil, nil, fail(NotAdjacent, m.Shape(i)[0][0][0])
		}
	}
	return m.Merge(into, i)
}

func (m *Map) longest(i int) int {
	length := map[int]float64{}
	m.eachHalf(i, func(h Half) {
		if right := m.right(h); right != Outside && m.cells.at(right).home == m.cells.at(i).home {
			length[right] += m.arcs.at(h.Arc()).Line.LengthM()
		}
	})
	best := Outside
	for _, j := range m.Neighbours(i) {
		if l, ok := length[j]; ok && (best == Outside || l > length[best]) {
			best = j
		}
	}
	return best
}
