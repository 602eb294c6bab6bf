package overlay_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wangge/geo"
	"wangge/geo/coverage"
	"wangge/geo/overlay"
)

// at gives a point some steps east and north of Zoucheng.
func at(x, y int32) geo.Point { return geo.Point{X: 1169700000 + x, Y: 354000000 + y} }

// ring draws a ring through points given as x, y, x, y, …
func ring(xy ...int32) geo.Ring {
	var r geo.Ring
	for i := 0; i < len(xy); i += 2 {
		r = append(r, at(xy[i], xy[i+1]))
	}
	return r
}

func box(x1, y1, x2, y2 int32) geo.MultiPolygon {
	return geo.MultiPolygon{{ring(x1, y1, x2, y1, x2, y2, x1, y2)}}
}

func cells(shapes ...geo.MultiPolygon) (out []coverage.Cell) {
	for _, s := range shapes {
		out = append(out, coverage.Cell{Shape: s})
	}
	return out
}

func layer(shapes ...geo.MultiPolygon) overlay.Layer { return overlay.Layer{Cells: cells(shapes...)} }

func overlaid(t testing.TB, in overlay.Input) (parts []overlay.Part) {
	t.Helper()
	if err := overlay.Overlay(t.Context(), in, func(p overlay.Part) error {
		parts = append(parts, p)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return parts
}

// area2 is twice the area in lattice units.
func area2(p geo.Polygon) (sum int64) {
	for _, r := range p {
		for i, a := range r {
			b := r[(i+1)%len(r)]
			sum += (int64(a.X)-1169700000)*(int64(b.Y)-354000000) - (int64(a.Y)-354000000)*(int64(b.X)-1169700000)
		}
	}
	return sum
}

// piece is a face as tests tell it.
type piece struct {
	Area   int64 // in lattice units
	Owners [][]int32
}

func pieces(p overlay.Part) (out []piece) {
	for _, f := range p.Faces {
		out = append(out, piece{area2(f.Shape) / 2, f.Owners})
	}
	return out
}

/*
Two layers in one parent: halves left and right, halves below and above.

	+---+---+
	| 2 | 3 |
	+---+---+
	| 0 | 1 |
	+---+---+
*/
func TestFacesAndBorders(t *testing.T) {
	t.Parallel()
	parts := overlaid(t, overlay.Input{
		Parents: cells(box(0, 0, 1000, 1000)),
		Layers:  []overlay.Layer{layer(box(0, 0, 500, 1000), box(500, 0, 1000, 1000)), layer(box(0, 0, 1000, 500), box(0, 500, 1000, 1000))},
		Lines:   []geo.Line{{at(500, -100), at(500, 800)}},
	})
	if len(parts) != 1 {
		t.Fatalf("%d parts, want one: nothing lies outside", len(parts))
	}
	want := []piece{
		{250000, [][]int32{{0}, {0}}}, {250000, [][]int32{{0}, {1}}}, {250000, [][]int32{{1}, {0}}}, {250000, [][]int32{{1}, {1}}},
	}
	if diff := cmp.Diff(want, pieces(parts[0])); diff != "" {
		t.Errorf("faces (-want +got):\n%s", diff)
	}
	north, east := geo.Line{at(0, 0), at(0, 500)}.LengthM(), geo.Line{at(0, 500), at(500, 500)}.LengthM()
	within := func(a, b float64) bool { return a-b < 1e-4 && b-a < 1e-4 }
	wantBorders := []overlay.Border{
		{A: 0, B: 1, LengthM: east, LayersM: []float64{0, east}},
		{A: 0, B: 2, LengthM: north, LineM: north, LayersM: []float64{north, 0}},
		{A: 1, B: 3, LengthM: north, LineM: north * 3 / 5, LayersM: []float64{north, 0}},
		{A: 2, B: 3, LengthM: east, LayersM: []float64{0, east}},
	}
	inner := slices.DeleteFunc(slices.Clone(parts[0].Borders), func(b overlay.Border) bool { return b.B < 0 || b.A < 0 })
	if diff := cmp.Diff(wantBorders, inner, cmp.Comparer(within)); diff != "" {
		t.Errorf("borders (-want +got):\n%s", diff)
	}
	rim := 0.0
	for _, b := range parts[0].Borders {
		if b.B < 0 {
			rim += b.LengthM
		}
	}
	if !within(rim, 4*north+4*east) {
		t.Errorf("the rim is %v m long, want %v", rim, 4*north+4*east)
	}
}

func TestErrorOfTheTakerEndsIt(t *testing.T) {
	t.Parallel()
	enough := errors.New("enough")
	err := overlay.Overlay(t.Context(), overlay.Input{Parents: cells(box(0, 0, 10, 10), box(10, 0, 20, 10), box(20, 0, 30, 10))}, func(p overlay.Part) error {
		if p.Parent == 1 {
			return enough
		}
		return nil
	})
	if !errors.Is(err, enough) {
		t.Errorf("error %v, want the taker's", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := overlay.Overlay(ctx, overlay.Input{Parents: cells(box(0, 0, 10, 10))}, func(overlay.Part) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
}
