package vector_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"golang.org/x/text/encoding/simplifiedchinese"

	"wangge/geo"
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
	l := read(t, write(t, "a.geojson", []byte("\xef\xbb\xbf"+grid)), vector.Options{Undeclared: datum.WGS84})
	if got := l.Fields; strings.Join(got, " ") != "name code n" {
		t.Errorf("fields %q, want them in the file's order", got)
	}
	if got := l.Features[0].Properties["code"]; got.(interface{ String() string }).String() != "370883001004002" {
		t.Errorf("a code given as a number became %v", got)
	}
	if l.Declared || len(l.Notes) == 0 {
		t.Errorf("declared %v, notes %q: want it said that WGS 84 is assumed", l.Declared, l.Notes)
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
	if l := read(t, write(t, "b.geojson", []byte(declared)), vector.Options{}); l.Datum != datum.CGCS2000 || !l.Declared {
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

// What is cut off, hostile or something else is refused in words, and nothing is read in part.
func TestRefuses(t *testing.T) {
	t.Parallel()
	shp := func(t *testing.T) string {
		return ogr(t, "a.shp", "-a_srs", "EPSG:4490", "-lco", "ENCODING=UTF-8")
	}
	tests := []struct {
		name string
		path func(t *testing.T) string
		want string
		o    vector.Options
	}{
		{"cut off GeoJSON", func(t *testing.T) string { return write(t, "a.geojson", []byte(grid[:150])) }, "ends at byte", vector.Options{}},
		{"GeoJSON in GBK", func(t *testing.T) string {
			b, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(grid))
			if err != nil {
				t.Fatal(err)
			}
			return write(t, "a.geojson", b)
		}, "not UTF-8", vector.Options{Datum: datum.WGS84}},
		{"NaN", func(t *testing.T) string {
			return write(t, "a.geojson", []byte(strings.Replace(grid, "116.98", "NaN", 1)))
		}, "feature 0", vector.Options{Datum: datum.WGS84}},
		{"null geometry", func(t *testing.T) string {
			return write(t, "a.geojson", []byte(`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":null}]}`))
		}, "feature 0", vector.Options{Datum: datum.WGS84}},
		{"metres read as degrees", func(t *testing.T) string {
			return write(t, "a.geojson", []byte(strings.NewReplacer("116.9", "39497583.", "35.4", "3919337.").Replace(grid)))
		}, "EPSG:4527", vector.Options{Datum: datum.WGS84}},
		{"degrees read as metres", func(t *testing.T) string { return write(t, "a.geojson", []byte(grid)) }, "degrees", vector.Options{Datum: "EPSG:4548"}},
		{"the zone prefix is missing", func(t *testing.T) string {
			path := ogr(t, "a.shp", "-s_srs", "EPSG:4490", "-t_srs", "EPSG:4548", "-lco", "ENCODING=UTF-8")
			if err := os.Remove(strings.TrimSuffix(path, ".shp") + ".prj"); err != nil {
				t.Fatal(err)
			}
			return path
		}, "EPSG:4548", vector.Options{Datum: "EPSG:4527"}},
		{"swapped axes", func(t *testing.T) string {
			return write(t, "a.geojson", []byte(`{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[35.4,116.9],[35.5,116.9],[35.5,117],[35.4,116.9]]]}}`))
		}, "swap", vector.Options{Datum: datum.WGS84}},
		{"Xian 80", func(t *testing.T) string { return ogr(t, "a.shp", "-a_srs", "EPSG:4610", "-lco", "ENCODING=UTF-8") }, "Xian 80", vector.Options{}},
		{"cut off Shapefile", func(t *testing.T) string {
			path := shp(t)
			if err := os.Truncate(path, 180); err != nil {
				t.Fatal(err)
			}
			return path
		}, "cut off", vector.Options{}},
		{"a VRT under the name of a KML", func(t *testing.T) string {
			return write(t, "a.kml", []byte(`<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>`))
		}, "no KML", vector.Options{}},
		{"a KML with an entity", func(t *testing.T) string {
			return write(t, "a.kml", []byte(`<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]><kml>&x;</kml>`))
		}, "entities", vector.Options{}},
		{"a GeoPackage that is none", func(t *testing.T) string { return write(t, "a.gpkg", []byte("hello, this is text")) }, "no GeoPackage", vector.Options{}},
		{"a zip bomb", func(t *testing.T) string { return bomb(t) }, "zip bomb", vector.Options{}},
		{"over the limit", func(t *testing.T) string { return write(t, "a.geojson", []byte(grid)) }, "over the limit", vector.Options{MaxBytes: 100}},
		{"an empty file", func(t *testing.T) string { return write(t, "a.geojson", nil) }, "empty", vector.Options{}},
		{"another format", func(t *testing.T) string { return write(t, "a.dwg", []byte("AC1032")) }, "no known format", vector.Options{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := vector.Read(t.Context(), tt.path(t), tt.o)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want words with %q", err, tt.want)
			}
		})
	}
}

// bomb is an archive with an entry that unpacks to a thousand times its size.
func bomb(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("a.geojson")
	if err != nil {
		t.Fatal(err)
	}
	zeros := make([]byte, 1<<20)
	for range 32 {
		if _, err := w.Write(zeros); err != nil {
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

// county is a square outline of 0.4 degree.
var county = geo.MultiPolygon{{{{X: 1168000000, Y: 352000000}, {X: 1172000000, Y: 352000000}, {X: 1172000000, Y: 356000000}, {X: 1168000000, Y: 356000000}}}}

// spanning is a layer of one cell with the county's outline, moved as if its numbers were really of one datum and read as another.
func spanning(t *testing.T, declared, really datum.Datum, dx, dy float64) []vector.Layer {
	t.Helper()
	var r orb.Ring
	for _, p := range [][2]float64{{116.8, 35.2}, {117.2, 35.2}, {117.2, 35.6}, {116.8, 35.6}, {116.8, 35.2}} {
		raw, err := really.FromCGCS2000(orb.Point{p[0] + dx, p[1] + dy})
		if err != nil {
			t.Fatal(err)
		}
		q, err := declared.ToCGCS2000(raw)
		if err != nil {
			t.Fatal(err)
		}
		r = append(r, q)
	}
	return []vector.Layer{{Name: "layer", Datum: declared, Features: []vector.Feature{{Geometry: orb.Polygon{r}}}}}
}

func TestPlausible(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name             string
		declared, really datum.Datum
		dx, dy           float64
		want             string
	}{
		{"sound", datum.WGS84, datum.WGS84, 0, 0, ""},
		{"sound GCJ-02", datum.GCJ02, datum.GCJ02, 0, 0, ""},
		{"GCJ-02 declared as WGS 84", datum.WGS84, datum.GCJ02, 0, 0, "gcj02"},
		{"BD-09 declared as CGCS2000", datum.CGCS2000, datum.BD09, 0, 0, "bd09"},
		{"WGS 84 declared as GCJ-02", datum.GCJ02, datum.WGS84, 0, 0, "cgcs2000"},
		{"another county", datum.WGS84, datum.WGS84, 2, 1, "does not lie in this county"},
		{"a part of the county cannot tell", datum.WGS84, datum.GCJ02, 0.1, 0.1, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			err := vector.Plausible(spanning(t, tt.declared, tt.really, tt.dx, tt.dy), county)
			var wrong *vector.ImplausibleError
			if tt.want == "" && err != nil || tt.want != "" && (!errors.As(err, &wrong) || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func TestReadTable(t *testing.T) {
	t.Parallel()
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("编码,名称\r\n370883,邹城市\r\n")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"UTF-8": "编码,名称\n370883,邹城市\n", "with a mark": "\ufeff编码,名称\n370883,邹城市\n\n", "GBK": gbk, "semicolons": "编码;名称\n370883;邹城市\n",
	} {
		got, err := vector.ReadTable(t.Context(), write(t, "a.csv", []byte(text)), vector.Options{})
		if err != nil || strings.Join(got.Header, "|") != "编码|名称" || len(got.Rows) != 1 || got.Rows[0][1] != "邹城市" || got.FirstRow != 2 {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	for name, tt := range map[string]struct{ text, want string }{
		"too many cells":    {"a,b\n1,2\n1,2,3\n", "row 3"},
		"a column twice":    {"a,a\n1,2\n", "twice"},
		"neither encoding":  {"a,b\n\xff\xff,2\n", "line 2"},
		"not text":          {"a,b\n\x00,2\n", "no text"},
		"nothing":           {"", "empty"},
		"an unclosed quote": {"a,b\n\"1,2\n", "quote"},
	} {
		if _, err := vector.ReadTable(t.Context(), write(t, "a.csv", []byte(tt.text)), vector.Options{}); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want words with %q", name, err, tt.want)
		}
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
