package findings_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"wangge/geo"
	"wangge/registry"
	"wangge/registry/findings"
	"wangge/registry/snapshot"
)

// square is the n-th of a row of blocks, 0.01 degree a side.
func square(n int32) geo.MultiPolygon {
	const side = 100000
	low := geo.Point{X: 1169700000 + n*side, Y: 354000000}
	return geo.MultiPolygon{{{low, {X: low.X + side, Y: low.Y}, {X: low.X + side, Y: low.Y + side}, {X: low.X, Y: low.Y + side}}}}
}

const community = "370883001004"

func code(n int) string { return fmt.Sprintf("%s%03d", community, n) }

// county has the grids 001 to 003 in a row, published at revision 1.
type county struct {
	registry.Content
	draft    *registry.Draft
	reserves []registry.Reserve
}

func newCounty() *county {
	c := &county{}
	c.Revision = registry.Revision{Number: 1}
	c.Revisions = []registry.Revision{c.Revision}
	for n := range 3 {
		c.Grids = append(c.Grids, grid(n+1, int32(n))) //nolint:gosec // 0 to 2
		c.issue(code(n+1), n+1, "cn15-rows/1")
		c.Lives = append(c.Lives, registry.Life{Code: code(n + 1), From: 1})
	}
	return c
}

func grid(n int, place int32) registry.Grid {
	shape := square(place)
	return registry.Grid{Code: code(n), Kind: registry.Base, Community: community, Shape: shape, AreaM2: shape.AreaM2()}
}

func (c *county) issue(code string, n int, algorithm string) {
	c.Ledger = append(c.Ledger, registry.Issue{Scheme: "cn15", Code: code, Community: community, Sequence: n, Algorithm: algorithm, Actor: "王"})
}

func (c *county) legacy(network, code string, place int32) {
	shape := square(place)
	c.Legacy = append(c.Legacy, registry.LegacyGrid{County: "370883", Network: network, Code: code, Shape: shape, AreaM2: shape.AreaM2()})
}

// drafted opens a draft of grids.
func (c *county) drafted(grids ...registry.Grid) { c.draft = &registry.Draft{Grids: grids} }

// found gives the findings in short.
func (c *county) found(t *testing.T) []string {
	t.Helper()
	view := findings.View{Snapshot: snapshot.New(&c.Content, nil), County: "370883", Draft: c.draft, Reserves: c.reserves}
	out := []string{}
	for _, f := range findings.Of(view) {
		line := fmt.Sprintf("%s %s: %s", f.Kind, strings.Join(f.Where, " "), strings.Join(f.Codes, " "))
		if len(f.Likely) > 0 {
			line += " → " + strings.Join(f.Likely, " ")
		}
		out = append(out, strings.ReplaceAll(line, community, "…"))
	}
	return out
}

func TestFindings(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		make func(*county)
		want []string
	}{
		{"a sound county", func(*county) {}, nil},
		{"a legacy code on the same ground", func(c *county) { c.legacy("police", code(1), 0) }, nil},
		{
			"a legacy code that is a unified one elsewhere",
			func(c *county) { c.legacy("police", code(1), 1); c.legacy("police", code(2), 0) },
			[]string{"collision police cn15: …001 …002"},
		},
		{
			"two legacy networks with one code for different ground",
			func(c *county) { c.legacy("police", "7", 0); c.legacy("urban", "7", 2); c.legacy("urban", "8", 0) },
			[]string{"collision police urban: 7"},
		},
		{"two legacy networks with one code for the same ground", func(c *county) { c.legacy("police", "7", 0); c.legacy("urban", "7", 0) }, nil},
		{
			"two schemes with one code for different grids", func(c *county) {
				c.Ledger = append(c.Ledger, registry.Issue{Scheme: "own15", Code: code(1), Community: community, Grid: code(2)})
			}, []string{"collision cn15 own15: …001"},
		},
		{
			"a copied code with a typing error",
			func(c *county) { c.legacy("party", code(1), 0); c.legacy("party", "37088301004002", 1) },
			[]string{"nearMiss party: 37088301004002 → …002"},
		},
		{
			"a network whose own numbering looks alike",
			func(c *county) { c.legacy("party", community+"01", 0); c.legacy("party", community+"02", 1) }, nil,
		},
		{
			"a brought code with a typing error", func(c *county) {
				c.issue("370883001040002", 2, registry.Imported)
				typo := grid(2, 1)
				typo.Code, typo.Community = "370883001040002", "370883001040"
				c.drafted(grid(1, 0), typo, grid(3, 2))
			}, []string{"nearMiss unified: 370883001040002 → …002", "keep unified: …002 370883001040002"},
		},
		{
			"a brought code of new ground", func(c *county) {
				c.issue(code(4), 4, registry.Imported)
				c.drafted(grid(1, 0), grid(2, 1), grid(3, 2), grid(4, 3))
			}, nil,
		},
		{
			"a grid in another community than its code says", func(c *county) {
				moved := grid(3, 2)
				moved.Community = "370883001005"
				c.drafted(grid(1, 0), grid(2, 1), moved)
			}, []string{"misplaced unified: …003"},
		},
		{
			"a draft's code stays on the smaller part of a split", func(c *county) {
				part, rest := grid(3, 2), grid(3, 2)
				cut := part.Shape[0][0][0].X + 20000
				part.Shape[0][0][1].X, part.Shape[0][0][2].X = cut, cut
				rest.Shape[0][0][0].X, rest.Shape[0][0][3].X = cut, cut
				rest.Code = ""
				c.drafted(grid(1, 0), grid(2, 1), part, rest)
			}, []string{"split unified: …003"},
		},
		{
			"a draft merges a grid into a smaller one under its code", func(c *county) {
				both := grid(1, 0)
				both.Shape[0][0][1].X, both.Shape[0][0][2].X = square(3)[0][0][0].X, square(3)[0][0][0].X
				c.drafted(both)
			}, []string{"merge unified: …001 …002 …003"},
		},
		{
			"a draft lets two codes change places", func(c *county) { c.drafted(grid(2, 0), grid(1, 1), grid(3, 2)) },
			[]string{"move unified: …001 …002", "move unified: …002 …001"},
		},
		{
			"a draft leaves a code out", func(c *county) {
				again := grid(1, 0)
				again.Code = ""
				c.drafted(again, grid(2, 1), grid(3, 2))
			}, []string{"keep unified: …001"},
		},
		{
			"a code in a range of another kind", func(c *county) {
				c.reserves = []registry.Reserve{{Scheme: "cn15", Division: "370883001", From: 3, To: 9, Kind: registry.Dedicated}}
			}, []string{"reserved unified: …003"},
		},
		{
			"a code in a range for files alone", func(c *county) {
				c.reserves = []registry.Reserve{{Scheme: "cn15", Division: "370883001", From: 3, To: 9}}
			}, nil,
		},
		{
			"numbers that run out", func(c *county) {
				c.issue(code(900), 900, "cn15-rows/1")
				c.drafted(grid(1, 0), grid(2, 1), grid(3, 2), grid(900, 3))
			}, []string{"runningOut cn15: …"},
		},
		{
			"a high number in a reserved range", func(c *county) {
				c.reserves = []registry.Reserve{{Scheme: "cn15", Division: community, From: 900, To: 999}}
				c.issue(code(950), 950, registry.Imported)
			}, nil,
		},
		{
			"codes that nobody uses, by batch", func(c *county) {
				for n := 4; n < 8; n++ {
					c.issue(code(n), n, "cn15-rows/1")
					c.Ledger[n-1].Batch = uuid.UUID{byte(n / 6)}
				}
				c.drafted(grid(4, 3))
			}, []string{"unused cn15: …005", "unused cn15: …006 …007"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := newCounty()
			tt.make(c)
			if d := cmp.Diff(append([]string{}, tt.want...), c.found(t)); d != "" {
				t.Error(d)
			}
		})
	}
}

// Every finding says what it is and what to do, in both languages.
func TestFindingsHaveWords(t *testing.T) {
	t.Parallel()
	c := newCounty()
	c.legacy("police", code(1), 1)
	c.legacy("police", code(2), 1)
	c.legacy("police", "37088301004003", 2)
	c.issue(code(990), 990, "cn15-rows/1")
	c.Grids[2].Community = "370883001005"
	c.reserves = []registry.Reserve{{Scheme: "cn15", Division: "370883", From: 1, To: 1, Kind: registry.Dedicated}}
	seen := map[findings.Kind]bool{}
	for _, f := range findings.Of(findings.View{Snapshot: snapshot.New(&c.Content, nil), County: "370883", Reserves: c.reserves}) {
		seen[f.Kind] = true
		for _, text := range []string{f.Text.ZH, f.Text.EN, f.Remedy.ZH, f.Remedy.EN} {
			if text == "" || strings.Contains(text, "%!") {
				t.Errorf("%s says %q", f.Kind, text)
			}
		}
	}
	if len(seen) != 6 {
		t.Errorf("only these were found: %v", seen)
	}
}
