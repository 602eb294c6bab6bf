package locate

import "wangge/geo"

// slant is an edge that spans rows: those from lo's to the one below hi's. A point of such a row has it in the west where the
// edge passes west of it or through it.
type slant struct{ lo, hi geo.Point }

// reach gives the westernmost column at which a point of the row has the edge in the west.
func (s slant) reach(y int64) int64 {
	dx, dy := int64(s.hi.X)-int64(s.lo.X), int64(s.hi.Y)-int64(s.lo.Y)
	return int64(s.lo.X) + ceilDiv(dx*(y-int64(s.lo.Y)), dy)
}

// beyond gives the rows in which the edge passes east of the point in column x, of those from south to north−1.
func (s slant) beyond(x, south, north int64) (from, to int64) {
	dx, dy := int64(s.hi.X)-int64(s.lo.X), int64(s.hi.Y)-int64(s.lo.Y)
	off := (x - int64(s.lo.X)) * dy
	switch {
	case dx > 0:
		return min(north, max(south, int64(s.lo.Y)+floorDiv(off, dx)+1)), north
	case dx < 0:
		return south, max(south, min(north, int64(s.lo.Y)+ceilDiv(-off, -dx)))
	case off < 0:
		return south, north
	default:
		return south, south
	}
}

// within gives the rows in which the edge passes between two columns: east of the point in one, and not of that in the other.
func (s slant) within(west, east, south, north int64) (from, to int64) {
	from, to = s.beyond(west, south, north)
	f, t := s.beyond(east, from, to)
	if f == t {
		return from, to
	}
	if f == from {
		return t, to
	}
	return from, f
}

// beside tells how two edges that share a row lie: -1 where s lies west of t in all rows that both span, 1 where it lies east,
// 0 where they lie on one line. They are unordered where they cross.
func (s slant) beside(t slant) (side int, ordered bool) {
	var start, end int
	if s.lo.Y >= t.lo.Y {
		start = -geo.Orient(t.lo, t.hi, s.lo)
	} else {
		start = geo.Orient(s.lo, s.hi, t.lo)
	}
	if s.hi.Y <= t.hi.Y {
		end = -geo.Orient(t.lo, t.hi, s.hi)
	} else {
		end = geo.Orient(s.lo, s.hi, t.hi)
	}
	if start == 0 {
		start = end
	}
	return start, start*end >= 0
}

// crossing gives the lowest row of the points just east of column x that lie north of the edge ab, which spans that column: a
// lies west of it or in it, b east.
func crossing(a, b geo.Point, x int64) int64 {
	dx, dy := int64(b.X)-int64(a.X), int64(b.Y)-int64(a.Y)
	up := dy * (x - int64(a.X))
	if dy > 0 {
		return int64(a.Y) + floorDiv(up, dx) + 1
	}
	return int64(a.Y) + ceilDiv(up, dx)
}
