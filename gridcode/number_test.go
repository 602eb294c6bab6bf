package gridcode_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"wangge/gridcode"
)

// Rows from the north, each from the west; a grid a little lower belongs to the row.
//
//	1 2 3
//	4   5
func TestFirstNumbering(t *testing.T) {
	t.Parallel()
	places := []gridcode.Place{ // height 100 each
		{Key: 0, X: 300, Y: 130, MinY: 80, MaxY: 180},
		{Key: 1, X: 100, Y: 20, MinY: -30, MaxY: 70},
		{Key: 2, X: 100, Y: 150, MinY: 100, MaxY: 200},
		{Key: 3, X: 200, Y: 110, MinY: 60, MaxY: 160},
		{Key: 4, X: 310, Y: 10, MinY: -40, MaxY: 60},
	}
	codes, err := gridcode.CN15.Number(zoucheng, "370883001004", places, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"003", "004", "001", "002", "005"} {
		if codes[i].String() != "370883001004"+want {
			t.Errorf("place %d has %s, want …%s", i, codes[i], want)
		}
	}
}

// Half the median height below the row's first grid begins the next row; a hair less is still of the row.
func TestRowsAreHalfAGridDeep(t *testing.T) {
	t.Parallel()
	for y, want := range map[int32]string{51: "[2 1]", 50: "[1 2]"} {
		codes, err := gridcode.CN15.Number(zoucheng, community, []gridcode.Place{
			{Key: 0, X: 200, Y: 100, MinY: 50, MaxY: 150}, {Key: 1, X: 100, Y: y, MinY: y - 50, MaxY: y + 50},
		}, nil)
		if got := fmt.Sprint(sequences(codes)); err != nil || got != want {
			t.Errorf("a grid at %d: got %s (%v), want %s", y, got, err, want)
		}
	}
}

func TestAppendingNeverReuses(t *testing.T) {
	t.Parallel()
	codes, err := gridcode.CN15.Number(zoucheng, "370883001004", []gridcode.Place{{Key: 7}}, []int{1, 5, 2})
	if err != nil || codes[0].Sequence() != 6 {
		t.Errorf("got %v (%v), want sequence 6", codes, err)
	}
}

func TestNumberRefuses(t *testing.T) {
	t.Parallel()
	if _, err := gridcode.CN15.Number(zoucheng, "370883001009", []gridcode.Place{{}}, nil); !errors.Is(err, gridcode.ErrUnknownDivision) {
		t.Errorf("unknown community: %v", err)
	}
	if _, err := gridcode.CN15.Number(zoucheng, "370883001004", []gridcode.Place{{}, {}}, []int{998}); !errors.Is(err, gridcode.ErrFull) {
		t.Errorf("overflow: %v", err)
	}
	if _, err := gridcode.CN15.Number(zoucheng, "370883001", []gridcode.Place{{}}, nil); !errors.Is(err, gridcode.ErrSyntax) {
		t.Errorf("a town instead of a community: %v", err)
	}
}

// The numbering does not depend on the order in which the grids come.
func TestNumberingIgnoresInputOrder(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	for range 50 {
		places := make([]gridcode.Place, 1+r.IntN(40))
		for i := range places {
			y := r.Int32N(1000)
			places[i] = gridcode.Place{Key: i, X: r.Int32N(1000), Y: y, MinY: y - r.Int32N(80), MaxY: y + r.Int32N(80)}
		}
		want, err := gridcode.CN15.Number(zoucheng, "370883001004", places, nil)
		if err != nil {
			t.Fatal(err)
		}
		shuffled := make([]gridcode.Place, len(places))
		copy(shuffled, places)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		got, err := gridcode.CN15.Number(zoucheng, "370883001004", shuffled, nil)
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range shuffled {
			if got[i] != want[p.Key] {
				t.Fatalf("place %d has %s in one order and %s in another", p.Key, got[i], want[p.Key])
			}
		}
	}
}

// places gives n places from west to east, of a kind each.
func places(kinds ...string) []gridcode.Place {
	out := make([]gridcode.Place, len(kinds))
	for i, k := range kinds {
		out[i] = gridcode.Place{Key: i, X: int32(i), Kind: k}
	}
	return out
}

const community = "370883001004"

// Reserved numbers are left out, those of a kind are given to its places alone, and what others brought into a reserved range
// does not push the counter.
func TestNumberingLeavesReservedRangesAlone(t *testing.T) {
	t.Parallel()
	dedicated := gridcode.Reserve{From: 900, To: 949, Kind: "dedicated"}
	byHand := gridcode.Reserve{From: 3, To: 5}
	tests := []struct {
		name     string
		kinds    []string
		used     []int
		reserved []gridcode.Reserve
		want     string
	}{
		{"over a reserved range", []string{"", "", ""}, []int{1}, []gridcode.Reserve{byHand}, "[2 6 7]"},
		{"the first number reserved", []string{"", ""}, nil, []gridcode.Reserve{{From: 1, To: 1}}, "[2 3]"},
		{"a used number in a reserved range", []string{"base"}, []int{1, 4, 920}, []gridcode.Reserve{byHand, dedicated}, "[2]"},
		{"a kind with a range of its own", []string{"base", "dedicated", "base", "dedicated"}, []int{1, 2}, []gridcode.Reserve{dedicated}, "[3 900 4 901]"},
		{"after the highest of the kind", []string{"dedicated"}, []int{7, 901, 930}, []gridcode.Reserve{dedicated}, "[931]"},
		{"a kind with two ranges", []string{"dedicated", "dedicated"}, []int{949}, []gridcode.Reserve{{From: 960, To: 961, Kind: "dedicated"}, dedicated}, "[960 961]"},
		{"a kind without a range", []string{"park"}, nil, []gridcode.Reserve{dedicated}, "[1]"},
		{"places of no kind stay out of a range of none", []string{""}, []int{2}, []gridcode.Reserve{byHand}, "[6]"},
		{"a reservation that came after the numbers", []string{""}, []int{1, 2, 3, 4, 5}, []gridcode.Reserve{byHand}, "[6]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			codes, err := gridcode.CN15.Number(zoucheng, community, places(tt.kinds...), tt.used, tt.reserved...)
			if got := fmt.Sprint(sequences(codes)); err != nil || got != tt.want {
				t.Errorf("got %s (%v), want %s", got, err, tt.want)
			}
		})
	}
}

func sequences(codes []gridcode.Code) []int {
	out := make([]int, len(codes))
	for i, c := range codes {
		out[i] = c.Sequence()
	}
	return out
}

func TestReservedRangesThatCannotBe(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		scheme   *gridcode.Scheme
		reserved []gridcode.Reserve
		want     string
	}{
		{"turned round", gridcode.CN15, []gridcode.Reserve{{From: 9, To: 3}}, "swap"},
		{"overlapping", gridcode.CN15, []gridcode.Reserve{{From: 5, To: 9, Kind: "park"}, {From: 1, To: 5}}, "1 to 5 and 5 to 9 overlap"},
		{"one within another", gridcode.CN15, []gridcode.Reserve{{From: 1, To: 99}, {From: 50, To: 60}, {From: 70, To: 80}}, "overlap"},
		{"beyond the sequence", gridcode.CN15, []gridcode.Reserve{{From: 990, To: 1000}}, "counts 1 to 999"},
		{"a number that is not used", gridcode.CN15, []gridcode.Reserve{{From: 0, To: 10}}, "outside"},
		{"the number of a community not divided", gridcode.CJT349, []gridcode.Reserve{{From: 0, To: 0}}, "counts 1 to 99"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if err := tt.scheme.CheckReserved(tt.reserved); !errors.Is(err, gridcode.ErrReserve) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
	if _, err := gridcode.CN15.Number(zoucheng, community, places(""), nil, tests[0].reserved...); !errors.Is(err, gridcode.ErrReserve) {
		t.Errorf("the numbering takes them: %v", err)
	}
}

// The only grid of a community that is not divided has the number that says so; the second grid ends that.
func TestOnlyGridOfACommunity(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		kinds    []string
		used     []int
		reserved []gridcode.Reserve
		want     string
	}{
		{"the only grid", []string{"base"}, nil, nil, "[0]"},
		{"two grids", []string{"base", "base"}, nil, nil, "[1 2]"},
		{"a second one", []string{"base"}, []int{0}, nil, "[1]"},
		{"the first is reserved", []string{"base"}, []int{0}, []gridcode.Reserve{{From: 1, To: 9}}, "[10]"},
		{"a kind with a range of its own", []string{"park"}, nil, []gridcode.Reserve{{From: 90, To: 99, Kind: "park"}}, "[90]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			codes, err := gridcode.CJT349.Number(zoucheng, "010101"+community, places(tt.kinds...), tt.used, tt.reserved...)
			if got := fmt.Sprint(sequences(codes)); err != nil || got != tt.want {
				t.Errorf("got %s (%v), want %s", got, err, tt.want)
			}
		})
	}
}

// A full community is told with what its numbers went to, and with a remedy.
func TestFullCommunity(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		kinds    []string
		used     []int
		reserved []gridcode.Reserve
		want     []string
	}{
		{"all used", []string{"", ""}, []int{1, 998}, nil, []string{community, "2 numbers were issued", "2 more are wanted", "0 are reserved", "divide the community", "601 to 999"}},
		{"the rest reserved", []string{""}, []int{1, 2}, []gridcode.Reserve{{From: 3, To: 999}}, []string{"2 numbers were issued", "997 are reserved", "give up a reserved range"}},
		{"a kind's range is full", []string{"park"}, []int{901}, []gridcode.Reserve{{From: 900, To: 901, Kind: "park"}}, []string{"kind park", "a further range"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := gridcode.CN15.Number(zoucheng, community, places(tt.kinds...), tt.used, tt.reserved...)
			for _, want := range tt.want {
				if !errors.Is(err, gridcode.ErrFull) || !strings.Contains(err.Error(), want) {
					t.Errorf("got %v, want %q in it", err, want)
				}
			}
		})
	}
}

// Through a community's whole life under reservations, in every scheme: no number twice, none reserved but to its kind, each
// after all that its kind or the free numbers ever had, and a full community gives nothing.
func TestRandomNumberings(t *testing.T) {
	t.Parallel()
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 5))
		s := gridcode.Builtin()[seed%3]
		prefix := prefixOf(t, s)
		low := 1 + r.IntN(40)
		reserved := []gridcode.Reserve{{From: low, To: low + r.IntN(10)}, {From: 60, To: 60 + r.IntN(30), Kind: "park"}}
		var used []int
		for {
			kinds := make([]string, 1+r.IntN(6))
			for i := range kinds {
				kinds[i] = []string{"", "base", "park"}[r.IntN(3)]
			}
			codes, err := s.Number(zoucheng, prefix, places(kinds...), used, reserved...)
			if err != nil {
				if !errors.Is(err, gridcode.ErrFull) || codes != nil {
					t.Fatal(err)
				}
				break
			}
			for i, n := range sequences(codes) {
				checkNumber(t, n, kinds[i], used, reserved)
				used = append(used, n)
			}
		}
	}
}

func prefixOf(t *testing.T, s *gridcode.Scheme) string {
	t.Helper()
	object := ""
	if _, ok := s.Segment(gridcode.Object); ok {
		object = "010101"
	}
	prefix, err := s.Community(community, object)
	if err != nil {
		t.Fatal(err)
	}
	return prefix
}

// checkNumber holds a new number against those before it of the same pool, free or the kind's own.
func checkNumber(t *testing.T, n int, kind string, used []int, reserved []gridcode.Reserve) {
	t.Helper()
	pool := func(n int) string {
		for _, r := range reserved {
			if r.From <= n && n <= r.To {
				return "reserved " + r.Kind
			}
		}
		return ""
	}
	want := ""
	if kind == "park" {
		want = "reserved park"
	}
	if pool(n) != want {
		t.Fatalf("a place of kind %q got %d, which is %q", kind, n, pool(n))
	}
	for _, u := range used {
		if pool(u) == pool(n) && u >= n {
			t.Fatalf("%d was given after %d", n, u)
		}
	}
}
