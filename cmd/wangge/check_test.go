package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"wangge/geo/coverage"
)

// wangge runs the program as a user would, and gives its exit code and what it wrote.
func wangge(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(t.Context(), args, env{out: &o, err: &e, in: strings.NewReader("")})
	return code, o.String(), e.String()
}

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// strip is a GeoJSON polygon from west to east, between 35.40 and 35.41 N.
func strip(w, e string) string {
	return `{"type":"Polygon","coordinates":[[[` + w + `,35.40],[` + e + `,35.40],[` + e + `,35.41],[` + w + `,35.41],[` + w + `,35.40]]]}`
}

func collection(features ...string) string {
	return `{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`
}

func feature(code, geometry string) string {
	return `{"type":"Feature","properties":{"code":"` + code + `"},"geometry":` + geometry + `}`
}

// +---+---+
// | a | b |
// +---+---+
func TestCheckFiles(t *testing.T) {
	t.Parallel()
	a, b := strip("116.90", "116.91"), strip("116.91", "116.92")
	wide := strip("116.905", "116.92") // reaches into a
	parent := write(t, "parent.geojson", collection(feature("p", strip("116.90", "116.92"))))
	tests := []struct {
		name string
		file string
		args []string
		code int
		want []string // kind and cells of each fault
	}{
		{"sound", collection(feature("a", a), feature("b", b)), []string{"--parent", parent, "--id", "code"}, 0, nil},
		{"overlap", collection(feature("a", a), feature("b", wide)), []string{"--parent", parent, "--id", "code"}, 1, []string{"overlap a b"}},
		{"part of the parent is left over", collection(feature("a", a)), []string{"--parent", parent, "--id", "code"}, 1, []string{"shortOfParent a"}},
		{"the same ground twice", collection(feature("a", a), feature("b", b), feature("c", b)), []string{"--id", "code"}, 1, []string{"duplicate b c"}},
		{"cells without a name have numbers", collection(feature("a", a), feature("b", wide)), nil, 1, []string{"overlap 0 1"}},
		{"a missing code", collection(feature("a", a), feature("b", b)), []string{"--id", "code", "--expect", write(t, "codes.txt", "a\nb\nc\n")}, 1, []string{"missing c"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			path := write(t, "grids.geojson", tt.file)
			code, out, errs := wangge(t, append(append([]string{"check", "--format", "json"}, tt.args...), path)...)
			if code != tt.code {
				t.Fatalf("exit %d, want %d; %s", code, tt.code, errs)
			}
			var report coverage.Report
			if err := json.Unmarshal([]byte(out), &report); err != nil {
				t.Fatalf("%v in %s", err, out)
			}
			var got []string
			for _, f := range report.Faults {
				got = append(got, string(f.Kind)+" "+strings.Join(f.Cells, " "))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("faults %q, want %q", got, tt.want)
			}
		})
	}
}

func TestCheckSeveralFilesNamesTheFile(t *testing.T) {
	t.Parallel()
	one := write(t, "one.geojson", collection(feature("a", strip("116.90", "116.91"))))
	two := write(t, "two.geojson", collection(feature("b", strip("116.905", "116.92"))))
	code, out, _ := wangge(t, "check", "--format", "json", one, two)
	if code != 1 || !strings.Contains(out, `"one.geojson#0","two.geojson#0"`) {
		t.Errorf("exit %d, want 1 and cells named by file and number: %s", code, out)
	}
}

func TestCheckRefusesWhatItCannotRead(t *testing.T) {
	t.Parallel()
	good := collection(feature("a", strip("116.90", "116.91")))
	tests := []struct {
		name, text, want string
		args             []string
	}{
		{"cut off", good[:len(good)/2], "grids.geojson", nil},
		{"not a number", strings.Replace(good, "116.91,35.40", "NaN,35.40", 1), "grids.geojson", nil},
		{"beyond the earth", strings.Replace(good, "116.91,35.40", "516.91,35.40", 1), "beyond the earth", nil},
		{"no polygons", collection(), "no polygons", nil},
		{"an unknown datum", good, "unknown datum", []string{"--datum", "mars"}},
		{"Xian 80 without parameters", good, "Xian 80", []string{"--datum", "EPSG:4610"}},
		{"a property that no feature has", good, `"nr"`, []string{"--id", "nr"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			code, out, errs := wangge(t, append(append([]string{"check"}, tt.args...), write(t, "grids.geojson", tt.text))...)
			if code != 2 || !strings.Contains(errs, tt.want) || out != "" {
				t.Errorf("exit %d, %q, %q; want 2 and words with %q", code, out, errs, tt.want)
			}
		})
	}
}
