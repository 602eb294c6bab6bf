package gridcode_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"wangge/gridcode"
)

type table map[string]bool

func (t table) Has(code string) bool { return t[code] }

var zoucheng = table{"370883": true, "370883001": true, "370883001004": true, "370883109": true, "370883109201": true}

func TestParse(t *testing.T) {
	c, err := gridcode.CN15.Parse("370883001004002")
	if err != nil {
		t.Fatal(err)
	}
	if c.Community() != "370883001004" || c.Sequence() != 2 || c.Parent().Parent().String() != "370883001" {
		t.Errorf("community %s, sequence %d, town %s", c.Community(), c.Sequence(), c.Parent().Parent())
	}
	county, err := gridcode.CN15.ParsePrefix("370883")
	if err != nil || !county.Contains(c) || c.Contains(county) || !county.Parent().IsZero() {
		t.Errorf("county %v (%v) has to contain %v, and to have no parent", county, err, c)
	}
}

// Every wrong text is refused with the place and the reason.
func TestParseRefuses(t *testing.T) {
	tests := []struct {
		name, in, reason string
		offset           int
	}{
		{"empty", "", "empty", 0},
		{"a community", "370883001004", "12 digits", 12},
		{"too short", "37088300100400", "needs 3 digits", 14},
		{"too long", "3708830010040020", "16 digits", 15},
		{"a letter", "37088300100400a", "not a digit", 14},
		{"a blank", "370883 01004002", "blank", 6},
		{"full-width digits", "37088300100400２", "full-width", 14},
		{"scientific notation", "3.70883E+14", "scientific", 1},
		{"town digits that do not exist", "370883600004002", "town digits 600", 6},
		{"sequence 000", "370883001004000", "sequence digits 000", 12},
		{"community 600", "370883001600001", "community digits 600", 9},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := gridcode.CN15.Parse(tt.in)
			var s *gridcode.SyntaxError
			if !errors.As(err, &s) || !errors.Is(err, gridcode.ErrSyntax) {
				t.Fatalf("got %v, want a SyntaxError", err)
			}
			if s.Offset != tt.offset || !strings.Contains(s.Reason, tt.reason) || s.Input != tt.in {
				t.Errorf("got %+v, want %q at %d", s, tt.reason, tt.offset)
			}
		})
	}
}

func TestZeroCodeIsInvalid(t *testing.T) {
	var c gridcode.Code
	if !c.IsZero() || c.IsGrid() || c.Community() != "" || c.Sequence() != 0 || c.Explain() != nil || c.Contains(c) {
		t.Error("the zero Code behaves as if it were one")
	}
}

func TestCheckNamesTheUnknownDivision(t *testing.T) {
	for in, want := range map[string]string{
		"370883001004002": "", "370883001004": "", "370883109201999": "",
		"370883001005001": "community 370883001005", "370883002004001": "town 370883002", "371000001004001": "county 371000",
	} {
		err := gridcode.CN15.Check(zoucheng, in)
		if want == "" && err != nil || want != "" && (!errors.Is(err, gridcode.ErrUnknownDivision) || !strings.Contains(err.Error(), want)) {
			t.Errorf("Check(%s) = %v, want %q", in, err, want)
		}
	}
}

// Rows from the north, each from the west; a grid a little lower belongs to the row.
//
//	1 2 3
//	4   5
func TestFirstNumbering(t *testing.T) {
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

func TestAppendingNeverReuses(t *testing.T) {
	codes, err := gridcode.CN15.Number(zoucheng, "370883001004", []gridcode.Place{{Key: 7}}, []int{1, 5, 2})
	if err != nil || codes[0].Sequence() != 6 {
		t.Errorf("got %v (%v), want sequence 6", codes, err)
	}
}

func TestNumberRefuses(t *testing.T) {
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

// What is accepted writes itself back; everything else says where it is wrong.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"370883001004002", "", "3.70883E+14", "３７０８８３", "370883001004000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		c, err := gridcode.CN15.Parse(in)
		var s *gridcode.SyntaxError
		switch {
		case err == nil && (c.String() != in || !c.Parent().Contains(c)):
			t.Errorf("%q became %v", in, c)
		case err != nil && (!errors.As(err, &s) || s.Offset > len(in)):
			t.Errorf("%q gives %v", in, err)
		}
	})
}
