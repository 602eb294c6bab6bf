package snapshot_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"wangge/geo"
	"wangge/gridcode"
	"wangge/registry"
	"wangge/registry/snapshot"
)

// storied is content whose ledger knows the two grids, one that was split into them, and names of other schemes.
func storied() *registry.Content {
	c := content()
	const parent = "370883001004009"
	c.Ledger = []registry.Issue{
		{Scheme: "city16", Code: "3708830001004009", Grid: parent, Algorithm: registry.Imported},
		{Scheme: "cn15", Code: west},
		{Scheme: "cn15", Code: east},
		{Scheme: "cn15", Code: parent},
		{Scheme: "own15", Code: west, Grid: east},
	}
	c.Lives = []registry.Life{{Code: west, Name: "西", From: 12}, {Code: east, Name: "东", From: 12}, {Code: parent, Name: "旧", From: 1, To: 12}}
	c.Lineage = []registry.Lineage{
		{Revision: 12, Predecessor: parent, Successor: west, AreaShare: 0.5, PopulationShare: 0.2, SuccessorAreaShare: 1, SuccessorPopulationShare: 1},
		{Revision: 12, Predecessor: parent, Successor: east, AreaShare: 0.5, PopulationShare: 0.8, SuccessorAreaShare: 1, SuccessorPopulationShare: 1},
	}
	c.Revisions = []registry.Revision{c.Revision, {Number: 1}}
	c.Schemes = []registry.Adoption{{County: "370883", Scheme: "own15", Definition: []byte(ownScheme)}}
	return c
}

// ownScheme has as many digits as cn15.
const ownScheme = `{"name": "own15", "zh": "自有编码", "digits": 15, "segments": [
	{"name": "county", "zh": "县", "width": 6, "ranges": [{"from": 1, "to": 999999}]},
	{"name": "town", "zh": "镇", "width": 3, "ranges": [{"from": 1, "to": 999}]},
	{"name": "community", "zh": "村", "width": 3, "ranges": [{"from": 1, "to": 999}]},
	{"name": "sequence", "zh": "号", "width": 3, "ranges": [{"from": 1, "to": 999}]}]}`

// short writes readings as network, scheme, state and today's grids by their last digit.
func short(readings []snapshot.Reading) string {
	var out []string
	for _, r := range readings {
		one := fmt.Sprintf("%s/%s %s", r.Network, r.Scheme, r.State)
		for _, g := range r.Today {
			one += fmt.Sprintf(" %s:%.2f/%.2f", g.Code[14:], g.Area, g.Population)
		}
		if r.Ended != nil {
			one += fmt.Sprintf(" †%.2f/%.2f %s", r.Ended.Area, r.Ended.Population, r.Ended.Reason)
		}
		out = append(out, one)
	}
	return strings.Join(out, "; ")
}

// Length tells no scheme: the same digits may mean one thing in each of them.
func TestReadingsOfABareCode(t *testing.T) {
	t.Parallel()
	s := snapshot.New(storied(), nil)
	cn15 := func(code string) string { c, _ := gridcode.CN15.Parse(code); return c.Checked() }
	for text, want := range map[string]string{
		west:                    "unified/cn15 live 1:1.00/1.00; unified/own15 live 2:1.00/1.00",
		cn15(east):              "unified/cn15 live 2:1.00/1.00",
		"370883001004009":       "unified/cn15 retired 1:0.50/0.20 2:0.50/0.80",
		"3708830001004009":      "unified/city16 retired 1:0.50/0.20 2:0.50/0.80",
		"JW 07":                 "police/legacy live 2:1.00/1.00",
		"370883001004003":       "",
		"370883001004001-wrong": "",
	} {
		if got := short(s.Readings(text)); got != want {
			t.Errorf("%s reads as %q, want %q", text, got, want)
		}
	}
}

// Retired codes and those of other schemes are found like any old code, and lead to the grid that has most of their ground.
func TestSearchFindsEveryCode(t *testing.T) {
	t.Parallel()
	s := snapshot.New(storied(), nil)
	for text, want := range map[string]string{
		"370883001004009":  "370883001004009 unified 旧 → " + west, // both have half of it
		"旧":                "370883001004009 unified 旧 → " + west,
		"3708830001004009": "3708830001004009 unified 旧 → " + west,
		"JW 07":            "JW 07 police 七号警务区 → " + east,
	} {
		hits, _ := s.Search(text, 0, 5)
		got := ""
		for _, h := range hits {
			got += fmt.Sprintf("%s %s %s → %s", h.Code, h.Network, h.Name, h.Grid)
		}
		if got != want {
			t.Errorf("%s finds %q, want %q", text, got, want)
		}
	}
	if hits, _ := s.Search(west, 0, 5); len(hits) != 2 || hits[0].Kind != snapshot.GridHit || hits[1].Grid != east {
		t.Errorf("%s finds %+v, want the grid, then the code of another scheme", west, hits)
	}
}

func TestMisreadCodesSayWhy(t *testing.T) {
	t.Parallel()
	s := snapshot.New(storied(), nil)
	if err := s.Misread("370883001004003"); err != nil {
		t.Errorf("a code that was never issued is a code: %v", err)
	}
	var c *gridcode.CheckError
	swapped := strings.Replace(s.Spoken("cn15", west), "001004", "010004", 1)
	if err := s.Misread(swapped); !errors.As(err, &c) || len(c.Likely) == 0 || c.Likely[0].String() != west {
		t.Errorf("%s: %v, want %s as likely", swapped, err, west)
	}
	var e *gridcode.SyntaxError
	if err := s.Misread("3.70883E+14"); !errors.As(err, &e) || e.Scheme != "cn15" {
		t.Errorf("scientific notation: %v", err)
	}
	if got := s.Near("37088300100400"); len(got) != 3 || got[2] != "370883001004009" {
		t.Errorf("one digit missing: %v, want the two live ones, then the retired one", got)
	}
}

// What was accepted tells, whatever the ground says.
func TestLegacyCodesResolveByTheAcceptedCrosswalk(t *testing.T) {
	t.Parallel()
	c := content()
	c.Lives = []registry.Life{{Code: west, Name: "三里营第01网格", From: 12}}
	c.Crosswalk = []registry.Crosswalk{{Revision: 12, County: "370883", Rows: []registry.Crossing{
		{Network: "police", LegacyCode: "JW 07", OfLegacy: 0.25, PeopleOfLegacy: 0.5, Class: registry.ClassOrphan},
		{Network: "police", LegacyCode: "JW 07", Code: west, OfLegacy: 0.75, PeopleOfLegacy: 0.5, Class: registry.ClassSplit},
	}}}
	got := snapshot.New(c, nil).LegacyReadings("police", "JW 07")
	if s := short(got); s != "police/legacy live 1:0.75/0.50 †0.25/0.50 uncovered" || got[0].Crosswalk != 12 {
		t.Errorf("got %s by the crosswalk of %d", s, got[0].Crosswalk)
	}
}

// A legacy grid lies over published ones as a share of its ground; people are taken as living all over a grid.
func TestLegacyCodesResolveByGround(t *testing.T) {
	t.Parallel()
	shifted := func(m geo.MultiPolygon, dx int32) geo.MultiPolygon {
		m = m.Clone()
		for i := range m[0][0] {
			m[0][0][i].X += dx
		}
		return m
	}
	const half = 50000
	tests := []struct {
		name         string
		shape        geo.MultiPolygon
		people, want string
	}{
		{"the same ground", square(0, 0), "100 300", "1:1.00/1.00"},
		{"half of each", shifted(square(0, 0), half), "100 300", "1:0.50/0.25 2:0.50/0.75"},
		{"half in none", shifted(square(1, 0), half), "100 300", "2:0.50/1.00 †0.50/0.00 uncovered"},
		{"nobody lives there", shifted(square(1, 0), half), "0 0", "2:0.50/0.50 †0.50/0.50 uncovered"},
		{"a line, no ground", geo.MultiPolygon{{{square(0, 0)[0][0][0], square(0, 0)[0][0][1], square(0, 0)[0][0][0]}}}, "100 300", "†1.00/1.00 uncovered"},
		{"elsewhere altogether", square(5, 5), "100 300", "†1.00/1.00 uncovered"},
		{"a hair over the border is no part", shifted(square(0, 0), 1), "100 300", "1:1.00/1.00"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := content()
			c.Legacy[0].Shape = tt.shape
			for i := range c.Grids {
				c.Grids[i].AreaM2 = c.Grids[i].Shape.AreaM2()
			}
			if _, err := fmt.Sscan(tt.people, &c.Grids[1].Population, &c.Grids[0].Population); err != nil {
				t.Fatal(err)
			}
			got := snapshot.New(c, nil).LegacyReadings("police", "JW 07")
			if s := short(got); s != "police/legacy live "+tt.want {
				t.Errorf("got %s, want %s", s, tt.want)
			}
			sum := 0.0
			for _, g := range got[0].Today {
				sum += g.Area
			}
			if got[0].Ended != nil {
				sum += got[0].Ended.Area
			}
			if math.Abs(sum-1) > 1e-12 {
				t.Errorf("the shares add up to %g", sum)
			}
		})
	}
}
