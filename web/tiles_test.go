package web_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"wangge/tiles"
)

// tileOver gives the address of the tile that holds the place which all tests ask for.
func tileOver(layer string, z int) string {
	const lng, lat = 116.9734, 35.4033
	n := math.Exp2(float64(z))
	x := int((lng + 180) / 360 * n)
	y := int((0.5 - math.Asinh(math.Tan(lat*math.Pi/180))/(2*math.Pi)) * n)
	return fmt.Sprintf("/tiles/%s/%d/%d/%d.mvt", layer, z, x, y)
}

// answer is one as it came, unpacked by nobody.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// raw asks with the headers given.
func (s *service) raw(t *testing.T, method, path string, header map[string]string) answer {
	t.Helper()
	r := s.request(t, method, path, nil)
	r.Header.Set("Accept-Encoding", "identity")
	for name, value := range header {
		r.Header.Set(name, value)
	}
	got, err := s.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(got.Body)
	if err := errors.Join(err, got.Body.Close()); err != nil {
		t.Fatal(err)
	}
	asDocumented(t, s.web.Document(), got, body)
	return answer{got.StatusCode, got.Header, body}
}

// The four layers are described by TileJSON, whose address leads to tiles that GDAL reads.
func TestTilesAreWhatTheirTileJSONSaysAndGDALReadsThem(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	for layer, zoom := range map[string]int{"county": 8, "towns": 10, "communities": 12, "divisions": 11, "grids": 14} {
		t.Run(layer, func(t *testing.T) {
			t.Parallel()
			var about tiles.TileJSON
			s.get(t, "/tiles/"+layer+".json", http.StatusOK, &about)
			if about.TileJSON != "3.0.0" || len(about.VectorLayers) != 2 || about.VectorLayers[0].Fields["code"] != "String" || int(about.MinZoom) > zoom || zoom > int(about.MaxZoom) {
				t.Errorf("TileJSON %+v", about)
			}
			path := tileOver(layer, zoom)
			if want := s.URL + "/tiles/" + layer + "/{z}/{x}/{y}.mvt"; about.Tiles[0] != want {
				t.Errorf("tiles are at %s, want %s", about.Tiles[0], want)
			}
			got := s.raw(t, http.MethodGet, path, nil)
			if got.status != http.StatusOK {
				t.Fatalf("%s: %d", path, got.status)
			}
			for _, f := range ogr(t, path, got.body, layer) {
				if f.Properties["code"] == nil || f.Geometry == nil {
					t.Errorf("a feature without code or geometry: %+v", f)
				}
			}
			ogr(t, path, got.body, layer+"_label")
		})
	}
}

type ogrFeature struct {
	Properties map[string]any
	Geometry   map[string]any
}

// ogr reads a layer of a tile with GDAL, which has to be content with it.
func ogr(t *testing.T, path string, tile []byte, layer string) []ogrFeature {
	t.Helper()
	p := strings.Split(strings.TrimSuffix(path, ".mvt"), "/") // GDAL takes the place from folders z/x/y
	file := filepath.Join(t.TempDir(), p[3], p[4], p[5]+".mvt")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, tile, 0o644); err != nil {
		t.Fatal(err)
	}
	var out, said bytes.Buffer
	cmd := exec.CommandContext(t.Context(), "ogr2ogr", "-f", "GeoJSON", "/vsistdout/", file, layer)
	cmd.Stdout, cmd.Stderr = &out, &said
	if err := cmd.Run(); err != nil || said.Len() > 0 {
		t.Fatalf("GDAL: %v: %s", err, &said)
	}
	var read struct{ Features []ogrFeature }
	if err := json.Unmarshal(out.Bytes(), &read); err != nil {
		t.Fatal(err)
	}
	if len(read.Features) == 0 {
		t.Errorf("the layer %s is empty", layer)
	}
	return read.Features
}

func TestTilesAreCachedByTagAndKeptByRevision(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	path := tileOver("grids", 12)
	first := s.raw(t, http.MethodGet, path, nil)
	tag := first.header.Get("ETag")
	if first.header.Get("Cache-Control") != "no-cache" || first.header.Get("Content-Type") != "application/vnd.mapbox-vector-tile" || first.header.Get("Access-Control-Allow-Origin") != "*" || tag == "" {
		t.Errorf("the first answer has %v", first.header)
	}
	packed := s.raw(t, http.MethodGet, path, map[string]string{"Accept-Encoding": "br, gzip;q=0.8"})
	if packed.header.Get("Content-Encoding") != "gzip" || packed.header.Get("Vary") != "Accept-Encoding" || packed.header.Get("ETag") != tag || !bytes.Equal(unpack(t, packed.body), first.body) {
		t.Errorf("packed, it has %v", packed.header)
	}
	for name, test := range map[string]struct {
		method, path string
		header       map[string]string
		status       int
		caching      string
		empty        bool
	}{
		"not wanted packed":     {http.MethodGet, path, map[string]string{"Accept-Encoding": "gzip;q=0"}, http.StatusOK, "no-cache", false},
		"had already":           {http.MethodGet, path, map[string]string{"If-None-Match": tag}, http.StatusNotModified, "no-cache", true},
		"had one of several":    {http.MethodGet, path, map[string]string{"If-None-Match": `"x", ` + strings.TrimPrefix(tag, "W/")}, http.StatusNotModified, "no-cache", true},
		"had another":           {http.MethodGet, path, map[string]string{"If-None-Match": `W/"0"`}, http.StatusOK, "no-cache", false},
		"head":                  {http.MethodHead, path, nil, http.StatusOK, "no-cache", true},
		"by present revision":   {http.MethodGet, fmt.Sprintf("%s?rev=%d", path, revisions), nil, http.StatusOK, "public, max-age=3600", false},
		"by another revision":   {http.MethodGet, path + "?rev=2", nil, http.StatusNotFound, "", false},
		"nothing here":          {http.MethodGet, "/tiles/grids/12/0/0.mvt", nil, http.StatusNoContent, "no-cache", true},
		"beyond the last zoom":  {http.MethodGet, "/tiles/grids/20/0/0.mvt", nil, http.StatusNoContent, "no-cache", true},
		"no such layer":         {http.MethodGet, "/tiles/roads/12/0/0.mvt", nil, http.StatusNotFound, "", false},
		"TileJSON of no layer":  {http.MethodGet, "/tiles/roads.json", nil, http.StatusNotFound, "", false},
		"neither tile nor JSON": {http.MethodGet, "/tiles/grids/12/0/0.png", nil, http.StatusNotFound, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := s.raw(t, test.method, test.path, test.header)
			if got.status != test.status || got.header.Get("Cache-Control") != test.caching || (len(got.body) == 0) != test.empty {
				t.Errorf("%d with %d bytes and %v", got.status, len(got.body), got.header)
			}
			if got.header.Get("Content-Encoding") != "" {
				t.Error("it came packed")
			}
		})
	}
}

func unpack(t *testing.T, b []byte) []byte {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A tag outlives a publish that leaves the tile as it was.
func TestATileThatDidNotChangeKeepsItsTag(t *testing.T) {
	t.Parallel()
	s := newService(t)
	s.fill(t)
	path := tileOver("county", 8)
	before := s.raw(t, http.MethodGet, path, nil)
	s.rename(t, "another name for a grid")
	s.follow(t)
	s.refused(t, s.request(t, http.MethodGet, fmt.Sprintf("%s?rev=%d", path, revisions), nil), http.StatusNotFound)
	got := s.raw(t, http.MethodGet, fmt.Sprintf("%s?rev=%d", path, revisions+1), map[string]string{"If-None-Match": before.header.Get("ETag")})
	if got.status != http.StatusNotModified {
		t.Errorf("got %d", got.status)
	}
}
