package drafting

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"wangge/geo"
	"wangge/registry"
)

// box is a rectangle in lattice steps near 116.97, 35.40.
func box(west, south, east, north int32) geo.MultiPolygon {
	const x, y = 1169700000, 354000000
	return geo.MultiPolygon{{{{X: x + west, Y: y + south}, {X: x + east, Y: y + south}, {X: x + east, Y: y + north}, {X: x + west, Y: y + north}}}}
}

// People go with their ground:
//
//	+-----+---------+
//	| a 3 | b 1     |   a building of 3 households and 7 people in the west, one of 1 and 2 in the east
//	+-----+---------+
func TestPeopleGoWithTheirBuildings(t *testing.T) {
	t.Parallel()
	west, east := box(0, 0, 1000, 1000), box(1000, 0, 4000, 1000)
	town := census{
		{Shape: box(100, 100, 200, 200), Households: 3, Population: 7},
		{Shape: box(2000, 100, 2100, 200), Households: 1, Population: 2},
		{Shape: box(9000, 100, 9100, 200), Households: 50, Population: 90}, // lives elsewhere
	}
	empty := census{{Shape: box(100, 100, 200, 200)}}
	homes := census{{Shape: box(100, 100, 200, 200), Households: 1}, {Shape: box(2000, 100, 2100, 200), Households: 1}}
	for _, tt := range []struct {
		name                       string
		census                     census
		households, population     int
		wantHouseholds, wantPeople [2]int
	}{
		{"by buildings", town, 8, 90, [2]int{6, 2}, [2]int{70, 20}},
		{"sums are exact", town, 9, 10, [2]int{7, 2}, [2]int{8, 2}},
		{"by area where nobody is known to live anywhere", empty, 8, 100, [2]int{2, 6}, [2]int{25, 75}},
		{"by area where there are no buildings", nil, 8, 100, [2]int{2, 6}, [2]int{25, 75}},
		{"people by households where only these are known", homes, 8, 100, [2]int{4, 4}, [2]int{50, 50}},
		{"nobody", town, 0, 0, [2]int{}, [2]int{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			g := registry.Grid{Shape: box(0, 0, 4000, 1000), Households: tt.households, Population: tt.population}
			households, people := tt.census.divide(g, []geo.MultiPolygon{west, east})
			if [2]int(households) != tt.wantHouseholds || [2]int(people) != tt.wantPeople {
				t.Errorf("got %v households, %v people, want %v, %v", households, people, tt.wantHouseholds, tt.wantPeople)
			}
		})
	}
}

// No share is off its quota by one or more, and the sum is exact, whatever the weights.
func TestApportionIsExact(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		total, weights, sum := r.IntN(1_000_000), make([]float64, 1+r.IntN(7)), 0.0
		for k := range weights {
			weights[k] = math.Floor(math.Exp(12 * r.Float64()))
			sum += weights[k]
		}
		got := apportion(total, make([]float64, len(weights)), weights)
		left := total
		for k, n := range got {
			if left -= n; math.Abs(float64(n)-float64(total)*weights[k]/sum) >= 1 {
				t.Fatalf("%d by %v: %v", total, weights, got)
			}
		}
		if left != 0 {
			t.Fatalf("%d by %v: %v, the sum is off by %d", total, weights, got, left)
		}
	}
}

func TestCompareTellsWhatBecomesOfCodes(t *testing.T) {
	t.Parallel()
	grid := func(code, name string, x int32) registry.Grid {
		return registry.Grid{Code: code, Name: name, Shape: box(x, 0, x+1, 1)}
	}
	before := []registry.Grid{grid("1", "stays", 0), grid("2", "goes", 1), grid("3", "old name", 2), grid("", "uncoded", 3), grid("", "gone", 4)}
	after := []registry.Grid{grid("", "uncoded", 3), grid("3", "new name", 2), grid("", "new", 1), grid("1", "stays", 0), grid("9", "numbered", 4)}
	c := Compare(before, after)
	got := fmt.Sprint(names(c.Retiring), names(c.Kept), names(c.Coded), names(c.Uncoded))
	if want := "[0goes] [2new name] [5numbered] [3new]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if !Compare(after, after).None() {
		t.Errorf("a state differs from itself: %+v", Compare(after, after))
	}
}

func names(grids []Numbered) (out []string) {
	for _, g := range grids {
		out = append(out, fmt.Sprintf("%d%s", g.N, g.Name))
	}
	return out
}
