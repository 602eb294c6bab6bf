package geo_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"wangge/geo"
	"wangge/geo/geotest"
	"wangge/geo/topology"
)

// rect is a rectangle of lattice steps away from 117° E, 35° N; clockwise for a hole.
func rect(x0, y0, x1, y1 int32) geo.Ring {
	const x, y = 1170000000, 350000000
	return geo.Ring{{X: x + x0, Y: y + y0}, {X: x + x1, Y: y + y0}, {X: x + x1, Y: y + y1}, {X: x + x0, Y: y + y1}}
}

func hole(r geo.Ring) geo.Ring { return geo.Ring{r[0], r[3], r[2], r[1]} }

func TestSharedAreaOfFiguresDrawnByHand(t *testing.T) {
	t.Parallel()
	one := func(rings ...geo.Ring) geo.MultiPolygon { return geo.MultiPolygon{rings} }
	block := one(rect(0, 0, 100, 100))
	tests := []struct {
		name       string
		a, b, want geo.MultiPolygon
	}{
		{"itself", block, block, block},
		{"begun elsewhere", block, one(geo.Ring{block[0][0][2], block[0][0][3], block[0][0][0], block[0][0][1]}), block},
		{"with a point on a straight border", block, one(append(geo.Ring{block[0][0][0], {X: 1170000050, Y: 350000000}}, block[0][0][1:]...)), block},
		{"apart", block, one(rect(200, 0, 300, 100)), nil},
		{"boxes meet, ground does not", one(geo.Ring{{X: 0, Y: 0}, {X: 100, Y: 0}, {X: 0, Y: 100}}), one(geo.Ring{{X: 100, Y: 100}, {X: 1, Y: 100}, {X: 100, Y: 1}}), nil},
		{"beside it", block, one(rect(100, 0, 200, 100)), nil},
		{"above it", block, one(rect(0, 100, 100, 200)), nil},
		{"at a corner", block, one(rect(100, 100, 200, 200)), nil},
		{"a corner over it", block, one(rect(40, 70, 200, 200)), one(rect(40, 70, 100, 100))},
		{"a cross", one(rect(40, -50, 60, 150)), one(rect(-50, 40, 150, 60)), one(rect(40, 40, 60, 60))},
		{"within", block, one(rect(20, 30, 40, 50)), one(rect(20, 30, 40, 50))},
		{"within, along a border", block, one(rect(0, 0, 40, 50)), one(rect(0, 0, 40, 50))},
		{"in its hole", one(rect(0, 0, 100, 100), hole(rect(20, 20, 80, 80))), one(rect(20, 20, 80, 80)), nil},
		{
			"over its hole", one(rect(0, 0, 100, 100), hole(rect(20, 20, 80, 80))), one(rect(0, 0, 50, 100)),
			geo.MultiPolygon{{rect(0, 0, 20, 100)}, {rect(20, 0, 50, 20)}, {rect(20, 80, 50, 100)}},
		},
		{
			"both with the hole", one(rect(0, 0, 100, 100), hole(rect(20, 20, 80, 80))), one(rect(10, 10, 90, 90), hole(rect(20, 20, 80, 80))),
			one(rect(10, 10, 90, 90), hole(rect(20, 20, 80, 80))),
		},
		{
			"several parts",
			geo.MultiPolygon{{rect(0, 0, 10, 10)}, {rect(50, 0, 60, 10)}},
			one(rect(5, 5, 55, 55)),
			geo.MultiPolygon{{rect(5, 5, 10, 10)}, {rect(50, 5, 55, 10)}},
		},
		{"nothing", block, nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			want := tt.want.AreaM2()
			for _, got := range []float64{tt.a.SharedM2(tt.b), tt.b.SharedM2(tt.a)} {
				if math.Abs(got-want) > 1e-9*max(1, want) {
					t.Errorf("got %v m², want %v", got, want)
				}
			}
		})
	}
}

// moved is the same tiling some lattice steps away.
func moved(cells []geo.MultiPolygon, dx, dy int32) []geo.MultiPolygon {
	out := make([]geo.MultiPolygon, len(cells))
	for i, c := range cells {
		out[i] = c.Clone()
		for _, p := range out[i] {
			for _, r := range p {
				for j := range r {
					r[j].X, r[j].Y = r[j].X+dx, r[j].Y+dy
				}
			}
		}
	}
	return out
}

func TestCellsOfATilingShareWhatTheyAre(t *testing.T) {
	t.Parallel()
	for seed := range uint64(20) {
		tiling := geotest.New(seed, geotest.Options{Points: 7})
		for i, a := range tiling.Cells {
			area := a.AreaM2()
			if got := a.SharedM2(a); math.Abs(got-area) > 1e-9*area {
				t.Fatalf("seed %d: cell %d shares %v m² of %v with itself", seed, i, got, area)
			}
			if got := tiling.Parent.SharedM2(a); math.Abs(got-area) > 1e-9*area {
				t.Fatalf("seed %d: cell %d shares %v m² of %v with the ground it is cut from", seed, i, got, area)
			}
			for j, b := range tiling.Cells[:i] {
				if got := a.SharedM2(b); got > 1e-7 {
					t.Fatalf("seed %d: cells %d and %d only touch, but share %v m²", seed, i, j, got)
				}
			}
		}
	}
}

// Two tilings of the same ground cut each other at all angles: what a cell of the one shares with all of the other is the cell.
func TestPartsOfACellAddUpToIt(t *testing.T) {
	t.Parallel()
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 5))
		whole := geotest.New(seed, geotest.Options{Columns: 9, Rows: 9, Points: 5})
		cells := moved(geotest.New(seed+1000, geotest.Options{Columns: 3, Rows: 3, Points: 9}).Cells, 12000+r.Int32N(2000), 12000+r.Int32N(2000))
		for i, c := range cells {
			sum, area := 0.0, c.AreaM2()
			for _, w := range whole.Cells {
				shared := c.SharedM2(w)
				if back := w.SharedM2(c); math.Abs(shared-back) > 1e-9*area {
					t.Fatalf("seed %d: cell %d shares %v m² one way and %v the other", seed, i, shared, back)
				}
				if least := min(area, w.AreaM2()); shared > least*(1+1e-9) {
					t.Fatalf("seed %d: cell %d shares %v m², more than the %v there are", seed, i, shared, least)
				}
				sum += shared
			}
			if math.Abs(sum-area) > 1e-9*area {
				t.Fatalf("seed %d: the parts of cell %d add up to %v m² of %v", seed, i, sum, area)
			}
		}
	}
}

// Blots of the squares of a raster touch themselves and each other in every way there is, and what they share can be counted.
func TestBlotsShareTheSquaresThatAreInBoth(t *testing.T) {
	t.Parallel()
	const side, step = 7, 37
	square := func(i int) geo.Ring {
		x, y := int32(i%side)*step, int32(i/side)*step
		return rect(x, y, x+step, y+step)
	}
	blot := func(of uint64) geo.MultiPolygon {
		var squares []geo.MultiPolygon
		for i := range side * side {
			if of>>i&1 == 1 {
				squares = append(squares, geo.MultiPolygon{{square(i)}})
			}
		}
		return topology.Union(squares...)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		a, b := r.Uint64()|r.Uint64(), r.Uint64()
		want := 0.0
		for i := range side * side {
			if a&b>>i&1 == 1 {
				want += square(i).AreaM2()
			}
		}
		if got := blot(a).SharedM2(blot(b)); math.Abs(got-want) > 1e-9*max(1, want) {
			t.Fatalf("%x and %x share %v m², want %v", a, b, got, want)
		}
	}
}

func BenchmarkSharedM2(b *testing.B) {
	for _, points := range []int{24, 249} {
		tiling := geotest.New(3, geotest.Options{Points: points})
		over := moved(tiling.Cells, tiling.Spacing/3, tiling.Spacing/3)
		b.Run(fmt.Sprintf("vertices=%d", tiling.Cells[8].Points()), func(b *testing.B) {
			for b.Loop() {
				tiling.Cells[8].SharedM2(over[8])
			}
		})
	}
}
