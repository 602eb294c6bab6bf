package topology

import (
	"slices"

	"wangge/geo"
)

// Insert makes a cell of free ground: a gap that other cells and the border of its parent enclose, such as the check reports. It
// gives the number of the new cell. Vertices that the cells around have on the way are taken in.
func (m *Map) Insert(shape geo.MultiPolygon) (next *Map, number int, changed []int, err error) {
	if err := proveShape(shape, anywhere); err != nil {
		return nil, 0, nil, err
	}
	near := m.near(shape.Bound().Grow(1))
	open := m.open(near)
	e := edit{shapes: map[int]geo.MultiPolygon{}, home: m.homeOf(shape), filled: true, touch: true}
	shape = withCorners(shape, open)
	if at, ok := m.free(shape, e.home, open, near); !ok {
		return nil, 0, nil, fail(NotFree, at)
	}
	shape.Edges(func(a, b geo.Point) {
		if i, ok := open[[2]geo.Point{a, b}]; ok {
			e.shapes[i] = m.cells.at(i).shape
		}
	})
	number = m.cells.length
	e.shapes[number] = shape
	next, changed, err = m.commit(e)
	return next, number, changed, err
}

// homeOf gives the parent that holds a shape, or -1; where there is none, all ground is that of the first.
func (m *Map) homeOf(shape geo.MultiPolygon) int32 {
	if len(m.parents) == 0 {
		return 0
	}
	p, _ := shape.Core()
	return int32(slices.IndexFunc(m.parents, func(s geo.MultiPolygon) bool { //nolint:gosec // an index
		return s.Bound().Contains(p) && s.Side(p) == geo.Inside
	}))
}

// open gives the edges of cells that have the outside on their right, reversed: as a new cell there has to have them.
func (m *Map) open(cells []int) map[[2]geo.Point]int {
	open := map[[2]geo.Point]int{}
	for _, i := range cells {
		m.eachHalf(i, func(h Half) {
			if m.right(h) != Outside {
				return
			}
			line := m.line(h)
			for j := 1; j < len(line); j++ {
				open[[2]geo.Point{line[j], line[j-1]}] = i
			}
		})
	}
	return open
}

// free reports whether a shape is ground of a parent that no cell has. Every edge of it is the other side of an open one of
// that parent's cells, or runs along the parent's border; so it holds a cell whole or not at all, and it holds none.
func (m *Map) free(shape geo.MultiPolygon, home int32, open map[[2]geo.Point]int, near []int) (at geo.Point, ok bool) {
	ok = true
	shape.Edges(func(a, b geo.Point) {
		i, shared := open[[2]geo.Point{a, b}]
		if ok && (!shared || m.cells.at(i).home != home) && !m.lines().along(home, a, b) {
			at, ok = a, false
		}
	})
	for _, i := range near {
		if inner := m.cells.at(i).shape.Inner(); ok && shape.Side(inner) == geo.Inside {
			return inner, false
		}
	}
	return at, ok
}

// withCorners puts the corners of open edges that lie on a shape's edges into them. Rings that pass a vertex again are cut there.
func withCorners(m geo.MultiPolygon, open map[[2]geo.Point]int) geo.MultiPolygon {
	corners := make(map[geo.Point]bool, len(open))
	for edge := range open {
		corners[edge[0]] = true
	}
	var rings []geo.Ring
	for _, p := range m {
		for _, r := range p {
			var full geo.Ring
			for j, a := range r {
				full = append(append(full, a), onEdge(corners, a, r[(j+1)%len(r)])...)
			}
			rings = append(rings, cutLoops(full)...)
		}
	}
	return assemble(rings)
}

// onEdge gives the points between a and b, in order.
func onEdge(points map[geo.Point]bool, a, b geo.Point) (on []geo.Point) {
	box := geo.EmptyRect.Extend(a).Extend(b).Grow(1)
	for p := range points {
		if p != a && p != b && box.Contains(p) && geo.InPixel(p, a, b) {
			on = append(on, p)
		}
	}
	slices.SortFunc(on, func(p, q geo.Point) int { return geo.CompareAlong(p, q, a, b) })
	return on
}
