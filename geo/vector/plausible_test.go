package vector_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"wangge/geo"
	"wangge/geo/datum"
	"wangge/geo/vector"
)

// box is a square outline between degrees.
func box(w, s, e, n float64) geo.MultiPolygon {
	p := func(x, y float64) geo.Point { return geo.Point{X: int32(x * 1e7), Y: int32(y * 1e7)} }
	return geo.MultiPolygon{{{p(w, s), p(e, s), p(e, n), p(w, n)}}}
}

// 35.6 +---------------+
//
//	|        +----+ |
//	|        |town| |
//	|        +----+ |
//
// 35.2 +---------------+
//
//	116.8           117.2
var ground = vector.Ground{County: box(116.8, 35.2, 117.2, 35.6), Towns: []geo.MultiPolygon{box(117.05, 35.4, 117.15, 35.5)}}

// layer is one cell with an outline whose numbers are of one datum and read as another.
func layer(t *testing.T, declared, really datum.Datum, shape geo.MultiPolygon) vector.Layer {
	t.Helper()
	var r orb.Ring
	for _, p := range shape.Orb()[0][0] {
		raw, err := really.FromCGCS2000(p)
		if err != nil {
			t.Fatal(err)
		}
		q, err := declared.ToCGCS2000(raw)
		if err != nil {
			t.Fatal(err)
		}
		r = append(r, q)
	}
	return vector.Layer{Name: "layer", Datum: declared, Features: []vector.Feature{{Geometry: orb.Polygon{r}}}}
}

func TestPlausible(t *testing.T) {
	t.Parallel()
	county, town := ground.County, ground.Towns[0]
	tests := []struct {
		name             string
		declared, really datum.Datum
		shape            geo.MultiPolygon
		want             string
	}{
		{"sound", datum.WGS84, datum.WGS84, county, ""},
		{"sound GCJ-02", datum.GCJ02, datum.GCJ02, county, ""},
		{"a sound town", datum.GCJ02, datum.GCJ02, town, ""},
		{"GCJ-02 declared as WGS 84", datum.WGS84, datum.GCJ02, county, "--datum gcj02"},
		{"BD-09 declared as CGCS2000", datum.CGCS2000, datum.BD09, county, "--datum bd09"},
		{"WGS 84 declared as GCJ-02", datum.GCJ02, datum.WGS84, county, "--datum cgcs2000"},
		{"a town's own file in GCJ-02 declared as WGS 84", datum.WGS84, datum.GCJ02, town, "--datum gcj02"},
		{"the county, a kilometre off for no known reason", datum.WGS84, datum.WGS84, box(116.8, 35.21, 117.2, 35.61), "off its outline"},
		{"a part of a town cannot tell", datum.WGS84, datum.GCJ02, box(117.05, 35.4, 117.1, 35.5), ""},
		{"swapped axes", datum.WGS84, datum.WGS84, box(35.2, 116.8, 35.6, 117.2), "swapped"},
		{"another county", datum.WGS84, datum.WGS84, box(118.8, 36.2, 119.2, 36.6), "does not lie in this county"},
		{"another zone", "EPSG:4547", "EPSG:4548", town, "--datum EPSG:4548"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			layers := []vector.Layer{layer(t, tt.declared, tt.really, tt.shape)}
			err := vector.Plausible(layers, ground)
			var wrong *vector.ImplausibleError
			if tt.want == "" && err != nil || tt.want != "" && (!errors.As(err, &wrong) || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
			if wrong != nil && (wrong.Reason.ZH == "" || wrong.Remedy.ZH == "") {
				t.Errorf("not in both languages: %+v", wrong)
			}
		})
	}
}

func TestATrustedDatumIsNotDoubted(t *testing.T) {
	t.Parallel()
	trusting := ground
	trusting.TrustDatum = true
	if err := vector.Plausible([]vector.Layer{layer(t, datum.WGS84, datum.GCJ02, ground.County)}, trusting); err != nil {
		t.Error(err)
	}
}

// One town's file of many may be of another datum; the others fill the county all the same.
func TestOneFileOfManyMayBeWrong(t *testing.T) {
	t.Parallel()
	layers := []vector.Layer{layer(t, datum.WGS84, datum.WGS84, ground.County), layer(t, datum.WGS84, datum.GCJ02, ground.Towns[0])}
	if err := vector.Plausible(layers, ground); err == nil {
		t.Error("the town's file was taken")
	}
}
