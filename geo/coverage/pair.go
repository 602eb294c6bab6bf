package coverage

import (
	"wangge/geo"
	"wangge/geo/arrangement"
)

// overlay is what two shapes share and what only one of them covers, within a window.
type overlay struct {
	both, onlyA, onlyB []face
}

// compare lays two valid shapes over each other within the window, in which alone the result is true: what lies beyond is
// condensed, so that a large neighbour costs no more than the part of it that is looked at.
func compare(a, b geo.MultiPolygon, window geo.Rect) (overlay, error) {
	near := window.Grow(2) // borders snap by less than a unit
	edges := condense(nil, a, near, 0, 1)
	edges = condense(edges, b, near, 1, 2)
	noded, err := arrangement.Node(edges)
	if err != nil {
		return overlay{}, err
	}
	var o overlay
	for _, f := range arrange(noded, false) {
		if !f.shape.Bound().Intersects(window) {
			continue
		}
		switch f.winding {
		case 1:
			o.onlyA = append(o.onlyA, f)
		case 2:
			o.onlyB = append(o.onlyB, f)
		case 3:
			o.both = append(o.both, f)
		}
	}
	return o, nil
}

// condense adds the edges of a shape as they matter within a window.
func condense(edges []arrangement.Edge, m geo.MultiPolygon, window geo.Rect, owner, weight int32) []arrangement.Edge {
	arrangement.Condense(m, window, func(a, b geo.Point) {
		edges = append(edges, arrangement.Edge{A: a, B: b, Owner: owner, Weight: weight})
	})
	return edges
}
