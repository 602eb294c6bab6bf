package geo

import (
	"cmp"
	"math"
	"math/big"
	"math/bits"
)

// Crossing gives the lattice point in whose pixel (see InPixel) the segments ab and cd cross inside both.
func Crossing(a, b, c, d Point) (Point, bool) {
	if !Cross(a, b, c, d) {
		return Point{}, false
	}
	ex, ey := int64(b.X)-int64(a.X), int64(b.Y)-int64(a.Y)
	fx, fy := int64(d.X)-int64(c.X), int64(d.Y)-int64(c.Y)
	gx, gy := int64(c.X)-int64(a.X), int64(c.Y)-int64(a.Y)
	if x, y, sure := crossingNear(ex, ey, fx, fy, gx, gy); sure {
		return Point{X: a.X + x, Y: a.Y + y}, true
	}
	along, whole := bigCross(gx, gy, fx, fy), bigCross(ex, ey, fx, fy)
	return Point{X: a.X + roundedPart(ex, along, whole), Y: a.Y + roundedPart(ey, along, whole)}, true
}

// crossingNear gives how far from its beginning segment e crosses f, which begins g from there; sure where floats cannot be wrong: the
// products of edges below three degrees are exact, and the quotients good to far less than the margin.
func crossingNear(ex, ey, fx, fy, gx, gy int64) (x, y int32, sure bool) {
	const exact, margin = 1 << 25, 1e-6
	if max(ex, -ex, ey, -ey, fx, -fx, fy, -fy, gx, -gx, gy, -gy) > exact {
		return 0, 0, false
	}
	t := float64(gx*fy-gy*fx) / float64(ex*fy-ey*fx)
	px, py := t*float64(ex)+0.5, t*float64(ey)+0.5
	near := func(v float64) bool { return math.Abs(v-math.Round(v)) < margin } // the border of a pixel
	return int32(math.Floor(px)), int32(math.Floor(py)), !near(px) && !near(py)
}

func bigCross(ax, ay, bx, by int64) *big.Int {
	l, r := new(big.Int).Mul(big.NewInt(ax), big.NewInt(by)), new(big.Int).Mul(big.NewInt(ay), big.NewInt(bx))
	return l.Sub(l, r)
}

// roundedPart is v·part/whole, rounded, halves upwards.
func roundedPart(v int64, part, whole *big.Int) int32 {
	n := new(big.Int).Mul(big.NewInt(2*v), part) // floor(v·part/whole + ½) = floor((2·v·part + whole) / (2·whole))
	n.Add(n, whole)
	d := new(big.Int).Lsh(whole, 1)
	if d.Sign() < 0 {
		n.Neg(n)
		d.Neg(d)
	}
	return int32(n.Div(n, d).Int64()) //nolint:gosec // between the ends of a segment
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
