package locate_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"wangge/geo"
	"wangge/geo/geotest"
	"wangge/geo/locate"
)

// The shares of a circle add up to 1 with what no cell holds, the largest first.
func TestSharesAddUp(t *testing.T) {
	t.Parallel()
	tiling := geotest.New(4, geotest.Options{Columns: 60, Rows: 50, Spacing: 20000})
	x, r := locate.New(tiling.Cells), rand.New(rand.NewPCG(5, 5))
	box := tiling.Parent.Bound()
	for range 300 {
		p := geo.Point{X: box.Min.X + r.Int32N(box.Max.X-box.Min.X), Y: box.Min.Y + r.Int32N(box.Max.Y-box.Min.Y)}
		radius := math.Exp(r.Float64() * math.Log(5000))
		shares, nobodys := x.Within(p, radius)
		if !slices.IsSortedFunc(shares, func(a, b locate.Share) int { return int(math.Copysign(1, b.Share-a.Share)) }) {
			t.Fatalf("not sorted: %v", shares)
		}
		sum := nobodys
		for _, s := range shares {
			sum += s.Share
		}
		if math.Abs(sum-1) > 1e-9 {
			t.Fatalf("shares of %f m around %v add up to %.12f", radius, p, sum)
		}
		whole := tiling.Parent.Side(p) == geo.Inside && tiling.Parent.DistanceM(p) > radius
		if whole && nobodys > 1e-9 {
			t.Fatalf("%g of a circle of %f m within the parent is nobody's", nobodys, radius)
		}
		if out, far := x.Within(geo.Point{X: box.Max.X + 10000000, Y: p.Y}, 5000); len(out) > 0 || far != 1 {
			t.Fatalf("a circle far away meets %v", out)
		}
	}
}

// Shares are those found by cutting the circle into a few thousand strips, for cells with holes, exclaves and overlaps too.
func TestSharesAreAreas(t *testing.T) {
	t.Parallel()
	for seed := range uint64(8) {
		cells := coverage(seed)
		x, r := locate.New(cells), rand.New(rand.NewPCG(seed, 5))
		for _, p := range around(r, cells, 6) {
			f := geo.FrameAt(p)
			radius := (1 + 40*r.Float64()) * f.Y * float64([]int32{12, 60, 500, 4000}[seed%4]) / 12
			shares, _ := x.Within(p, radius)
			for i, c := range cells {
				got := 0.0
				for _, s := range shares {
					if s.Cell == i {
						got = s.Share
					}
				}
				if want := strips(c, p, f, radius); math.Abs(got-want) > 4e-4 {
					t.Fatalf("seed %d: cell %d holds %f of %f m around %v, want %f", seed, i, got, radius, p, want)
				}
			}
		}
	}
}

func strips(m geo.MultiPolygon, p geo.Point, f geo.Frame, radius float64) float64 {
	const n = 2001
	sum := 0.0
	for k := range n {
		y := (2*(float64(k)+0.5)/n - 1) * radius
		half := math.Sqrt(radius*radius - y*y)
		var xs []float64
		m.Edges(func(a, b geo.Point) {
			ax, ay := f.From(p, a)
			bx, by := f.From(p, b)
			if (ay > y) != (by > y) {
				xs = append(xs, min(half, max(-half, ax+(bx-ax)*(y-ay)/(by-ay))))
			}
		})
		slices.Sort(xs)
		for i := 0; i+1 < len(xs); i += 2 {
			sum += xs[i+1] - xs[i]
		}
	}
	return sum * 2 * radius / n / (math.Pi * radius * radius)
}

// A straight border through the centre halves the circle; one half a radius away leaves a segment of 60°.
func TestHalves(t *testing.T) {
	t.Parallel()
	x := locate.New([]geo.MultiPolygon{
		{{ring(-100000, 300000000, 0, 300000000, 0, 300200000, -100000, 300200000)}},
		{{ring(0, 300000000, 100000, 300000000, 100000, 300200000, 0, 300200000)}},
	})
	p := geo.Point{X: 0, Y: 300100000}
	shares, nobodys := x.Within(p, 50)
	if len(shares) != 2 || shares[0].Cell+shares[1].Cell != 1 || math.Abs(shares[0].Share-0.5) > 1e-9 || nobodys != 0 {
		t.Errorf("on the border: %v, %g", shares, nobodys)
	}
	p.X = 10000
	shares, _ = x.Within(p, 2*10000*geo.FrameAt(p).X)
	if want := 1./3 - math.Sqrt(3)/4/math.Pi; len(shares) != 2 || shares[1].Cell != 0 || math.Abs(shares[1].Share-want) > 1e-9 {
		t.Errorf("half a radius away: %v, want %f", shares, want)
	}
	if shares, nobodys = x.Within(p, 0); len(shares) != 1 || shares[0] != (locate.Share{Cell: 1, Share: 1}) || nobodys != 0 {
		t.Errorf("without a radius: %v, %g", shares, nobodys)
	}
	if _, nobodys = x.Within(geo.Point{X: 200000, Y: 300100000}, math.NaN()); nobodys != 1 {
		t.Errorf("outside, without a radius, nobody has %g", nobodys)
	}
}

// Bearings to a cell in the four directions, and on its border.
func TestBearing(t *testing.T) {
	t.Parallel()
	x := locate.New([]geo.MultiPolygon{{{ring(1169000000, 354000000, 1169100000, 354000000, 1169100000, 354100000, 1169000000, 354100000)}}, nil})
	for p, want := range map[geo.Point]float64{
		{X: 1169050000, Y: 353900000}: 0, {X: 1168900000, Y: 354050000}: 90,
		{X: 1169050000, Y: 354200000}: 180, {X: 1169200000, Y: 354050000}: 270, {X: 1169000000, Y: 354050000}: 0,
	} {
		got, distance := x.Bearing(p, 0)
		if off := math.Abs(math.Mod(got-want+540, 360) - 180); off > 0.01 || math.Abs(distance-x.Shape(0).DistanceM(p)) > 1e-6 {
			t.Errorf("from %v: %f°, %f m, want %f°, %f m", p, got, distance, want, x.Shape(0).DistanceM(p))
		}
	}
	if got, distance := x.Bearing(geo.Point{}, 1); !math.IsNaN(got) || !math.IsInf(distance, 1) {
		t.Errorf("to nothing: %f°, %f m", got, distance)
	}
}
