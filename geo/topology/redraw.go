package topology

import (
	"maps"
	"slices"

	"wangge/geo"
)

// redraw gives cells new shapes and arcs new lines where nothing else of the graph changes: the same cells have the same arcs in
// the same order. So all edges cancel as they did, and the shapes alone are left to prove.
func (m *Map) redraw(shapes map[int]geo.MultiPolygon, lines map[int]geo.Line, mayTouch func(geo.Point) bool) (*Map, []int, error) {
	changed := slices.Sorted(maps.Keys(shapes))
	for _, i := range changed {
		if err := proveShape(shapes[i], mayTouch); err != nil {
			return nil, nil, err
		}
	}
	next := m.fork()
	for _, i := range changed {
		c := *m.cells.at(i)
		c.shape, c.box = shapes[i], shapes[i].Bound()
		next.cells.set(i, &c)
	}
	for i, line := range lines {
		a := *m.arcs.at(i)
		a.Line = line
		next.arcs.set(i, &a)
	}
	next.remember(changed)
	return next, changed, nil
}
