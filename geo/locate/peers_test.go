package locate_test

import (
	"testing"

	"github.com/golang/geo/s2"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"github.com/tidwall/geojson/geometry"
	"github.com/tidwall/rtree"

	"wangge/geo"
	"wangge/geo/geotest"
)

// s2Index puts the outer rings of cells, which have nothing else here, into a ShapeIndex and has it built.
func s2Index(cells []geo.MultiPolygon) *s2.ShapeIndex {
	x := s2.NewShapeIndex()
	for _, c := range cells {
		var points []s2.Point
		for _, p := range c[0][0] {
			points = append(points, s2Point(p))
		}
		x.Add(s2.PolygonFromLoops([]*s2.Loop{s2.LoopFromPoints(points)}))
	}
	x.Build()
	return x
}

func s2Point(p geo.Point) s2.Point {
	o := p.Orb()
	return s2.PointFromLatLng(s2.LatLngFromDegrees(o[1], o[0]))
}

// BenchmarkS2 asks a ContainsPointQuery with the half-open rule, for points made before; build-cpu-ns is what it took to make the polygons
// and their index, once: a province needs 7 GB.
func BenchmarkS2(b *testing.B) {
	for _, size := range [][2]int{county, province} {
		b.Run(cellsIn(size), func(b *testing.B) {
			cells := tilingOf(size).Cells
			var x *s2.ShapeIndex
			build := geotest.Spent(b, func() { x = s2Index(cells) })
			q := s2.NewContainsPointQuery(x, s2.VertexModelSemiOpen)
			var points []s2.Point
			for _, p := range randomPoints(cells) {
				points = append(points, s2Point(p))
			}
			geotest.CPUEach(b, len(points), "point", func() {
				for _, p := range points {
					q.ContainingShapes(p)
				}
			})
			b.ReportMetric(float64(build), "build-cpu-ns")
		})
	}
}

// BenchmarkTidwall finds the boxes that hold a point in an R-tree and asks their polygons, which have an index of their edges each.
func BenchmarkTidwall(b *testing.B) {
	for _, size := range [][2]int{county, province, million} {
		b.Run(cellsIn(size), func(b *testing.B) {
			cells := tilingOf(size).Cells
			var tree rtree.RTreeG[*geometry.Poly]
			for _, c := range cells {
				var points []geometry.Point
				for _, p := range c[0].Orb()[0] {
					points = append(points, geometry.Point{X: p[0], Y: p[1]})
				}
				box := c[0].Orb().Bound()
				tree.Insert(box.Min, box.Max, geometry.NewPoly(points, nil, geometry.DefaultIndexOptions))
			}
			askTree(b, cells, func(at orb.Point) {
				tree.Search(at, at, func(_, _ [2]float64, poly *geometry.Poly) bool {
					return !poly.ContainsPoint(geometry.Point{X: at[0], Y: at[1]})
				})
			})
		})
	}
}

// BenchmarkOrb does the same with orb's polygons.
func BenchmarkOrb(b *testing.B) {
	for _, size := range [][2]int{county, province} {
		b.Run(cellsIn(size), func(b *testing.B) {
			cells := tilingOf(size).Cells
			var tree rtree.RTreeG[orb.Polygon]
			for _, c := range cells {
				poly := c[0].Orb()
				tree.Insert(poly.Bound().Min, poly.Bound().Max, poly)
			}
			askTree(b, cells, func(at orb.Point) {
				tree.Search(at, at, func(_, _ [2]float64, poly orb.Polygon) bool { return !planar.PolygonContains(poly, at) })
			})
		})
	}
}

func askTree(b *testing.B, cells []geo.MultiPolygon, ask func(orb.Point)) {
	b.Helper()
	var points []orb.Point
	for _, p := range randomPoints(cells) {
		points = append(points, p.Orb())
	}
	geotest.CPUEach(b, len(points), "point", func() {
		for _, p := range points {
			ask(p)
		}
	})
}
