package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

const ownScheme = `# 邹城自用编码
name: zc17
zh: 邹城网格编码
digits: 17
segments:
  - {name: county, zh: 县, width: 6, ranges: [{from: 110000, to: 829999}]}
  - {name: town, zh: 镇街, width: 3, ranges: [{from: 1, to: 999}]}
  - {name: community, zh: 社区, width: 3, ranges: [{from: 1, to: 999}]}
  - name: sequence
    zh: 序号
    width: 5
    ranges:
      - {from: 1, to: 99999}
`

// schemeFile writes a scheme's file; office.run would look for YAML elsewhere.
func schemeFile(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// A fault of a scheme's file is told with line, place and remedy.
func TestASchemeFileIsCheckedWithoutADatabase(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, file, text, words string }{
		{"sound YAML", "a.yaml", ownScheme, "sound 规则有效: scheme zc17 of 17 digits: county 6 + town 3 + community 3 + sequence 5"},
		{"widths that do not add up", "a.yaml", strings.Replace(ownScheme, "digits: 17", "digits: 18", 1), "a.yaml:4: scheme: digits: the widths of the segments, 6 + 3 + 3 + 5, add up to 17, not to 18"},
		{"a range wider than its segment", "a.yaml", strings.Replace(ownScheme, "99999", "999999", 1), "a.yaml:13: scheme: segments[3].ranges[0]: 1 to 999999 does not fit 5 digits"},
		{"a missing member", "a.yml", strings.Replace(ownScheme, "    width: 5\n", "", 1), "a.yml:9: scheme: segments[3].width: it is missing"},
		{"a number that YAML takes for eight", "a.yaml", strings.Replace(ownScheme, "from: 1, to: 99999", "from: 010, to: 99999", 1), "line 13: 010 is not a plain number"},
		{"a reference", "a.yaml", strings.Replace(ownScheme, "zh: 邹城网格编码", "zh: &a 邹城\nen: *a", 1), "line 4: en: references (*a) are not followed"},
		{"torn YAML", "a.yaml", ownScheme + "  - {", "line 15"},
		{"a second document", "a.yaml", ownScheme + "---\nname: other\n", "a second document (---) begins; keep one"},
		{"empty", "a.yaml", "", "the file is empty"},
		{"JSON", "a.json", `{"name": "zc17",` + "\n" + `"zh": "邹城", "digits": 15, "segments": 7}`, "a.json:2: scheme: segments: it has to be a list"},
		{"torn JSON", "a.json", `{"name": `, "no JSON"},
		{"the name of a built-in scheme", "a.yaml", strings.Replace(ownScheme, "zc17", "cn15", 1), "a.yaml:2: scheme: name: cn15 is a built-in scheme"},
		{"no such file", "../none.yaml", "", "no such file"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(filepath.Dir(schemeFile(t, "a.txt", "")), tt.file)
			if filepath.Base(tt.file) == tt.file {
				file = schemeFile(t, tt.file, tt.text)
			}
			code, out, errs := wangge(t, "code", "scheme", "check", file)
			if sound := strings.HasPrefix(tt.words, "sound"); sound != (code == 0) || !strings.Contains(out+errs, tt.words) {
				t.Errorf("exit %d, want %q in:\n%s%s", code, tt.words, out, errs)
			}
		})
	}
}

// A city begins its own scheme with a built-in one.
func TestASchemeWritesItselfAsItsFile(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"cn15", "cjt349", "city16"} {
		code, text, errs := wangge(t, "code", "scheme", "show", name, "--json")
		file := schemeFile(t, "own.json", strings.Replace(text, `"`+name+`"`, `"own"`, 1))
		checked, out, wrong := wangge(t, "code", "scheme", "check", file)
		if code != 0 || checked != 0 || !strings.Contains(out, "scheme own") {
			t.Errorf("%s: exit %d and %d: %s%s%s", name, code, checked, errs, out, wrong)
		}
	}
}

// published brings a county of 60 grids to its first revision.
func (o office) published() {
	o.t.Helper()
	o.begin()
	o.does(0, "60 added", "import", "grids", "grids/*.geojson")
	o.does(0, "issued 60", "code", "assign", "--commit")
	o.does(0, "revision 1", "publish")
}

// Schemes stand side by side, each with a ledger of its own; what was adopted stays as it is.
func TestPublishedGridsAreNumberedInFurtherSchemes(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.published()
	own := schemeFile(t, "own.yaml", ownScheme)
	for _, step := range []struct {
		code  int
		words string
		args  string
	}{
		{1, "has not adopted scheme", "code assign --scheme cjt349"},
		{1, "an object of 6 digits", "code scheme adopt cjt349"},
		{1, "no object segment", "code scheme adopt city16 --object 1"},
		{1, "no built-in scheme", "code scheme adopt city17"},
		{1, "the registry's own scheme", "code scheme adopt cn15"},
		{0, "has adopted scheme cjt349, for ever", "code scheme adopt cjt349 --object 010001"},
		{0, "nothing changed", "code scheme adopt cjt349 --object 010001"},
		{1, "otherwise already", "code scheme adopt cjt349 --object 010002"},
		{0, "has adopted scheme zc17", "code scheme adopt " + own},
		{0, "nothing changed", "code scheme adopt " + own},
		{0, "object 010001", "code scheme list"},
		{0, "not adopted", "code scheme list"},
		{0, "00001–99999", "code scheme show zc17"},
		{0, "社区不再划分", "code scheme show cjt349"},
		{0, "60 codes would be issued, 0 grids keep theirs", "code assign --scheme cjt349"},
		{0, "60 codes would be issued", "code assign --scheme cjt349"}, // the preview wrote nothing
		{0, "issued 60 cjt349 codes", "code assign --scheme cjt349 --commit"},
		{0, "0 codes would be issued, 60 grids keep theirs", "code assign --scheme cjt349"},
		{0, "issued 0 cjt349 codes", "code assign --scheme cjt349 --commit"},
		{0, "60 codes would be issued", "code assign --scheme zc17"},
	} {
		o.does(step.code, step.words, strings.Fields(step.args)...)
	}
}

// A reserved range is left out by the numbering, or takes the grids of its kind alone.
func TestReservedNumbers(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.begin()
	o.does(0, "60 added", "import", "grids", "grids/*.geojson")
	for _, step := range []struct {
		code  int
		words string
		args  string
	}{
		{0, "reserved cn15 370883 1-500", "code reserve add 370883 1-500 --note 旧系统"},
		{1, "370883 1-500 is reserved already", "code reserve add 370883001 400-600"},
		{1, "outside the sequence", "code reserve add 370883 900-1000"},
		{1, "ends before it begins", "code reserve add 370883 900-800"},
		{1, "no division", "code reserve add 370883099 900-999"},
		{1, "has not adopted", "code reserve add 370883 90-99 --scheme cjt349"},
		{2, "no range of numbers", "code reserve add 370883 900–999"},
		{0, "旧系统", "code reserve list"},
	} {
		o.does(step.code, step.words, strings.Fields(step.args)...)
	}
	_, said := o.run("code", "assign", "--all")
	if low := regexp.MustCompile(`(?m)^\d{12}[0-4]`).FindString(said); low != "" || !strings.Contains(said, "501") {
		t.Errorf("the preview gives %q:\n%s", low, said)
	}
	o.does(0, "free again", "code", "reserve", "end", "370883", "1-500")
	o.does(1, "not a reserved range", "code", "reserve", "end", "370883", "1-500")
	o.does(0, "issued 60", "code", "assign", "--commit")
	o.does(0, "60 codes were issued in it before", "code", "reserve", "add", "370883", "1-500")
}

// A community of 121 grids has codes of three digits for them, and not of CJ/T 349's two. Its market is numbered in a range of its own.
func TestACommunityWithMoreGridsThanNumbers(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.write("three.csv", "code,name\n370883,邹城市\n370883001,钢山街道\n370883001004,三里营\n")
	o.write("many.geojson", strings.Replace(squares(11, "网格"), `"name":"网格60"`, `"name":"市场","kind":"dedicated"`, 1))
	for _, step := range []struct {
		code  int
		words string
		args  string
	}{
		{0, "3 added", "import divisions three.csv"},
		{0, "121 added", "import grids many.geojson"},
		{0, "reserved", "code reserve add 370883001004 901-999 --kind dedicated --note 专属网格"},
		{0, "370883001004901  市场", "code assign --all"},
		{0, "370883001004120", "code assign --all"},
		{0, "issued 121", "code assign --commit"},
		{0, "revision 1", "publish"},
		{0, "adopted", "code scheme adopt cjt349 --object 010001"},
		{1, "no sequence number is left", "code assign --scheme cjt349"},
		{1, "拆分社区", "code assign --scheme cjt349 --commit"},
		{0, "adopted", "code scheme adopt city16"},
		{0, "issued 121 city16 codes", "code assign --scheme city16 --commit"},
		{1, "counts 1 to 99", "code reserve add 370883 100-199 --scheme cjt349"},
		{0, "1 issued", "code reserve list"},
	} {
		o.does(step.code, step.words, strings.Fields(step.args)...)
	}
}

// Codes that are in use elsewhere enter the ledger, and are never issued again.
func TestCodesInUseElsewhere(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.begin()
	o.does(0, "60 added", "import", "grids", "grids/*.geojson")
	_, said := o.run("code", "assign", "--all")
	taken := regexp.MustCompile(`\d{12}001`).FindString(said)
	o.write("codes.csv", "编码,名称,备注\n"+taken+",老网格,在用于门牌\n")
	o.does(0, "1 added", "import", "codes", "codes.csv")
	o.does(0, "nothing changed", "import", "codes", "codes.csv")
	_, said = o.run("code", "assign", "--all")
	if strings.Contains(said, taken) || !strings.Contains(said, taken[:12]+"002") {
		t.Errorf("%s would be issued again:\n%s", taken, said)
	}
	o.write("wrong.csv", "code\n"+taken[:14]+"\n")
	o.does(1, "应为 15 位，现有 14 位", "import", "codes", "wrong.csv")
	o.does(1, "has not adopted scheme", "import", "codes", "--scheme", "city16", "codes.csv")
}

// A workbook keeps codes as text, or as numbers that may have lost their last digits.
func TestCodesOfAWorkbook(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.begin()
	community := regexp.MustCompile(`(?m)^370883\d{6}`).FindString(o.read("divisions.csv"))
	for _, tt := range []struct {
		name  string
		value any
		words string
	}{
		{"text", community + "901", "1 added"},
		{"a number", number(t, community+"902"), "1 added"},
		{"a number of more digits than a workbook keeps", 1.0001370883001e19, "last digits are lost"},
		{"text with a blank", community + " 903", "perhaps " + community + "903 was meant"},
	} {
		path := workbook(t, "编码", tt.value)
		if _, said := o.run("import", "codes", path); !strings.Contains(said, tt.words) {
			t.Errorf("%s: want %q in:\n%s", tt.name, tt.words, said)
		}
	}
}

func number(t *testing.T, digits string) int64 {
	t.Helper()
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// workbook makes one of a single column with a single row.
func workbook(t *testing.T, header string, value any) string {
	t.Helper()
	f := excelize.NewFile()
	path := filepath.Join(t.TempDir(), "codes.xlsx")
	for cell, v := range map[string]any{"A1": header, "A2": value} {
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}
