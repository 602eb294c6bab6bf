package main

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// rowsOf reads a CSV that was written.
func rowsOf(t *testing.T, path string) [][]string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// A file of grids answers without a database, where it is read as check reads it. Of cells that overlap the first has the ground.
//
// +---+-+---+
// | a |c| b |  c reaches into a, and has the same ground as b
// +---+-+---+
func TestResolveFromAFileOfGrids(t *testing.T) {
	t.Parallel()
	grids := write(t, "grids.geojson", collection(feature("a", strip("116.90", "116.91")), feature("b", strip("116.91", "116.92")), feature("c", strip("116.905", "116.92"))))
	out := filepath.Join(t.TempDir(), "resolved.csv")
	in := write(t, "calls.csv", "id,lng,lat\n1,116.902,35.405\n2,116.907,35.405\n3,116.915,35.405\n4,117,35.405\n5,here,35.405\n")
	code, said, errs := wangge(t, "resolve", "--map", grids, "--id", "code", "--in", in, "--out", out, "--datum", "cgcs2000")
	if code != 0 || said != "" {
		t.Fatalf("exit %d, %s", code, errs)
	}
	for _, want := range []string{"taken as wgs84 (RFC 7946)", "warning: cells overlap", "the first in the file", "5 rows: 3 in a grid, 1 in none, 1 with an error"} {
		if !strings.Contains(errs, want) {
			t.Errorf("it does not say %q: %s", want, errs)
		}
	}
	want := [][]string{
		{"id", "lng", "lat", "code", "error"},
		{"1", "116.902", "35.405", "a", ""},
		{"2", "116.907", "35.405", "a", ""},
		{"3", "116.915", "35.405", "b", ""},
		{"4", "117", "35.405", "", ""},
		{"5", "here", "35.405", "", "lng: here is no finite decimal number 不是有限的十进制数"},
	}
	if diff := cmp.Diff(want, rowsOf(t, out)); diff != "" {
		t.Error(diff)
	}
}

func TestResolveOnePositionFromAFileOfGrids(t *testing.T) {
	t.Parallel()
	grids := write(t, "grids.geojson", collection(feature("a", strip("116.90", "116.91")), feature("b", strip("116.91", "116.92"))))
	bare := write(t, "bare.geojson", `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":`+strip("-73.99", "-73.98")+`}]}`)
	metres := write(t, "metres.geojson", `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4548"}},"features":[{"type":"Feature","properties":{"code":"m"},"geometry":`+
		`{"type":"Polygon","coordinates":[[[490000,3918000],[492500,3918000],[492500,3921000],[490000,3921000],[490000,3918000]]]}}]}`)
	for _, tt := range []struct {
		name string
		args []string
		code int
		out  string
		errs string
	}{
		{"longitude and latitude", []string{"--map", grids, "--id", "code", "--datum", "wgs84", "116.905", "35.405"}, 0, "a\n", ""},
		{"as flags", []string{"--map", grids, "--id", "code", "--datum", "wgs84", "--lng", "116.905", "--lat", "35.405"}, 0, "a\n", ""},
		{"a border belongs to the east", []string{"--map", grids, "--id", "code", "--datum", "wgs84", "116.91", "35.405"}, 0, "b\n", ""},
		{"in GCJ-02, 500 m off", []string{"--map", grids, "--id", "code", "--datum", "gcj02", "116.915", "35.405"}, 0, "a\n", ""},
		{"grids in GCJ-02 too", []string{"--map", grids, "--id", "code", "--map-datum", "gcj02", "116.915", "35.405"}, 0, "b\n", "no --datum"},
		{"no datum: the map's", []string{"--map", grids, "--id", "code", "116.905", "35.405"}, 0, "a\n", "taken to be wgs84"},
		{"a projected map's degrees", []string{"--map", metres, "--id", "code", "116.905", "35.405"}, 0, "m\n", "taken to be cgcs2000"},
		{"in the west, and a grid without a name", []string{"--map", bare, "--", "-73.985", "35.405"}, 0, "0\n", ""},
		{"outside", []string{"--map", grids, "--id", "code", "--datum", "wgs84", "117", "35.405"}, 1, "", "不在任何网格内"},
		{"swapped", []string{"--map", grids, "--id", "code", "--datum", "wgs84", "35.405", "116.905"}, 2, "", "写反"},
		{"in metres", []string{"--map", grids, "--id", "code", "--datum", "wgs84", "500000", "3918000"}, 2, "", "metres"},
		{"no number", []string{"--map", grids, "--id", "code", "--datum", "wgs84", "NaN", "35.405"}, 2, "", "no finite decimal number"},
		{"half a position", []string{"--map", grids, "--id", "code", "--datum", "wgs84", "116.905"}, 2, "", "two numbers"},
		{"a property that no grid has", []string{"--map", grids, "--id", "nr", "--datum", "wgs84", "116.905", "35.405"}, 1, "", `no feature has a property "nr"`},
		{"an unknown datum", []string{"--map", grids, "--datum", "mars", "116.905", "35.405"}, 2, "", "unknown datum"},
		{"no file", []string{"--map", grids + "x", "--datum", "wgs84", "116.905", "35.405"}, 1, "", "no such file"},
		{"neither a position nor a table", []string{"--map", grids}, 2, "", "name a position"},
		{"both", []string{"--map", grids, "--in", "-", "--out", "-", "116.905", "35.405"}, 2, "", "either"},
		{"a table that goes nowhere", []string{"--map", grids, "--in", "-"}, 2, "", "both --in and --out"},
		{"an id without a map", []string{"--id", "code", "--datum", "wgs84", "116.905", "35.405"}, 2, "", "--map"},
		{"a circle of a file", []string{"--map", grids, "--accuracy", "20", "116.905", "35.405"}, 2, "", "published map"},
		{"no datum and no map", []string{"116.905", "35.405"}, 2, "", "datum is missing"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			code, out, errs := wangge(t, append([]string{"resolve"}, tt.args...)...)
			if code != tt.code || out != tt.out || !strings.Contains(errs, tt.errs) {
				t.Errorf("exit %d, %q, %q; want %d, %q and words with %q", code, out, errs, tt.code, tt.out, tt.errs)
			}
		})
	}
}

// A workbook keeps its rows; codes and telephone numbers stay text, positions are numbers, dates are as they are shown.
func TestResolveAWorkbook(t *testing.T) {
	t.Parallel()
	grids := write(t, "grids.geojson", collection(feature("370883001004001", strip("116.90", "116.91"))))
	dir := t.TempDir()
	calls := filepath.Join(dir, "calls.xlsx")
	f := excelize.NewFile()
	date, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range [][]any{{"工单", "日期", "经度", "纬度"}, {"007", 46000, 116.9051234, "35.405"}, nil, {"008", 46001, nil, 35.405}} {
		for j, v := range row {
			at, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err == nil {
				err = f.SetCellValue("Sheet1", at, v)
			}
			if err == nil && i > 0 && j == 1 {
				err = f.SetCellStyle("Sheet1", at, at, date)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.SaveAs(calls); err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"工单", "日期", "经度", "纬度", "code", "error"},
		{"007", "2025-12-09", "116.9051234", "35.405", "370883001004001", ""},
		{"", "", "", "", "", ""},
		{"008", "2025-12-10", "", "35.405", "", "lng: is missing 缺少坐标"},
	}
	for _, name := range []string{"resolved.csv", "resolved.xlsx"} {
		out := filepath.Join(dir, name)
		if code, _, errs := wangge(t, "resolve", "--map", grids, "--id", "code", "--datum", "cgcs2000", "--in", calls, "--out", out); code != 0 {
			t.Fatalf("exit %d, %s", code, errs)
		}
		if filepath.Ext(name) == ".xlsx" {
			kinds(t, out)
			again := filepath.Join(dir, "again.csv")
			if code, _, errs := wangge(t, "resolve", "--map", grids, "--id", "code", "--datum", "cgcs2000", "--in", out, "--out", again); code != 0 || !strings.Contains(errs, "code_2") {
				t.Fatalf("exit %d, %s", code, errs)
			}
			continue
		}
		if diff := cmp.Diff(want, rowsOf(t, out)); diff != "" {
			t.Error(diff)
		}
	}
}

// kinds holds the cells of a workbook to what they have to be.
func kinds(t *testing.T, path string) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // of a test
	for at, want := range map[string]excelize.CellType{"A2": excelize.CellTypeInlineString, "C2": excelize.CellTypeUnset, "E2": excelize.CellTypeInlineString} {
		if got, err := f.GetCellType("Sheet1", at); err != nil || got != want {
			t.Errorf("cell %s is of the kind %v, want %v (%v)", at, got, want, err)
		}
	}
}

// What is written appears whole or not at all.
func TestResolveLeavesNothingHalfWritten(t *testing.T) {
	t.Parallel()
	grids := write(t, "grids.geojson", collection(feature("a", strip("116.90", "116.91"))))
	for name, table := range map[string]string{"calls.csv": "id,x,y\n1,116.905,35.405\n", "calls.xlsx": "no workbook"} {
		dir := t.TempDir()
		out := filepath.Join(dir, "resolved.csv")
		if err := os.WriteFile(out, []byte("before"), 0o600); err != nil {
			t.Fatal(err)
		}
		code, _, errs := wangge(t, "resolve", "--map", grids, "--datum", "wgs84", "--in", write(t, name, table), "--out", out)
		if text, err := os.ReadFile(out); code != 2 || err != nil || string(text) != "before" {
			t.Errorf("%s: exit %d, %q, %v: %s", name, code, text, err, errs)
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
			t.Errorf("%s: left %v, %v", name, left, err)
		}
	}
}

// With a database the answer is the published map's.
func TestResolveATableWithThePublishedMap(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.begin()
	out := filepath.Join(t.TempDir(), "resolved.csv")
	in := write(t, "calls.csv", "工单,经度,纬度,备注\n1,116.978994454,35.402954250,\"噪声, 夜间\"\n2,121.47,31.23,\n3,35.402954250,116.978994454,\n4,x,y,\n")
	table := []string{"resolve", "--in", in, "--out", out, "--border", "--datum", "gcj02"}
	o.does(1, "nothing is published yet", table...)
	o.does(0, "60 added", "import", "grids", "grids/*.geojson")
	o.does(0, "issued 60 codes", "code", "assign", "--commit")
	o.does(0, "revision 1", "publish", "--reason", "first")
	o.does(2, "nothing says in which datum", table[:6]...)
	o.does(0, "4 rows: 1 in a grid, 1 in none, 2 with an error", table...)
	rows := rowsOf(t, out)
	if want := []string{"工单", "经度", "纬度", "备注", "code", "name", "community", "town", "borderM", "error"}; !cmp.Equal(rows[0], want) {
		t.Errorf("the header is %q, want %q", rows[0], want)
	}
	here := []string{"resolve", "--datum", "gcj02", "116.978994454", "35.402954250"}
	_, said := o.run(here...)
	o.does(0, `"candidates": [`, append(here, "--accuracy", "200")...)
	o.does(0, `converted from gcj02`, append(here, "--trace")...)
	o.does(2, "must be above 0", append(here, "--accuracy", "0")...)
	o.does(2, "at most 5000", append(here, "--accuracy", "50000")...)
	o.does(2, "give that too", append(here, "--ambiguous-below", "0.5")...)
	for _, cell := range rows[1][4:9] {
		if cell == "" || !strings.Contains(said, cell) {
			t.Errorf("%q is not what the single answer says: %s", rows[1], said)
		}
	}
	for i, words := range map[int]string{2: "outside the county", 3: "经纬度写反了", 4: "lng: x is no finite"} {
		if rows[i][4] != "" || !strings.Contains(rows[i][9], words) {
			t.Errorf("row %d is %q, want words with %q", i, rows[i], words)
		}
	}
}
