package overlay_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"wangge/fixtures"
	"wangge/geo"
	"wangge/geo/coverage"
	"wangge/geo/geotest"
	"wangge/geo/overlay"
)

// Whatever faces of a parent are made one cell, the cells fill the parents and fit each other vertex by vertex: here what one grid
// of the first network has of a community, in the demo city with its dirty networks.
func TestUnionsPassTheCheck(t *testing.T) {
	t.Parallel()
	in := demo(t, fixtures.DefaultGrids)
	passesTheCheck(t, in, func(p overlay.Part, f int) string { return fmt.Sprint(p.Faces[f].Owners[0]) })
}

// The same where borders that mean the same lie a unit or two apart, as they do when each layer came through another datum: slivers
// go to the largest face of the parent, the others to one of two cells.
func TestUnionsPassTheCheckWhereBordersNearlyAgree(t *testing.T) {
	t.Parallel()
	for seed := range uint64(20) {
		tiling := geotest.New(seed, geotest.Options{Columns: 6, Rows: 6, Points: 15, Spacing: []int32{200, 4000}[seed%2]})
		in := overlay.Input{Parents: cells(tiling.Cells...)}
		r := rand.New(rand.NewPCG(seed, 1))
		for _, far := range []int32{1, 2} {
			in.Layers = append(in.Layers, layer(shaken(r, tiling.Cells, far)...))
		}
		passesTheCheck(t, in, func(p overlay.Part, f int) string {
			if (geo.MultiPolygon{p.Faces[f].Shape}).WidthM() < 0.1 {
				f = largest(p.Faces)
			}
			return fmt.Sprint(f % 2)
		})
	}
}

// shaken moves every vertex by up to so many units each way, for all cells that have it.
func shaken(r *rand.Rand, shapes []geo.MultiPolygon, far int32) (out []geo.MultiPolygon) {
	moved := map[geo.Point]geo.Point{}
	for _, m := range shapes {
		m = m.Clone()
		for i, p := range m[0][0] {
			if _, ok := moved[p]; !ok {
				moved[p] = geo.Point{X: p.X + r.Int32N(2*far+1) - far, Y: p.Y + r.Int32N(2*far+1) - far}
			}
			m[0][0][i] = moved[p]
		}
		out = append(out, m)
	}
	return out
}

func largest(faces []overlay.Face) (best int) {
	for i, f := range faces {
		if f.AreaM2 > faces[best].AreaM2 {
			best = i
		}
	}
	return best
}

// passesTheCheck unites the faces of each parent that have one name, and checks the cells.
func passesTheCheck(t *testing.T, in overlay.Input, name func(p overlay.Part, f int) string) {
	t.Helper()
	var cells []coverage.Cell
	for _, p := range overlaid(t, in) {
		if p.Parent < 0 {
			continue
		}
		byName := map[string][]overlay.Face{}
		for i, f := range p.Faces {
			byName[name(p, i)] = append(byName[name(p, i)], f)
		}
		for _, n := range slices.Sorted(maps.Keys(byName)) {
			cells = append(cells, coverage.Cell{Code: fmt.Sprint(p.Parent, " ", n), Shape: overlay.Union(byName[n]...)})
		}
	}
	report, err := coverage.Check(t.Context(), coverage.Set{Cells: cells, Parents: in.Parents}, coverage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Faults {
		if f.Severity == coverage.Error {
			t.Errorf("%s, %v m²", f.ID, f.AreaM2)
		}
	}
}
