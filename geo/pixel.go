package geo

import (
	"cmp"
	"math"
	"math/bits"
)

// Crossing gives the lattice point nearest to where the segments ab and cd cross inside both.
//
// The parameter is a quotient of two cross products; each fits 64 bits plus a little, and the rounding of the float is far below half a
// unit for edges shorter than a degree.
func Crossing(a, b, c, d Point) (Point, bool) {
	if !Cross(a, b, c, d) {
		return Point{}, false
	}
	ex, ey := float64(b.X)-float64(a.X), float64(b.Y)-float64(a.Y)
	fx, fy := float64(d.X)-float64(c.X), float64(d.Y)-float64(c.Y)
	t := ((float64(c.X)-float64(a.X))*fy - (float64(c.Y)-float64(a.Y))*fx) / (ex*fy - ey*fx)
	return Point{X: int32(math.Round(float64(a.X) + t*ex)), Y: int32(math.Round(float64(a.Y) + t*ey))}, true
}

// InPixel tells whether segment ab meets the half-open unit square around q: [x−½, x+½) × [y−½, y+½).
// All numbers are doubled, so the corners are integers.
func InPixel(q, a, b Point) bool {
	if q == a || q == b {
		return true
	}
	ax, ay := 2*(int64(a.X)-int64(q.X)), 2*(int64(a.Y)-int64(q.Y))
	bx, by := 2*(int64(b.X)-int64(q.X)), 2*(int64(b.Y)-int64(q.Y))
	if max(ax, bx) < -1 || min(ax, bx) >= 1 || max(ay, by) < -1 || min(ay, by) >= 1 {
		return false
	}
	side := func(x, y int64) int { return compareProducts(bx-ax, y-ay, by-ay, x-ax) }
	sw, se, ne, nw := side(-1, -1), side(1, -1), side(1, 1), side(-1, 1)
	if min(sw, se, ne, nw) < 0 && max(sw, se, ne, nw) > 0 {
		return true // corners on both sides: it passes inside
	}
	return sw == 0 // it only grazes the square, of which the western and southern sides alone are part
}

// compareProducts compares a·b with c·d in 128 bits: doubled differences of the earth's longitudes overflow 64.
func compareProducts(a, b, c, d int64) int {
	lh, ll := product(a, b)
	rh, rl := product(c, d)
	return cmp.Or(cmp.Compare(lh, rh), cmp.Compare(ll, rl))
}

// product is a·b in two's complement of 128 bits.
func product(a, b int64) (hi int64, lo uint64) {
	h, l := bits.Mul64(uint64(a), uint64(b)) //nolint:gosec // the signs are put right below
	return int64(h) - a>>63&b - b>>63&a, l   //nolint:gosec // as above
}

// CompareAlong orders points by their projection on ab; the edge b→a orders them the other way round.
func CompareAlong(q, r, a, b Point) int {
	// (q − r) · (b − a), its two terms apart so that none overflows.
	if c := compareProducts(int64(q.X)-int64(r.X), int64(b.X)-int64(a.X), int64(r.Y)-int64(q.Y), int64(b.Y)-int64(a.Y)); c != 0 {
		return c
	}
	if b.Less(a) {
		return r.Compare(q)
	}
	return q.Compare(r)
}
