package geo

import (
	"cmp"
	"math/bits"
)

// Orient tells on which side of the directed line a→b the point c lies: 1 left, -1 right, 0 on it.
//
// Longitude differences fit 33 bits and latitude differences 32, so each product fits int64 and
// comparing the two products instead of subtracting them is exact over the whole earth.
func Orient(a, b, c Point) int {
	l := (int64(b.X) - int64(a.X)) * (int64(c.Y) - int64(a.Y))
	r := (int64(b.Y) - int64(a.Y)) * (int64(c.X) - int64(a.X))
	return cmp.Compare(l, r)
}

// OnSegment reports whether p lies on the closed segment ab.
func OnSegment(p, a, b Point) bool {
	return min(a.X, b.X) <= p.X && p.X <= max(a.X, b.X) &&
		min(a.Y, b.Y) <= p.Y && p.Y <= max(a.Y, b.Y) &&
		Orient(a, b, p) == 0
}

// Cross reports whether the open segments ab and cd meet in exactly one point that is inside both.
func Cross(a, b, c, d Point) bool {
	return Orient(a, b, c)*Orient(a, b, d) < 0 && Orient(c, d, a)*Orient(c, d, b) < 0
}

// Touch reports whether the closed segments ab and cd share a point.
func Touch(a, b, c, d Point) bool {
	return Cross(a, b, c, d) || OnSegment(a, c, d) || OnSegment(b, c, d) || OnSegment(c, a, b) || OnSegment(d, a, b)
}

// Side is where a point lies in relation to a figure.
type Side int

// Sides of a figure.
const (
	Outside Side = iota
	Border
	Inside
)

// Side tells whether p is inside the ring, on it, or outside, by the even-odd rule.
func (r Ring) Side(p Point) Side {
	in := false
	for i, b := range r {
		a := r[(i+len(r)-1)%len(r)]
		if (a.Y > p.Y) == (b.Y > p.Y) {
			if a.Y == p.Y && b.Y == p.Y && min(a.X, b.X) <= p.X && p.X <= max(a.X, b.X) || b == p {
				return Border
			}
			continue
		}
		if a.Y > b.Y {
			a, b = b, a
		}
		switch Orient(a, b, p) {
		case 0:
			return Border
		case 1:
			in = !in
		}
	}
	if in {
		return Inside
	}
	return Outside
}

// Side tells where p lies: a hole's rim belongs to the border, its inside is outside.
func (p Polygon) Side(q Point) Side {
	if len(p) == 0 {
		return Outside
	}
	s := p[0].Side(q)
	if s != Inside {
		return s
	}
	for _, hole := range p[1:] {
		switch hole.Side(q) {
		case Inside:
			return Outside
		case Border:
			return Border
		case Outside:
		}
	}
	return Inside
}

// Side tells where p lies in relation to all parts.
func (m MultiPolygon) Side(q Point) Side {
	best := Outside
	for _, p := range m {
		best = max(best, p.Side(q))
	}
	return best
}

// Sign tells which way the ring runs: 1 counter-clockwise, -1 clockwise, 0 where its signed area is zero.
// The sum is taken in 128 bits, so no ring on earth overflows it.
func (r Ring) Sign() int {
	if len(r) < 3 {
		return 0
	}
	var hi int64
	var lo uint64
	add := func(v int64) {
		var carry uint64
		lo, carry = bits.Add64(lo, uint64(v), 0)
		hi += v>>63 + int64(carry)
	}
	o := r[0]
	for i := 1; i+1 < len(r); i++ {
		ax, ay := int64(r[i].X)-int64(o.X), int64(r[i].Y)-int64(o.Y)
		bx, by := int64(r[i+1].X)-int64(o.X), int64(r[i+1].Y)-int64(o.Y)
		add(ax * by)
		add(-ay * bx)
	}
	switch {
	case hi < 0:
		return -1
	case hi > 0 || lo > 0:
		return 1
	default:
		return 0
	}
}
