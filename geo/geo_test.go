package geo_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"wangge/geo"
)

func ring(xy ...int32) geo.Ring {
	r := make(geo.Ring, 0, len(xy)/2)
	for i := 0; i < len(xy); i += 2 {
		r = append(r, geo.Point{X: xy[i], Y: xy[i+1]})
	}
	return r
}

func TestOrientIsExactAcrossTheEarth(t *testing.T) {
	w, e := geo.Point{X: -1800000000, Y: -900000000}, geo.Point{X: 1800000000, Y: 900000000}
	if got := geo.Orient(w, e, geo.Point{}); got != 0 {
		t.Errorf("the origin lies on the diagonal, got %d", got)
	}
	if got := geo.Orient(w, e, geo.Point{Y: 1}); got != 1 {
		t.Errorf("one unit above the diagonal, got %d", got)
	}
	if got := geo.Orient(w, e, geo.Point{X: 1}); got != -1 {
		t.Errorf("one unit below the diagonal, got %d", got)
	}
}

func TestOrientAntisymmetry(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	p := func() geo.Point { return geo.Point{X: r.Int32N(20), Y: r.Int32N(20)} }
	for range 10000 {
		a, b, c := p(), p(), p()
		if o := geo.Orient(a, b, c); o != geo.Orient(b, c, a) || o != -geo.Orient(b, a, c) {
			t.Fatalf("Orient(%v, %v, %v) changes with the order of its points", a, b, c)
		}
	}
}

// +-------+
// | +---+ |
// | |   | |
// | +---+ |
// +-------+
func TestSide(t *testing.T) {
	m := geo.MultiPolygon{{ring(0, 0, 10, 0, 10, 10, 0, 10), ring(3, 3, 3, 7, 7, 7, 7, 3)}}
	for p, want := range map[geo.Point]geo.Side{
		{X: 1, Y: 1}: geo.Inside, {X: 5, Y: 5}: geo.Outside, {X: 11, Y: 5}: geo.Outside, {X: -1, Y: 0}: geo.Outside,
		{X: 0, Y: 0}: geo.Border, {X: 10, Y: 4}: geo.Border, {X: 3, Y: 5}: geo.Border, {X: 7, Y: 7}: geo.Border, {X: 5, Y: 10}: geo.Border,
	} {
		if got := m.Side(p); got != want {
			t.Errorf("Side(%v) = %d, want %d", p, got, want)
		}
	}
}

func TestSignOfALargeRing(t *testing.T) {
	r := ring(-1800000000, -900000000, 1800000000, -900000000, 1800000000, 900000000, -1800000000, 900000000)
	if r.Sign() != 1 {
		t.Error("the ring around the earth runs counter-clockwise")
	}
	if ring(0, 0, 4, 4, 4, 0, 0, 4).Sign() != 0 {
		t.Error("a bow-tie of equal wings has no sign")
	}
	if (geo.Ring{}).Sign() != 0 {
		t.Error("an empty ring has no sign")
	}
}

// A cell of one degree at the equator and at 35° N; the figures are those of the ellipsoid's authalic integral in closed form.
func TestAreaM2(t *testing.T) {
	const d = 10000000
	for _, tt := range []struct {
		lat  int32
		want float64
	}{{0, 12308778361.469}, {35, 10054225690}} {
		r := ring(0, tt.lat*d, d, tt.lat*d, d, (tt.lat+1)*d, 0, (tt.lat+1)*d)
		if got := r.AreaM2(); math.Abs(got-tt.want) > tt.want*2e-3 {
			t.Errorf("one degree at %d° has %.0f m², want %.0f", tt.lat, got, tt.want)
		}
	}
	earth := ring(-180*d, -90*d, 180*d, -90*d, 180*d, 90*d, -180*d, 90*d)
	if got, want := earth.AreaM2(), 510065621724088.0; math.Abs(got-want) > want*1e-3 {
		t.Errorf("the earth has %.0f m², want %.0f", got, want)
	}
}

func TestFromOrbTurnsAndCleansRings(t *testing.T) {
	p := orb.Polygon{{{0, 0}, {0, 1}, {1, 1}, {1, 1 + 1e-9}, {1, 0}, {0, 0}}} // clockwise, with a repeated point
	m, err := geo.FromOrb(p)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(m[0][0]); n != 4 || m[0][0].Sign() != 1 {
		t.Errorf("got %v: want 4 points, counter-clockwise", m)
	}
	for _, bad := range []orb.Geometry{nil, orb.Point{1, 1}, orb.Polygon{{{math.NaN(), 0}}}, orb.Polygon{{{0, math.Inf(1)}}}, orb.Polygon{{{181, 0}}}} {
		if _, err := geo.FromOrb(bad); err == nil {
			t.Errorf("FromOrb(%v) gives no error", bad)
		}
	}
}

func TestLatticeRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 10000 {
		p := geo.Point{X: r.Int32N(3600000001>>1) - 900000000, Y: r.Int32N(1800000001) - 900000000}
		got, err := geo.Round(p.Orb())
		if err != nil || got != p {
			t.Fatalf("%v comes back as %v (%v)", p, got, err)
		}
	}
}

// Inner lies inside whatever the shape: a ring with a hole, a letter C, a needle.
func TestInner(t *testing.T) {
	tests := map[string]geo.MultiPolygon{
		"hole":   {{ring(0, 0, 1000, 0, 1000, 1000, 0, 1000), ring(100, 100, 100, 900, 900, 900, 900, 100)}},
		"c":      {{ring(0, 0, 1000, 0, 1000, 100, 100, 100, 100, 900, 1000, 900, 1000, 1000, 0, 1000)}},
		"needle": {{ring(0, 0, 100000, 40, 100000, 44)}},
		"parts":  {{ring(0, 0, 10, 0, 10, 10)}, {ring(100, 0, 200, 0, 200, 100)}},
	}
	for name, m := range tests {
		if p := m.Inner(); m.Side(p) != geo.Inside {
			t.Errorf("%s: %v is not inside", name, p)
		}
	}
	if p := (geo.MultiPolygon{}).Inner(); p != (geo.Point{}) {
		t.Errorf("an empty shape gives %v", p)
	}
}

// The middle of this triangle's box lies half a step inside its long side; its core does not, and what is thinner has none.
func TestCore(t *testing.T) {
	t.Parallel()
	m := geo.MultiPolygon{{{{X: 0, Y: 0}, {X: 1001, Y: 0}, {X: 0, Y: 1001}}}}
	if at, found := m.Core(); !found || m.Side(at) != geo.Inside || at.X+at.Y > 1001-4 {
		t.Errorf("Core is %v, %v, want a point well inside", at, found)
	}
	thin := geo.MultiPolygon{{{{X: 0, Y: 0}, {X: 1001, Y: 0}, {X: 1001, Y: 3}, {X: 0, Y: 3}}}}
	if at, found := thin.Core(); found {
		t.Errorf("Core of a strip of three steps is %v, want none", at)
	}
}

func TestWidthM(t *testing.T) {
	f := geo.FrameAt(geo.Point{})
	for _, w := range []int32{1, 7, 100, 5000} {
		strip := geo.Polygon{ring(0, 0, 100000, 0, 100000, w, 0, w)}
		want := float64(w) * f.Y
		if got := (geo.MultiPolygon{strip}).WidthM(); math.Abs(got-want) > 0.03*want {
			t.Errorf("a strip of %d units is %.4f m wide, want %.4f", w, got, want)
		}
	}
}

func TestDistanceM(t *testing.T) {
	m := geo.MultiPolygon{{ring(0, 0, 1000, 0, 1000, 1000, 0, 1000)}}
	f := geo.FrameAt(geo.Point{})
	if got, want := m.DistanceM(geo.Point{X: 500, Y: 100}), 100*f.Y; math.Abs(got-want) > 1e-6 {
		t.Errorf("distance %.6f, want %.6f", got, want)
	}
	if !math.IsInf(geo.MultiPolygon{}.DistanceM(geo.Point{}), 1) {
		t.Error("nothing is infinitely far")
	}
}

func TestCanonicalShapesOfTheSameGroundAreEqual(t *testing.T) {
	t.Parallel()
	square := func(x, y, side int32, begin int) geo.Ring {
		r := geo.Ring{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}}
		return append(r[begin:len(r):len(r)], r[:begin]...)
	}
	a := geo.MultiPolygon{{square(20, 0, 9, 1)}, {square(0, 0, 10, 2), square(6, 6, 2, 3), square(1, 1, 2, 0)}}
	b := geo.MultiPolygon{{square(0, 0, 10, 0), square(1, 1, 2, 2), square(6, 6, 2, 1)}, {square(20, 0, 9, 3)}}
	if !a.Canonical().Equal(b.Canonical()) || a.Equal(b) {
		t.Errorf("got %v and %v", a.Canonical(), b.Canonical())
	}
	if other := (geo.MultiPolygon{{square(0, 0, 10, 0)}}); a.Canonical().Equal(other.Canonical()) {
		t.Error("another shape is the same")
	}
}
