package gridcode

import "fmt"

// Table answers whether a division exists: a county of 6 digits, a town of 9, a community of 12.
type Table interface {
	Has(code string) bool
}

// divisionDigits gives how many digits the division table writes of a segment; 0 where it knows no such segment.
func divisionDigits(role string) int {
	switch role {
	case County:
		return 6
	case Town, Community:
		return 3
	default:
		return 0
	}
}

// communityDigits is the length of a community's code in the division table.
const communityDigits = 12

// Community gives what the scheme's codes of a community begin with: all segments but the sequence. The division is the
// table's code of 12 digits; where the scheme has more digits for a level, zeros come before it (street 001 is 0001), and what
// needs more digits than the scheme has is an error. The object is that of the scheme's Object segment, empty where it has none.
func (s *Scheme) Community(division, object string) (string, error) {
	if err := s.checkDivision(division); err != nil {
		return "", err
	}
	if err := s.checkObject(object); err != nil {
		return "", err
	}
	out, rest := make([]byte, 0, s.Digits), division
	for _, g := range s.Segments[:len(s.Segments)-1] {
		if g.Name == Object {
			out = append(out, object...)
			continue
		}
		width := divisionDigits(g.Name)
		var fits bool
		if out, fits = appendNumber(out, number(rest[:width]), g.Width); !fits {
			return "", fmt.Errorf("division %s: %s %s has more than the %d digits of scheme %s", division, g.Name, rest[:width], g.Width, s.Name)
		}
		rest = rest[width:]
	}
	c, err := s.community(string(out))
	if err != nil {
		return "", fmt.Errorf("division %s: %w", division, err)
	}
	return c.text, nil
}

// checkDivision holds the division to the table's form.
func (s *Scheme) checkDivision(division string) error {
	if err := s.digits(division); err != nil {
		return fmt.Errorf("division: %w", err)
	}
	if len(division) != communityDigits {
		return fmt.Errorf("division: %w", s.syntax(division, min(len(division), communityDigits), "a community has %d digits, here are %d", communityDigits, len(division)))
	}
	return nil
}

// checkObject holds the object to the width of its segment.
func (s *Scheme) checkObject(object string) error {
	g, ok := s.Segment(Object)
	switch {
	case !ok && object != "":
		return fmt.Errorf("object %q: scheme %s has no object segment; leave it out", clip(object), s.Name)
	case len(object) != g.Width:
		return fmt.Errorf("object %q: scheme %s wants %d digits, which whoever adopts the scheme gives once", clip(object), s.Name, g.Width)
	default:
		return nil
	}
}

// community reads all segments but the sequence.
func (s *Scheme) community(text string) (Code, error) {
	c, err := s.ParsePrefix(text)
	if err != nil {
		return Code{}, err
	}
	if want := s.parts[len(s.parts)-2].end; len(text) != want {
		return Code{}, s.syntax(text, min(len(text), want), "it is no community's code, which has %d digits", want)
	}
	return c, nil
}

// Community gives the division table's code, 12 digits, of the community that the grid lies in; empty where c is no grid, or
// where the table cannot have it: street 1001 of a scheme with four digits for streets has no three. Check says which.
func (c Code) Community() string {
	if !c.IsGrid() {
		return ""
	}
	return c.division(len(c.scheme.parts) - 1)
}

// division gives the division table's code of the first n segments; empty where one of them has more digits than the table.
func (c Code) division(n int) string {
	out, from := make([]byte, 0, communityDigits), 0
	for i, g := range c.scheme.Segments[:n] {
		end := c.scheme.parts[i].end
		if width := divisionDigits(g.Name); width > 0 {
			var fits bool
			if out, fits = appendNumber(out, number(c.text[from:end]), width); !fits {
				return ""
			}
		}
		from = end
	}
	return string(out)
}

// DivisionError names the highest division of a code that the table does not have, and its place. errors.Is finds
// ErrUnknownDivision in it.
type DivisionError struct {
	Scheme   string
	Input    string
	Offset   int    // byte of Input where the segment begins
	Segment  string // county, town or community
	Division string // the table's code; empty where the segment's digits are more than the table's
	reason   string
}

func (e *DivisionError) Error() string {
	return fmt.Sprintf("%v: %s, at byte %d of %s", ErrUnknownDivision, e.reason, e.Offset, e.Input)
}

// Is reports ErrUnknownDivision.
func (e *DivisionError) Is(target error) bool { return target == ErrUnknownDivision }

// Check tells whether the table knows every division of the code, from above. Its error, a *DivisionError, names the one that
// is missing; a *SyntaxError that the text is no code.
func (s *Scheme) Check(t Table, text string) error {
	c, err := s.ParsePrefix(text)
	if err != nil {
		return err
	}
	at := 0
	for _, p := range c.Explain() {
		if reason := unknown(t, p); reason != "" {
			return &DivisionError{Scheme: s.Name, Input: text, Offset: at, Segment: p.Segment, Division: p.Division, reason: reason}
		}
		at = len(p.Code)
	}
	return nil
}

// unknown says why the table does not have a segment's division; empty where it has it, or the segment makes none.
func unknown(t Table, p Part) string {
	switch digits := divisionDigits(p.Segment); {
	case digits == 0 || p.Division != "" && t.Has(p.Division):
		return ""
	case p.Division == "":
		return fmt.Sprintf("%s %s has more than the %d digits of the division table (%s)", p.Segment, p.Digits, digits, p.ZH)
	default:
		return fmt.Sprintf("the division table has no %s %s (%s)", p.Segment, p.Division, p.ZH)
	}
}
