package hexagon_test

import (
	"context"
	"fmt"
	"testing"

	"wangge/geo/geotest"
	"wangge/geo/hexagon"
)

// BenchmarkTable makes the whole table of a county: 1,444 grids of about 1.2 km² and 60 points.
func BenchmarkTable(b *testing.B) {
	cells := geotest.New(1, geotest.Options{Columns: 38, Rows: 38, Points: 15, Spacing: 110000}).Cells
	for _, res := range []int{9, 11} {
		b.Run(fmt.Sprintf("res=%d", res), func(b *testing.B) {
			rows := 0
			for b.Loop() {
				table, err := hexagon.NewTable(cells, res)
				if err != nil {
					b.Fatal(err)
				}
				err = table.Each(context.Background(), func(_ hexagon.Cell, shares []hexagon.Share) error {
					rows += len(shares)
					return nil
				})
				if err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(rows)/float64(b.N), "rows")
			b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
