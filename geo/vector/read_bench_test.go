package vector_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"wangge/geo/geotest"
	"wangge/geo/vector"
)

// writeTiling writes a GeoJSON of n × n cells of 64 vertices, with a few properties each.
func writeTiling(b *testing.B, n int) string {
	b.Helper()
	tiling := geotest.New(1, geotest.Options{Columns: n, Rows: n, Points: 15})
	features := make([]vector.Feature, len(tiling.Cells))
	for i, m := range tiling.Cells {
		features[i] = vector.Feature{Number: i, Geometry: m[0].Orb(), Properties: map[string]any{
			"code": fmt.Sprintf("370883%09d", i), "name": fmt.Sprintf("钢山街道第%05d网格", i), "population": 600 + i%50,
		}}
	}
	path := filepath.Join(b.TempDir(), "grids.geojson")
	if err := vector.WriteGeoJSON(path, features); err != nil {
		b.Fatal(err)
	}
	return path
}

// BenchmarkRead reads a GeoJSON as wangge check does; its peer is what encoding/json needs for the same file.
func BenchmarkRead(b *testing.B) {
	path := writeTiling(b, 70)
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("wangge", func(b *testing.B) {
		b.SetBytes(info.Size())
		b.ReportAllocs()
		for b.Loop() {
			if _, err := vector.Read(b.Context(), path, vector.Options{RFC7946: true}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("encoding-json", func(b *testing.B) {
		b.SetBytes(info.Size())
		b.ReportAllocs()
		for b.Loop() {
			text, err := os.ReadFile(path)
			if err != nil {
				b.Fatal(err)
			}
			var plain struct {
				Features []struct {
					Properties struct {
						Code, Name string
						Population int
					}
					Geometry struct {
						Type        string
						Coordinates [][][2]float64
					}
				}
			}
			if err := json.Unmarshal(text, &plain); err != nil {
				b.Fatal(err)
			}
		}
	})
}
