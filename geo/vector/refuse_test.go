package vector_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"wangge/geo/datum"
	"wangge/geo/vector"
)

// What is cut off, hostile or something else is refused in words, and nothing is read in part.
func TestRefuses(t *testing.T) {
	t.Parallel()
	shp := func(t *testing.T) string {
		return ogr(t, "a.shp", "-a_srs", "EPSG:4490", "-lco", "ENCODING=UTF-8")
	}
	text := func(old, fresh string) func(t *testing.T) string {
		return func(t *testing.T) string { return write(t, "a.geojson", []byte(strings.Replace(grid, old, fresh, 1))) }
	}
	part := func(ending string, b []byte) func(t *testing.T) string {
		return func(t *testing.T) string {
			path := shp(t)
			if err := os.WriteFile(strings.TrimSuffix(path, ".shp")+ending, b, 0o600); err != nil {
				t.Fatal(err)
			}
			return path
		}
	}
	wgs84 := vector.Options{Datum: datum.WGS84}
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
		{"NaN", text("116.98", "NaN"), "feature 0", wgs84},
		{"infinity", text("116.98", "1e999"), "a number is wanted", wgs84},
		{"a number beyond the earth", text("116.98", "1e300"), "beyond the earth", wgs84},
		{"a coordinate that is null", text("116.98", "null"), "a number is wanted", wgs84},
		{"a coordinate that is text", text("116.98", `"116.98"`), "a number is wanted", wgs84},
		{"a position of one number", text("116.98,35.40", "116.98"), "has 1 numbers", wgs84},
		{"coordinates of another type", text(`"Polygon"`, `"MultiPolygon"`), "an array is wanted", wgs84},
		{"no coordinates", text(`"coordinates"`, `"x"`), "nothing", wgs84},
		{"an unknown type", text(`"Polygon"`, `"Circle"`), "no such type", wgs84},
		{"text after the end", func(t *testing.T) string { return write(t, "a.geojson", []byte(grid+"x")) }, "more text", wgs84},
		{"features twice", func(t *testing.T) string {
			return write(t, "a.geojson", []byte(strings.TrimSuffix(grid, "}")+`,"features":[]}`))
		}, "twice", wgs84},
		{"an id that is none", text(`"properties"`, `"id":[1],"properties"`), "its id", wgs84},
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
		{"a VRT in a comment's company", func(t *testing.T) string {
			return write(t, "a.kml", []byte(`<?xml version="1.0"?><!-- <kml> --><OGRVRTDataSource/>`))
		}, "no KML", vector.Options{}},
		{"a document type far down", func(t *testing.T) string {
			return write(t, "a.kml", []byte(`<?xml version="1.0"?><!-- <kml> `+strings.Repeat(" ", 1<<17)+`--><!DOCTYPE kml [<!ENTITY x "x">]><kml>&x;</kml>`))
		}, "document type", vector.Options{}},
		{"a Shapefile that does not name its datum", func(t *testing.T) string {
			path := shp(t)
			if err := os.Remove(strings.TrimSuffix(path, ".shp") + ".prj"); err != nil {
				t.Fatal(err)
			}
			return path
		}, "--datum", vector.Options{RFC7946: true}},
		{"a .prj that says nothing", part(".prj", []byte("hello")), "--datum", vector.Options{}},
		{"a .cpg that names no encoding", part(".cpg", []byte("\x00klingon")), "--encoding", vector.Options{}},
		{"a .cpg that is wrong", func(t *testing.T) string {
			path := ogr(t, "a.shp", "-a_srs", "EPSG:4490", "-lco", "ENCODING=GB18030")
			if err := os.WriteFile(strings.TrimSuffix(path, ".shp")+".cpg", []byte("UTF-8"), 0o600); err != nil {
				t.Fatal(err)
			}
			return path
		}, "--encoding", vector.Options{}},
		{"a Shapefile cut off between two shapes, and mended so far that GDAL sees nothing", shorter, "one of them is cut off", vector.Options{}},
		{"an empty .dbf", part(".dbf", nil), ".dbf is cut off", vector.Options{}},
		{"an archive that holds a file twice", func(t *testing.T) string { return archive(t, "a.geojson", []byte(grid), "a.geojson", []byte(grid)) }, "twice", wgs84},
		{"a zip bomb of many small entries", func(t *testing.T) string {
			var entries []any
			for i := range 64 {
				entries = append(entries, fmt.Sprintf("%d.geojson", i), make([]byte, 1<<20))
			}
			return archive(t, entries...)
		}, "zip bomb", vector.Options{}},
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

// shorter is a Shapefile of two grids without the second shape.
func shorter(t *testing.T) string {
	t.Helper()
	one := grid[strings.Index(grid, "[{")+1 : strings.LastIndex(grid, "]")]
	from := write(t, "from.geojson", []byte(strings.Replace(grid, one, one+","+one, 1)))
	path := filepath.Join(t.TempDir(), "a.shp")
	if out, err := exec.CommandContext(t.Context(), "ogr2ogr", "-a_srs", "EPSG:4490", path, from).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if err := os.Remove(strings.TrimSuffix(path, ".shp") + ".shx"); err != nil { // GDAL makes it again, from what is there
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b = b[:100+(len(b)-100)/2]
	binary.BigEndian.PutUint32(b[24:], uint32(len(b)/2))
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// A row that is marked as deleted, as old editors leave it, is none.
func TestDeletedRowsAreNone(t *testing.T) {
	t.Parallel()
	path := ogr(t, "a.shp", "-a_srs", "EPSG:4490", "-lco", "ENCODING=UTF-8")
	dbf := strings.TrimSuffix(path, ".shp") + ".dbf"
	b, err := os.ReadFile(dbf)
	if err != nil {
		t.Fatal(err)
	}
	b[binary.LittleEndian.Uint16(b[8:])] = '*'
	if err := os.WriteFile(dbf, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if l := read(t, path, vector.Options{}); len(l.Features) != 0 {
		t.Errorf("%d features, want none", len(l.Features))
	}
}

// bomb is an archive with an entry that unpacks to a thousand times its size.
func bomb(t *testing.T) string { return archive(t, "a.geojson", make([]byte, 32<<20)) }

// archive packs names and their bytes.
func archive(t *testing.T, entries ...any) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(entries); i += 2 {
		w, err := z.Create(entries[i].(string))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(entries[i+1].([]byte)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return write(t, "a.zip", b.Bytes())
}

// An archive's entries go below the folder that is made for them, whatever they are called.
func TestAnArchiveCannotLeaveItsFolder(t *testing.T) {
	t.Parallel()
	target := filepath.Join(t.TempDir(), "evil.geojson")
	l := read(t, archive(t, strings.Repeat("../", 20)+target[1:], []byte(grid)), vector.Options{Datum: datum.WGS84})
	if len(l.Features) != 1 {
		t.Errorf("%d features, want the one", len(l.Features))
	}
	if _, err := os.Stat(target); err == nil {
		t.Error("the entry was written where its name says")
	}
}

// The limits of memory and file size hold for every program of GDAL.
func TestGDALRunsWithinItsLimits(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	text, err := exec.CommandContext(t.Context(), "/bin/sh", "-c", vector.LimitsScript(vector.Options{}), "/bin/sh", "-c", "ulimit -v; ulimit -f; ulimit -c").Output()
	if err != nil {
		t.Fatalf("%v in %s", err, dir)
	}
	got := strings.Fields(string(text))
	if len(got) != 3 || got[0] != "2097152" || got[1] == "unlimited" || got[2] != "0" {
		t.Errorf("limits %q, want 2 GiB of memory, a bound for files and no core dumps", got)
	}
}
