package topology

import (
	"slices"

	"wangge/geo"
)

// MoveVertex moves a vertex, a node or not, for all cells that have it. Vertices of the parents' borders stay where they are.
func (m *Map) MoveVertex(at, to geo.Point) (*Map, []int, error) {
	cells := m.At(at)
	if len(cells) == 0 {
		return nil, nil, fail(NoVertex, at)
	}
	if at == to {
		return m, nil, nil
	}
	shapes, lines := map[int]geo.MultiPolygon{}, map[int]geo.Line{}
	for _, i := range cells {
		if err := m.moveOnArcs(i, at, to, lines); err != nil {
			return nil, nil, err
		}
		shapes[i] = moved(m.cells.at(i).shape, at, to)
	}
	touched := m.touched(cells)
	return m.redraw(shapes, lines, func(p geo.Point) bool {
		if p != to {
			return touched(p)
		}
		return touched(at) && !slices.ContainsFunc(cells, func(i int) bool { return hasVertex(m.cells.at(i).shape, to) })
	})
}

// moveOnArcs adds the new lines of the arcs around a cell that have the vertex.
func (m *Map) moveOnArcs(i int, at, to geo.Point, lines map[int]geo.Line) error {
	var err error
	m.eachHalf(i, func(h Half) {
		a := m.arcs.at(h.Arc())
		if lines[h.Arc()] != nil || !slices.Contains(a.Line, at) {
			return
		}
		if m.bound(a) {
			err = fail(ParentLine, at)
		}
		line := slices.Clone(a.Line)
		replace(line, at, to)
		lines[h.Arc()] = line
	})
	return err
}

// moved gives a shape with a vertex elsewhere. It shares the rings without the vertex.
func moved(m geo.MultiPolygon, at, to geo.Point) geo.MultiPolygon {
	m = slices.Clone(m)
	for i, p := range m {
		m[i] = slices.Clone(p)
		for k, r := range p {
			if slices.Contains(r, at) {
				m[i][k] = slices.Clone(r)
				replace(m[i][k], at, to)
			}
		}
	}
	return m
}

func replace(points []geo.Point, at, to geo.Point) {
	for i := range points {
		if points[i] == at {
			points[i] = to
		}
	}
}

func hasVertex(m geo.MultiPolygon, at geo.Point) bool {
	return slices.ContainsFunc(m, func(p geo.Polygon) bool {
		return slices.ContainsFunc(p, func(r geo.Ring) bool { return slices.Contains(r, at) })
	})
}

func firstOf(l geo.Line) geo.Point {
	if len(l) == 0 {
		return geo.Point{}
	}
	return l[0]
}

func reversed(l geo.Line) geo.Line {
	l = slices.Clone(l)
	slices.Reverse(l)
	return l
}

// replaceRun gives the shape with a run of one of its rings replaced by another one with the same ends.
func replaceRun(m geo.MultiPolygon, old, now geo.Line) geo.MultiPolygon {
	m = m.Clone()
	for _, p := range m {
		for k, r := range p {
			n := len(r)
			for i := range r {
				if r[i] != old[0] || r[(i+1)%n] != old[1] {
					continue
				}
				turned := slices.Concat(r[i:], r[:i]) // begins with the run
				p[k] = slices.Concat(geo.Ring(now[:len(now)-1]), turned[len(old)-1:])
				return m
			}
		}
	}
	return m
}
