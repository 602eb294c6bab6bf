package locate_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"wangge/geo"
	"wangge/geo/geotest"
	"wangge/geo/locate"
)

func ring(xy ...int32) geo.Ring {
	r := make(geo.Ring, 0, len(xy)/2)
	for i := 0; i < len(xy); i += 2 {
		r = append(r, geo.Point{X: xy[i], Y: xy[i+1]})
	}
	return r
}

// owners asks every cell by itself, without the index: the oracle of the tests. The vanishing step
// is made real by scaling everything up.
func owners(cells []geo.MultiPolygon, p geo.Point) (inner, touching []int) {
	const scale = 1 << 14
	origin := cells[0][0][0][0]
	up := func(q geo.Point, dx, dy int32) geo.Point {
		return geo.Point{X: (q.X-origin.X)*scale + dx, Y: (q.Y-origin.Y)*scale + dy}
	}
	for i, c := range cells {
		if c.Side(p) != geo.Outside {
			touching = append(touching, i)
		}
		big := make(geo.MultiPolygon, len(c))
		for j, poly := range c {
			for _, r := range poly {
				var b geo.Ring
				for _, q := range r {
					b = append(b, up(q, 0, 0))
				}
				big[j] = append(big[j], b)
			}
		}
		// 128 to the east and 1 to the north is nearer than any edge that does not pass through p, and flatter than any that does,
		// as long as no edge is longer than some sixty units.
		if big.Side(up(p, 128, 1)) == geo.Inside {
			inner = append(inner, i)
		}
	}
	return inner, touching
}

// Over any tiling, every point of it has exactly one owner, on edges, at corners and on the rim too,
// and the index agrees with asking every cell.
func TestExactlyOneOwner(t *testing.T) {
	t.Parallel()
	for seed := range uint64(20) {
		tiling := geotest.New(seed, geotest.Options{Spacing: 60, Points: 1, Columns: 5, Rows: 4})
		x := locate.New(tiling.Cells)
		box := tiling.Parent.Bound()
		for px := box.Min.X - 2; px <= box.Max.X+2; px++ {
			for py := box.Min.Y - 2; py <= box.Max.Y+2; py++ {
				p := geo.Point{X: px, Y: py}
				if (px*7+py*3)%5 != 0 && tiling.Parent.Side(p) == geo.Inside {
					continue // all of the rim, a fifth of the inside
				}
				inner, touching := owners(tiling.Cells, p)
				got, ok := x.Owner(p)
				switch {
				case len(inner) > 1:
					t.Fatalf("seed %d: the oracle gives %v to %v", seed, p, inner)
				case len(inner) == 1 && (!ok || got != inner[0]):
					t.Fatalf("seed %d: Owner(%v) = %d, %v, want %d", seed, p, got, ok, inner[0])
				case len(inner) == 0 && len(touching) > 0 && (!ok || got != touching[0]):
					t.Fatalf("seed %d: Owner(%v) on the rim = %d, %v, want %d", seed, p, got, ok, touching[0])
				case len(touching) == 0 && ok:
					t.Fatalf("seed %d: Owner(%v) = %d, want none", seed, p, got)
				}
			}
		}
	}
}

// The owner depends neither on the order of the cells nor on where rings begin.
func TestOwnerIgnoresOrder(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(9, 9))
	tiling := geotest.New(3, geotest.Options{Columns: 12, Rows: 9})
	perm := r.Perm(len(tiling.Cells))
	mixed := make([]geo.MultiPolygon, len(perm))
	for i, j := range perm {
		old := tiling.Cells[j][0][0]
		k := r.IntN(len(old))
		mixed[i] = geo.MultiPolygon{{append(append(geo.Ring{}, old[k:]...), old[:k]...)}}
	}
	a, b := locate.New(tiling.Cells), locate.New(mixed)
	for i, c := range tiling.Cells {
		for _, p := range c[0][0] {
			if tiling.Parent.Side(p) == geo.Border {
				continue // on the rim the lowest index decides
			}
			i1, ok1 := a.Owner(p)
			i2, ok2 := b.Owner(p)
			if !ok1 || !ok2 || i1 != perm[i2] {
				t.Fatalf("vertex %v of cell %d: owners %d and %d", p, i, i1, perm[i2])
			}
		}
	}
}

// +---------+
// | 0 +---+ |   cell 1 fills the hole of cell 0,
// |   | 1 | |   cell 2 has two parts
// |   +---+ |
// +---------+   +--+ +--+
func TestHolesAndParts(t *testing.T) {
	x := locate.New([]geo.MultiPolygon{
		{{ring(0, 0, 10, 0, 10, 10, 0, 10), ring(3, 3, 3, 7, 7, 7, 7, 3)}},
		{{ring(3, 3, 7, 3, 7, 7, 3, 7)}},
		{{ring(20, 0, 22, 0, 22, 2, 20, 2)}, {ring(30, 0, 32, 0, 32, 2, 30, 2)}},
	})
	for p, want := range map[geo.Point]int{
		{X: 1, Y: 1}: 0, {X: 5, Y: 5}: 1, {X: 3, Y: 3}: 1, {X: 7, Y: 5}: 0, {X: 5, Y: 7}: 0, {X: 3, Y: 5}: 1,
		{X: 21, Y: 1}: 2, {X: 31, Y: 1}: 2, {X: 32, Y: 2}: 2, {X: 10, Y: 10}: 0,
	} {
		if got, ok := x.Owner(p); !ok || got != want {
			t.Errorf("Owner(%v) = %d, %v, want %d", p, got, ok, want)
		}
	}
	for _, p := range []geo.Point{{X: 25, Y: 1}, {X: 11, Y: 5}, {X: -1, Y: 0}, {X: 100, Y: 100}} {
		if got, ok := x.Owner(p); ok {
			t.Errorf("Owner(%v) = %d, want none", p, got)
		}
	}
}

// Legacy networks overlap and leave gaps: the first cell owns what several claim, nobody a gap.
func TestOverlapsAndGaps(t *testing.T) {
	x := locate.New([]geo.MultiPolygon{
		{{ring(0, 0, 1000, 0, 1000, 1000, 0, 1000)}},
		{{ring(500, 0, 1500, 0, 1500, 1000, 500, 1000)}},
		{{ring(2000, 0, 3000, 0, 3000, 1000, 2000, 1000)}},
	})
	for px, want := range map[int32]int{100: 0, 700: 0, 1200: 1, 2500: 2, 1700: -1} {
		got, ok := x.Owner(geo.Point{X: px, Y: 500})
		if !ok {
			got = -1
		}
		if got != want {
			t.Errorf("x=%d: owner %d, want %d", px, got, want)
		}
	}
}

func TestNothing(t *testing.T) {
	for _, x := range []*locate.Index{locate.New(nil), locate.New([]geo.MultiPolygon{nil, {}}), {}} {
		if _, ok := x.Owner(geo.Point{}); ok {
			t.Error("an empty index owns a point")
		}
		if c, d := x.Nearest(geo.Point{}); c != -1 || !math.IsInf(d, 1) {
			t.Errorf("Nearest = %d, %f", c, d)
		}
	}
}

// Nearest and Border agree with measuring every cell.
func TestNearestAndBorder(t *testing.T) {
	t.Parallel()
	tiling := geotest.New(11, geotest.Options{Columns: 9, Rows: 7})
	x := locate.New(tiling.Cells)
	r := rand.New(rand.NewPCG(1, 7))
	box := tiling.Parent.Bound()
	for range 400 {
		p := geo.Point{X: box.Min.X - 20000 + r.Int32N(76000), Y: box.Min.Y - 20000 + r.Int32N(68000)}
		best, want := math.Inf(1), -1
		for i, c := range tiling.Cells {
			if d := c.DistanceM(p); d < best {
				best, want = d, i
			}
		}
		if got, ok := x.Owner(p); ok {
			n, d := x.Border(p, got)
			if math.Abs(d-tiling.Cells[got].DistanceM(p)) > 1e-9 || n == got {
				t.Fatalf("Border(%v) = %d, %f of cell %d", p, n, d, got)
			}
			if n >= 0 && tiling.Cells[n].DistanceM(p) > d+1e-9 {
				t.Fatalf("the neighbour %d of %v is %f m away, its border %f", n, p, tiling.Cells[n].DistanceM(p), d)
			}
			continue
		}
		if _, d := x.Nearest(p); math.Abs(d-best) > 1e-6*best {
			t.Fatalf("Nearest(%v) is %f m away, want %f (cell %d)", p, d, best, want)
		}
	}
}

func TestOwnerAllocatesNothing(t *testing.T) {
	tiling := geotest.New(1, geotest.Options{Columns: 12, Rows: 9})
	x := locate.New(tiling.Cells)
	p := tiling.Cells[50].Inner()
	if n := testing.AllocsPerRun(100, func() { x.Owner(p) }); n != 0 {
		t.Errorf("%f allocations", n)
	}
}

func BenchmarkOwner(b *testing.B) {
	for _, n := range []int{12, 38, 120} {
		tiling := geotest.New(1, geotest.Options{Columns: n, Rows: n, Points: 15})
		x := locate.New(tiling.Cells)
		box := tiling.Parent.Bound()
		r := rand.New(rand.NewPCG(1, 1))
		points := make([]geo.Point, 1<<16)
		for i := range points {
			points[i] = geo.Point{X: box.Min.X + r.Int32N(box.Max.X-box.Min.X), Y: box.Min.Y + r.Int32N(box.Max.Y-box.Min.Y)}
		}
		b.Run(fmt.Sprintf("n=%d", n*n), func(b *testing.B) {
			i := 0
			for b.Loop() {
				x.Owner(points[i&(1<<16-1)])
				i++
			}
		})
	}
}
