package locate_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
	"time"

	"wangge/geo"
	"wangge/geo/geotest"
	"wangge/geo/locate"
)

// Sizes of a county, of a province and of the largest set that is promised, in columns and rows.
var (
	county   = [2]int{47, 30}
	province = [2]int{400, 340}
	million  = [2]int{1000, 1000}
)

func cellsIn(size [2]int) string { return fmt.Sprintf("cells=%d", size[0]*size[1]) }

// tilingOf makes cells of 88 vertices, 300 m wide as a town's are.
func tilingOf(size [2]int) geotest.Tiling {
	return geotest.New(1, geotest.Options{Columns: size[0], Rows: size[1], Points: 21, Spacing: 30000})
}

// randomPoints gives uniform random points of the cells' box: so many that no cache keeps what they meet.
func randomPoints(cells []geo.MultiPolygon) []geo.Point {
	return around(rand.New(rand.NewPCG(1, 1)), cells, 1<<20)
}

// BenchmarkOwner and its like ask for a million random points, one by one, each loop independent of the last; index-B/cell is the index beside
// the shapes.
func BenchmarkOwner(b *testing.B) { benchmarkOwner(b, locate.Options{}) }

// BenchmarkOwnerFine has four times as many squares.
func BenchmarkOwnerFine(b *testing.B) { benchmarkOwner(b, locate.Options{SquaresPerCell: 256}) }

func benchmarkOwner(b *testing.B, o locate.Options) {
	for _, size := range [][2]int{county, province, million} {
		b.Run(cellsIn(size), func(b *testing.B) {
			cells := tilingOf(size).Cells
			points := randomPoints(cells)
			before := heap()
			x := locate.NewWith(cells, o)
			bytes := heap() - before
			geotest.CPUEach(b, len(points), "point", func() {
				for _, p := range points {
					x.Owner(p)
				}
			})
			b.ReportMetric(bytes/float64(len(cells)), "index-B/cell")
		})
	}
}

// BenchmarkOwners asks for the same points at once.
func BenchmarkOwners(b *testing.B) { benchmarkOwners(b, locate.Options{}) }

// BenchmarkOwnersFine has four times as many squares.
func BenchmarkOwnersFine(b *testing.B) { benchmarkOwners(b, locate.Options{SquaresPerCell: 256}) }

func benchmarkOwners(b *testing.B, o locate.Options) {
	for _, size := range [][2]int{county, province, million} {
		b.Run(cellsIn(size), func(b *testing.B) {
			cells := tilingOf(size).Cells
			points := randomPoints(cells)
			x := locate.NewWith(cells, o)
			out := make([]int32, len(points))
			geotest.CPUEach(b, len(points), "point", func() { x.Owners(points, out) })
		})
	}
}

// BenchmarkLocateBuild builds the index on one core; peak-MB is the most memory that the process had, the shapes included.
func BenchmarkLocateBuild(b *testing.B) {
	for _, size := range [][2]int{county, province, million} {
		b.Run(cellsIn(size), func(b *testing.B) {
			cells := tilingOf(size).Cells
			geotest.ForgetPeak(b)
			geotest.CPU(b, func() { locate.New(cells) })
			b.ReportMetric(geotest.Peak(b), "peak-MB")
		})
	}
}

// BenchmarkLocateWith moves a vertex of one cell of a province after the other, each change upon the last.
func BenchmarkLocateWith(b *testing.B) {
	b.Run(cellsIn(province), func(b *testing.B) {
		cells := tilingOf(province).Cells
		x := locate.New(cells)
		r := rand.New(rand.NewPCG(1, 2))
		var spent []time.Duration
		for b.Loop() {
			i := r.IntN(len(cells))
			m := cells[i].Clone()
			m[0][0][r.IntN(len(m[0][0]))].X += 10
			changed := map[int]geo.MultiPolygon{i: m}
			spent = append(spent, geotest.ThreadCPU(b, func() { x = x.With(changed) }))
		}
		slices.Sort(spent)
		b.ReportMetric(float64(spent[len(spent)/2]), "p50-cpu-ns")
		b.ReportMetric(float64(spent[len(spent)*95/100]), "p95-cpu-ns")
	})
}

// BenchmarkBorder asks for the distance to the border of a cell of 88 vertices, and for the neighbour.
func BenchmarkBorder(b *testing.B) {
	cells := tilingOf(county).Cells
	x := locate.New(cells)
	outlines := make([]*locate.Outline, len(cells))
	for c := range cells {
		outlines[c] = x.Outline(c)
	}
	points := randomPoints(cells)[:1<<14]
	for name, border := range map[string]func(geo.Point, int) (int, float64){
		"index": x.Border, "outline": func(p geo.Point, c int) (int, float64) { return outlines[c].Border(p) },
	} {
		b.Run(name, func(b *testing.B) {
			geotest.CPUEach(b, len(points), "point", func() {
				for _, p := range points {
					if c, ok := x.Owner(p); ok {
						border(p, c)
					}
				}
			})
		})
	}
}

// heap gives the bytes in use, rubbish cleared.
func heap() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}
