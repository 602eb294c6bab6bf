package merger

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"wangge/registry"
)

// facesOf makes one network's faces of lines "owners grid m² [sliver]"; owners are joined by +, - stands for none, grids count from 1.
func facesOf(t *testing.T, lines ...string) []Face {
	t.Helper()
	var out []Face
	for _, line := range lines {
		var owners, sliver string
		f := Face{Community: "370883001004"}
		n, _ := fmt.Sscan(line, &owners, &f.Grid, &f.AreaM2, &sliver)
		if n < 3 {
			t.Fatalf("%q is no face", line)
		}
		f.Grid, f.Sliver, f.People = f.Grid-1, sliver == "sliver", f.AreaM2/10
		f.Owners = [][]string{nil}
		if owners != "-" {
			f.Owners[0] = strings.Split(owners, "+")
		}
		out = append(out, f)
	}
	return out
}

// told writes rows as "legacy grid share-of-legacy share-of-grid class".
func told(rows []Row) (out []string) {
	for _, r := range rows {
		s := fmt.Sprintf("%s %d %.4g %.4g %s", r.LegacyCode, r.Number, r.OfLegacy, r.OfGrid, r.Class)
		if r.Noise {
			s += " noise"
		}
		out = append(out, strings.TrimSpace(s))
	}
	return out
}

func TestClasses(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		faces []string
		want  []string
	}{
		{"the same ground", []string{"a 1 100"}, []string{"a 1 1 1 same"}},
		{"two within one", []string{"a 1 60", "b 1 40"}, []string{"a 1 1 0.6 contained", "b 1 1 0.4 contained"}},
		{"within one, with ground that the network never had", []string{"a 1 75", "- 1 25"}, []string{"a 1 1 0.75 contained", "1 0 0.25 uncovered"}},
		{"the union of three", []string{"a 1 50", "a 2 30", "a 3 20"}, []string{"a 1 0.5 1 contains", "a 2 0.3 1 contains", "a 3 0.2 1 contains"}},
		{"divided in halves, one of them with a neighbour", []string{"a 1 50", "a 2 50", "b 2 50"}, []string{"a 1 0.5 1 contains", "a 2 0.5 0.5 split", "b 2 1 0.5 contained"}},
		{"two that cross two", []string{"a 1 50", "a 2 50", "b 1 50", "b 2 50"}, []string{"a 1 0.5 0.5 split", "a 2 0.5 0.5 split", "b 1 0.5 0.5 split", "b 2 0.5 0.5 split"}},
		{"in no unified grid", []string{"a 0 100"}, []string{"a 0 1 0 orphan"}},
		{"partly in no unified grid", []string{"a 1 75", "a 0 25"}, []string{"a 1 0.75 1 contains", "a 0 0.25 0 orphan"}},
		{"never had", []string{"- 1 100"}, []string{"1 0 1 uncovered", "a 0 1 0 orphan"}},
		{"claimed twice", []string{"a 1 60", "a+b 1 20", "b 1 20"}, []string{"a 1 1 0.8 conflict", "b 1 1 0.4 conflict"}},
		{"the same twice", []string{"a+b 1 100"}, []string{"a 1 1 1 conflict", "b 1 1 1 conflict"}},
		{"claimed twice in one of two", []string{"a 1 50", "a+b 2 50"}, []string{"a 1 0.5 1 contains", "a 2 0.5 1 conflict", "b 2 1 1 conflict"}},
		{"claimed twice in no unified grid", []string{"a+b 0 100"}, []string{"a 0 1 0 orphan", "b 0 1 0 orphan"}},

		{"a border drawn twice, up to the noise share", []string{"a 1 1999", "a 2 1", "b 2 2000"}, []string{"a 1 0.9995 1 same", "a 2 0.0005 0.0004998 split noise", "b 2 1 0.9995 same"}},
		{"a border drawn twice, beyond the noise share", []string{"a 1 1995", "a 2 5", "b 2 2000"}, []string{"a 1 0.9975 1 contains", "a 2 0.0025 0.002494 split", "b 2 1 0.9975 contained"}},
		{"however much of it are slivers", []string{"a 1 1900", "a 2 100 sliver", "b 2 2000"}, []string{"a 1 0.95 1 same", "a 2 0.05 0.04762 split noise", "b 2 1 0.9524 same"}},
		{"a sliver that the network never had", []string{"a 1 95", "- 1 5 sliver"}, []string{"a 1 1 0.95 same", "1 0 0.05 uncovered noise"}},
		{"a sliver beyond all unified grids", []string{"a 1 95", "a 0 5 sliver"}, []string{"a 1 0.95 1 same", "a 0 0.05 0 orphan noise"}},
		{"an overlap of slivers", []string{"a 1 95", "a+b 1 5 sliver", "b 1 100"}, []string{"a 1 1 0.5 contained", "b 1 1 0.525 contained"}},
		{"a lane that is all slivers", []string{"a 1 10 sliver", "b 1 90"}, []string{"a 1 1 0.1 contained", "b 1 1 0.9 same"}},
		{"a small grid within a large one is no noise", []string{"a 1 9999", "a 2 1", "b 1 1"}, []string{"a 1 0.9999 0.9999 same", "a 2 0.0001 1 contains", "b 1 1 0.0001 contained"}},
		{"no valid shape", []string{"b 1 100"}, []string{"a 0 1 0 orphan", "b 1 1 1 same"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			grids := []Grid{{Code: "a"}}
			if strings.Contains(strings.Join(tt.faces, " "), "b ") {
				grids = append(grids, Grid{Code: "b"})
			}
			sums := newTally(Input{Networks: []Network{{Name: "police", Grids: grids}}})
			sums.add(facesOf(t, tt.faces...))
			got, want := told(sums.rows()), append([]string(nil), tt.want...)
			less := func(a, b string) bool { return a < b }
			if d := cmp.Diff(want, got, cmpopts.SortSlices(less)); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

// Rows stand network by network, by code, the greatest share first; what a network never had stands last.
func TestRowsAreInOrder(t *testing.T) {
	t.Parallel()
	sums := newTally(Input{Networks: []Network{{Name: "police", Grids: []Grid{{Code: "b"}, {Code: "a"}}}}})
	sums.add(facesOf(t, "- 1 5", "b 2 50", "a 1 10", "a 2 30", "a 0 10"))
	want := []string{"a 2 0.6 0.375 split", "a 0 0.2 0 orphan", "a 1 0.2 0.6667 split", "b 2 1 0.625 contained", "1 0 0.3333 uncovered"}
	if d := cmp.Diff(want, told(sums.rows())); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestShares(t *testing.T) {
	t.Parallel()
	face := func(owner string, grid int, area, people, households float64) Face {
		return Face{Owners: [][]string{{owner}}, Grid: grid, AreaM2: area, People: people, Households: households}
	}
	sums := newTally(Input{Networks: []Network{{Name: "police", Grids: []Grid{{Code: "a"}, {Code: "b"}, {Code: "c"}}}}})
	sums.add([]Face{
		face("a", 0, 50, 90, 40), face("a", 1, 50, 10, 0), // most live in the one half
		face("b", 0, 20, 0, 0), face("b", 1, 80, 0, 0), // nobody lives here: ground counts for them
		face("c", 2, 25, 30, 0), face("c", 3, 75, 10, 0), // no households are told: they live as people do
	})
	for i, want := range [][3]float64{{0.5, 0.9, 1}, {0.5, 0.1, 0}, {0.8, 0.8, 0.8}, {0.2, 0.2, 0.2}, {0.75, 0.25, 0.25}, {0.25, 0.75, 0.75}} {
		r := sums.rows()[i]
		if got := [3]float64{r.OfLegacy, r.PeopleOfLegacy, r.HouseholdsOfLegacy}; got != want {
			t.Errorf("%s in grid %d: %v, want %v", r.LegacyCode, r.Number, got, want)
		}
	}
}

// Whatever the layers are: the shares of each legacy grid add up to 1, and those of each unified grid in each network without overlaps.
func TestSharesAddUp(t *testing.T) {
	t.Parallel()
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 7))
		in := Input{Networks: []Network{{Name: "sound"}, {Name: "dirty"}}}
		for i := range 8 {
			for n := range in.Networks {
				in.Networks[n].Grids = append(in.Networks[n].Grids, Grid{Code: fmt.Sprint(i)})
			}
		}
		sums := newTally(in)
		for range 300 {
			f := Face{AreaM2: math.Exp(r.NormFloat64() * 4), People: float64(r.IntN(40)), Households: float64(r.IntN(3)), Sliver: r.IntN(4) == 0, Grid: r.IntN(8) - 1, Owners: [][]string{nil, nil}}
			for n := range f.Owners {
				for range r.IntN(2 + n) {
					f.Owners[n] = append(f.Owners[n], fmt.Sprint((r.IntN(4)+4*len(f.Owners[n]))%8))
				}
			}
			sums.add([]Face{f})
		}
		legacy, grids := map[string][3]float64{}, map[string][3]float64{}
		for _, row := range sums.rows() {
			sum := func(of map[string][3]float64, key string, by ...float64) {
				s := of[key]
				for i := range s {
					s[i] += by[i]
				}
				of[key] = s
			}
			if row.LegacyCode != "" {
				sum(legacy, row.Network+" "+row.LegacyCode, row.OfLegacy, row.PeopleOfLegacy, row.HouseholdsOfLegacy)
			}
			if row.Number > 0 && row.Network == "sound" {
				sum(grids, fmt.Sprint(row.Number), row.OfGrid, row.PeopleOfGrid, row.HouseholdsOfGrid)
			}
		}
		if len(legacy) != 16 || len(grids) != 7 {
			t.Fatalf("seed %d: %d legacy grids, %d grids", seed, len(legacy), len(grids))
		}
		for _, sums := range []map[string][3]float64{legacy, grids} {
			for key, s := range sums {
				for _, v := range s {
					if math.Abs(v-1) > 1e-12 {
						t.Errorf("seed %d: the shares of %s add up to %v", seed, key, s)
					}
				}
			}
		}
	}
}

func TestCounts(t *testing.T) {
	t.Parallel()
	in := Input{
		Networks:  []Network{{Name: "police", Grids: []Grid{{Code: "a"}, {Code: "b"}}}},
		Divisions: []registry.Division{{Code: "370883001004", Level: registry.Community, Parent: "370883001"}},
	}
	sums := newTally(in)
	faces := facesOf(t, "a 1 60", "- 1 20", "b 1 19", "a+b 1 1 sliver", "b 0 100")
	faces[4].Community = ""
	sums.add(faces)
	want := []NetworkReport{{
		Name: "police", Grids: 2, AreaM2: 181, TwiceM2: 1, Covers: 0.8,
		Classes: map[Class]int{Contained: 1, Split: 1, Orphan: 1, Uncovered: 1},
		Towns:   map[string]map[Class]int{"370883001": {Contained: 1, Split: 1, Uncovered: 1}, "": {Orphan: 1}},
	}}
	got := sums.count(sums.rows(), []Proposed{{Community: "370883001004"}}, in.Divisions)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}
