package intake

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"wangge/geo"
	"wangge/geo/vector"
	"wangge/registry"
)

// table makes records from a header line and rows, cells apart by commas.
func table(t *testing.T, fields []field, lines ...string) []record {
	t.Helper()
	tab := vector.Table{Name: "t.csv", Header: strings.Split(lines[0], ","), FirstRow: 2}
	for _, l := range lines[1:] {
		tab.Rows = append(tab.Rows, strings.Split(l, ","))
	}
	records, _, err := fromTable(&tab).mapped(fields, nil)
	if err != nil {
		t.Fatal(err)
	}
	return records
}

// told gives row and field of every problem, and holds each to both languages.
func told(t *testing.T, p problems) []string {
	t.Helper()
	var out []string
	for _, e := range p.rows {
		if e.Problem.ZH == "" || e.Problem.EN == "" || e.Remedy.ZH == "" || e.Remedy.EN == "" {
			t.Errorf("row %d: not in both languages: %+v", e.Row, e)
		}
		out = append(out, strings.TrimSpace(strings.Join([]string{e.Field, string(rune('0' + e.Row))}, " ")))
	}
	return out
}

func TestDivisionRows(t *testing.T) {
	tests := []struct {
		name  string
		lines []string
		known []registry.Division
		want  []string // field and row of each problem
	}{
		{"sound", []string{"code,level,parent,name", "370883,county,,邹城市", "370883001,town,370883,钢山街道", "370883001004,community,370883001,三里营"}, nil, nil},
		{"padded statistical codes", []string{"代码,名称", "370883000000,邹城市", "370883001000,钢山街道", "370883001004,三里营"}, nil, nil},
		{"the parent is stored already", []string{"code,name", "370883001004,三里营"}, []registry.Division{{Code: "370883001", Parent: "370883"}, {Code: "370883"}}, nil},
		{"an unknown parent", []string{"code,parent,name", "370883,,邹城市", "370883001004,370883001,三里营"}, nil, []string{"parent 3"}},
		{"a cycle", []string{"code,parent,name", "370883,370883001,邹城市", "370883001,370883,钢山街道"}, nil, []string{"parent 2", "parent 3"}},
		{"a parent elsewhere", []string{"code,parent,name", "370883,,邹城市", "370883001,370883,钢山街道", "370883002,370883,千泉街道", "370883001004,370883002,三里营"}, nil, []string{"parent 5"}},
		{"the same code twice", []string{"code,name", "370883,邹城市", "370883,邹县"}, nil, []string{"code 3"}},
		{"scientific notation", []string{"code,name", "3.70883E+11,邹城市"}, nil, []string{"code 2"}},
		{"another length", []string{"code,name", "3708,济宁市"}, nil, []string{"code 2"}},
		{"the level contradicts", []string{"code,level,name", "370883,town,邹城市"}, nil, []string{"level 2"}},
		{"no code", []string{"code,name", ",邹城市"}, nil, []string{"code 2"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var p problems
			divisionRows(table(t, divisionFields, tt.lines...), "370883", tt.known, &p)
			if got := told(t, p); !slices.Equal(got, tt.want) {
				t.Errorf("problems %q, want %q", got, tt.want)
			}
		})
	}
}

func TestColumnsAreGuessedAndTold(t *testing.T) {
	m, err := mapFields("a.csv", []string{"JDDM", "网格编码", "名称"}, legacyFields, nil)
	if err != nil || m.Columns["code"] != "网格编码" || !slices.Contains(m.Guessed, "code") || !strings.Contains(m.Describe(), "guessed") {
		t.Errorf("%+v, %v", m, err)
	}
	if m, err = mapFields("a.csv", []string{"JDDM", "网格编码"}, legacyFields, map[string]string{"code": "JDDM"}); err != nil || m.Columns["code"] != "JDDM" || len(m.Guessed) != 0 {
		t.Errorf("the caller's word counts first: %+v, %v", m, err)
	}
	for header, want := range map[string]string{"beat_code,name": "beat_code", "JDDM,网格编号": "网格编号", "a_code,b_code": "", "geocode2,x": ""} {
		if m, _ := mapFields("a.csv", strings.Split(header, ","), []field{{name: "code", aliases: codeAliases}}, nil); m.Columns["code"] != want {
			t.Errorf("%s: code ← %q, want %q", header, m.Columns["code"], want)
		}
	}
	if m, err := mapFields("a.csv", []string{"code", "name"}, legacyFields, map[string]string{"name": ""}); err != nil || m.Columns["name"] != "" {
		t.Errorf("a field that shall have no column has %q (%v)", m.Columns["name"], err)
	}
	for name, given := range map[string]map[string]string{"no such column": {"code": "X"}, "no such field": {"colour": "JDDM"}, "nothing looks like it": nil} {
		if _, err := mapFields("a.csv", []string{"JDDM"}, legacyFields, given); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// square makes a grid's shape at a column of a row of squares.
func square(col float64) orb.Polygon {
	w := 116.9 + col/100
	return orb.Polygon{{{w, 35.4}, {w + 0.01, 35.4}, {w + 0.01, 35.41}, {w, 35.41}, {w, 35.4}}}
}

func shapeOf(t *testing.T, p orb.Polygon) geo.MultiPolygon {
	t.Helper()
	m, err := geo.FromOrb(p)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// A redrawn community replaces its own grids alone; same ground keeps its code, then same name.
func TestDraftKeepsCodes(t *testing.T) {
	base := []registry.Grid{
		{Code: "370883001004001", Community: "370883001004", Name: "甲", Shape: shapeOf(t, square(0))},
		{Code: "370883001004002", Community: "370883001004", Name: "乙", Shape: shapeOf(t, square(1))},
		{Code: "370883001005001", Community: "370883001005", Name: "丙", Shape: shapeOf(t, square(2))},
	}
	turned := square(0)
	turned[0] = append(turned[0][2:4], turned[0][0], turned[0][1], turned[0][2])
	fresh := []registry.Grid{
		{Community: "370883001004", Name: "改名", Shape: shapeOf(t, turned)},   // same ground
		{Community: "370883001004", Name: "乙", Shape: shapeOf(t, square(5))}, // same name
		{Community: "370883001004", Name: "新", Shape: shapeOf(t, square(6))},
	}
	keepCodes(base, fresh)
	if fresh[0].Code != "370883001004001" || fresh[1].Code != "370883001004002" || fresh[2].Code != "" {
		t.Errorf("codes %q, %q, %q", fresh[0].Code, fresh[1].Code, fresh[2].Code)
	}
	merged := mergeDraft(base, fresh)
	if len(merged) != 4 || merged[3].Code != "370883001005001" {
		t.Errorf("%d grids, the last %q: want the other community untouched", len(merged), merged[len(merged)-1].Code)
	}
	if sameGrids(base, merged) || !sameGrids(merged, slices.Clone(merged)) {
		t.Error("sameGrids is wrong")
	}
}

func TestLegacyRowsKeepCodesAsText(t *testing.T) {
	l := vector.Layer{Name: "a.geojson", Fields: []string{"code"}}
	for i, code := range []any{" ZZ 01 ", "ZZ 02", "ZZ 02", nil} {
		l.Features = append(l.Features, vector.Feature{Number: i, Properties: map[string]any{"code": code}, Geometry: square(float64(i))})
	}
	records, _, err := fromLayer(l).mapped(legacyFields, nil)
	if err != nil {
		t.Fatal(err)
	}
	var p problems
	out := legacyRows(records, "governance", &p)
	if got := told(t, p); !slices.Equal(got, []string{"code 2", "code 3"}) {
		t.Errorf("problems %q", got)
	}
	if len(out) != 2 || out[0].Code != "ZZ 01" {
		t.Errorf("got %+v", out)
	}
}

// What a network says of its grids besides their ground is taken where it can be understood; words of its own for a kind are noted.
func TestLegacyRowsTellTheirKindAndPeople(t *testing.T) {
	l := vector.Layer{Name: "a.geojson", Fields: []string{"code", "网格类型", "人口", "户数"}}
	for i, row := range [][3]any{{"专属网格", "600", "0"}, {"基础网格", nil, nil}, {"片区", "12", nil}, {"", "-1", nil}} {
		l.Features = append(l.Features, vector.Feature{
			Number: i, Geometry: square(float64(i)),
			Properties: map[string]any{"code": string(rune('a' + i)), "网格类型": row[0], "人口": row[1], "户数": row[2]},
		})
	}
	records, _, err := fromLayer(l).mapped(legacyFields, nil)
	if err != nil {
		t.Fatal(err)
	}
	var p problems
	var got []string
	for _, g := range legacyRows(records, "governance", &p) {
		got = append(got, g.Code+" "+string(g.Kind)+" "+numberOrNone(g.Population)+" "+numberOrNone(g.Households))
	}
	if want := []string{"a dedicated 600 0", "b base - -", "c base 12 -"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if problems := told(t, p); !slices.Equal(problems, []string{"population 3"}) || len(p.notes) != 1 || !strings.Contains(p.notes[0], "片区") {
		t.Errorf("problems %q, notes %q", problems, p.notes)
	}
}

func numberOrNone(n *int) string {
	if n == nil {
		return "-"
	}
	return strconv.Itoa(*n)
}

// Scientific notation is taken where it has kept all digits.
func TestCodesInScientificNotation(t *testing.T) {
	for given, want := range map[string]string{
		"3.70883001004002E+14": "370883001004002", "3.70883E+14": "", "370883001004002.0": "370883001004002", "ZZ 01": "ZZ 01", "7E1": "",
	} {
		var p problems
		r := record{row: 2, columns: map[string]string{"code": "c"}, value: func(string) string { return given }}
		if got, ok := p.code(r, "code", true); got != want || ok != (want != "") {
			t.Errorf("%s: %q, %v; want %q", given, got, ok, want)
		}
	}
}

// A row that lies far from the county is refused, though the layer as a whole is where it should be.
func TestARowFarAway(t *testing.T) {
	l := vector.Layer{Name: "a.geojson", Fields: []string{"code"}}
	for i, col := range []float64{0, 1, 900} {
		l.Features = append(l.Features, vector.Feature{Number: i, Properties: map[string]any{"code": string(rune('a' + i))}, Geometry: square(col)})
	}
	records, _, err := fromLayer(l).mapped(legacyFields, nil)
	if err != nil {
		t.Fatal(err)
	}
	p := problems{county: orb.Bound{Min: orb.Point{116.8, 35.2}, Max: orb.Point{117.2, 35.6}}}
	if out := legacyRows(records, "urban", &p); len(out) != 2 || !slices.Equal(told(t, p), []string{"geometry 2"}) {
		t.Errorf("%d rows, problems %q", len(out), told(t, p))
	}
}

// With --accept-rows, what lies under a division that was left out is left out too.
func TestDivisionsUnderOneThatIsLeftOut(t *testing.T) {
	var p problems
	out := divisionRows(table(t, divisionFields, "code,name", "370883,邹城市", "370883001,", "370883001004,三里营", "370883002,千泉街道"), "370883", nil, &p)
	var codes []string
	for _, d := range out {
		codes = append(codes, d.Code)
	}
	if !slices.Equal(codes, []string{"370883", "370883002"}) || !slices.Equal(told(t, p), []string{"name 3", "parent 4"}) {
		t.Errorf("taken %q, problems %q", codes, told(t, p))
	}
}

// A grid's own code has to be one of its community.
func TestCodesThatGridsBring(t *testing.T) {
	l := vector.Layer{Name: "a.geojson", Fields: []string{"code", "community"}}
	for i, code := range []string{"370883001004001", "370883001005001", "abc", ""} {
		l.Features = append(l.Features, vector.Feature{Number: i, Properties: map[string]any{"code": code, "community": "370883001004"}, Geometry: square(float64(i))})
	}
	records, _, err := fromLayer(l).mapped(gridFields, nil)
	if err != nil {
		t.Fatal(err)
	}
	var p problems
	where := newCommunities([]registry.Division{{Code: "370883001004", Level: registry.Community}})
	if out := gridRows(records, where, &p); len(out) != 2 || !slices.Equal(told(t, p), []string{"code 1", "code 2"}) {
		t.Errorf("%d grids, problems %q", len(out), told(t, p))
	}
}
