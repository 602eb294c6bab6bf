package merger

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wangge/geo"
	"wangge/registry"
)

// square is a grid of a thousandth of a degree, so many of them to the east and north of 116.9° E, 35.4° N.
func square(code string, east, north int32) Grid {
	const n = 10000
	x, y := 1169000000+east*n, 354000000+north*n
	return Grid{Code: code, Shape: geo.MultiPolygon{{{{X: x, Y: y}, {X: x + n, Y: y}, {X: x + n, Y: y + n}, {X: x, Y: y + n}}}}}
}

func with(people float64, g Grid) Grid {
	g.People = &people
	return g
}

// bowtie crosses itself.
func bowtie(code string) Grid {
	g := square(code, 0, 0)
	r := g.Shape[0][0]
	r[1], r[2] = r[2], r[1]
	return g
}

func county(grids ...Grid) (out []registry.Division) {
	for _, g := range grids {
		out = append(out, registry.Division{Code: "370883001004", Level: registry.Community, Parent: "370883001", Shape: g.Shape})
	}
	return out
}

func TestWhatCannotBeMerged(t *testing.T) {
	t.Parallel()
	a := square("a", 0, 0)
	for _, tt := range []struct {
		name string
		in   Input
		base string
		want string
	}{
		{"no network", Input{}, "", "no network"},
		{"a network without a name", Input{Networks: []Network{{Grids: []Grid{a}}}}, "", "no name"},
		{"the same name twice", Input{Networks: []Network{{"police", []Grid{a}}, {"police", []Grid{a}}}}, "", `two networks "police"`},
		{"an empty network", Input{Networks: []Network{{"police", []Grid{a}}, {"urban", nil}}}, "", "urban is empty"},
		{"a network without ground", Input{Networks: []Network{{"police", []Grid{{Code: "a"}, {Code: "b"}}}}}, "", "none of its 2 grids has ground"},
		{"a base that is not there", Input{Networks: []Network{{"police", []Grid{a}}}}, "urban", "there are: police"},
		{"people below 0", Input{Networks: []Network{{"police", []Grid{with(-5, a)}}}}, "", "grid a: its population is -5"},
		{"people beyond all numbers", Input{Networks: []Network{{"police", []Grid{with(math.NaN(), a)}}}}, "", "grid a: its population is NaN"},
		{"another county", Input{Networks: []Network{{"police", []Grid{square("a", 1000, 1000)}}}, Divisions: county(a)}, "", " km to the north-east of that of the divisions"},
		{"mostly another county", Input{Networks: []Network{{"police", []Grid{a, square("b", -3, 0), square("c", -4, 0)}}}, Divisions: county(a)}, "", "0.2 km to the west"},
		{"beside the base", Input{Networks: []Network{{"police", []Grid{a}}, {"urban", []Grid{square("b", 0, -900)}}}}, "police", "network urban lies elsewhere: its middle is 99.8 km to the south of that of network police"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, _, err := inspect(tt.in, Options{Base: tt.base})
			if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v, want %s", err, tt.want)
			}
		})
	}
}

func TestWhatIsFoundInNetworks(t *testing.T) {
	t.Parallel()
	a, b := square("a", 0, 0), square("b", 1, 0)
	turned := Grid{Code: "c", Shape: a.Shape.Clone()}
	r := turned.Shape[0][0]
	turned.Shape[0][0] = append(r[2:], r[:2]...)
	for _, tt := range []struct {
		name  string
		grids []Grid
		want  []FindingKind
		codes []string
		text  string
	}{
		{"nothing", []Grid{a, b}, nil, nil, ""},
		{"several features of one code", []Grid{a, b, square("a", 2, 0)}, []FindingKind{DuplicateCode}, []string{"a"}, "1 codes have several features each (a)"},
		{"the same ground under two codes", []Grid{a, b, turned}, []FindingKind{DuplicateGround}, []string{"a", "c"}, "(a, c)"},
		{"no shape", []Grid{a, {Code: "b"}}, []FindingKind{NoShape}, []string{"b"}, "orphans"},
		{"a ring that crosses itself", []Grid{bowtie("a"), b}, []FindingKind{InvalidRing}, []string{"a"}, "invalid (a)"},
		{"some people", []Grid{with(600, a), b}, []FindingKind{NoPeople}, []string{"b"}, "1 of 2 grids"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, found, err := inspect(Input{Networks: []Network{{"police", tt.grids}}}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			var kinds []FindingKind
			for _, f := range found {
				kinds = append(kinds, f.Kind)
				if f.Network != "police" || !strings.Contains(f.Text, tt.text) || f.TextZh == "" {
					t.Errorf("%+v", f)
				}
				if d := cmp.Diff(tt.codes, f.Codes); d != "" {
					t.Errorf("codes (-want +got)\n%s", d)
				}
			}
			if d := cmp.Diff(tt.want, kinds); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestFeaturesOfOneCodeAreOneGrid(t *testing.T) {
	t.Parallel()
	in := Input{Networks: []Network{{"police", []Grid{with(5, square("a", 0, 0)), square("b", 1, 0), with(7, square("a", 2, 0)), square("a", 3, 0)}}}}
	out, _, err := inspect(in, Options{})
	if err != nil {
		t.Fatal(err)
	}
	grids := out.Networks[0].Grids
	if len(grids) != 2 || len(grids[0].Shape) != 3 || *grids[0].People != 12 || len(in.Networks[0].Grids) != 4 || len(in.Networks[0].Grids[0].Shape) != 1 {
		t.Errorf("%+v", grids)
	}
}

func TestWhatFacesShow(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		faces []string
		far   string // a face outside every division
		want  []string
	}{
		{"all is covered once", []string{"a 1 60", "b 1 40"}, "", nil},
		{"a border drawn twice", []string{"a 1 60", "a+b 1 9 sliver", "b 1 31"}, "", nil},
		{"an overlap", []string{"a 1 60", "a+b 1 9", "b 1 31"}, "", []string{"overlaps police: 2 grids overlap others of the network (a, b): what they share counts in full for each"}},
		{"gaps", []string{"a 1 60", "- 1 40"}, "", []string{"gaps police: it covers 60.0 % of the divisions' ground"}},
		{"ground outside", []string{"a 1 75"}, "b 0 25", []string{"outside police: 25.0 % of its ground lies outside every division"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			sums := newTally(Input{Networks: []Network{{Name: "police", Grids: []Grid{{Code: "a"}, {Code: "b"}}}}, Divisions: county(square("c", 0, 0))})
			sums.add(facesOf(t, tt.faces...))
			if tt.far != "" {
				far := facesOf(t, tt.far)
				far[0].Community = ""
				sums.add(far)
			}
			var got []string
			for _, f := range sums.findings() {
				got = append(got, string(f.Kind)+" "+f.Text)
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestDirections(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		east, north float64
		want        string
	}{{0, 1, "north"}, {1, 1, "north-east"}, {1, 0, "east"}, {1, -1, "south-east"}, {0.1, -1, "south"}, {-1, -1, "south-west"}, {-1, 0.2, "west"}, {-1, 1, "north-west"}, {-0.1, 1, "north"}} {
		if got := directionOf(tt.east, tt.north).en; got != tt.want {
			t.Errorf("%v east, %v north: %s, want %s", tt.east, tt.north, got, tt.want)
		}
	}
}
