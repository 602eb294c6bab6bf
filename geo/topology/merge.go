package topology

import (
	"slices"

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
	e.shapes[keep], e.shapes[gone], e.touch = union(a, b), nil, true
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
		if err := proveShape(e.shapes[i], false); err != nil {
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

// Insert makes a cell of free ground: a gap that other cells and the parents' border enclose, such as the check reports. It
// gives the number of the new cell. Vertices that the cells around have on the way are taken in.
func (m *Map) Insert(shape geo.MultiPolygon) (next *Map, number int, changed []int, err error) {
	if len(shape) == 0 || len(shape[0]) == 0 || len(shape[0][0]) < 3 {
		return nil, 0, nil, fail(Collapse, geo.Point{})
	}
	e := edit{shapes: map[int]geo.MultiPolygon{}, filled: true}
	near := m.near(shape.Bound().Grow(1))
	open := map[[2]geo.Point]int{} // edges with the outside on their right, reversed: as the new cell has to have them
	var corners []geo.Point
	for _, i := range near {
		m.eachHalf(i, func(h Half) {
			if right := m.right(h); right != Outside {
				return
			}
			line := m.line(h)
			for j := 1; j < len(line); j++ {
				open[[2]geo.Point{line[j], line[j-1]}] = i
				corners = append(corners, line[j])
			}
		})
	}
	shape = withCorners(shape, corners)
	if at, ok := m.free(shape, open); !ok {
		return nil, 0, nil, fail(NotFree, at)
	}
	shape.Edges(func(a, b geo.Point) {
		if i, ok := open[[2]geo.Point{a, b}]; ok {
			e.shapes[i], e.home = m.cells.at(i).shape, m.cells.at(i).home
		}
	})
	number = m.cells.length
	e.shapes[number] = shape
	next, changed, err = m.commit(e)
	return next, number, changed, err
}

// free reports whether every edge of a shape is the other side of an open one, or a part of the parents' border.
func (m *Map) free(shape geo.MultiPolygon, open map[[2]geo.Point]int) (at geo.Point, ok bool) {
	ok = true
	beside := false
	shape.Edges(func(a, b geo.Point) {
		_, shared := open[[2]geo.Point{a, b}]
		beside = beside || shared
		if !shared && !m.lines().along(a, b) && ok {
			at, ok = a, false
		}
	})
	if !beside && ok {
		return shape[0][0][0], false
	}
	return at, ok
}

// withCorners puts the corners that lie on a shape's edges into them.
func withCorners(m geo.MultiPolygon, corners []geo.Point) geo.MultiPolygon {
	out := make(geo.MultiPolygon, len(m))
	for i, p := range m {
		out[i] = make(geo.Polygon, len(p))
		for k, r := range p {
			for j, a := range r {
				b := r[(j+1)%len(r)]
				out[i][k] = append(out[i][k], a)
				var on []geo.Point
				for _, c := range corners {
					if c != a && c != b && !slices.Contains(on, c) && geo.InPixel(c, a, b) {
						on = append(on, c)
					}
				}
				slices.SortFunc(on, func(p, q geo.Point) int { return geo.CompareAlong(p, q, a, b) })
				out[i][k] = append(out[i][k], on...)
			}
		}
	}
	return out
}
