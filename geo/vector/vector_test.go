package vector_test

import (
	"archive/zip"
	"bytes"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"wangge/geo/datum"
	"wangge/geo/vector"
)

// grid is a GeoJSON with one polygon in Zoucheng and a Chinese name.
const grid = `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"三里营网格","code":370883001004002,"n":1.5},
"geometry":{"type":"Polygon","coordinates":[[[116.97,35.40],[116.98,35.40],[116.98,35.41],[116.97,35.41],[116.97,35.40]]]}}]}`

func write(t *testing.T, name string, b []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// ogr makes a file of another format from a GeoJSON, as a user's GIS would.
func ogr(t *testing.T, name string, args ...string) string {
	t.Helper()
	from := write(t, "from.geojson", []byte(grid))
	to := filepath.Join(t.TempDir(), name)
	if out, err := exec.CommandContext(t.Context(), "ogr2ogr", append(append([]string{}, args...), to, from)...).CombinedOutput(); err != nil {
		t.Fatalf("ogr2ogr: %v: %s", err, out)
	}
	return to
}

func read(t *testing.T, path string, o vector.Options) vector.Layer {
	t.Helper()
	layers, err := vector.Read(t.Context(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	if len(layers) != 1 {
		t.Fatalf("%d layers, want 1", len(layers))
	}
	return layers[0]
}

// first gives the westernmost, southernmost corner of the first feature.
func first(l vector.Layer) orb.Point { return l.Features[0].Geometry.Bound().Min }

func near(p, q orb.Point) bool { return math.Abs(p[0]-q[0]) < 2e-9 && math.Abs(p[1]-q[1]) < 2e-9 }

func TestGeoJSON(t *testing.T) {
	t.Parallel()
	l := read(t, write(t, "a.geojson", []byte("\xef\xbb\xbf"+grid)), vector.Options{RFC7946: true})
	if got := l.Fields; strings.Join(got, " ") != "name code n" {
		t.Errorf("fields %q, want them in the file's order", got)
	}
	if got := l.Features[0].Properties["code"]; got.(interface{ String() string }).String() != "370883001004002" {
		t.Errorf("a code given as a number became %v", got)
	}
	if notes := strings.Join(l.Notes, "; "); !strings.Contains(notes, "RFC 7946") {
		t.Errorf("notes %q: want it said that WGS 84 is assumed", notes)
	}
}

func TestDatumOfAGeoJSON(t *testing.T) {
	t.Parallel()
	path := write(t, "a.geojson", []byte(grid))
	if _, err := vector.Read(t.Context(), path, vector.Options{}); err == nil || !strings.Contains(err.Error(), "--datum") {
		t.Errorf("a file that says nothing: %v, want to be asked for the datum", err)
	}
	l := read(t, path, vector.Options{Datum: datum.GCJ02})
	want, err := datum.GCJ02.ToCGCS2000(orb.Point{116.97, 35.40})
	if got := l.Features[0].Geometry.(orb.Polygon)[0][0]; err != nil || !near(got, want) {
		t.Errorf("as GCJ-02 the corner is %v, want %v (%v)", got, want, err)
	}
	declared := strings.Replace(grid, `"features"`, `"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}},"features"`, 1)
	if l := read(t, write(t, "b.geojson", []byte(declared)), vector.Options{}); l.Datum != datum.CGCS2000 {
		t.Errorf("crs 4490 was read as %s", l.Datum)
	}
}

// The same grid through every format and datum comes back to where it was.
func TestFormats(t *testing.T) {
	t.Parallel()
	want := orb.Point{116.97, 35.40}
	tests := []struct {
		name string
		path func(t *testing.T) string
		o    vector.Options
	}{
		{"Shapefile in degrees", func(t *testing.T) string { return ogr(t, "a.shp", "-a_srs", "EPSG:4490", "-lco", "ENCODING=UTF-8") }, vector.Options{}},
		{"Shapefile in metres with prefix", func(t *testing.T) string {
			return ogr(t, "a.shp", "-s_srs", "EPSG:4490", "-t_srs", "EPSG:4527", "-lco", "ENCODING=GB18030")
		}, vector.Options{}},
		{"Shapefile in GBK without .cpg", func(t *testing.T) string {
			path := ogr(t, "a.shp", "-s_srs", "EPSG:4490", "-t_srs", "EPSG:4548", "-lco", "ENCODING=GB18030")
			if err := os.Remove(strings.TrimSuffix(path, ".shp") + ".cpg"); err != nil {
				t.Fatal(err)
			}
			return path
		}, vector.Options{}},
		{"Shapefile without .prj", func(t *testing.T) string {
			path := ogr(t, "a.shp", "-s_srs", "EPSG:4490", "-t_srs", "EPSG:4548", "-lco", "ENCODING=UTF-8")
			if err := os.Remove(strings.TrimSuffix(path, ".shp") + ".prj"); err != nil {
				t.Fatal(err)
			}
			return path
		}, vector.Options{Datum: "EPSG:4548"}},
		{"Shapefile without .shx", func(t *testing.T) string {
			path := ogr(t, "a.shp", "-a_srs", "EPSG:4490", "-lco", "ENCODING=UTF-8")
			if err := os.Remove(strings.TrimSuffix(path, ".shp") + ".shx"); err != nil {
				t.Fatal(err)
			}
			return path
		}, vector.Options{}},
		{"zip with a folder", func(t *testing.T) string {
			return zipped(t, filepath.Dir(ogr(t, "a.shp", "-s_srs", "EPSG:4490", "-t_srs", "EPSG:4527", "-lco", "ENCODING=UTF-8")))
		}, vector.Options{}},
		{"GeoPackage", func(t *testing.T) string { return ogr(t, "a.gpkg", "-a_srs", "EPSG:4490") }, vector.Options{}},
		{"KML", func(t *testing.T) string { return ogr(t, "a.kml") }, vector.Options{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			l := read(t, tt.path(t), tt.o)
			if !near(first(l), want) {
				t.Errorf("the corner is %v, want %v", first(l), want)
			}
			text := l.Features[0].Properties["name"]
			if text == nil {
				text = l.Features[0].Properties["Name"]
			}
			if text != "三里营网格" {
				t.Errorf("the name is %q (%v)", text, l.Features[0].Properties)
			}
		})
	}
}

// zipped packs a folder's files below an inner one.
func zipped(t *testing.T, dir string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		w, err := z.Create("成果/2026/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(text); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return write(t, "a.zip", b.Bytes())
}

// Xian 80 is taken with its parameters: 100 m along the earth's axis move a point to the north.
func TestParametersOfADatum(t *testing.T) {
	t.Parallel()
	path := ogr(t, "a.shp", "-a_srs", "EPSG:4610", "-lco", "ENCODING=UTF-8")
	still := first(read(t, path, vector.Options{ToWGS84: "0,0,0"}))
	moved := first(read(t, path, vector.Options{ToWGS84: "0,0,100"}))
	if d := (moved[1] - still[1]) * 111000; d < 75 || d > 90 { // 100 m times the cosine of the latitude
		t.Errorf("100 m along the earth's axis move it %.1f m to the north, want about 81", d)
	}
	if _, err := vector.Read(t.Context(), path, vector.Options{ToWGS84: "1,2"}); err == nil || !strings.Contains(err.Error(), "parameters") {
		t.Errorf("two parameters: %v", err)
	}
}

func TestUSSurveyFeet(t *testing.T) {
	t.Parallel()
	path := filepath.Join("..", "..", "..", "shared", "data", "nyc", "nycc.shp")
	if _, err := os.Stat(path); err != nil {
		t.Skip("the real Shapefile of New York is not beside the checkout")
	}
	l := read(t, path, vector.Options{})
	b := l.Features[0].Geometry.Bound()
	for _, f := range l.Features {
		b = b.Union(f.Geometry.Bound())
	}
	if len(l.Features) != 51 || b.Min[0] < -74.3 || b.Max[0] > -73.6 || b.Min[1] < 40.4 || b.Max[1] > 41 {
		t.Errorf("%d districts in %v, want 51 in New York", len(l.Features), b)
	}
	if !strings.Contains(strings.Join(l.Notes, " "), "NAD83") {
		t.Errorf("notes %q do not say that NAD83 is taken as CGCS2000", l.Notes)
	}
}

// Whatever the bytes, the reader ends with features or with words.
func FuzzGeoJSON(f *testing.F) {
	f.Add([]byte(grid))
	f.Add([]byte(`{"type":"Feature","geometry":{"type":"GeometryCollection","geometries":[]}}`))
	f.Add([]byte(`{"features":[`))
	f.Fuzz(func(t *testing.T, b []byte) {
		layers, err := vector.Read(t.Context(), write(t, "a.geojson", b), vector.Options{Undeclared: datum.CGCS2000})
		if err != nil {
			return
		}
		for _, l := range layers {
			for _, g := range l.Features {
				if g.Geometry == nil {
					t.Error("a feature without geometry was taken")
				}
			}
		}
	})
}
