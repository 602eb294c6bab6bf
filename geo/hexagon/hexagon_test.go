package hexagon_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"wangge/geo"
	"wangge/geo/geotest"
	"wangge/geo/hexagon"
	"wangge/geo/locate"
)

func TestCellsAreThoseOfH3(t *testing.T) {
	t.Parallel()
	c := hexagon.At(geo.Point{X: 1169734000, Y: 354033000}, 9)
	if c.Res() != 9 || !strings.HasPrefix(c.String(), "89") || len(c.String()) != 15 {
		t.Errorf("got %s of resolution %d", c, c.Res())
	}
	// As H3's documentation has it: 37.3615593,-122.0553238 at resolution 7 is 87283472bffffff.
	if got := hexagon.At(geo.Point{X: -1220553238, Y: 373615593}, 7).String(); got != "87283472bffffff" {
		t.Errorf("got %s", got)
	}
}

func TestRingsRunCounterClockwiseAcrossTheAntimeridianToo(t *testing.T) {
	t.Parallel()
	for _, p := range []geo.Point{{X: 1169734000, Y: 354033000}, {X: 1799999990, Y: -178000000}, {X: -1799999990, Y: 650000000}} {
		for res := 5; res <= 13; res++ {
			ring := hexagon.At(p, res).Ring()
			if ring.Sign() != 1 || len(ring) < 5 {
				t.Errorf("at %v, resolution %d, the ring is %v", p, res, ring)
			}
			if b := ring.Bound(); int64(b.Max.X)-int64(b.Min.X) > 10*geo.Unit {
				t.Errorf("at %v, resolution %d, the ring goes around the earth: %v", p, res, ring)
			}
		}
	}
}

// city is a tiling with a hole of no grid in it, and one grid in two parts.
func city(seed uint64) []geo.MultiPolygon {
	cells := geotest.New(seed, geotest.Options{Columns: 8, Rows: 7, Spacing: 40000}).Cells
	cells[3] = append(cells[3], cells[40]...)
	cells[40], cells[25] = nil, nil
	return cells
}

type table map[hexagon.Cell][]hexagon.Share

func tableOf(t testing.TB, cells []geo.MultiPolygon, res int) table {
	t.Helper()
	made, err := hexagon.NewTable(cells, res)
	if err != nil {
		t.Fatal(err)
	}
	out, last := table{}, hexagon.Cell(0)
	err = made.Each(context.Background(), func(c hexagon.Cell, shares []hexagon.Share) error {
		if c <= last || c.Res() != res {
			t.Fatalf("%s comes after %s", c, last)
		}
		last, out[c] = c, append([]hexagon.Share{}, shares...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Whatever position is asked, its cell's row names its owner: alone, or among the others. A cell without a row has nobody's positions alone.
func TestTheOwnerOfEveryPositionIsInTheTable(t *testing.T) {
	t.Parallel()
	for res, points := range map[int]int{7: 60_000, 9: 60_000, 11: 60_000} {
		cells := city(uint64(res))
		made, index := tableOf(t, cells, res), locate.New(cells)
		r := rand.New(rand.NewPCG(3, uint64(res)))
		asked := positions(r, cells, points)
		for c := range made { // where arcs and rounding matter: along the outlines of cells
			ring := c.Ring()
			i := r.IntN(len(ring))
			a, b, f := ring[i], ring[(i+1)%len(ring)], r.Float64()
			asked = append(asked, geo.Point{
				X: a.X + int32(f*float64(b.X-a.X)) + r.Int32N(5) - 2, Y: a.Y + int32(f*float64(b.Y-a.Y)) + r.Int32N(5) - 2,
			})
			if len(asked) == 2*points {
				break
			}
		}
		inside := 0
		for _, p := range asked {
			owner, ok := index.Owner(p)
			shares := made[hexagon.At(p, res)]
			if !ok {
				owner = hexagon.Nobody
				if shares == nil {
					continue
				}
			}
			found := false
			for _, s := range shares {
				found = found || s.Grid == owner
			}
			if !found {
				t.Fatalf("resolution %d: %v is owned by %d, its cell %s says %v", res, p, owner, hexagon.At(p, res), shares)
			}
			if len(shares) == 1 {
				inside++
			}
		}
		if res == 11 && inside < points/4 {
			t.Errorf("resolution %d: only %d of %d positions lie in a cell with one grid", res, inside, len(asked))
		}
	}
}

// positions lie around the grids, one in four on a border.
func positions(r *rand.Rand, cells []geo.MultiPolygon, n int) []geo.Point {
	box := geo.EmptyRect
	for _, c := range cells {
		if len(c) > 0 {
			box = box.Union(c.Bound())
		}
	}
	box = box.Grow(20000)
	out := make([]geo.Point, n)
	for i := range out {
		out[i] = geo.Point{X: box.Min.X + r.Int32N(box.Max.X-box.Min.X), Y: box.Min.Y + r.Int32N(box.Max.Y-box.Min.Y)}
		if c := cells[r.IntN(len(cells))]; i%4 == 0 && len(c) > 0 {
			out[i] = c[0][0][r.IntN(len(c[0][0]))]
		}
	}
	return out
}

// The shares of a cell add up to one, and over all cells they add up to every grid's area.
func TestSharesAddUp(t *testing.T) {
	t.Parallel()
	for res := hexagon.Coarsest; res <= 12; res++ {
		cells := city(1)[:28] // rows of the tiling, the hole among them
		areas := make([]float64, len(cells))
		for c, shares := range tableOf(t, cells, res) {
			sum, whole := 0.0, c.Ring().AreaM2()
			for i, s := range shares {
				if s.Share < 0 || s.Share > 1 || i > 0 && s.Grid != hexagon.Nobody && s.Share > shares[i-1].Share || s.Grid == hexagon.Nobody && i < len(shares)-1 {
					t.Fatalf("%s has %v", c, shares)
				}
				if sum += s.Share; s.Grid != hexagon.Nobody {
					areas[s.Grid] += s.Share * whole
				}
			}
			if math.Abs(sum-1) > 1e-12 || len(shares) == 1 && shares[0].Share != 1 {
				t.Fatalf("%s: %v adds up to %v", c, shares, sum)
			}
		}
		for i, got := range areas {
			// Shares are rounded to a billionth of a cell, outlines of neighbouring cells to the lattice, alike.
			if want := cells[i].AreaM2(); math.Abs(got-want) > 1e-6*want+0.01 {
				t.Errorf("resolution %d: grid %d has %.4f m² by the table, %.4f m² by itself", res, i, got, want)
			}
		}
	}
}

// A grid far thinner than a hexagon holds no centre of one, and yet has its rows; a grid inside one hexagon has one.
func TestThinAndSmallGridsAreInTheTable(t *testing.T) {
	t.Parallel()
	const x, y = 1169000000, 354000000
	lane := geo.MultiPolygon{{{{X: x, Y: y}, {X: x + 300000, Y: y}, {X: x + 300000, Y: y + 30}, {X: x, Y: y + 30}}}}
	made := tableOf(t, []geo.MultiPolygon{lane}, 9)
	if len(made) < 8 {
		t.Errorf("a lane of 2.7 km meets %d cells of 350 m", len(made))
	}
	spot := hexagon.At(geo.Point{X: x, Y: y}, 9).Center()
	tile := geo.MultiPolygon{{{spot, {X: spot.X + 90, Y: spot.Y}, {X: spot.X, Y: spot.Y + 90}}}}
	if made := tableOf(t, []geo.MultiPolygon{tile}, 9); len(made) != 1 {
		t.Errorf("a grid of 1 m across is in %v", made)
	}
	if made := tableOf(t, nil, 9); len(made) != 0 {
		t.Errorf("no grids, and yet %v", made)
	}
}

func TestResolutionsOfTablesHaveLimits(t *testing.T) {
	t.Parallel()
	for _, res := range []int{-1, 6, 14} {
		if _, err := hexagon.NewTable(nil, res); err == nil {
			t.Errorf("resolution %d is taken", res)
		}
	}
}

func TestATableEndsWhenItsReaderDoes(t *testing.T) {
	t.Parallel()
	made, err := hexagon.NewTable(city(1), 12)
	if err != nil {
		t.Fatal(err)
	}
	full, seen := errors.New("the disk is full"), 0
	if err := made.Each(t.Context(), func(hexagon.Cell, []hexagon.Share) error { seen++; return full }); !errors.Is(err, full) || seen != 1 {
		t.Errorf("got %v after %d cells", err, seen)
	}
	ctx, cancel := context.WithCancel(t.Context())
	all := 0
	if err := made.Each(ctx, func(hexagon.Cell, []hexagon.Share) error { all++; cancel(); return nil }); !errors.Is(err, context.Canceled) || all > 10_000 {
		t.Errorf("got %v after %d cells", err, all)
	}
}

// A location code and its grid are a place again: the cell that has the position, for grids of all sizes.
func TestLocationCodesComeBack(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		spacing int32
		digits  int
	}{{8000, 6}, {200000, 6}, {500000, 7}, {1500000, 8}, {4000000, 9}} {
		cells := geotest.New(uint64(test.spacing), geotest.Options{Columns: 3, Rows: 3, Spacing: test.spacing}).Cells
		r := rand.New(rand.NewPCG(1, uint64(test.spacing)))
		for range 300 {
			grid := cells[r.IntN(len(cells))]
			box := grid.Bound()
			p := geo.Point{X: box.Min.X + r.Int32N(box.Max.X-box.Min.X), Y: box.Min.Y + r.Int32N(box.Max.Y-box.Min.Y)}
			if grid.Side(p) == geo.Outside {
				p = grid[0][0][r.IntN(len(grid[0][0]))]
			}
			code := hexagon.Location(p, box)
			got, err := hexagon.Locate(grid, code)
			if err != nil || got != hexagon.At(p, hexagon.Finest) || len(code) != test.digits {
				t.Fatalf("%v in a grid of %.0f km² is %s, which is %s, %v; want %s in %d digits", p, grid.AreaM2()/1e6, code, got, err, hexagon.At(p, hexagon.Finest), test.digits)
			}
		}
	}
}

// The same place has the same code under another grid of its size: what was written down outlives a move of borders.
func TestLocationCodesOutliveBorders(t *testing.T) {
	t.Parallel()
	p := geo.Point{X: 1169734000, Y: 354033000}
	a := geo.Rect{Min: p, Max: geo.Point{X: p.X + 90000, Y: p.Y + 90000}}
	b := geo.Rect{Min: geo.Point{X: p.X - 120000, Y: p.Y - 90000}, Max: p}
	if hexagon.Location(p, a) != hexagon.Location(p, b) {
		t.Error("two grids, two codes")
	}
	small := geotest.New(1, geotest.Options{Columns: 3, Rows: 3, Spacing: 100000}).Cells[4]
	at := hexagon.At(small.Inner(), hexagon.Finest)
	if got, err := hexagon.Locate(small, at.Location(small.Bound().Grow(500000))); err != nil || got != at {
		t.Errorf("a code of when the grid was greater is %s, %v, want %s", got, err, at)
	}
}

// What is no code is refused, and so are most numbers: they name places that the grid does not have.
func TestMisheardLocationCodesAreRefused(t *testing.T) {
	t.Parallel()
	grid := geotest.New(1, geotest.Options{Columns: 3, Rows: 3, Spacing: 100000}).Cells[4] // about 1 km²
	code := hexagon.Location(grid.Inner(), grid.Bound())
	for _, wrong := range []string{"", code[1:], code + "0000000", "12a456", "+12345", "999999", "-1"} {
		if _, err := hexagon.Locate(grid, wrong); !errors.Is(err, hexagon.ErrLocation) {
			t.Errorf("%q: got %v", wrong, err)
		}
	}
	r, taken := rand.New(rand.NewPCG(1, 6)), 0
	for range 5000 {
		if _, err := hexagon.Locate(grid, fmt.Sprintf("%06d", r.IntN(1_000_000))); err == nil {
			taken++
		}
	}
	if taken < 50 || taken > 250 {
		t.Errorf("%d of 5000 numbers of six digits name a place of the grid, want about 3 %%", taken)
	}
}

func TestTallyHidesSmallCounts(t *testing.T) {
	t.Parallel()
	tally := hexagon.NewTally(9)
	busy, lonely := geo.Point{X: 1169734000, Y: 354033000}, geo.Point{X: 1169934000, Y: 354233000}
	for range 5 {
		tally.Add(busy, 2)
	}
	for range 4 {
		tally.Add(lonely, 1)
	}
	told, suppressed := tally.AtLeast(5)
	if len(told) != 1 || told[0].Cell != hexagon.At(busy, 9) || told[0].Count != 5 || told[0].Weight != 10 || suppressed != 4 {
		t.Errorf("got %v, and %d suppressed", told, suppressed)
	}
	if told, suppressed = tally.AtLeast(4); len(told) != 2 || suppressed != 0 {
		t.Errorf("got %v, and %d suppressed", told, suppressed)
	}
}

func BenchmarkAt(b *testing.B) {
	p := geo.Point{X: 1169734000, Y: 354033000}
	for b.Loop() {
		hexagon.At(p, 13)
	}
}

func BenchmarkLocation(b *testing.B) {
	grid := geotest.New(1, geotest.Options{Columns: 3, Rows: 3, Spacing: 100000}).Cells[4]
	p, box := grid.Inner(), grid.Bound()
	for b.Loop() {
		hexagon.Location(p, box)
	}
}
