package geotest

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb/geojson"

	"wangge/geo"
)

// NewYorkNetworks are the real networks of New York that come as GeoJSON, with islands and gaps.
var NewYorkNetworks = []string{"CD", "NTA", "MODZCTA_2010_WGS1984"}

// NewYork gives the cells of one of them; a test that asks for it is skipped where they are not beside the checkout.
func NewYork(t *testing.T, name string) []geo.MultiPolygon {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "data", "nyc", name+".geo.json"))
	if err != nil {
		t.Skip("the networks of New York are not beside the checkout")
	}
	fc, err := geojson.UnmarshalFeatureCollection(text)
	if err != nil {
		t.Fatal(err)
	}
	cells := make([]geo.MultiPolygon, len(fc.Features))
	for i, f := range fc.Features {
		if cells[i], err = geo.FromOrb(f.Geometry); err != nil {
			t.Fatal(err)
		}
	}
	return cells
}
