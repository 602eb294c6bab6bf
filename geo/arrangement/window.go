package arrangement

import "wangge/geo"

// Condense gives the edges of a shape as they matter within a window: those that may meet it stay, and a run of edges that
// lies beyond one of its sides is replaced by one edge there, which passes the window on the same side. So the winding
// number of every point of the window stays as it was.
func Condense(m geo.MultiPolygon, window geo.Rect, yield func(a, b geo.Point)) {
	for _, p := range m {
		for _, r := range p {
			condenseRing(r, window, yield)
		}
	}
}

func condenseRing(r geo.Ring, window geo.Rect, yield func(a, b geo.Point)) {
	n := len(r)
	for i := 0; i < n; {
		beyond := sides(r[i], window)
		j := i + 1
		for k := j; k <= n && beyond&sides(r[k%n], window) != 0; k++ {
			beyond &= sides(r[k%n], window)
			j = k
		}
		if a, b := r[i], r[j%n]; a != b {
			yield(a, b)
		}
		i = j
	}
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
