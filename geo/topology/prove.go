package topology

import (
	"wangge/geo"
	"wangge/geo/coverage"
)

// prove tells whether the edges before and after cancel, and whether the new shapes are valid (package doc).
func (m *Map) prove(e edit, numbers []int) error {
	mayTouch := anywhere
	if !e.touch {
		mayTouch = m.touched(numbers)
	}
	for _, i := range numbers {
		if shape := e.shapes[i]; shape != nil && !sameShape(shape, m.Shape(i)) {
			if err := proveShape(shape, mayTouch); err != nil {
				return err
			}
		}
	}
	net := map[[2]geo.Point]int{}
	count := func(a, b geo.Point, n int) {
		if b.Less(a) {
			a, b, n = b, a, -n
		}
		if net[[2]geo.Point{a, b}] += n; net[[2]geo.Point{a, b}] == 0 {
			delete(net, [2]geo.Point{a, b})
		}
	}
	for _, i := range numbers {
		m.Shape(i).Edges(func(a, b geo.Point) { count(a, b, -1) })
		e.shapes[i].Edges(func(a, b geo.Point) { count(a, b, 1) })
	}
	for _, c := range e.cuts {
		count(c.a, c.b, 1)
		count(c.a, c.at, -1)
		count(c.at, c.b, -1)
	}
	if !e.filled {
		for edge := range net {
			return fail(NotSound, edge[0])
		}
	}
	return nil
}

// proveShape tells whether a shape is valid and touches itself nowhere but where it may.
func proveShape(m geo.MultiPolygon, mayTouch func(geo.Point) bool) error {
	if len(m) == 0 {
		return fail(Collapse, geo.Point{})
	}
	for _, p := range m {
		for k, r := range p {
			switch sign := r.Sign(); {
			case len(r) == 0:
				return fail(Collapse, geo.Point{})
			case len(r) < 3, sign == 0, (sign > 0) != (k == 0):
				return fail(Collapse, r[0])
			}
			for j, at := range r {
				if at == r[(j+1)%len(r)] {
					return fail(Crossing, at)
				}
			}
		}
	}
	invalid, touching := coverage.Valid(m)
	if len(invalid) > 0 {
		return fail(Crossing, invalid[0])
	}
	for _, at := range touching {
		if !mayTouch(at) {
			return fail(Crossing, at)
		}
	}
	for _, p := range m {
		if _, found := (geo.MultiPolygon{p}).Core(); !found { // nobody could say in which parent it lies
			return fail(Collapse, p[0][0])
		}
	}
	return nil
}

// touches gives the places where a valid shape touches itself.
func touches(m geo.MultiPolygon) []geo.Point {
	_, touching := coverage.Valid(m)
	return touching
}

// touched tells where any of some cells touches itself already. It looks when it is first asked, which is seldom.
func (m *Map) touched(cells []int) func(geo.Point) bool {
	var places map[geo.Point]bool
	return func(p geo.Point) bool {
		if places == nil {
			places = map[geo.Point]bool{}
			for _, i := range cells {
				if shape := m.Shape(i); shape != nil {
					for _, q := range touches(shape) {
						places[q] = true
					}
				}
			}
		}
		return places[p]
	}
}

// anywhere lets cells touch themselves.
func anywhere(geo.Point) bool { return true }
