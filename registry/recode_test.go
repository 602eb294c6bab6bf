package registry_test

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wangge/geo"
	"wangge/geo/coverage"
	"wangge/geo/topology"
	"wangge/geo/vector"
	"wangge/registry"
)

// county is a row of unit squares, a grid each, from the west:
//
//	| 003001: 001 002 | 003002: 001 | 003201: 004 | 104201: 001 002 | 104202: 001 |
//
// Number 003 of community 003201 was issued once; grid 002 of 104201 is a dedicated one.
func county() registry.Standing {
	s := registry.Standing{
		County: "370883", Revision: registry.Revision{Number: 7},
		Divisions: []registry.Division{
			division("370883", "邹城市"), division("370883003", "凫山街道"), division("370883104", "中心店镇"),
			division("370883003001", "前社区"), division("370883003002", "后社区"), division("370883003201", "石墙村"),
			division("370883104201", "老营村"), division("370883104202", "苏庄村"),
		},
	}
	codes := []string{
		"370883003001001", "370883003001002", "370883003002001", "370883003201004", "370883104201001", "370883104201002", "370883104202001",
	}
	for i, code := range codes {
		g := registry.Grid{Code: code, Name: "网格" + code[12:], Kind: registry.Base, Community: code[:12], Shape: square(i), Since: 7}
		s.Grids = append(s.Grids, g)
		s.Ledger.Issued = append(s.Ledger.Issued, issue(code))
		for j, d := range s.Divisions {
			if strings.HasPrefix(code, d.Code) {
				s.Divisions[j].Shape = topology.Union(append([]geo.MultiPolygon{g.Shape}, parts(d.Shape)...)...)
			}
		}
	}
	s.Grids[5].Kind = registry.Dedicated
	s.Ledger.Issued = append(s.Ledger.Issued, issue("370883003201003"))
	return s
}

func parts(m geo.MultiPolygon) []geo.MultiPolygon {
	if m == nil {
		return nil
	}
	return []geo.MultiPolygon{m}
}

func square(i int) geo.MultiPolygon {
	const side, x0, y0 = 100_000, 1_169_000_000, 354_000_000
	x := int32(x0 + i*side)
	return geo.MultiPolygon{{{{X: x, Y: y0}, {X: x + side, Y: y0}, {X: x + side, Y: y0 + side}, {X: x, Y: y0 + side}}}}
}

func division(code, name string) registry.Division {
	d := registry.Division{Code: code, Level: registry.County, Name: name}
	switch len(code) {
	case 9:
		d.Level, d.Parent = registry.Town, code[:6]
	case 12:
		d.Level, d.Parent = registry.Community, code[:9]
	}
	return d
}

func issue(code string) registry.Issue {
	n, _ := strconv.Atoi(code[12:])
	return registry.Issue{Scheme: "cn15", Code: code, Community: code[:12], Sequence: n}
}

// changes reads rows as people write them, the county's digits left out: "003 103 凫山镇, 003001 003002".
func changes(rows string) (out []registry.DivisionChange) {
	for row := range strings.SplitSeq(rows, ", ") {
		f := append(strings.Fields(row), "", "")
		out = append(out, registry.DivisionChange{Old: full(f[0]), New: full(f[1]), Name: f[2]})
	}
	return out
}

func full(code string) string {
	if len(code)%3 == 0 && len(code) < 15 && !strings.HasPrefix(code, "37") {
		return "370883" + code
	}
	return code
}

// short writes a plan as "old→new" without the county's digits: its divisions, its grids, and what ends.
func short(p registry.Recoding) (divisions, grids, closed string) {
	cut := func(code string) string { return strings.TrimPrefix(code, "370883") }
	var d, g, c []string
	for _, x := range p.Divisions {
		var from []string
		for _, old := range x.Old {
			from = append(from, cut(old))
		}
		d = append(d, strings.Join(from, "+")+"→"+cut(x.New)+" "+x.Name)
	}
	for _, x := range p.Grids {
		g = append(g, cut(x.Old)+"→"+cut(x.New))
	}
	for _, x := range p.Closed {
		c = append(c, cut(x))
	}
	return strings.Join(d, ", "), strings.Join(g, ", "), strings.Join(c, ", ")
}

func TestPlanRecoding(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, rows               string
		divisions, grids, closed string
	}{
		{
			"a town is renamed: no code changes", "003 003 凫山新街道",
			"003→003 凫山新街道", "", "",
		},
		{
			"the county is renamed", "370883 370883 邹城区",
			"→ 邹城区", "", "",
		},
		{
			"a street becomes a town: its communities keep their last three digits, and their grids their numbers", "003 103 凫山镇",
			"003→103 凫山镇, 003001→103001 前社区, 003002→103002 后社区, 003201→103201 石墙村",
			"003001001→103001001, 003001002→103001002, 003002001→103002001, 003201004→103201004",
			"003, 003001, 003002, 003201",
		},
		{
			"the name stays where none is given", "104 105",
			"104→105 中心店镇, 104201→105201 老营村, 104202→105202 苏庄村",
			"104201001→105201001, 104201002→105201002, 104202001→105202001",
			"104, 104201, 104202",
		},
		{
			"a community's own row goes before its town's", "003 103 凫山镇, 003001 103202",
			"003→103 凫山镇, 003002→103002 后社区, 003201→103201 石墙村, 003001→103202 前社区",
			"003001001→103202001, 003001002→103202002, 003002001→103002001, 003201004→103201004",
			"003, 003001, 003002, 003201",
		},
		{
			"a community merges into another one, whose grids keep their codes", "003001 003002",
			"003001+003002→003002 后社区",
			"003001001→003002002, 003001002→003002003",
			"003001",
		},
		{
			"numbers come after the highest ever issued, live or not", "003002 003201",
			"003002+003201→003201 石墙村",
			"003002001→003201005",
			"003002",
		},
		{
			"two communities merge in a new one, in the order of their old codes", "003002 003003 合并社区, 003001 003003",
			"003001+003002→003003 合并社区",
			"003001001→003003001, 003001002→003003002, 003002001→003003003",
			"003001, 003002",
		},
		{
			"a merged community is called as the first it comes from, where no row says how", "003002 003003, 003001 003003",
			"003001+003002→003003 前社区",
			"003001001→003003001, 003001002→003003002, 003002001→003003003",
			"003001, 003002",
		},
		{
			"a community merges into one that is renamed with it", "003001 003002, 003002 003002 大社区",
			"003001+003002→003002 大社区",
			"003001001→003002002, 003001002→003002003",
			"003001",
		},
		{
			"a community moves to another town", "104202 003202",
			"003→003 凫山街道, 104→104 中心店镇, 104202→003202 苏庄村",
			"104202001→003202001",
			"104202",
		},
		{
			"a town that lost all its communities ends", "104201 003203, 104202 003204",
			"003→003 凫山街道, 104201→003203 老营村, 104202→003204 苏庄村",
			"104201001→003203001, 104201002→003203002, 104202001→003204001",
			"104, 104201, 104202",
		},
		{
			"a grid moves to another community", "370883003001002 003002",
			"003001→003001 前社区, 003002→003002 后社区",
			"003001002→003002002",
			"",
		},
		{
			"a grid moves to a new community", "370883003001002 003003 新社区",
			"003001→003001 前社区, →003003 新社区",
			"003001002→003003001",
			"",
		},
		{
			"grids of two towns make a new community", "370883003201004 104203 新村, 370883104201001 104203",
			"003→003 凫山街道, 104→104 中心店镇, 104201→104201 老营村, →104203 新村",
			"003201004→104203001, 104201001→104203002",
			"003201",
		},
		{
			"a community that lost its last grid ends", "370883003002001 003001",
			"003001→003001 前社区",
			"003002001→003001003",
			"003002",
		},
		{
			"a grid goes elsewhere than its community", "003001 003003, 370883003001002 003002",
			"003002→003002 后社区, 003001→003003 前社区",
			"003001001→003003001, 003001002→003002002",
			"003001",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := county()
			p, err := registry.PlanRecoding(t.Context(), s, changes(tt.rows))
			if err != nil {
				t.Fatal(err)
			}
			divisions, grids, closed := short(p)
			if diff := cmp.Diff([3]string{tt.divisions, tt.grids, tt.closed}, [3]string{divisions, grids, closed}); diff != "" {
				t.Errorf("want, got:\n%s", diff)
			}
			holds(t, s, p)
		})
	}
}

// holds proves what is true of every plan: no code twice and none that the ledger knows; every grid is there with its ground, in
// a community that is there; and the divisions are tiled by what lies in them.
func holds(t *testing.T, s registry.Standing, p registry.Recoding) {
	t.Helper()
	issued := map[string]bool{}
	for _, i := range s.Ledger.Issued {
		issued[i.Code] = true
	}
	for _, i := range p.Issues() {
		if issued[i.Code] {
			t.Errorf("code %s was issued before", i.Code)
		}
		issued[i.Code] = true
	}
	after := map[string]registry.Division{}
	for _, d := range slices.Concat(s.Divisions, p.After.Divisions) {
		after[d.Code] = d
	}
	for _, code := range p.Closed {
		delete(after, code)
	}
	var divisions []registry.Division
	for _, d := range after {
		if _, ok := after[d.Parent]; !ok && d.Level != registry.County {
			t.Errorf("%s has no parent %s", d.Code, d.Parent)
		}
		divisions = append(divisions, d)
	}
	set := coverage.Set{}
	for _, g := range p.After.Grids {
		set.Cells = append(set.Cells, coverage.Cell{Code: g.Code, Shape: g.Shape})
		if _, ok := after[g.Community]; !ok || !strings.HasPrefix(g.Code, g.Community) || !issued[g.Code] {
			t.Errorf("grid %s of community %s is lost", g.Code, g.Community)
		}
	}
	levels := registry.Levels(divisions)
	if set.Parents, set.Above = levels[0], levels[1:]; len(levels) != 3 || len(set.Cells) != len(s.Grids) {
		t.Errorf("%d levels, %d grids", len(levels), len(set.Cells))
	}
	report, err := coverage.Check(t.Context(), set, coverage.Options{})
	if err != nil || !report.Sound() {
		t.Errorf("the map is not sound: %v %+v", err, report.Faults)
	}
}

// Every row that cannot be is named, with what is wrong and what to do.
func TestPlanRecodingRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, rows, field, problem, remedy string
		row                                int
	}{
		{"an old code that does not exist", "003 103, 005 105", "old", "the division table has no 370883005", "a code that the division table has now", 2},
		{"a code that comes into being in the same plan", "003 103, 103001 103002", "old", "no 370883103001", "before the change", 2},
		{"a grid that is not live", "370883003201003 003001", "old", "no live grid has the code 370883003201003", "live grid", 1},
		{"no code", "abc 003", "old", "not a digit", "a town has 9 digits", 1},
		{"scientific notation", "003 3.70883E+08", "new", "scientific", "mend the code", 1},
		{"town digits that do not exist", "003 600", "new", "town digits 600 do not exist", "mend the code", 1},
		{"community digits that do not exist", "003001 003600", "new", "community digits 600 do not exist", "mend the code", 1},
		{"another level", "003 003001", "new", "different levels", "one of its own level", 1},
		{"a new number for a grid", "370883003001001 370883003001009", "new", "a grid moves to a community", "12 digits", 1},
		{"another county", "003 370828003", "new", "does not belong to county 370883", "a plan is for one county", 1},
		{"the county's own code", "370883 370899", "new", "cannot be changed yet", "import the county anew", 1},
		{"a code twice", "003001 003002, 003001 003003", "old", "there twice (first in row 1)", "take one of the two out", 2},
		{"nothing changes", "003 003 凫山街道", "name", "nothing changes", "new name", 1},
		{"a grid stays where it is", "370883003001001 003001", "new", "already", "take the row out", 1},
		{"two names", "003001 003003 甲, 003002 003003 乙", "name", "both 甲 and 乙", "one name", 2},
		{"another name for what exists", "003001 003002 甲", "name", "is called 后社区", "add the row 370883003002,370883003002,NAME", 1},
		{"another name for a town that exists", "104 003 甲", "name", "is called 凫山街道", "leave the name out", 1},
		{"a town that does not exist", "003001 109001", "new", "no town 370883109", "wangge import divisions", 1},
		{"a town that goes", "003 103, 104201 003202", "new", "370883003 becomes 370883103", "name the community 370883103202", 2},
		{"a community of a town that goes keeps its code", "003 103, 003001 003001 甲", "new", "370883003 becomes", "name the community 370883103001", 2},
		{"a chain", "003001 003002, 003002 003003", "new", "370883003002 becomes 370883003003", "two plans", 1},
		{"a swap", "003001 003002, 003002 003001", "new", "becomes", "two plans", 1},
		{"a grid into a community that goes", "370883003001001 003002, 003002 003003", "new", "becomes 370883003003", "by its new code", 1},
		{"communities that meet in a town", "104 003", "new", "370883104201 (老营村) and 370883003201 (石墙村) would both become 370883003201", "add a row for 370883104201", 1},
		{"a new community without a name", "370883003001001 003003", "name", "has no name", "give it one", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := registry.PlanRecoding(t.Context(), county(), changes(tt.rows))
			var rows vector.RowErrors
			if !errors.As(err, &rows) || !errors.Is(err, registry.ErrInvalid) {
				t.Fatalf("got %v, want rows that are refused", err)
			}
			e := rows[0]
			if e.Row != tt.row || e.Field != tt.field || !strings.Contains(e.Problem.EN, tt.problem) || !strings.Contains(e.Remedy.EN, tt.remedy) {
				t.Errorf("got row %d, %s: %s; %s", e.Row, e.Field, e.Problem.EN, e.Remedy.EN)
			}
			if e.Problem.ZH == "" || e.Remedy.ZH == "" {
				t.Error("nothing is said in Chinese")
			}
		})
	}
}

func TestTownMergesWhenItsCommunitiesFindRoom(t *testing.T) {
	t.Parallel()
	s := county()
	p, err := registry.PlanRecoding(t.Context(), s, changes("104 003, 104201 003203"))
	if err != nil {
		t.Fatal(err)
	}
	divisions, _, closed := short(p)
	if want := "003+104→003 凫山街道, 104202→003202 苏庄村, 104201→003203 老营村"; divisions != want || closed != "104, 104201, 104202" {
		t.Errorf("got %s; %s end; want %s", divisions, closed, want)
	}
	holds(t, s, p)
}

// Outlines that share a border, but not its vertices, are united along the grids.
func TestRecodingUnitesOutlinesThatDoNotFit(t *testing.T) {
	t.Parallel()
	s := county()
	for i, d := range s.Divisions {
		if d.Code == "370883003002" {
			ring := &s.Divisions[i].Shape[0][0]
			west := slices.Index(*ring, square(2)[0][0][0])
			*ring = slices.Insert(*ring, west, geo.Point{X: (*ring)[west].X, Y: (*ring)[west].Y + 50_000})
		}
	}
	p, err := registry.PlanRecoding(t.Context(), s, changes("003001 003002"))
	if err != nil {
		t.Fatal(err)
	}
	holds(t, s, p)
}

func TestRecodingRefusesACountyWithoutGrids(t *testing.T) {
	t.Parallel()
	s := county()
	s.Grids = nil
	_, err := registry.PlanRecoding(t.Context(), s, changes("003 103"))
	if err == nil || !strings.Contains(err.Error(), "no live grids") {
		t.Errorf("got %v", err)
	}
	if _, err := registry.PlanRecoding(t.Context(), county(), nil); err == nil || !strings.Contains(err.Error(), "no change") {
		t.Errorf("no rows: %v", err)
	}
}

// A full community refuses what would come, with the remedy.
func TestRecodingRefusesToOverflow(t *testing.T) {
	t.Parallel()
	s := county()
	s.Ledger.Issued = append(s.Ledger.Issued, issue("370883003002998"))
	_, err := registry.PlanRecoding(t.Context(), s, changes("003001 003002"))
	if err == nil || !strings.Contains(err.Error(), "no sequence number is left") || !strings.Contains(err.Error(), "601 to 999") {
		t.Errorf("got %v", err)
	}
}

// Reserved numbers go to grids of their kind alone, be they appended or kept.
func TestRecodingRespectsReserves(t *testing.T) {
	t.Parallel()
	s := county()
	s.Ledger.Reserves = []registry.Reserve{{Scheme: "cn15", Division: "370883104", From: 2, To: 500, Kind: registry.Dedicated}}
	for rows, want := range map[string]string{
		"104201 104203":                "104201001→104203001, 104201002→104203002", // 002 is reserved, for its kind
		"003001 104203":                "003001001→104203001, 003001002→104203501", // 002 is reserved for another kind
		"104201 104203, 104202 104203": "104201001→104203001, 104201002→104203002, 104202001→104203501",
		"370883003001001 104202":       "003001001→104202501",
		"370883104201002 104202":       "104201002→104202002",
	} {
		p, err := registry.PlanRecoding(t.Context(), s, changes(rows))
		if err != nil {
			t.Fatal(err)
		}
		if _, grids, _ := short(p); grids != want {
			t.Errorf("%s gives %s, want %s", rows, grids, want)
		}
		holds(t, s, p)
	}
}

// Digits are kept only where the community never had a number: one that was, and ended, takes up after its last.
func TestRecodingKeepsDigitsOnFreshGroundOnly(t *testing.T) {
	t.Parallel()
	s := county()
	s.Ledger.Issued = append(s.Ledger.Issued, issue("370883003003001"))
	p, err := registry.PlanRecoding(t.Context(), s, changes("003001 003003"))
	if err != nil {
		t.Fatal(err)
	}
	if _, grids, _ := short(p); grids != "003001001→003003002, 003001002→003003003" {
		t.Errorf("got %s", grids)
	}
}

// The code of a division that ended goes to no other one; the division itself may come back.
func TestRecodingGivesNoCodeOfAnEndedDivision(t *testing.T) {
	t.Parallel()
	s := county()
	s.Ended = []registry.Division{division("370883103", "古镇"), division("370883103001", "前社区")}
	_, err := registry.PlanRecoding(t.Context(), s, changes("003 103"))
	if err == nil || !strings.Contains(err.Error(), "370883103 was the code of 古镇") {
		t.Errorf("got %v", err)
	}
	p, err := registry.PlanRecoding(t.Context(), s, changes("003 103 古镇"))
	if err != nil {
		t.Fatal(err)
	}
	holds(t, s, p)
}

// A town that ended, and a community, are there again when ground comes back to them; they need not be named.
func TestRecodingOpensEndedDivisionsAgain(t *testing.T) {
	t.Parallel()
	s := county()
	s.Ended = []registry.Division{division("370883105", "古镇"), division("370883105001", "老街社区")}
	s.Ledger.Issued = append(s.Ledger.Issued, issue("370883105001001"))
	p, err := registry.PlanRecoding(t.Context(), s, changes("104202 105202, 370883104201001 105001"))
	if err != nil {
		t.Fatal(err)
	}
	divisions, grids, _ := short(p)
	if want := "104→104 中心店镇, →105 古镇, 104201→104201 老营村, →105001 老街社区, 104202→105202 苏庄村"; divisions != want {
		t.Errorf("got %s, want %s", divisions, want)
	}
	if want := "104201001→105001002, 104202001→105202001"; grids != want {
		t.Errorf("got %s, want %s", grids, want)
	}
	holds(t, s, p)
}

// People go with their posts: those of grids and of divisions that go over as a whole; a division that is dissolved takes its own along.
func TestRecodingMovesPostings(t *testing.T) {
	t.Parallel()
	s := county()
	for _, target := range []string{"370883003001001", "370883003001", "370883003002", "370883003", "370883"} {
		s.Postings = append(s.Postings, registry.Posting{County: "370883", Target: target})
	}
	p, err := registry.PlanRecoding(t.Context(), s, changes("003001 003003, 370883003002001 003003"))
	if err != nil {
		t.Fatal(err)
	}
	if want := (registry.PostingsMoved{Moved: 2, Ended: 1}); p.Postings != want {
		t.Errorf("got %+v, want %+v", p.Postings, want)
	}
	if p.After.Targets["370883003001"] != "370883003003" || p.After.Targets["370883003001001"] != "370883003003001" || p.After.Targets["370883003002"] != "" {
		t.Errorf("targets %v", p.After.Targets)
	}
}

// A plan is for the state that it was made against; what changed since is named.
func TestRecodingKnowsItsBase(t *testing.T) {
	t.Parallel()
	plan, err := registry.PlanRecoding(t.Context(), county(), changes("003 103"))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name   string
		change func(*registry.Standing)
		want   string
	}{
		{"nothing", func(*registry.Standing) {}, ""},
		{"another order", func(s *registry.Standing) {
			slices.Reverse(s.Grids)
			slices.Reverse(s.Divisions)
			slices.Reverse(s.Ledger.Issued)
		}, ""},
		{"a revision", func(s *registry.Standing) {
			s.Revision = registry.Revision{Number: 8, Actor: registry.Actor{Name: "王工"}}
		}, "revision 8 was published by 王工"},
		{"a version of a grid", func(s *registry.Standing) { s.Grids[0].Since = 6 }, "the live grids are others"},
		{"a division", func(s *registry.Standing) { s.Divisions[1].Name = "凫山" }, "the division table was changed"},
		{"the ledger", func(s *registry.Standing) { s.Ledger.Issued = append(s.Ledger.Issued, issue("370883003001003")) }, "codes were issued"},
		{"a reserve", func(s *registry.Standing) {
			s.Ledger.Reserves = []registry.Reserve{{Scheme: "cn15", Division: "370883", From: 900, To: 999}}
		}, "reserved ranges"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := county()
			tt.change(&s)
			_, err := plan.Again(t.Context(), s)
			if tt.want == "" && err != nil || tt.want != "" && (!errors.Is(err, registry.ErrConflict) || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
	for name, edit := range map[string]func(*registry.Recoding){
		"another code":                func(p *registry.Recoding) { p.Grids = slices.Clone(p.Grids); p.Grids[0].New = "370883103001009" },
		"another name in its changes": func(p *registry.Recoding) { p.Changes = slices.Clone(p.Changes); p.Changes[0].Name = "别名镇" },
	} {
		edited := plan
		edit(&edited)
		if _, err := edited.Again(t.Context(), county()); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("a plan that was edited, %s: %v", name, err)
		}
	}
	if _, err := (registry.Recoding{}).Again(t.Context(), county()); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("no plan at all: %v", err)
	}
}
