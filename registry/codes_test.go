package registry

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"wangge/geo"
	"wangge/gridcode"
)

const community = "370883001004"

// row is a row of n unit squares from the west, all in one community; kinds and codes tell of the first ones.
func row(n int, kinds ...Kind) []Grid {
	out := make([]Grid, n)
	for i := range out {
		w, s := int32(1_169_000_000+i*10_000), int32(354_000_000)
		ring := geo.Ring{{X: w, Y: s}, {X: w + 10_000, Y: s}, {X: w + 10_000, Y: s + 10_000}, {X: w, Y: s + 10_000}}
		out[i] = Grid{Code: fmt.Sprintf("%s%03d", community, i+1), Kind: Base, Community: community, Shape: geo.MultiPolygon{{ring}}}
		if i < len(kinds) {
			out[i].Kind = kinds[i]
		}
	}
	return out
}

func uncoded(grids []Grid) []Grid {
	for i := range grids {
		grids[i].Code = ""
	}
	return grids
}

func numberingOf(s *gridcode.Scheme, object string) numbering {
	return numbering{scheme: Scheme{Scheme: s, Object: object}, table: divisionTable{"370883": true, "370883001": true, community: true}}
}

func TestNumberingRespectsTheLedger(t *testing.T) {
	t.Parallel()
	cn15, cjt349 := numberingOf(gridcode.CN15, ""), numberingOf(gridcode.CJT349, "010001")
	issued := func(scheme, grid string, sequences ...int) (out []Issue) {
		for _, n := range sequences {
			out = append(out, Issue{Scheme: scheme, Code: fmt.Sprintf("01000137088300100%s%02d", "4", n), Community: community, Sequence: n, Grid: grid})
		}
		return out
	}
	for _, tt := range []struct {
		name  string
		n     numbering
		grids []Grid
		l     Ledger
		want  string // last digits, by grid
	}{
		{"from the first", cjt349, row(3), Ledger{}, "01 02 03"},
		{"the only grid of its community", cjt349, row(1), Ledger{}, "00"},
		{"after what was issued, to whomever", cjt349, row(2), Ledger{Issued: issued("cjt349", "", 7, 3)}, "08 09"},
		{"whoever has a code keeps it", cjt349, row(3), Ledger{Issued: issued("cjt349", community+"002", 41)}, "42 41 43"},
		{"around a reserved range", cjt349, row(3), Ledger{Reserves: []Reserve{{Scheme: "cjt349", Division: "370883001", From: 2, To: 50}}}, "01 51 52"},
		{
			"ranges of another scheme and of another division do not count", cjt349, row(2),
			Ledger{Reserves: []Reserve{{Scheme: "cn15", Division: "370883", From: 1, To: 50}, {Scheme: "cjt349", Division: "370883002", From: 1, To: 50}}},
			"01 02",
		},
		{
			"dedicated grids in their range", cjt349, row(4, Base, Dedicated, Base, Dedicated),
			Ledger{Reserves: []Reserve{{Scheme: "cjt349", Division: community, From: 90, To: 99, Kind: Dedicated}}},
			"01 90 02 91",
		},
		{
			"dedicated grids of a draft in their range", cn15, uncoded(row(3, Dedicated)),
			Ledger{Reserves: []Reserve{{Scheme: "cn15", Division: "370883", From: 901, To: 999, Kind: Dedicated}}},
			"4901 4001 4002",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			issues, codes, err := tt.n.number(Draft{Grids: tt.grids}, tt.l)
			if err != nil {
				t.Fatal(err)
			}
			for i := range codes {
				codes[i] = codes[i][len(codes[i])-len(strings.Fields(tt.want)[i]):]
			}
			if got := strings.Join(codes, " "); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
			for _, i := range issues {
				if (i.Grid == "") != tt.n.scheme.Own() || i.Grid != "" && !slices.ContainsFunc(tt.grids, func(g Grid) bool { return g.Code == i.Grid }) {
					t.Errorf("%s names grid %q", i.Code, i.Grid)
				}
			}
		})
	}
}

// A community that has more grids than numbers is refused whole, with its remedy.
func TestAFullCommunityIsRefused(t *testing.T) {
	t.Parallel()
	issues, _, err := numberingOf(gridcode.CJT349, "010001").number(Draft{Grids: row(100)}, Ledger{})
	if !errors.Is(err, gridcode.ErrFull) || !errors.Is(err, ErrInvalid) || !strings.Contains(err.Error(), "divide the community") || issues != nil {
		t.Errorf("%d issues, %v", len(issues), err)
	}
	if _, _, err := numberingOf(gridcode.CJT349, "010001").number(Draft{Grids: row(99)}, Ledger{}); err != nil {
		t.Error(err)
	}
	if _, _, err := numberingOf(gridcode.CJT349, "010001").number(Draft{}, Ledger{}); !errors.Is(err, ErrNotFound) {
		t.Errorf("nothing is published: %v", err)
	}
}
