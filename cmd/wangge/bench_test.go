package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"wangge/geo"
	"wangge/geo/geotest"
	"wangge/geo/vector"
)

// BenchmarkCheckFile checks a GeoJSON of a province's cells against its outline, from the command line to the verdict; the
// peer is what encoding/json needs to decode the cells' file into plain structs.
func BenchmarkCheckFile(b *testing.B) {
	tiling := geotest.New(1, geotest.Options{Columns: 400, Rows: 340, Points: 21, Spacing: 30000})
	cells := writeShapes(b, "cells.geojson", tiling.Cells)
	parent := writeShapes(b, "parent.geojson", []geo.MultiPolygon{tiling.Parent})
	size := fmt.Sprintf("cells=%d", len(tiling.Cells))
	b.Run("wangge/"+size, func(b *testing.B) {
		spent := 0.0
		for b.Loop() {
			cmd := exec.CommandContext(b.Context(), os.Args[0], "check", "--parent", parent, "--id", "code", cells)
			cmd.Env = append(os.Environ(), asProgram+"=1", "GOMAXPROCS=1")
			if out, err := cmd.CombinedOutput(); err != nil {
				b.Fatalf("%v: %s", err, out)
			}
			spent += float64(cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime())
		}
		b.ReportMetric(spent/float64(b.N), "cpu-ns/op")
	})
	b.Run("encoding-json/"+size, func(b *testing.B) {
		geotest.CPU(b, func() { decodePlainly(b, cells) })
	})
}

func writeShapes(b *testing.B, name string, shapes []geo.MultiPolygon) string {
	b.Helper()
	features := make([]vector.Feature, len(shapes))
	for i, m := range shapes {
		features[i] = vector.Feature{Number: i, Geometry: m[0].Orb(), Properties: map[string]any{
			"code": fmt.Sprintf("370883%09d", i), "name": fmt.Sprintf("钢山街道第%06d网格", i), "population": 600 + i%50,
		}}
	}
	path := filepath.Join(b.TempDir(), name)
	if err := vector.WriteGeoJSON(path, features); err != nil {
		b.Fatal(err)
	}
	return path
}

func decodePlainly(b *testing.B, path string) {
	b.Helper()
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
