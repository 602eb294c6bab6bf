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
	e := edit{shapes: map[int]geo.MultiPolygon{}}
	for _, i := range cells {
		bound := false
		m.eachHalf(i, func(h Half) {
			a := m.arcs.at(h.Arc())
			bound = bound || m.bound(a) && slices.Contains(a.Line, at)
		})
		if bound {
			return nil, nil, fail(ParentLine, at)
		}
		e.shapes[i] = m.cells.at(i).shape.Clone()
		for _, p := range e.shapes[i] {
			for _, r := range p {
				for k := range r {
					if r[k] == at {
						r[k] = to
					}
				}
			}
		}
	}
	return m.commit(e)
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
