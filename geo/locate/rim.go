package locate

import "wangge/geo"

// onRim gives the owner of a point that no cell has just north of due east of it: the cell that is met first, turning on from
// there, if the point lies on a border at all, as a piece of the leaf must tell.
func (x *Index) onRim(leaf []uint32, s spot, p geo.Point) (cell int, ok bool) {
	if !meets(leaf, s, p) {
		return 0, false
	}
	t := turn{at: p}
	var best geo.Point
	for _, c := range x.members[s.page] {
		if !x.cells.at(int(c)).box.Contains(p) {
			continue
		}
		if d, touches := t.first(x.shape(c)); touches && (!ok || t.compare(d, best) < 0) {
			cell, best, ok = int(c), d, true
		}
	}
	return cell, ok
}

// meets reports whether an edge of the leaf, or an upright line that stands for some, passes through the point.
func meets(leaf []uint32, s spot, p geo.Point) bool {
	head, words := leaf[0], leaf[2:]
	for range head >> headBits {
		if head&wide == 0 {
			if (*narrow)(words).meets(s.x, s.y) {
				return true
			}
			words = words[narrowSize:]
			continue
		}
		if (*broad)(words).meets(p) {
			return true
		}
		words = words[wideSize:]
	}
	return false
}

// turn looks around from a point, counter-clockwise from just north of due east; due east comes last. A direction is given by
// a point that lies there.
type turn struct{ at geo.Point }

// first gives the direction in which a cell's border leaves the point that comes first. Where an even number of edges leave in the
// same direction, they bound nothing.
func (t turn) first(m geo.MultiPolygon) (first geo.Point, touches bool) {
	past := t.at // directions up to this one bound nothing
	for {
		n := 0
		see := func(d geo.Point) {
			switch {
			case d == t.at || past != t.at && t.compare(d, past) <= 0:
			case n == 0 || t.compare(d, first) < 0:
				first, n = d, 1
			case t.compare(d, first) == 0:
				n++
			}
		}
		for _, part := range m {
			for _, r := range part {
				for i, b := range r {
					if a := r[max(i, 1)-1]; i > 0 && geo.OnSegment(t.at, a, b) {
						see(a)
						see(b)
					}
				}
				if n := len(r); n > 0 && geo.OnSegment(t.at, r[n-1], r[0]) {
					see(r[n-1])
					see(r[0])
				}
			}
		}
		if n%2 == 1 || n == 0 {
			return first, n > 0
		}
		past = first
	}
}

func (t turn) compare(d, e geo.Point) int {
	if h := t.half(d) - t.half(e); h != 0 {
		return h
	}
	return -geo.Orient(t.at, d, e)
}

// half is 0 for directions to the north and due west, 1 for those to the south and due east.
func (t turn) half(d geo.Point) int {
	if d.Y > t.at.Y || d.Y == t.at.Y && d.X < t.at.X {
		return 0
	}
	return 1
}
