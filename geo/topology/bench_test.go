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
	for _, size := range [][2]int{{47, 30}, {400, 340}} {
		tiling := geotest.New(1, geotest.Options{Columns: size[0], Rows: size[1], Points: 21, Spacing: 30000})
		parents := []geo.MultiPolygon{tiling.Parent}
		set := coverage.Set{Parents: []coverage.Cell{{Shape: tiling.Parent}}}
		for _, m := range tiling.Cells {
			set.Cells = append(set.Cells, coverage.Cell{Shape: m})
		}
		b.Run(fmt.Sprintf("check/cells=%d", len(tiling.Cells)), func(b *testing.B) {
			geotest.CPU(b, func() {
				if _, err := coverage.Check(b.Context(), set, coverage.Options{}); err != nil {
					b.Fatal(err)
				}
			})
		})
		b.Run(fmt.Sprintf("build/cells=%d", len(tiling.Cells)), func(b *testing.B) {
			geotest.CPU(b, func() {
				if _, err := topology.New(tiling.Cells, parents); err != nil {
					b.Fatal(err)
				}
			})
		})
		m, err := topology.New(tiling.Cells, parents)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("move/cells=%d", len(tiling.Cells)), func(b *testing.B) {
			at := tiling.Cells[len(tiling.Cells)/2+size[0]/2][0][0][5]
			for i := 0; b.Loop(); i++ {
				if _, _, err := m.MoveVertex(at, geo.Point{X: at.X + int32(i%3), Y: at.Y + 1}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
