package coverage

import (
	"wangge/geo"
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
	noded, err := node(edges)
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

// condense adds the edges of a shape as they matter within a window: those that may meet it stay, and a run of edges that
// lies beyond one of its sides is replaced by one edge there, which passes the window on the same side. So the winding
// number of every point of the window stays as it was.
func condense(edges []edge, m geo.MultiPolygon, window geo.Rect, owner, weight int32) []edge {
	for _, p := range m {
		for _, r := range p {
			edges = condenseRing(edges, r, window, owner, weight)
		}
	}
	return edges
}

func condenseRing(edges []edge, r geo.Ring, window geo.Rect, owner, weight int32) []edge {
	n := len(r)
	for i := 0; i < n; {
		beyond := sides(r[i], window)
		j := i + 1
		for k := j; k <= n && beyond&sides(r[k%n], window) != 0; k++ {
			beyond &= sides(r[k%n], window)
			j = k
		}
		if a, b := r[i], r[j%n]; a != b {
			edges = append(edges, edge{a, b, owner, weight})
		}
		i = j
	}
	return edges
}

// sides tells beyond which sides of the window a point lies (the outcode of Cohen and Sutherland).
func sides(p geo.Point, window geo.Rect) int {
	s := 0
	if p.X < window.Min.X {
		s = 1
	} else if p.X > window.Max.X {
		s = 2
	}
	if p.Y < window.Min.Y {
		s |= 4
	} else if p.Y > window.Max.Y {
		s |= 8
	}
	return s
}
