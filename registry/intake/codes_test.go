package intake

import (
	"slices"
	"strings"
	"testing"
	"time"

	"wangge/gridcode"
	"wangge/registry"
)

const (
	first  = "370883001004001"
	second = "370883001004002"
	afar   = "370883001005001" // in another community
)

// book is that of a county which adopted CJ/T 349 and a scheme of 15 digits besides, with three grids; the first has a code of CJ/T 349.
func book(t *testing.T) *codeBook {
	t.Helper()
	divisions := []registry.Division{{Code: "370883"}, {Code: "370883001"}, {Code: "370883001004"}, {Code: "370883001005"}}
	b := &codeBook{
		county: "370883", table: registry.TableOf(divisions), scheme: registry.Scheme{Scheme: gridcode.CN15},
		schemes: map[string]registry.Scheme{"cn15": {Scheme: gridcode.CN15}, "cjt349": {Scheme: gridcode.CJT349, Object: "010001"}, "zc15": {Scheme: zc15(t)}},
		ledger:  map[string]registry.Issue{}, named: map[string]string{},
		names: map[string]string{first: "甲", second: "乙", afar: "乙"}, coded: map[string][]string{"甲": {first}, "乙": {second, afar}},
		rows: map[string]brought{}, grids: map[string]brought{},
	}
	day := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	for _, i := range []registry.Issue{
		{Scheme: "cn15", Code: first},
		{Scheme: "cn15", Code: second},
		{Scheme: "cn15", Code: afar},
		{Scheme: "cjt349", Code: "01000137088300100401", Grid: first},
		{Scheme: "cjt349", Code: "01000137088300100409"},
	} {
		i.Actor, i.IssuedAt = "张三", day
		b.ledger[key(i.Scheme, i.Code)] = i
		if i.Grid != "" {
			b.named[key(i.Scheme, i.Grid)] = i.Code
		}
	}
	return b
}

// zc15 has as many digits as cn15, and divides them otherwise.
func zc15(t *testing.T) *gridcode.Scheme {
	t.Helper()
	s, err := gridcode.ReadScheme([]byte(`{"name": "zc15", "zh": "邹城", "digits": 15, "segments": [
		{"name": "county", "zh": "县", "width": 6, "ranges": [{"from": 110000, "to": 829999}]},
		{"name": "town", "zh": "镇街", "width": 3, "ranges": [{"from": 1, "to": 999}]},
		{"name": "community", "zh": "社区", "width": 2, "ranges": [{"from": 1, "to": 99}]},
		{"name": "sequence", "zh": "序号", "width": 4, "ranges": [{"from": 1, "to": 9999}]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Every row that cannot be taken is told with what it collides with, in both languages.
func TestCodeRows(t *testing.T) {
	tests := []struct {
		name  string
		lines []string
		want  []string // field and row of each problem
		words string   // in the first of them
	}{
		{"in use elsewhere", []string{"编码,名称", "370883001004007,门牌"}, nil, ""},
		{"of a grid, by its code or its name", []string{"code,scheme,grid", "01000137088300100401,CJT349," + first, "01000137088300100402,CJ/T 349," + second}, nil, ""},
		{"of a grid by its name", []string{"code,scheme,grid", "01000137088300100401,cjt349,甲"}, nil, ""},
		{"a unified code of ours", []string{"code,统一编码", second + "," + second}, nil, ""},
		{"the same row twice", []string{"code", "370883001004007", "370883001004007"}, nil, ""},
		{"a check character that fits", []string{"code", check(t, gridcode.CN15, "370883001004007")}, nil, ""},
		{"the only grid of its community", []string{"code,scheme", "01000137088300100500,cjt349"}, nil, ""},
		{"all digits in scientific notation", []string{"code", "3.70883001004007E+14"}, nil, ""},

		{"scientific notation that lost digits", []string{"code", "3.70883E+14"}, []string{"code 2"}, "last digits are lost"},
		{"no code", []string{"code,name", ",甲"}, []string{"code 2"}, "missing"},
		{"a blank", []string{"code", "370883 001004007"}, []string{"code 2"}, "第 7 位是空格"},
		{"a blank, with what was meant", []string{"code", "370883 001004007"}, []string{"code 2"}, "perhaps 370883001004007 was meant"},
		{"full-width digits", []string{"code", "37088300100400７"}, []string{"code 2"}, "第 15 位是全角数字"},
		{"a letter", []string{"code", "37088300100400O"}, []string{"code 2"}, "第 15 位不是数字"},
		{"too short", []string{"code", "37088300100400"}, []string{"code 2"}, "应为 15 位，现有 14 位"},
		{"zeros lost", []string{"code,scheme", "1000137088300100402,cjt349"}, []string{"code 2"}, "perhaps 01000137088300100402 was meant"},
		{"a code of another scheme", []string{"code", "01000137088300100402"}, []string{"code 2"}, "a code of cjt349"},
		{"sequence out of range", []string{"code", "370883001004000"}, []string{"code 2"}, "sequence digits 000"},
		{"town digits that do not exist", []string{"code", "370883600004001"}, []string{"code 2"}, "第 7 位起的数字不存在"},
		{"a code of another scheme of the same length", []string{"code", "370883001040001"}, []string{"code 2"}, "a code of zc15"},
		{"another county", []string{"code", "370811001004001"}, []string{"code 2"}, "of county 370811, not of 370883"},
		{"an unknown community", []string{"code", "370883001009001"}, []string{"code 2"}, "is of 370883001009, which the division table has not"},
		{"another object", []string{"code,scheme", "02000137088300100402,cjt349"}, []string{"code 2"}, "010001, which the county adopted"},
		{"a scheme that is not adopted", []string{"code,scheme", "3708830001004001,city16"}, []string{"scheme 2"}, "cjt349, cn15, zc15"},
		{"a check character that does not fit", []string{"code", wrong(t, "370883001004007")}, []string{"code 2"}, "was meant"},

		{"an unknown grid", []string{"code,scheme,grid", "01000137088300100402,cjt349,370883001004020"}, []string{"grid 2"}, "perhaps 370883001004002"},
		{"a name that two grids have", []string{"code,scheme,grid", "01000137088300100402,cjt349,乙"}, []string{"grid 2"}, "2 grids"},
		{"a grid of another community", []string{"code,scheme,grid", "01000137088300100402,cjt349," + afar}, []string{"grid 2"}, "370883001004"},
		{"a unified code for another", []string{"code,grid", "370883001004007," + first}, []string{"grid 2"}, "stands for itself"},

		{"one code for two grids", []string{"code,scheme,grid", "01000137088300100502,cjt349," + afar, "01000137088300100502,cjt349,"}, []string{"code 3"}, "row 2"},
		{"two codes for one grid", []string{"code,scheme,grid", "01000137088300100402,cjt349," + second, "01000137088300100403,cjt349," + second}, []string{"code 3"}, "01000137088300100402 in t.csv, row 2"},
		{"the ledger has it for another grid", []string{"code,scheme,grid", "01000137088300100401,cjt349," + second}, []string{"code 2"}, first},
		{"the ledger has it without a grid", []string{"code,scheme,grid", "01000137088300100409,cjt349," + second}, []string{"code 2"}, "something elsewhere in the ledger (2026-01-02, 张三)"},
		{"the grid has another code", []string{"code,scheme,grid", "01000137088300100402,cjt349," + first}, []string{"code 2"}, "01000137088300100401 in the ledger"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var p problems
			rows := codeRows(table(t, codeFields, tt.lines...), book(t), &p)
			if got := told(t, p); !slices.Equal(got, tt.want) {
				t.Fatalf("problems %q, want %q: %v", got, tt.want, p.rows)
			}
			if len(tt.want) > 0 {
				if e := p.rows[0]; !strings.Contains(e.Problem.EN+e.Remedy.EN+e.Problem.ZH, tt.words) {
					t.Errorf("got %v, want %q", e, tt.words)
				}
			} else if len(rows) == 0 {
				t.Error("nothing was taken")
			}
		})
	}
}

func check(t *testing.T, s *gridcode.Scheme, text string) string {
	t.Helper()
	c, err := s.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return c.Checked()
}

// wrong gives a code with a check character that is not its own.
func wrong(t *testing.T, code string) string {
	t.Helper()
	checked := check(t, gridcode.CN15, code)
	if strings.HasSuffix(checked, "-1") {
		return code + "-2"
	}
	return code + "-1"
}

// What is taken says all that the ledger keeps of it.
func TestACodeRowSaysWhatTheLedgerKeeps(t *testing.T) {
	var p problems
	got := codeRows(table(t, codeFields, "编码,编码规则,对应网格,名称,备注", "01000137088300100402,cjt349,"+second+",门牌,二期"), book(t), &p)
	want := registry.Issue{
		Scheme: "cjt349", Code: "01000137088300100402", Community: "370883001004", Sequence: 2, Grid: second, Algorithm: "import", Note: "门牌；二期",
	}
	if len(got) != 1 || got[0] != want {
		t.Errorf("got %+v, want %+v (%v)", got, want, p.rows)
	}
}

// A grid that has the code under another name may be another place: a note says so.
func TestANameThatDiffersIsNoted(t *testing.T) {
	var p problems
	codeRows(table(t, codeFields, "code,name", first+",丙", second+",乙"), book(t), &p)
	if len(p.notes) != 1 || !strings.Contains(p.notes[0], "丙") {
		t.Errorf("notes %q", p.notes)
	}
}

// A code that was issued here, and of which the file does not say what it is, may be another place's: a note says so.
func TestACodeOfOursWithoutANameIsNoted(t *testing.T) {
	var p problems
	codeRows(table(t, codeFields, "code", "370883001004007", first, second), book(t), &p)
	if len(p.notes) != 1 || !strings.Contains(p.notes[0], "2 codes were issued to grids here already, as "+first) {
		t.Errorf("notes %q", p.notes)
	}
}
