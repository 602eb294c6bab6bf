package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"wangge/fixtures"
	"wangge/registry/postgis/pgtest"
)

// office is a county's office: a store of its own, and the files of a small demo city.
type office struct {
	t        *testing.T
	database string
	dir      string
}

func newOffice(t *testing.T) office {
	t.Helper()
	o := office{t: t, database: pgtest.New(t), dir: t.TempDir()}
	if err := fixtures.Generate(t.Context(), fixtures.Options{Grids: 60, Seed: 1, Dir: o.dir}); err != nil {
		t.Fatal(err)
	}
	return o
}

var fileEndings = []string{".csv", ".geojson", ".json", ".zip", ".gpkg", ".kml"}

// run gives a command's exit code and all that it says; the names of files stand for those of the city.
func (o office) run(args ...string) (code int, said string) {
	o.t.Helper()
	args = slices.Clone(args)
	for i, a := range args {
		if slices.Contains(fileEndings, filepath.Ext(a)) && !filepath.IsAbs(a) {
			args[i] = filepath.Join(o.dir, a)
		}
	}
	code, out, errs := wangge(o.t, append(args, "--database-url", o.database)...)
	return code, out + errs
}

// does holds a command to its exit code, and to words in what it says.
func (o office) does(code int, words string, args ...string) {
	o.t.Helper()
	if got, said := o.run(args...); got != code || !strings.Contains(said, words) {
		o.t.Errorf("wangge %s: exit %d, want %d and %q in:\n%s", strings.Join(args, " "), got, code, words, said)
	}
}

// begin imports what a county begins with.
func (o office) begin() {
	o.t.Helper()
	o.does(0, "added", "import", "divisions", "divisions.csv", "divisions.geojson")
}

// A county begins with its division table and outline, then grids, check, codes, publish, people and places, and
// its old networks. Whatever is imported a second time changes nothing.
func TestACountyBegins(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	steps := []struct {
		words string
		args  []string
	}{
		{"added", []string{"import", "divisions", "divisions.csv", "divisions.geojson"}},
		{"60 added", []string{"import", "grids", "grids/*.geojson"}},
		{"nothing changed", []string{"import", "grids", "grids/*.geojson"}},
		{"sound", []string{"check", "--stored", "--draft"}},
		{"60 codes would be issued", []string{"code", "assign"}},
		{"issued 60 codes", []string{"code", "assign", "--commit"}},
		{"nothing changed", []string{"import", "grids", "grids/*.geojson"}}, // though its grids bring no codes
		{"revision 1", []string{"publish"}},
		{"added", []string{"import", "officers", "officers.csv"}},
		{"added", []string{"import", "postings", "postings.csv"}},
		{"12 added", []string{"import", "matters", "matters.csv"}},
		{"added", []string{"import", "streets", "streets.geojson"}},
		{"added", []string{"import", "buildings", "buildings.geojson"}},
		{"added", []string{"import", "grids", "--network", "governance", "legacy/governance/*.geojson"}},
		{"added", []string{"import", "grids", "--network", "urban", "legacy/urban.zip"}},
		{"added", []string{"import", "grids", "--network", "police", "--datum", "gcj02", "legacy/police.gpkg"}},
		{"added", []string{"import", "grids", "--network", "civility", "legacy/civility.kml"}},
		{"sound", []string{"check", "--stored", "--streets", "streets.geojson"}},
	}
	for _, s := range steps {
		o.does(0, s.words, s.args...)
	}
	for _, s := range steps {
		if s.args[0] == "import" {
			o.does(0, "nothing changed", s.args...)
		}
	}
	o.does(1, "边界不匹配", "check", "--stored", "--network", "governance", "--parent", "parents/communities.geojson") // with its defects
	code, said := o.run("resolve", "--lng", "116.9734", "--lat", "35.4033", "--datum", "wgs84")
	if code != 0 || !strings.Contains(said, `"code": "370883001`) || !strings.Contains(said, `"role": "officer"`) {
		t.Errorf("resolve: exit %d, %s", code, said)
	}
	o.does(0, `"at": "`, "resolve", "--lng", "116.9734", "--lat", "35.4033", "--datum", "wgs84", "--at", "1")
	o.does(2, "the last one is 1", "resolve", "--lng", "116.9734", "--lat", "35.4033", "--datum", "wgs84", "--at", "9")
	o.does(2, "can be asked from", "resolve", "--lng", "116.9734", "--lat", "35.4033", "--datum", "wgs84", "--at", "1999-12-31")
}

func TestCodesAreOnlyForKnownCommunities(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.does(1, "begin with `wangge import divisions`", "code", "assign")
	o.does(1, "there is no county yet", "import", "grids", "grids/*.geojson")
	o.does(0, "added", "import", "grids", "--county", "nyc", "--network", "police", "--datum", "gcj02", "legacy/police.gpkg")
	o.does(1, "no division table", "code", "assign", "--county", "nyc")
	o.does(1, "no division table", "import", "grids", "--county", "nyc", "grids/*.geojson")
	o.does(1, "6 digits", "import", "grids", "--county", "37088", "--network", "police", "--datum", "gcj02", "legacy/police.gpkg")
}

// The datum is named, taken from the file, or the file is refused; a wrong one is told by the county's outline.
func TestADatumIsNeverGuessed(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.begin()
	bare := strings.Replace(o.read("legacy/governance/370883001.geojson"), `"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}},`, "", 1)
	o.write("bare.geojson", bare)
	legacy := func(args ...string) []string { return append([]string{"import", "grids", "--network", "old"}, args...) }
	o.does(1, "say --datum", legacy("bare.geojson")...)
	o.does(0, "added", legacy("--datum", "cgcs2000", "bare.geojson")...)
	o.does(1, "say --datum gcj02", legacy("legacy/police.gpkg")...) // its numbers are GCJ-02, whatever it says
	o.does(1, "Xian 80", legacy("--datum", "EPSG:4610", "bare.geojson")...)
	o.does(0, "by the parameters", legacy("--datum", "EPSG:4610", "--towgs84", "0,0,0", "--trust-datum", "bare.geojson")...)
	o.write("swapped.geojson", swapped(t, bare))
	o.does(1, "swap the axes", legacy("--datum", "wgs84", "swapped.geojson")...)
	o.does(1, "looks like degrees", legacy("--datum", "EPSG:4548", "bare.geojson")...)
	o.does(1, "one is in degrees", legacy("--datum", "wgs84", "legacy/urban.zip")...)
}

// swapped exchanges the axes of every position.
func swapped(t *testing.T, text string) string {
	t.Helper()
	var doc any
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatal(err)
	}
	var turn func(v any)
	turn = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for _, inner := range v {
				turn(inner)
			}
		case []any:
			if _, number := v[0].(float64); number {
				v[0], v[1] = v[1], v[0]
				return
			}
			for _, inner := range v {
				turn(inner)
			}
		}
	}
	turn(doc)
	b, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Nothing is stored until the whole file passes, or --accept-rows says otherwise; every row that does not is told with
// its number, the field, what is wrong and how to mend it, in both languages.
func TestRowsThatCannotBeTaken(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.begin()
	o.write("people.csv", "id,name,phone\n1,张三,13800001234\n2,,13800001235\n3,李四,1.38E+10\n1,王五,\n")
	for _, words := range []string{
		"people.csv:3 name: the name is missing; fill the name in\n    缺少姓名；补上姓名",
		"people.csv:4 phone: phone 1.38E+10 is in scientific notation",
		`people.csv:5 id: "1" is there twice (first in people.csv, row 2)`,
	} {
		o.does(1, words, "import", "officers", "people.csv")
	}
	o.does(0, "1 added", "import", "officers", "--accept-rows", "people.csv") // so nothing had been stored before
	o.does(0, "nothing changed", "import", "officers", "--accept-rows", "people.csv")
}

func TestDivisionTablesThatCannotBeTaken(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	const head = "code,parent,name\n370899,,示例县\n"
	for name, tt := range map[string]struct{ table, words string }{
		"cycle.csv":    {"code,parent,name\n370899,370899001,示例县\n370899001,370899,一街\n", "lead back to it"},
		"unknown.csv":  {head + "370899002001,370899002,一社区\n", "the parent 370899002 is not in the table"},
		"twice.csv":    {head + "370899001,370899,一街\n370899001,370899,二街\n", "is there twice"},
		"digits.csv":   {head + "370899００1,370899,一街\n", "full-width"},
		"lost.csv":     {head + "3.70899E+08,370899,一街\n", "last digits are lost"},
		"empty.csv":    {"", "empty"},
		"header.csv":   {"code,name\n", "no rows"},
		"junk.csv":     {"\x00\x01\x02", "no text table"},
		"workbook.csv": {"PK\x03\x04\x00", "no text table"},
	} {
		o.write(name, tt.table)
		o.does(1, tt.words, "import", "divisions", name)
	}
	o.does(1, "there is no county yet", "code", "assign") // nothing was stored
}

func TestAProfileSavesTheMapping(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.begin()
	beats := []string{"import", "grids", "--network", "police", "--datum", "gcj02", "legacy/police.gpkg"}
	o.does(0, "code ← beat_code (guessed 猜测), group ← station (guessed 猜测), name ← name", beats...) // shown before they are used
	o.does(0, "code ← beat_code, name ← name", append(beats, "--field", "code=beat_code", "--field", "group=", "--save-profile", "p.json")...)
	o.does(0, "nothing changed", append(beats, "--profile", "p.json")...)
}

// Four real networks of one real city, one of them in US survey feet, go into a county of their own and not into another.
func TestRealNetworksOfAnotherCity(t *testing.T) {
	t.Parallel()
	folder, err := filepath.Abs(filepath.Join("..", "..", "..", "shared", "data", "nyc"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(folder); err != nil {
		t.Skip("the real networks of New York are not beside the checkout")
	}
	o := newOffice(t)
	o.begin()
	for network, args := range map[string][]string{
		"council": {"nycc.shp"}, "districts": {"--datum", "wgs84", "CD.geo.json"},
		"neighbourhoods": {"--datum", "wgs84", "NTA.geo.json"}, "zips": {"--datum", "wgs84", "MODZCTA_2010_WGS1984.geo.json"},
	} {
		args[len(args)-1] = filepath.Join(folder, args[len(args)-1])
		args = append([]string{"import", "grids", "--network", network}, args...)
		o.does(1, "does not lie in this county", append(args, "--county", "370883")...) // named: from the second network on there are two
		o.does(0, "added", append(args, "--county", "nyc")...)
		o.does(0, "nothing changed", append(args, "--county", "nyc")...)
		if code, said := o.run("check", "--stored", "--county", "nyc", "--network", network); code > 1 {
			t.Errorf("%s: exit %d, %s", network, code, said)
		}
	}
}

func (o office) write(name, text string) {
	o.t.Helper()
	if err := os.WriteFile(filepath.Join(o.dir, name), []byte(text), 0o600); err != nil {
		o.t.Fatal(err)
	}
}

func (o office) read(name string) string {
	o.t.Helper()
	b, err := os.ReadFile(filepath.Join(o.dir, name))
	if err != nil {
		o.t.Fatal(err)
	}
	return string(b)
}
