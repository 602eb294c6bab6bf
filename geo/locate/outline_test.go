package locate_test

import (
	"math/rand/v2"
	"testing"

	"wangge/geo"
	"wangge/geo/geotest"
	"wangge/geo/locate"
)

// The index, which measures every edge, is the judge: bit for bit, of points inside, on the border, at its vertices and far away.
func TestAnOutlineAnswersAsTheIndexDoes(t *testing.T) {
	t.Parallel()
	cells := geotest.New(5, geotest.Options{Columns: 8, Rows: 6, Points: 22, Spacing: 30000}).Cells
	a, b := cells[9], cells[40]
	cells = append(cells,
		geo.MultiPolygon{{ring(0, 0, 9, 0, 9, 9, 0, 9), ring(3, 3, 3, 6, 6, 6, 6, 3)}, {ring(20, 0, 21, 0, 20, 1)}}, // a hole, and another part
		geo.MultiPolygon{a[0], b[0]}, geo.MultiPolygon{})
	x := locate.New(cells)
	r := rand.New(rand.NewPCG(6, 6))
	for c, m := range cells {
		o := x.Outline(c)
		same := func(p geo.Point) {
			t.Helper()
			cell, distance := o.Border(p)
			if wantCell, want := x.Border(p, c); cell != wantCell || distance != want {
				t.Errorf("from %v to the border of %d: %d, %v m; want %d, %v m", p, c, cell, distance, wantCell, want)
			}
		}
		box := m.Bound()
		for range 300 {
			if !box.Empty() {
				same(geo.Point{X: box.Min.X + r.Int32N(box.Max.X-box.Min.X+1), Y: box.Min.Y + r.Int32N(box.Max.Y-box.Min.Y+1)})
			}
		}
		for _, part := range m {
			for _, points := range part {
				for _, p := range points {
					same(p)
				}
			}
		}
		same(geo.Point{X: -1700000000, Y: -800000000})
	}
}
