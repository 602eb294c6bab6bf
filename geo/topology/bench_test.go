package topology_test

import (
	"fmt"
	"testing"

	"wangge/geo"
	"wangge/geo/coverage"
	"wangge/geo/geotest"
	"wangge/geo/topology"
)

// BenchmarkTopology builds the graph, its peer the whole check of the same cells; and moves a vertex.
func BenchmarkTopology(b *testing.B) {
	for _, n := range []int{38, 369} {
		tiling := geotest.New(1, geotest.Options{Columns: n, Rows: n - 1, Points: 4})
		parents := []geo.MultiPolygon{tiling.Parent}
		set := coverage.Set{Parents: []coverage.Cell{{Shape: tiling.Parent}}}
		for _, m := range tiling.Cells {
			set.Cells = append(set.Cells, coverage.Cell{Shape: m})
		}
		b.Run(fmt.Sprintf("check/cells=%d", len(tiling.Cells)), func(b *testing.B) {
			for b.Loop() {
				if _, err := coverage.Check(b.Context(), set, coverage.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("build/cells=%d", len(tiling.Cells)), func(b *testing.B) {
			for b.Loop() {
				if _, err := topology.New(tiling.Cells, parents); err != nil {
					b.Fatal(err)
				}
			}
		})
		m, err := topology.New(tiling.Cells, parents)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("move/cells=%d", len(tiling.Cells)), func(b *testing.B) {
			at := tiling.Cells[len(tiling.Cells)/2+n/2][0][0][5]
			for i := 0; b.Loop(); i++ {
				if _, _, err := m.MoveVertex(at, geo.Point{X: at.X + int32(i%3), Y: at.Y + 1}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
