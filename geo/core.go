package geo

import "math"

// Core gives a point inside the shape from which every border is two lattice steps away, and whether it found one: the middle
// of the box, or Inner. Such a point tells in which of several larger figures the shape lies, whose borders may run
// beside its own by a rounding.
func (m MultiPolygon) Core() (at Point, found bool) {
	if at = m.Bound().Middle(); m.Side(at) == Inside && m.clear(at) {
		return at, true
	}
	at = m.Inner()
	return at, m.Side(at) == Inside && m.clear(at)
}

// clear reports whether no edge passes p within two lattice steps, measured along the flatter axis.
func (m MultiPolygon) clear(p Point) bool {
	const steps = 2
	for _, part := range m {
		for _, r := range part {
			for i, b := range r {
				a := r[(i+len(r)-1)%len(r)]
				if !EmptyRect.Extend(a).Extend(b).Grow(steps).Contains(p) {
					continue
				}
				dx, dy := float64(int64(b.X)-int64(a.X)), float64(int64(b.Y)-int64(a.Y))
				off := dx*float64(int64(p.Y)-int64(a.Y)) - dy*float64(int64(p.X)-int64(a.X))
				if math.Abs(off) <= steps*max(math.Abs(dx), math.Abs(dy)) {
					return false
				}
			}
		}
	}
	return true
}
