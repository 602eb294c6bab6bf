package gridcode_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"wangge/gridcode"
)

type table map[string]bool

func (t table) Has(code string) bool { return t[code] }

var zoucheng = table{"370883": true, "370883001": true, "370883001004": true, "370883109": true, "370883109201": true}

func TestParse(t *testing.T) {
	t.Parallel()
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

// Every scheme writes what it reads, and its codes are an algebra: parents contain, and explain, what they are part of.
func TestSchemesReadWhatTheyWrite(t *testing.T) {
	t.Parallel()
	for _, s := range gridcode.Builtin() {
		for _, c := range randomCodes(s, 2000) {
			again, err := s.Parse(c.String())
			if err != nil || again != c || string(c.AppendTo([]byte("x"))) != "x"+c.String() || c.Scheme() != s || !c.IsGrid() {
				t.Fatalf("%s %s became %s (%v)", s.Name, c, again, err)
			}
			parts := c.Explain()
			for at := len(parts) - 1; at >= 0; at-- {
				p, err := s.ParsePrefix(parts[at].Code)
				if err != nil || !p.Contains(c) || p.IsGrid() != (at == len(parts)-1) || p.Parent().Contains(p) != (at > 0) {
					t.Fatalf("%s of %s: %v", p, c, err)
				}
			}
		}
	}
}

// Every wrong text is refused with the scheme, the place and the reason.
func TestParseRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		scheme *gridcode.Scheme
		in     string
		reason string
		offset int
	}{
		{"empty", gridcode.CN15, "", "empty", 0},
		{"a community", gridcode.CN15, "370883001004", "12 digits", 12},
		{"too short", gridcode.CN15, "37088300100400", "needs 3 digits", 14},
		{"too long", gridcode.CN15, "3708830010040020", "16 digits", 15},
		{"a letter", gridcode.CN15, "37088300100400a", "not a digit", 14},
		{"what comes after 9", gridcode.CN15, "37088300100400:", "not a digit", 14},
		{"a blank", gridcode.CN15, "370883 01004002", "blank", 6},
		{"a wide blank", gridcode.CN15, "370883001004002\u3000", "blank", 15},
		{"full-width digits", gridcode.CN15, "37088300100400２", "full-width", 14},
		{"scientific notation", gridcode.CN15, "3.70883E+14", "scientific", 1},
		{"a check character", gridcode.CN15, "370883001004002-8", "check character", 15},
		{"no UTF-8", gridcode.CN15, "37088300100400\xff", "not a digit", 14},
		{"county digits that do not exist", gridcode.CN15, "900883001004002", "county digits 900883", 0},
		{"town digits that do not exist", gridcode.CN15, "370883600004002", "town digits 600", 6},
		{"community 600", gridcode.CN15, "370883001600001", "community digits 600", 9},
		{"sequence 000", gridcode.CN15, "370883001004000", "sequence digits 000", 12},

		{"a code of cn15", gridcode.CJT349, "370883001004002", "it would be a code of cn15", 6},
		{"the object alone", gridcode.CJT349, "010101", "6 digits, a grid's code has 20", 6},
		{"county digits that do not exist", gridcode.CJT349, "01010100088300100400", "county digits 000883", 6},
		{"one digit of two", gridcode.CJT349, "0101013708830010040", "the sequence needs 2 digits, here are 1", 19},
		{"too long", gridcode.CJT349, "010101370883001004002", "21 digits", 20},

		{"town 0000", gridcode.City16, "3708830000004002", "town digits 0000", 6},
		{"community 000", gridcode.City16, "3708830001000002", "community digits 000", 10},
		{"sequence 000", gridcode.City16, "3708830001004000", "sequence digits 000", 13},
		{"a code of cjt349", gridcode.City16, "01010137088300100402", "it would be a code of cjt349", 16},
	}
	for _, tt := range tests {
		t.Run(tt.scheme.Name+" "+tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := tt.scheme.Parse(tt.in)
			var s *gridcode.SyntaxError
			if !errors.As(err, &s) || !errors.Is(err, gridcode.ErrSyntax) {
				t.Fatalf("got %v, want a SyntaxError", err)
			}
			if s.Offset != tt.offset || !strings.Contains(s.Reason, tt.reason) || s.Input != tt.in || s.Scheme != tt.scheme.Name {
				t.Errorf("got %+v, want %q at %d", s, tt.reason, tt.offset)
			}
		})
	}
}

// A division is whole segments.
func TestParsePrefixRefuses(t *testing.T) {
	t.Parallel()
	for in, offset := range map[string]int{"": 0, "3708": 4, "37088300": 8, "3708830010040021": 15, "370883001600": 9} {
		_, err := gridcode.CN15.ParsePrefix(in)
		var s *gridcode.SyntaxError
		if !errors.As(err, &s) || s.Offset != offset {
			t.Errorf("%q: got %v, want an error at %d", in, err, offset)
		}
	}
}

// A code of another scheme that is as long is refused where its digits do not fit, and the other scheme is named.
func TestSameLengthOfAnotherScheme(t *testing.T) {
	t.Parallel()
	own := ownScheme(t)
	if own.Len() != gridcode.CN15.Len() {
		t.Fatal("the schemes have to be as long as each other")
	}
	_, err := own.Parse("370883001004002")
	var s *gridcode.SyntaxError
	if !errors.As(err, &s) || s.Offset != 2 || !strings.Contains(s.Reason, "county digits 088300") || !strings.Contains(s.Reason, "a code of cn15") {
		t.Errorf("got %v", err)
	}
	if _, err := own.Parse("473708830100100"); !errors.As(err, &s) || strings.Contains(s.Reason, "would be") {
		t.Errorf("no scheme has it, got %v", err)
	}
}

// A long line that was taken for a code is told shortly.
func TestErrorsAreShort(t *testing.T) {
	t.Parallel()
	_, err := gridcode.CN15.Parse(strings.Repeat("九", 1<<20))
	if err == nil || len(err.Error()) > 400 {
		t.Errorf("%d bytes of error", len(err.Error()))
	}
}

func TestCodeAsJSON(t *testing.T) {
	t.Parallel()
	var c gridcode.Code
	if err := json.Unmarshal([]byte(`"370883001004002"`), &c); err != nil || c.String() != "370883001004002" || c.Scheme() != gridcode.CN15 {
		t.Errorf("read %v: %v", c, err)
	}
	if out, err := json.Marshal(c); err != nil || string(out) != `"370883001004002"` {
		t.Errorf("written %s: %v", out, err)
	}
	if err := json.Unmarshal([]byte(`"3.7E14"`), &c); !errors.Is(err, gridcode.ErrSyntax) {
		t.Errorf("got %v", err)
	}
}

// Reading and writing cost no memory, in any scheme.
func TestNoAllocations(t *testing.T) {
	for _, s := range gridcode.Builtin() {
		text, buf := randomCodes(s, 1)[0].String(), make([]byte, 0, 64)
		if n := testing.AllocsPerRun(100, func() {
			c, err := s.Parse(text)
			if err != nil || c.String() != text {
				t.Error(err)
			}
			buf = c.AppendTo(buf[:0])
		}); n != 0 {
			t.Errorf("%s: %v allocations", s.Name, n)
		}
	}
}

func TestZeroCodeIsInvalid(t *testing.T) {
	t.Parallel()
	var c gridcode.Code
	if !c.IsZero() || c.IsGrid() || c.String() != "" || c.Check() != 0 || c.Checked() != "" || !c.Parent().IsZero() || c.Community() != "" || c.Sequence() != 0 || c.Explain() != nil || c.Contains(c) {
		t.Error("the zero Code behaves as if it were one")
	}
}

// In every scheme, what is accepted writes itself back, and everything else says where it is wrong.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"370883001004002", "", "3.70883E+14", "３７０８８３", "370883001004000", "01010137088300100400", "3708830001004002", "370883001004002-8", "370883001004002-X"} {
		f.Add(s)
	}
	schemes := append(gridcode.Builtin(), ownScheme(f))
	f.Fuzz(func(t *testing.T, in string) {
		for _, s := range schemes {
			c, err := s.Parse(in)
			accepted(t, s, in, c, err)
			if c, err := s.ParsePrefix(in); err == nil {
				again, err := s.ParsePrefix(c.String())
				if err != nil || again != c || c.String() != in {
					t.Errorf("%s: prefix %q became %v (%v)", s.Name, in, c, err)
				}
			}
			if c, err := s.ParseChecked(in, nil); err == nil && in != c.String() && !strings.EqualFold(in, c.Checked()) {
				t.Errorf("%s: %q became %v", s.Name, in, c.Checked())
			}
		}
	})
}

func accepted(t *testing.T, s *gridcode.Scheme, in string, c gridcode.Code, err error) {
	t.Helper()
	var wrong *gridcode.SyntaxError
	switch {
	case err == nil && (c.String() != in || !c.Parent().Contains(c) || len(in) != s.Len()):
		t.Errorf("%s: %q became %v", s.Name, in, c)
	case err != nil && (!errors.As(err, &wrong) || wrong.Offset > len(in) || wrong.Reason == ""):
		t.Errorf("%s: %q gives %v", s.Name, in, err)
	}
}
