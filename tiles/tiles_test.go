package tiles_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/mvt"
	"github.com/paulmach/orb/geojson"
	"github.com/paulmach/orb/maptile"

	"wangge/geo"
	"wangge/geo/geotest"
	"wangge/tiles"
)

// block is a square with its south-west corner at (x, y), both in steps of 0.01 degree.
func block(x, y, side int32) geo.Ring {
	const step = 100_000
	low := geo.Point{X: 1169700000 + x*step, Y: 354000000 + y*step}
	return geo.Ring{low, {X: low.X + side*step, Y: low.Y}, {X: low.X + side*step, Y: low.Y + side*step}, {X: low.X, Y: low.Y + side*step}}
}

// over is the tile of a zoom that holds a point.
func over(p geo.Point, z uint32) tiles.Coord {
	t := maptile.At(p.Orb(), maptile.Zoom(z))
	return tiles.Coord{Z: z, X: t.X, Y: t.Y}
}

// decoded reads a tile with another implementation.
func decoded(t *testing.T, l *tiles.Layer, c tiles.Coord) map[string]*mvt.Layer {
	t.Helper()
	tile, err := l.Tile(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	layers, err := mvt.Unmarshal(tile)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*mvt.Layer{}
	for _, read := range layers {
		if read.Version != 2 || read.Extent != tiles.Extent {
			t.Errorf("%s has version %d and extent %d", read.Name, read.Version, read.Extent)
		}
		out[read.Name] = read
	}
	return out
}

// rings lists the rings of a decoded feature, each part's outer ring first.
func rings(t *testing.T, f *geojson.Feature) (out [][]orb.Ring) {
	t.Helper()
	switch g := f.Geometry.(type) {
	case orb.Polygon:
		out = append(out, g)
	case orb.MultiPolygon:
		for _, p := range g {
			out = append(out, p)
		}
	default:
		t.Fatalf("geometry is %T", g)
	}
	return out
}

// area2 is twice a ring's area in tile coordinates, positive where the standard wants outer rings.
func area2(r orb.Ring) (sum float64) {
	for i := 1; i < len(r); i++ {
		sum += r[i-1][0]*r[i][1] - r[i][0]*r[i-1][1]
	}
	return sum
}

func TestTileHasAreasWithTheirPropertiesAndLabels(t *testing.T) {
	t.Parallel()
	l := tiles.NewLayer("grids", []tiles.Feature{
		{ID: 7, Shape: geo.MultiPolygon{{block(0, 0, 4), block(1, 1, 1)}, {block(6, 0, 1)}}, Label: geo.Point{X: 1169750000, Y: 354050000}, Properties: map[string]any{
			"code": "370883001004001", "population": 612, "share": 0.5, "live": true, "nothing": nil, "kind": fmt.Stringer(tiles.Coord{}),
		}},
		{ID: 8, Shape: geo.MultiPolygon{{slicesReversed(block(4, 0, 2))}}},
	}, 0, 16)
	got := decoded(t, l, over(geo.Point{X: 1170000000, Y: 354200000}, 9))
	areas, labels := got["grids"], got["grids_label"]
	if len(areas.Features) != 2 || len(labels.Features) != 2 {
		t.Fatalf("%d areas, %d labels", len(areas.Features), len(labels.Features))
	}
	want := geojson.Properties{"code": "370883001004001", "population": float64(612), "share": 0.5, "live": true, "kind": "0/0/0"}
	if diff := cmp.Diff(want, areas.Features[0].Properties); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(want, labels.Features[0].Properties); diff != "" {
		t.Errorf("the label: %s", diff)
	}
	if areas.Features[0].ID != float64(7) || labels.Features[1].ID != float64(8) {
		t.Errorf("ids are %v and %v", areas.Features[0].ID, labels.Features[1].ID)
	}
	for _, f := range areas.Features {
		for _, part := range rings(t, f) {
			for i, r := range part {
				if (area2(r) > 0) != (i == 0) {
					t.Errorf("feature %v, ring %d has the area %v: outer rings are positive, holes negative", f.ID, i, area2(r)/2)
				}
			}
		}
	}
	if parts := rings(t, areas.Features[0]); len(parts) != 2 || len(parts[0]) != 2 {
		t.Errorf("the hole or the second part is lost: %v", parts)
	}
}

func slicesReversed(r geo.Ring) geo.Ring {
	slices.Reverse(r)
	return r
}

// Neighbours stay neighbours in every tile: what is cut out of a tiling fills the tile and its margin to the last step,
// and no more, whatever is rounded and cut.
func TestATilingHasNoSeamsInAnyTile(t *testing.T) {
	t.Parallel()
	const side = tiles.Extent + 2*tiles.Buffer
	for seed := range uint64(4) {
		tiling := geotest.New(seed, geotest.Options{Columns: 60, Rows: 60, Spacing: 16000, Points: 3})
		features := make([]tiles.Feature, len(tiling.Cells))
		for i, c := range tiling.Cells {
			features[i] = tiles.Feature{ID: uint64(i), Shape: c}
		}
		l := tiles.NewLayer("cells", features, 0, 18)
		middle := tiling.Parent.Inner()
		for _, z := range []uint32{14, 15, 16, 17, 18} {
			c := over(middle, z)
			sum := 0.0
			for _, f := range decoded(t, l, c)["cells"].Features {
				for _, part := range rings(t, f) {
					for _, r := range part {
						sum += area2(r) / 2
					}
				}
			}
			if sum != side*side {
				t.Errorf("seed %d, tile %s: the cells cover %v of %v", seed, c, sum, side*side)
			}
		}
	}
}

func TestEveryLabelIsInOneTile(t *testing.T) {
	t.Parallel()
	tiling := geotest.New(3, geotest.Options{})
	features := make([]tiles.Feature, len(tiling.Cells))
	for i, c := range tiling.Cells {
		features[i] = tiles.Feature{ID: uint64(i + 1), Shape: c}
	}
	l := tiles.NewLayer("cells", features, 0, 18)
	box := tiling.Parent.Bound()
	for z := uint32(10); z <= 16; z++ {
		low, high := over(geo.Point{X: box.Min.X, Y: box.Max.Y}, z), over(geo.Point{X: box.Max.X, Y: box.Min.Y}, z)
		seen := map[any]int{}
		for x := low.X; x <= high.X; x++ {
			for y := low.Y; y <= high.Y; y++ {
				if labels := decoded(t, l, tiles.Coord{Z: z, X: x, Y: y})["cells_label"]; labels != nil {
					for _, f := range labels.Features {
						seen[f.ID]++
					}
				}
			}
		}
		for id, n := range seen {
			if n != 1 {
				t.Errorf("zoom %d: label %v is in %d tiles", z, id, n)
			}
		}
		if len(seen) != len(features) {
			t.Errorf("zoom %d: %d labels of %d", z, len(seen), len(features))
		}
	}
}

func TestNothingIsNoBytes(t *testing.T) {
	t.Parallel()
	l := tiles.NewLayer("cells", []tiles.Feature{{ID: 1, Shape: geo.MultiPolygon{{block(0, 0, 1)}}}}, 8, 12)
	here := geo.Point{X: 1169750000, Y: 354050000}
	for name, c := range map[string]tiles.Coord{"elsewhere": {Z: 10}, "above the first zoom": over(here, 7), "below the last": over(here, 13)} {
		if b, err := l.Tile(t.Context(), c); err != nil || len(b) > 0 {
			t.Errorf("%s: %d bytes, %v", name, len(b), err)
		}
	}
	if b, err := tiles.NewLayer("cells", nil, 0, 18).Tile(t.Context(), tiles.Coord{}); err != nil || len(b) > 0 {
		t.Errorf("an empty layer: %d bytes, %v", len(b), err)
	}
}

func TestTileJSONDescribesTheLayer(t *testing.T) {
	t.Parallel()
	l := tiles.NewLayer("grids", []tiles.Feature{{ID: 1, Shape: geo.MultiPolygon{{block(0, 0, 1)}}, Properties: map[string]any{"code": "1", "population": 3, "live": true}}}, 8, 16)
	want := tiles.TileJSON{
		TileJSON: "3.0.0", Name: "grids", Tiles: []string{"http://h/{z}/{x}/{y}.mvt"},
		VectorLayers: []tiles.VectorLayer{
			{ID: "grids", Fields: map[string]string{"code": "String", "live": "Boolean", "population": "Number"}, MinZoom: 8, MaxZoom: 16},
			{ID: "grids_label", Fields: map[string]string{"code": "String", "live": "Boolean", "population": "Number"}, MinZoom: 8, MaxZoom: 16},
		},
		MinZoom: 8, MaxZoom: 16, Bounds: [4]float64{116.97, 35.4, 116.98, 35.41}, Center: [3]float64{116.975, 35.405, 15},
	}
	if diff := cmp.Diff(want, l.TileJSON("http://h/{z}/{x}/{y}.mvt")); diff != "" {
		t.Error(diff)
	}
}

func TestCoordsThatAreNone(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ z, x, y, part string }{
		{"", "0", "0", "z"},
		{"01", "0", "0", "z"},
		{"-1", "0", "0", "z"},
		{"31", "0", "0", "z"},
		{"1.0", "0", "0", "z"},
		{"1", "2", "0", "x"},
		{"0", "1", "0", "x"},
		{"1", "+1", "0", "x"},
		{"1", "0", "2", "y"},
		{"30", "0", "1073741824", "y"},
		{"1", "0", "99999999999", "y"},
	} {
		_, err := tiles.ParseCoord(test.z, test.x, test.y)
		var odd *tiles.CoordError
		if !errors.As(err, &odd) || odd.Part != test.part {
			t.Errorf("%s/%s/%s: %v, want the fault in %s", test.z, test.x, test.y, err, test.part)
		}
	}
}

func FuzzParseCoord(f *testing.F) {
	f.Add("12", "3378", "1617")
	f.Add("30", "1073741823", "0")
	f.Fuzz(func(t *testing.T, z, x, y string) {
		c, err := tiles.ParseCoord(z, x, y)
		if err != nil {
			return
		}
		if c.String() != z+"/"+x+"/"+y || c.X>>c.Z != 0 || c.Y>>c.Z != 0 || c.Parent().Z > c.Z {
			t.Errorf("%s/%s/%s became %s", z, x, y, c)
		}
	})
}

// counting is a source that counts how often each tile is made.
type counting struct {
	made    atomic.Int64
	failing atomic.Bool
}

func (s *counting) Tile(_ context.Context, c tiles.Coord) ([]byte, error) {
	s.made.Add(1)
	switch {
	case s.failing.Load():
		return nil, errors.New("not now")
	case c.Z == 0:
		return nil, nil
	default:
		return bytes.Repeat([]byte(c.String()), 100), nil
	}
}

func TestCacheMakesATileOnceForAllWhoAsk(t *testing.T) {
	t.Parallel()
	var s counting
	cache := tiles.NewCache(&s, 1<<20)
	var group sync.WaitGroup
	for range 32 {
		group.Go(func() {
			p, err := cache.Packed(t.Context(), tiles.Coord{Z: 1})
			plain, perr := p.Plain()
			if err := errors.Join(err, perr); err != nil || string(plain[:5]) != "1/0/0" || p.Hash == 0 {
				t.Errorf("%.20s, %v", plain, err)
			}
		})
	}
	group.Wait()
	if n := s.made.Load(); n != 1 {
		t.Errorf("it was made %d times", n)
	}
	if p, err := cache.Packed(t.Context(), tiles.Coord{}); err != nil || len(p.Gzip) != 0 {
		t.Errorf("nothing was packed as %d bytes, %v", len(p.Gzip), err)
	}
}

func TestCacheLetsTheOldestGo(t *testing.T) {
	t.Parallel()
	var s counting
	cache := tiles.NewCache(&s, 1000) // two or three tiles and their entries
	ask := func(x uint32) {
		if _, err := cache.Packed(t.Context(), tiles.Coord{Z: 9, X: x}); err != nil {
			t.Fatal(err)
		}
	}
	for x := range uint32(10) {
		ask(x)
		ask(0) // asked for again and again, so it stays
	}
	if n := s.made.Load(); n != 10 {
		t.Errorf("%d tiles were made for ten", n)
	}
	ask(1)
	if n := s.made.Load(); n != 11 {
		t.Error("the oldest tile is kept beyond the limit")
	}
}

func TestCacheKeepsNoErrors(t *testing.T) {
	t.Parallel()
	var s counting
	cache := tiles.NewCache(&s, 1<<20)
	s.failing.Store(true)
	if _, err := cache.Packed(t.Context(), tiles.Coord{Z: 1}); err == nil {
		t.Error("no error")
	}
	s.failing.Store(false)
	if p, err := cache.Packed(t.Context(), tiles.Coord{Z: 1}); err != nil || len(p.Gzip) == 0 {
		t.Errorf("%d bytes, %v", len(p.Gzip), err)
	}
}
