package intake

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"wangge/gridcode"
	"wangge/registry"
)

// county is two live grids named 甲 and two named 乙; 370883001004009 was split between the first two, and the community
// 370883001006 went into 370883001005 with its one grid.
func county() targets {
	issue := func(code string) registry.Issue {
		return registry.Issue{Scheme: gridcode.CN15.Name, Code: code, Community: code[:12]}
	}
	codes := []string{"370883001004001", "370883001004002", "370883001005001", "370883001004009", "370883001006001", "370883001004777"}
	c := &registry.Content{
		Revisions: []registry.Revision{{Number: 1}, {Number: 2}},
		Networks:  []registry.Network{{Name: "Fire"}},
		Lives: []registry.Life{
			{Code: codes[0], From: 1}, {Code: codes[1], From: 1}, {Code: codes[2], From: 1}, {Code: codes[3], From: 1, To: 2}, {Code: codes[4], From: 1, To: 2},
		},
		Lineage: []registry.Lineage{
			{Revision: 2, Predecessor: codes[3], Successor: codes[0], AreaShare: 0.6, PopulationShare: 0.6},
			{Revision: 2, Predecessor: codes[3], Successor: codes[1], AreaShare: 0.4, PopulationShare: 0.4},
			{Revision: 2, Predecessor: codes[4], Successor: codes[2], AreaShare: 1, PopulationShare: 1},
		},
	}
	for _, code := range codes {
		c.Ledger = append(c.Ledger, issue(code))
	}
	grids := []registry.Grid{{Code: codes[0], Name: "甲"}, {Code: codes[1], Name: "乙"}, {Code: codes[2], Name: "乙"}}
	divisions := []registry.Division{{Code: "370883001"}, {Code: "370883001004"}, {Code: "370883001005"}}
	return newTargets(grids, divisions, func() *registry.Content { return c })
}

func TestPostingRows(t *testing.T) {
	officers := []registry.Officer{{ID: "1"}, {ID: "2"}}
	tests := []struct {
		name  string
		lines []string
		want  []string // field and row of each problem
		says  string   // by the first of them, in either language
	}{
		{"by code, by name and for a town", []string{"network,role,officer,target,state,deputy,from", "governance,officer,1,370883001004001,,,2026-01-01", "综治,网格长,2,甲,在岗,否,2026/1/2", "urban,duty,1,370883001,,,"}, nil, ""},
		{"a network that was imported", []string{"network,role,officer,target", "fire,officer,1,甲"}, nil, ""},
		{"an unknown network", []string{"network,role,officer,target", "fyre,officer,1,甲"}, []string{"network 2"}, "fire"},
		{"vacant", []string{"network,role,officer,target,state", "police,police,,甲,空缺"}, nil, ""},
		{"nobody on a post that is not vacant", []string{"network,role,officer,target", "police,police,,甲"}, []string{"officer 2"}, "vacant"},
		{"a name that two grids have", []string{"network,role,officer,target", "police,police,1,乙"}, []string{"target 2"}, "2 grids are named"},
		{"an unknown target", []string{"network,role,officer,target", "police,police,1,丙"}, []string{"target 2"}, "丙"},
		{"a code one digit off", []string{"network,role,officer,target", "police,police,1,370883001004011"}, []string{"target 2"}, "perhaps 370883001004001"},
		{"two digits swapped", []string{"network,role,officer,target", "police,police,1,370838001004002"}, []string{"target 2"}, "可能是 370883001004002"},
		{"a code with its check character", []string{"network,role,officer,target", "police,police,1," + checked("370883001004001")}, nil, ""},
		{"a check character that does not fit", []string{"network,role,officer,target", "police,police,1,370883001004002" + strings.TrimPrefix(checked("370883001004001"), "370883001004001")}, []string{"target 2"}, "370883001004002"},
		{"a retired code", []string{"network,role,officer,target", "police,police,1,370883001004009"}, []string{"target 2"}, "370883001004001 (60 %), 370883001004002 (40 %)"},
		{"a code that was issued and never published", []string{"network,role,officer,target", "police,police,1,370883001004777"}, []string{"target 2"}, "no grid was published"},
		{"a division that has ended", []string{"network,role,officer,target", "governance,duty,1,370883001006"}, []string{"target 2"}, "370883001005"},
		{"full-width digits", []string{"network,role,officer,target", "police,police,1,３７０８８３００１００４００１"}, []string{"target 2"}, "perhaps 370883001004001"},
		{"blanks within a code", []string{"network,role,officer,target", "police,police,1,370883 001004 001"}, []string{"target 2"}, "应为 370883001004001"},
		{"scientific notation that has lost digits", []string{"network,role,officer,target", "police,police,1,3.70883E+14"}, []string{"target 2"}, "scientific notation"},
		{"scientific notation that has kept them", []string{"network,role,officer,target", "police,police,1,3.70883001004001E+14"}, nil, ""},
		{"an unknown officer", []string{"network,role,officer,target", "police,police,9,甲"}, []string{"officer 2"}, "officer 9"},
		{"primary twice", []string{"network,role,officer,target", "police,police,1,甲", "police,police,2,370883001004001"}, []string{"target 3"}, "row 2"},
		{"one primary after the other", []string{"network,role,officer,target,from,to", "police,police,1,甲,2026-01-01,2026-06-30", "police,police,2,甲,2026-07-01,"}, nil, ""},
		{"two primaries on one day", []string{"network,role,officer,target,from,to", "police,police,1,甲,2026-01-01,2026-06-30", "police,police,2,甲,2026-06-30,"}, []string{"target 3"}, "look at the dates"},
		{"primary and deputy", []string{"network,role,officer,target,deputy", "police,police,1,甲,no", "police,police,2,甲,yes"}, nil, ""},
		{"one person as both", []string{"network,role,officer,target,deputy", "police,police,1,甲,no", "police,police,1,甲,yes"}, []string{"officer 3"}, "twice"},
		{"many heads of blocks", []string{"network,role,officer,target", "governance,block,1,甲", "governance,楼栋长,2,甲"}, nil, ""},
		{"an unknown role", []string{"network,role,officer,target", "police,king,1,甲"}, []string{"role 2"}, "king"},
		{"not a date", []string{"network,role,officer,target,from", "police,police,1,甲,soon"}, []string{"from 2"}, "soon"},
		{"an end before the beginning", []string{"network,role,officer,target,from,to", "police,police,1,甲,2026-02-01,2026-01-31"}, []string{"to 2"}, "before it begins"},
		{"one day", []string{"network,role,officer,target,from,to", "police,police,1,甲,2026-02-01,2026-02-01"}, nil, ""},
		{"a leave with its days", []string{"network,role,officer,target,state,leaveFrom,leaveUntil", "police,police,1,甲,休假,2026-02-01,2026年2月9日"}, nil, ""},
		{"days of a leave without a leave", []string{"network,role,officer,target,leaveUntil", "police,police,1,甲,2026-02-01"}, []string{"state 2"}, "state"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var p problems
			rows := postingRows(table(t, postingFields, tt.lines...), officers, county(), &p)
			if got := told(t, p); !slices.Equal(got, tt.want) {
				t.Fatalf("problems %q, want %q", got, tt.want)
			}
			if len(rows)+len(tt.want) != len(tt.lines)-1 {
				t.Errorf("%d rows were taken", len(rows))
			}
			if len(tt.want) > 0 {
				e := p.rows[0]
				if said := strings.Join([]string{e.Problem.EN, e.Remedy.EN, e.Problem.ZH, e.Remedy.ZH}, "; "); !strings.Contains(said, tt.says) {
					t.Errorf("%q does not say %q", said, tt.says)
				}
			}
		})
	}
}

// checked writes a code with its check character.
func checked(code string) string {
	c, err := gridcode.CN15.Parse(code)
	if err != nil {
		panic(err)
	}
	return c.Checked()
}

func TestOfficerRows(t *testing.T) {
	var p problems
	out := officerRows(table(t, officerFields, "工号,姓名,手机,公开", "7,张三,13800001234,是", "8,李四,1.38E+10,否", "7,王五,13800001235,", "9,,13800001236,"), &p)
	if got := told(t, p); !slices.Equal(got, []string{"phone 3", "id 4", "name 5"}) {
		t.Errorf("problems %q", got)
	}
	if out[0].Name != "张三" || out[0].Phone != "13800001234" || !out[0].Public {
		t.Errorf("got %+v", out[0])
	}
}

func TestPhones(t *testing.T) {
	for given, want := range map[string]string{
		"13800001234": "13800001234", "138 0000 1234": "13800001234", "138-0000-1234": "13800001234", "１３８００００１２３４": "13800001234",
		"138－0000－1234": "13800001234", "138–0000—1234": "13800001234", "+86 138 0000 1234": "13800001234", "13800001234.0": "13800001234",
		"1.3800001234E+10": "13800001234", "0537-5112345": "0537-5112345", "(0537)5112345": "0537-5112345", "（0537）5112345": "0537-5112345",
		"0537-5112345转801": "0537-5112345-801", "12345": "12345", "110": "110", "400 800 1234": "400 800 1234", "": "",
		"1.38E+10": "!", "1380000123": "!", "138000012345": "!", "13800001234/13900001234": "!", "无": "!", "-": "!",
	} {
		var p problems
		r := record{row: 2, columns: map[string]string{"phone": "c"}, value: func(string) string { return given }}
		got := p.phone(r, "phone")
		if len(p.rows) > 0 {
			got = "!"
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", given, got, want)
		}
		told(t, p)
	}
}

// Days begin and end when they do in China; an end is the last day, or a moment.
func TestDates(t *testing.T) {
	for _, tt := range []struct{ file, given, begin, end string }{
		{"a.csv", "2026-01-02", "2026-01-02 00:00", "2026-01-03 00:00"},
		{"a.csv", "2026/1/2", "2026-01-02 00:00", "2026-01-03 00:00"},
		{"a.csv", "2026.1.2", "2026-01-02 00:00", "2026-01-03 00:00"},
		{"a.csv", "2026年1月2日", "2026-01-02 00:00", "2026-01-03 00:00"},
		{"a.csv", "２０２６年１月２日", "2026-01-02 00:00", "2026-01-03 00:00"},
		{"a.csv", "20260102", "2026-01-02 00:00", "2026-01-03 00:00"},
		{"a.csv", "2026-01-02 00:00:00", "2026-01-02 00:00", "2026-01-03 00:00"},
		{"a.csv", "2026-01-02 08:30", "2026-01-02 08:30", "2026-01-02 08:30"},
		{"a.csv", "2026-01-02T00:00:00Z", "2026-01-02 08:00", "2026-01-02 08:00"},
		{"a.xlsx", "46024", "2026-01-02 00:00", "2026-01-03 00:00"},
		{"a.xlsx", "46024.5", "2026-01-02 12:00", "2026-01-02 12:00"},
		{"a.csv", "长期", "", ""},
		{"a.csv", "46024", "!", "!"},
		{"a.xlsx", "7", "!", "!"},
		{"a.csv", "2026-02-30", "!", "!"},
		{"a.csv", "26/1/2", "!", "!"},
		{"a.csv", "2026年1月", "!", "!"},
	} {
		read := func(of func(*problems, record, string) time.Time) string {
			var p problems
			r := record{file: tt.file, row: 2, columns: map[string]string{"from": "from"}, value: func(string) string { return tt.given }}
			switch at := of(&p, r, "from"); {
			case len(told(t, p)) > 0:
				return "!"
			case at.IsZero():
				return ""
			default:
				return at.In(registry.China).Format("2006-01-02 15:04")
			}
		}
		if begin, end := read((*problems).begin), read((*problems).end); begin != tt.begin || end != tt.end {
			t.Errorf("%s in %s: from %q to %q, want %q and %q", tt.given, tt.file, begin, end, tt.begin, tt.end)
		}
	}
}

func TestMatterRows(t *testing.T) {
	var p problems
	rows := matterRows(table(t, matterFields, "事项,名称,网", "street-lamp,路灯故障,城管", "quarrel,邻里纠纷,governance", "street-lamp,,综治", "noise,噪声,fire"), county(), &p)
	want := []registry.Matter{
		{Code: "street-lamp", Name: "路灯故障", Networks: []string{"urban", "governance"}},
		{Code: "quarrel", Name: "邻里纠纷", Networks: []string{"governance"}},
		{Code: "noise", Name: "噪声", Networks: []string{"Fire"}},
	}
	if diff := cmp.Diff(want, rows); diff != "" || len(p.rows) > 0 {
		t.Error(diff, p.rows)
	}
	matterRows(table(t, matterFields, "matter,name,network", "a,A,urban", "a,A,城管", "a,B,police", "b c,,urban", ",,urban", "d,,nobody"), county(), &p)
	if got := told(t, p); !slices.Equal(got, []string{"network 3", "name 4", "matter 5", "matter 6", "network 7"}) {
		t.Errorf("problems %q", got)
	}
}
