package geo_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"wangge/geo"
)

// The point is that of the half-open unit square in which the segments cross, on whichever side of a border of squares that is,
// for edges of a few units and across the earth.
func TestCrossingIsTheSquareOfTheCrossing(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 1))
	found := 0
	for range 100_000 {
		size := []int32{4, 9, 1000, 1 << 24, math.MaxInt32 - 1}[r.IntN(5)]
		corner := []int32{-2, 0, 1169700000}[r.IntN(3)]
		if size > 1<<24 {
			corner = 0
		}
		point := func() geo.Point {
			return geo.Point{X: corner + r.Int32N(size+1) - size/2, Y: r.Int32N(size+1) - size/2}
		}
		a, b, c, d := point(), point(), point(), point()
		p, ok := geo.Crossing(a, b, c, d)
		if ok != geo.Cross(a, b, c, d) {
			t.Fatalf("%v %v and %v %v: found %v", a, b, c, d, ok)
		}
		if !ok {
			continue
		}
		found++
		if want := crossingSquare(a, b, c, d); p != want {
			t.Fatalf("%v %v and %v %v cross at %v, want %v", a, b, c, d, p, want)
		}
		if !geo.InPixel(p, a, b) || !geo.InPixel(p, c, d) {
			t.Fatalf("%v %v and %v %v do not both pass %v", a, b, c, d, p)
		}
	}
	if found < 1000 {
		t.Errorf("only %d segments cross", found)
	}
}

// crossingSquare computes the crossing in rational numbers, and rounds halves upwards.
func crossingSquare(a, b, c, d geo.Point) geo.Point {
	cross := func(ax, ay, bx, by int64) *big.Rat {
		l, r := new(big.Int).Mul(big.NewInt(ax), big.NewInt(by)), new(big.Int).Mul(big.NewInt(ay), big.NewInt(bx))
		return new(big.Rat).SetInt(l.Sub(l, r))
	}
	ex, ey := int64(b.X)-int64(a.X), int64(b.Y)-int64(a.Y)
	fx, fy := int64(d.X)-int64(c.X), int64(d.Y)-int64(c.Y)
	t := new(big.Rat).Quo(cross(int64(c.X)-int64(a.X), int64(c.Y)-int64(a.Y), fx, fy), cross(ex, ey, fx, fy))
	at := func(from int32, by int64) int32 {
		v := new(big.Rat).Mul(t, new(big.Rat).SetInt64(by))
		v.Add(v, new(big.Rat).SetInt64(int64(from))).Add(v, big.NewRat(1, 2))
		return int32(new(big.Int).Div(v.Num(), v.Denom()).Int64()) //nolint:gosec // between the ends
	}
	return geo.Point{X: at(a.X, ex), Y: at(a.Y, ey)}
}
