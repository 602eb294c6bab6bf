package hexagon

import (
	"math"
	"math/rand/v2"
	"testing"

	"wangge/geo"
)

// H3 itself is the judge: of points all over the earth, close together, and around the pentagons.
func TestTheFinestCellIsThatOfH3(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(13, 1))
	same := func(p geo.Point) {
		t.Helper()
		if want, got := call(p, Finest), At(p, Finest); got != want {
			t.Fatalf("%v lies in %v, and H3 says %v", p, got, want)
		}
	}
	for range 200_000 {
		lat := math.Asin(2*r.Float64()-1) * 180 / math.Pi
		same(geo.Point{X: int32((r.Float64()*360 - 180) * geo.Unit), Y: int32(lat * geo.Unit)})
	}
	for range 200_000 {
		same(geo.Point{X: 1169734000 + r.Int32N(6e6) - 3e6, Y: 354033000 + r.Int32N(6e6) - 3e6})
	}
	for f := range faces { // the pentagons are the corners of the faces, 37.4 degrees from their middles
		for range 5000 {
			m := faces[f].middle
			x, y := faceAxes[f].lng+(r.Float64()-0.5)*1.5, faceAxes[f].lat+(r.Float64()-0.5)*1.5
			if math.Abs(y) < math.Pi/2 && m[2] != 0 {
				same(geo.Point{X: int32(math.Remainder(x, 2*math.Pi) * 180 / math.Pi * geo.Unit * 0.999999), Y: int32(y * 180 / math.Pi * geo.Unit)})
			}
		}
	}
	for _, p := range []geo.Point{{}, {Y: 90 * geo.Unit}, {Y: -90 * geo.Unit}, {X: 180 * geo.Unit}, {X: -180 * geo.Unit, Y: 1}} {
		same(p)
	}
}

func BenchmarkFinest(b *testing.B) {
	p := geo.Point{X: 1169734000, Y: 354033000}
	for name, f := range map[string]func(geo.Point, int) Cell{"wangge": At, "h3": call} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				f(p, Finest)
				p.X += 1234
			}
		})
	}
}
