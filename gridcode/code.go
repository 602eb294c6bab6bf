package gridcode

import "strconv"

// Code is a code of a scheme, or the code of one of its divisions (the leading segments alone).
type Code struct {
	scheme *Scheme
	text   string
}

// Parse reads a whole code, all segments of it. Errors are *SyntaxError.
func (s *Scheme) Parse(text string) (Code, error) {
	c, err := s.ParsePrefix(text)
	if err != nil {
		return Code{}, err
	}
	if len(text) != s.Len() {
		return Code{}, s.syntax(text, len(text), "it has %d digits, a grid's code has %d", len(text), s.Len())
	}
	return c, nil
}

// ParsePrefix reads a code or that of a division: one or more whole segments.
func (s *Scheme) ParsePrefix(text string) (Code, error) {
	if text == "" {
		return Code{}, s.syntax(text, 0, "it is empty")
	}
	if err := s.digits(text); err != nil {
		return Code{}, err
	}
	at := 0
	for _, g := range s.Segments {
		if at == len(text) {
			break
		}
		if len(text) < at+g.Width {
			return Code{}, s.syntax(text, len(text), "the %s needs %d digits, here are %d; a grid's code has %d digits in all", g.Name, g.Width, len(text)-at, s.Len())
		}
		n := number(text[at : at+g.Width])
		if r, ok := g.find(n); !ok || r.Disallowed {
			return Code{}, s.syntax(text, at, "%s digits %s do not exist", g.Name, text[at:at+g.Width])
		}
		at += g.Width
	}
	if at < len(text) {
		return Code{}, s.syntax(text, at, "it has %d digits, a grid's code has %d", len(text), s.Len())
	}
	return Code{scheme: s, text: text}, nil
}

// number reads digits that were checked; the longest segment fits an int.
func number(digits string) int {
	n := 0
	for i := range len(digits) {
		n = n*10 + int(digits[i]-'0')
	}
	return n
}

func (g Segment) find(n int) (Range, bool) {
	for _, r := range g.Ranges {
		if r.From <= n && n <= r.To {
			return r, true
		}
	}
	return Range{}, false
}

// String gives the digits; empty for the zero Code.
func (c Code) String() string { return c.text }

// IsZero reports the invalid zero Code.
func (c Code) IsZero() bool { return c.scheme == nil }

// Scheme gives the scheme that the code was parsed by, nil for the zero Code.
func (c Code) Scheme() *Scheme { return c.scheme }

// Parent gives the code without its last segment, or the zero Code of a county.
func (c Code) Parent() Code {
	if c.scheme == nil {
		return Code{}
	}
	at := 0
	for _, g := range c.scheme.Segments {
		if at+g.Width >= len(c.text) {
			break
		}
		at += g.Width
	}
	if at == 0 {
		return Code{}
	}
	return Code{scheme: c.scheme, text: c.text[:at]}
}

// Contains reports whether d is c or lies under it.
func (c Code) Contains(d Code) bool {
	return c.scheme != nil && c.scheme == d.scheme && len(c.text) <= len(d.text) && d.text[:len(c.text)] == c.text
}

// IsGrid reports whether the code has all segments.
func (c Code) IsGrid() bool { return c.scheme != nil && len(c.text) == c.scheme.Len() }

// Community gives the code of the grid's community; empty where c is no grid.
func (c Code) Community() string {
	if !c.IsGrid() {
		return ""
	}
	return c.Parent().text
}

// Sequence gives the number of the grid in its community; 0 where c is no grid.
func (c Code) Sequence() int {
	if !c.IsGrid() {
		return 0
	}
	return number(c.text[len(c.text)-c.scheme.Segments[len(c.scheme.Segments)-1].Width:])
}

// MarshalText writes the digits.
func (c Code) MarshalText() ([]byte, error) { return []byte(c.text), nil }

// UnmarshalText reads a grid's code of the default scheme.
func (c *Code) UnmarshalText(b []byte) (err error) {
	*c, err = CN15.Parse(string(b))
	return err
}

// Part is one segment of a code in words.
type Part struct {
	Segment string `json:"segment"`
	ZH      string `json:"zh"`
	Digits  string `json:"digits"`
	Meaning string `json:"meaning"` // of the digits' range, English
	Sense   string `json:"sense"`   // of the digits' range, Chinese
	Code    string `json:"code"`    // from the beginning to this segment
}

// Explain gives the segments of the code from the left.
func (c Code) Explain() []Part {
	var out []Part
	at := 0
	if c.scheme == nil {
		return nil
	}
	for _, g := range c.scheme.Segments {
		if at == len(c.text) {
			break
		}
		digits := c.text[at : at+g.Width]
		at += g.Width
		r, _ := g.find(number(digits)) // found when the code was parsed
		out = append(out, Part{Segment: g.Name, ZH: g.ZH, Digits: digits, Meaning: r.EN, Sense: r.ZH, Code: c.text[:at]})
	}
	return out
}

// join makes the code of a community's grid.
func (s *Scheme) join(community string, sequence int) (Code, error) {
	width := s.Segments[len(s.Segments)-1].Width
	digits := strconv.Itoa(sequence)
	for len(digits) < width {
		digits = "0" + digits
	}
	return s.Parse(community + digits)
}
