package locate_test

import (
	"maps"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
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

// oracle asks every cell by itself, without the index: -1 is nobody. Of the cells that hold the ground just north of due east of p the
// first owns it, else the one whose border is met first turning on from there.
func oracle(cells []geo.MultiPolygon, p geo.Point) int {
	owner, least := -1, math.Inf(1)
	for i, c := range cells {
		turns := turnsAt(c, p)
		if east(c, p) {
			return i
		}
		if len(turns) > 0 && turns[0] < least {
			owner, least = i, turns[0]
		}
	}
	return owner
}

// east reports whether the cell holds a point that lies 2⁻²⁴ of a step to the east of p, and 2⁻⁶⁰ to the north: nearer than any edge that
// does not pass through p, and flatter than any that does, as long as edges are shorter than some million steps.
func east(m geo.MultiPolygon, p geo.Point) bool {
	in := false
	scaled := func(from, to int32, step int64) *big.Int {
		v := new(big.Int).Lsh(big.NewInt(int64(to)-int64(from)), 60)
		return v.Add(v, big.NewInt(step))
	}
	m.Edges(func(a, b geo.Point) {
		if a.Y > b.Y {
			a, b = b, a
		}
		if a.Y > p.Y || b.Y <= p.Y { // the step to the north does not reach the next row
			return
		}
		l := scaled(a.Y, p.Y, 1)
		l.Mul(l, big.NewInt(int64(b.X)-int64(a.X)))
		r := scaled(a.X, p.X, 1<<36)
		r.Mul(r, big.NewInt(int64(b.Y)-int64(a.Y)))
		if r.Cmp(l) > 0 {
			in = !in
		}
	})
	return in
}

// turnsAt gives the angles, from due east to all the way round to it, at which an odd number of edges leave p.
func turnsAt(m geo.MultiPolygon, p geo.Point) (angles []float64) {
	m.Edges(func(a, b geo.Point) {
		for _, q := range [2]geo.Point{a, b} {
			if q == p || !geo.OnSegment(p, a, b) {
				continue
			}
			angle := math.Atan2(float64(q.Y)-float64(p.Y), float64(q.X)-float64(p.X))
			if angle <= 0 {
				angle += 2 * math.Pi
			}
			same := func(other float64) bool { return math.Abs(other-angle) < 1e-9 }
			if i := slices.IndexFunc(angles, same); i >= 0 {
				angles = slices.Delete(angles, i, i+1)
			} else {
				angles = append(angles, angle)
			}
		}
	})
	slices.Sort(angles)
	return angles
}

// prove compares the index with the oracle.
func prove(t *testing.T, x *locate.Index, cells []geo.MultiPolygon, points []geo.Point) {
	t.Helper()
	batch := make([]int32, len(points))
	x.Owners(points, batch)
	for i, p := range points {
		got, ok := x.Owner(p)
		if !ok {
			got = -1
		}
		if want := oracle(cells, p); got != want || int(batch[i]) != want {
			t.Fatalf("Owner(%d,%d) = %d, of Owners %d, want %d", p.X, p.Y, got, batch[i], want)
		}
	}
}

// borderPoints gives every vertex and the middle of every edge, rounded.
func borderPoints(cells []geo.MultiPolygon) (points []geo.Point) {
	for _, c := range cells {
		c.Edges(func(a, b geo.Point) {
			points = append(points, a, geo.EmptyRect.Extend(a).Extend(b).Middle())
		})
	}
	return points
}

// around gives n random points of the cells' box and a little beyond.
func around(r *rand.Rand, cells []geo.MultiPolygon, n int) []geo.Point {
	box := geo.EmptyRect
	for _, c := range cells {
		box = box.Union(c.Bound())
	}
	box = box.Grow(3)
	points, within := make([]geo.Point, n), func(least, most int32) int32 { return int32(int64(least) + r.Int64N(int64(most)-int64(least)+1)) }
	for i := range points {
		points[i] = geo.Point{X: within(box.Min.X, box.Max.X), Y: within(box.Min.Y, box.Max.Y)}
	}
	return points
}

// coverage makes a tiling with cells of several parts (tiles given to other cells), holes with a cell in them, islands beyond the rim and
// cells one lattice step wide.
func coverage(seed uint64) []geo.MultiPolygon {
	r := rand.New(rand.NewPCG(seed, 8))
	spacing := []int32{12, 60, 500, 4000}[seed%4]
	cells := geotest.New(seed, geotest.Options{Spacing: spacing, Points: 1 + int(seed%3), Columns: 7, Rows: 5}).Cells
	for range 4 { // exclaves, also of cells that touch
		i, j := r.IntN(len(cells)), r.IntN(len(cells))
		if i != j && len(cells[i]) > 0 {
			cells[i], cells[j] = append(cells[i], cells[j]...), nil
		}
	}
	for i := range len(cells) {
		if len(cells[i]) == 0 || r.IntN(4) > 0 {
			continue
		}
		if m := cells[i].Inner(); cells[i].Side(m) == geo.Inside && len(cells[i][0]) == 1 {
			hole := ring(m.X-1, m.Y-1, m.X+1, m.Y-1, m.X+1, m.Y+1, m.X-1, m.Y+1)
			inside := true
			for _, v := range hole {
				inside = inside && cells[i][0].Side(v) == geo.Inside
			}
			if inside {
				cells[i][0] = append(cells[i][0], hole)
				cells = append(cells, geo.MultiPolygon{{slices.Clone(hole)}})
			}
		}
	}
	box := geo.EmptyRect
	for _, c := range cells {
		box = box.Union(c.Bound())
	}
	for i := range int32(5) { // thin ones, upright, level and slanting
		x, y := box.Max.X+3+i, box.Min.Y
		cells = append(cells, geo.MultiPolygon{{ring(x, y, x+1, y, x+1, y+3*spacing, x, y+3*spacing)}})
		x, y = box.Min.X, box.Max.Y+3+i
		cells = append(cells, geo.MultiPolygon{{ring(x, y, x+3*spacing, y, x+3*spacing, y+1, x, y+1)}})
		x, y = box.Min.X-8*spacing, box.Min.Y+i
		cells = append(cells, geo.MultiPolygon{{ring(x, y, x+7*spacing, y+spacing, x+7*spacing, y+spacing+1, x, y+1)}})
	}
	return cells
}

// Over any coverage every point has the owner that the rule names: vertices, middles of edges, the rim, and points anywhere.
func TestEveryPointHasItsOwner(t *testing.T) {
	t.Parallel()
	for seed := range uint64(12) {
		cells := coverage(seed)
		r := rand.New(rand.NewPCG(seed, 1))
		points := append(borderPoints(cells), around(r, cells, 800)...)
		for _, n := range []int{64, 1, 1000} {
			prove(t, locate.NewWith(cells, locate.Options{SquaresPerCell: n}), cells, points)
		}
	}
}

// Every point of the parent has exactly one owner, and it is a cell that has the point.
func TestExactlyOneOwner(t *testing.T) {
	t.Parallel()
	for seed := range uint64(8) {
		tiling := geotest.New(seed, geotest.Options{Spacing: 20, Points: 1, Columns: 4, Rows: 3})
		x, box := locate.New(tiling.Cells), tiling.Parent.Bound().Grow(2)
		for px := box.Min.X; px <= box.Max.X; px++ {
			for py := box.Min.Y; py <= box.Max.Y; py++ {
				p := geo.Point{X: px, Y: py}
				got, ok := x.Owner(p)
				if covered := tiling.Parent.Side(p) != geo.Outside; ok != covered {
					t.Fatalf("seed %d: %v has an owner: %v, is covered: %v", seed, p, ok, covered)
				}
				if ok && tiling.Cells[got].Side(p) == geo.Outside {
					t.Fatalf("seed %d: %d owns %v, which lies outside", seed, got, p)
				}
			}
		}
	}
}

// The owner depends neither on the order of the cells nor on where rings begin or which way they run, on the rim too.
func TestOwnerIgnoresOrder(t *testing.T) {
	t.Parallel()
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 9))
		cells := coverage(seed)
		perm := r.Perm(len(cells))
		mixed := make([]geo.MultiPolygon, len(perm))
		for i, j := range perm {
			mixed[i] = turned(r, cells[j])
		}
		a, b := locate.New(cells), locate.New(mixed)
		for _, p := range append(borderPoints(cells), around(r, cells, 2000)...) {
			i, ok1 := a.Owner(p)
			j, ok2 := b.Owner(p)
			if ok1 != ok2 || ok1 && i != perm[j] {
				t.Fatalf("seed %d: %v has the owners %d, %v and %d, %v", seed, p, i, ok1, perm[j], ok2)
			}
		}
	}
}

// turned gives the same ground with other ring starts and directions, and the parts in another order.
func turned(r *rand.Rand, m geo.MultiPolygon) geo.MultiPolygon {
	out := m.Clone()
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	for _, part := range out {
		for i, ring := range part {
			k := r.IntN(len(ring))
			part[i] = slices.Concat(ring[k:], ring[:k])
			if r.IntN(2) == 0 {
				slices.Reverse(part[i])
			}
		}
	}
	return out
}

// Networks that overlap, leave gaps and have T-junctions, and rings that cross themselves: the first cell owns what several hold.
func TestLegacyNetworks(t *testing.T) {
	t.Parallel()
	for seed := range uint64(8) {
		r := rand.New(rand.NewPCG(seed, 6))
		cells := coverage(seed)
		for i, c := range cells {
			switch r.IntN(4) {
			case 0: // moved
				dx, dy := r.Int32N(9)-4, r.Int32N(9)-4
				for _, part := range c {
					for _, ring := range part {
						for k := range ring {
							ring[k].X, ring[k].Y = ring[k].X+dx, ring[k].Y+dy
						}
					}
				}
			case 1: // vertices lost
				for _, part := range c {
					if n := len(part[0]); n > 4 {
						k := r.IntN(n)
						part[0] = slices.Delete(part[0], k, k+1)
					}
				}
			case 2: // crossed
				for _, part := range c {
					k := r.IntN(len(part[0]))
					part[0][k], part[0][0] = part[0][0], part[0][k]
				}
			}
			cells[i] = c
		}
		points := append(borderPoints(cells), around(r, cells, 800)...)
		for _, n := range []int{64, 2} {
			prove(t, locate.NewWith(cells, locate.Options{SquaresPerCell: n}), cells, points)
		}
	}
}

// Thousands of changes in a row: cells that move a vertex, lose their ground, come back and are added answer as a new index does.
func TestWithIsNew(t *testing.T) {
	t.Parallel()
	for _, seed := range []uint64{1, 3} {
		r := rand.New(rand.NewPCG(seed, 3))
		cells, grounds := coverage(seed), coverage(seed)
		x := locate.New(cells)
		for turn := range 1500 {
			changed := map[int]geo.MultiPolygon{}
			for range 1 + r.IntN(3) {
				changed[r.IntN(len(cells))] = change(r, grounds)
			}
			if r.IntN(50) == 0 {
				changed[len(cells)+r.IntN(2)] = change(r, grounds)
			}
			before := slices.Clone(cells)
			for _, i := range slices.Sorted(maps.Keys(changed)) {
				for i >= len(cells) {
					cells = append(cells, nil)
				}
				cells[i] = changed[i]
			}
			y := x.With(changed)
			if y.Len() != len(cells) {
				t.Fatalf("%d cells, want %d", y.Len(), len(cells))
			}
			if turn%10 == 0 {
				prove(t, x, before, around(r, before, 10))
				prove(t, y, cells, around(r, cells, 30))
			}
			if turn%500 == 499 {
				prove(t, y, cells, borderPoints(cells))
			}
			x = y
		}
	}
}

// Changes leave nothing behind: when cells are as they were, so is the index, however many changes it has seen.
func TestWithLeavesNothing(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(4, 4))
	cells := geotest.New(7, geotest.Options{Columns: 12, Rows: 9}).Cells
	first := locate.New(cells)
	x := first
	for range 1000 {
		i := r.IntN(len(cells))
		x = x.With(map[int]geo.MultiPolygon{i: change(r, cells)})
		x = x.With(map[int]geo.MultiPolygon{i: cells[i]})
	}
	if got, want := locate.Words(x), locate.Words(first); got != want {
		t.Errorf("%d words after 2000 changes, %d before", got, want)
	}
	prove(t, x, cells, around(r, cells, 500))
}

// change gives ground for a cell: none, or one of those given, moved and with another vertex.
func change(r *rand.Rand, grounds []geo.MultiPolygon) geo.MultiPolygon {
	m := grounds[r.IntN(len(grounds))].Clone()
	if len(m) == 0 || r.IntN(8) == 0 {
		return nil
	}
	far := r.Int32N(30)
	if r.IntN(40) == 0 {
		far = 3000
	}
	for _, part := range m {
		for _, ring := range part {
			for k := range ring {
				ring[k].X += far
			}
		}
	}
	v := &m[0][0][r.IntN(len(m[0][0]))]
	v.X, v.Y = v.X+r.Int32N(9)-4, v.Y+r.Int32N(9)-4
	return m
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
	cells := coverage(3)
	x, out := locate.New(cells), make([]int32, 1000)
	points := append(borderPoints(cells), around(rand.New(rand.NewPCG(1, 1)), cells, 1000)...)[:1000]
	if n := testing.AllocsPerRun(10, func() {
		for _, p := range points {
			x.Owner(p)
		}
		x.Owners(points, out)
	}); n != 0 {
		t.Errorf("%f allocations", n)
	}
}

// Cells as large as the earth: on both sides of 180°, with edges from pole to pole.
func TestWholeEarth(t *testing.T) {
	t.Parallel()
	const e, n = 1800000000, 900000000
	for _, cells := range [][]geo.MultiPolygon{
		geotest.New(5, geotest.Options{West: 1 - e, South: 1 - n, Spacing: 2*n/9 - 1, Columns: 18, Rows: 9, Points: 1}).Cells,
		{{{ring(-e, -n, e, -n, e, n)}}, {{ring(-e, -n, e, n, -e+1, n)}}, {{ring(-e, -n, -e+1, n, -e, n)}}},
	} {
		points := append(borderPoints(cells), around(rand.New(rand.NewPCG(2, 2)), cells, 3000)...)
		for _, squares := range []int{1, 64, 4000} {
			prove(t, locate.NewWith(cells, locate.Options{SquaresPerCell: squares}), cells, points)
		}
	}
}
