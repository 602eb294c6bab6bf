package gridcode_test

import (
	"errors"
	"strings"
	"testing"

	"wangge/gridcode"
)

// A scheme's digits of a community are made from the division table's 12, and give them back.
func TestCommunityOfEveryScheme(t *testing.T) {
	t.Parallel()
	own := ownScheme(t)
	tests := []struct {
		scheme                 *gridcode.Scheme
		division, object, want string
	}{
		{gridcode.CN15, "370883001004", "", "370883001004"},
		{gridcode.CJT349, "370883109201", "010203", "010203370883109201"},
		{gridcode.City16, "370883001004", "", "3708830001004"},
		{gridcode.City16, "370883109601", "", "3708830109601"},
		{own, "370883001004", "47", "473708830104"},
	}
	for _, tt := range tests {
		t.Run(tt.scheme.Name, func(t *testing.T) {
			t.Parallel()
			got, err := tt.scheme.Community(tt.division, tt.object)
			if err != nil || got != tt.want {
				t.Fatalf("got %s (%v), want %s", got, err, tt.want)
			}
			c, err := tt.scheme.Parse(got + strings.Repeat("0", tt.scheme.Len()-len(got)-1) + "7")
			if err != nil || c.Community() != tt.division || c.Sequence() != 7 {
				t.Errorf("%s lies in %s (%v), want %s", c, c.Community(), err, tt.division)
			}
		})
	}
}

func TestCommunityRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name             string
		scheme           *gridcode.Scheme
		division, object string
		want             string
	}{
		{"a town", gridcode.CN15, "370883001", "", "a community has 12 digits, here are 9"},
		{"a blank", gridcode.CN15, "370883 01004", "", "blank"},
		{"empty", gridcode.CN15, "", "", "12 digits"},
		{"digits that do not exist", gridcode.CN15, "370883700004", "", "town digits 700"},
		{"an object too many", gridcode.CN15, "370883001004", "010101", "has no object"},
		{"no object", gridcode.CJT349, "370883001004", "", "wants 6 digits"},
		{"half an object", gridcode.CJT349, "370883001004", "0101", "wants 6 digits"},
		{"an object of letters", gridcode.CJT349, "370883001004", "01010a", "not a digit"},
		{"a town too wide for the scheme", ownScheme(t), "370883109004", "47", "town 109 has more than the 2 digits"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got, err := tt.scheme.Community(tt.division, tt.object); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %s (%v), want %q", got, err, tt.want)
			}
		})
	}
}

// Each unknown division is named, with the place in the code where it stands.
func TestCheckNamesTheUnknownDivision(t *testing.T) {
	t.Parallel()
	tests := []struct {
		scheme   *gridcode.Scheme
		in, want string // nothing where the table knows all
		offset   int
	}{
		{gridcode.CN15, "370883001004002", "", 0},
		{gridcode.CN15, "370883001004", "", 0},
		{gridcode.CN15, "370883109201999", "", 0},
		{gridcode.CN15, "370883001005001", "community 370883001005", 9},
		{gridcode.CN15, "370883002004001", "town 370883002", 6},
		{gridcode.CN15, "371000001004001", "county 371000", 0},
		{gridcode.CJT349, "01010137088300100400", "", 0},
		{gridcode.CJT349, "010101", "", 0},
		{gridcode.CJT349, "01010137088300200400", "town 370883002", 12},
		{gridcode.CJT349, "01010137100000100400", "county 371000", 6},
		{gridcode.City16, "3708830001004002", "", 0},
		{gridcode.City16, "3708830001005002", "community 370883001005", 10},
		{gridcode.City16, "3708831001004002", "town 1001 has more than the 3 digits", 6},
	}
	for _, tt := range tests {
		t.Run(tt.scheme.Name+" "+tt.in, func(t *testing.T) {
			t.Parallel()
			err := tt.scheme.Check(zoucheng, tt.in)
			var d *gridcode.DivisionError
			switch {
			case tt.want == "" && err != nil:
				t.Error(err)
			case tt.want != "" && (!errors.As(err, &d) || !errors.Is(err, gridcode.ErrUnknownDivision) || d.Offset != tt.offset || !strings.Contains(err.Error(), tt.want)):
				t.Errorf("got %v, want %q at %d", err, tt.want, tt.offset)
			}
		})
	}
}

// What the table cannot write has no community: its streets have three digits.
func TestStreet1001HasNoDivision(t *testing.T) {
	t.Parallel()
	c, err := gridcode.City16.Parse("3708831001004002")
	if err != nil || c.Community() != "" || c.Explain()[1].Division != "" || c.Explain()[0].Division != "370883" {
		t.Errorf("%v lies in %q (%v)", c.Explain(), c.Community(), err)
	}
}
