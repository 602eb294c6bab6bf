package overlay_test

import (
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"

	"wangge/fixtures"
	"wangge/geo"
	"wangge/geo/coverage"
	"wangge/geo/datum"
	"wangge/geo/overlay"
	"wangge/geo/vector"
)

// demo gives the demo city's communities, its four dirty networks and its streets.
func demo(tb testing.TB, grids int) (in overlay.Input) {
	tb.Helper()
	dir := tb.TempDir()
	if err := fixtures.Generate(tb.Context(), fixtures.Options{Grids: grids, Seed: fixtures.DefaultSeed, Dir: dir}); err != nil {
		tb.Fatal(err)
	}
	read := func(pattern string, o vector.Options, take func(orb.Geometry)) {
		files, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil || len(files) == 0 {
			tb.Fatal(pattern, err)
		}
		for _, file := range files {
			layers, err := vector.Read(tb.Context(), file, o)
			if err != nil {
				tb.Fatal(err)
			}
			for _, l := range layers {
				for _, f := range l.Features {
					take(f.Geometry)
				}
			}
		}
	}
	shapes := func(pattern string, d datum.Datum) (out []coverage.Cell) {
		o := vector.Options{RFC7946: d == "", Datum: d}
		if d == datum.CGCS2000 {
			o.Datum = ""
		}
		read(pattern, o, func(g orb.Geometry) {
			shape, err := geo.FromOrb(g)
			if err != nil {
				tb.Fatal(err)
			}
			out = append(out, coverage.Cell{Shape: shape})
		})
		return out
	}
	in.Parents = shapes("parents/communities.geojson", "")
	for _, l := range fixtures.Layers {
		in.Layers = append(in.Layers, overlay.Layer{Name: l.Name, Cells: shapes(l.File, l.Datum)})
	}
	read("streets.geojson", vector.Options{RFC7946: true}, func(g orb.Geometry) {
		line, err := geo.LineFromOrb(g.(orb.LineString))
		if err != nil {
			tb.Fatal(err)
		}
		in.Lines = append(in.Lines, line)
	})
	return in
}
