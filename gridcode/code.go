package gridcode

import "strconv"

// Code is a code of a scheme, or the code of one of its divisions (the leading segments alone).
type Code struct {
	scheme *Scheme
	text   string
}

// Parse reads a whole code, all segments of it. Errors are *SyntaxError.
func (s *Scheme) Parse(text string) (Code, error) {
	if !s.isCode(text) {
		return Code{}, s.diagnose(text)
	}
	return Code{scheme: s, text: text}, nil
}

// ParsePrefix reads a code or that of a division: one or more whole segments.
func (s *Scheme) ParsePrefix(text string) (Code, error) {
	if !s.fits(text) {
		return Code{}, s.diagnose(text)
	}
	return Code{scheme: s, text: text}, nil
}

// isCode reports whether the text is a whole code.
func (s *Scheme) isCode(text string) bool { return len(text) == s.Digits && s.fits(text) }

// fits reports whether the text is a row of whole segments, one at least, from the first, with numbers that exist.
func (s *Scheme) fits(text string) bool {
	if text == "" {
		return false
	}
	at := 0
	for i := range s.parts {
		p := &s.parts[i]
		if at == len(text) {
			return true
		}
		if len(text) < p.end {
			return false
		}
		n := 0
		for ; at < p.end; at++ {
			digit := text[at] - '0'
			if digit > 9 {
				return false
			}
			n = n*10 + int(digit)
		}
		if !p.allows(n) {
			return false
		}
	}
	return at == len(text)
}

func (p *part) allows(n int) bool {
	for _, a := range p.allowed {
		if a.holds(n) {
			return true
		}
	}
	return false
}

// number reads digits that were checked; the longest segment fits an int.
func number(digits string) int {
	n := 0
	for i := range len(digits) {
		n = n*10 + int(digits[i]-'0')
	}
	return n
}

// appendNumber writes a number in as many digits, and reports whether it has no more.
func appendNumber(b []byte, n, width int) ([]byte, bool) {
	digits := strconv.Itoa(n)
	for range width - len(digits) {
		b = append(b, '0')
	}
	return append(b, digits...), len(digits) <= width
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

// AppendTo appends the digits.
func (c Code) AppendTo(b []byte) []byte { return append(b, c.text...) }

// IsZero reports the invalid zero Code.
func (c Code) IsZero() bool { return c.scheme == nil }

// Scheme gives the scheme that the code was parsed by, nil for the zero Code.
func (c Code) Scheme() *Scheme { return c.scheme }

// Parent gives the code without its last segment, or the zero Code of a first segment.
func (c Code) Parent() Code {
	at := 0
	if c.scheme != nil {
		for _, p := range c.scheme.parts {
			if p.end < len(c.text) {
				at = p.end
			}
		}
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
func (c Code) IsGrid() bool { return c.scheme != nil && len(c.text) == c.scheme.Digits }

// Sequence gives the number of the grid in its community; 0 where c is no grid, or the only one of a community not divided.
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
	Segment  string `json:"segment"`
	ZH       string `json:"zh"`
	Digits   string `json:"digits"`
	Meaning  string `json:"meaning"`            // of the digits' range, English
	Sense    string `json:"sense"`              // of the digits' range, Chinese
	Code     string `json:"code"`               // from the beginning to this segment
	Division string `json:"division,omitempty"` // that the segment completes, as the division table writes it, if it can
}

// Explain gives the segments of the code from the left.
func (c Code) Explain() []Part {
	var out []Part
	for at, i := 0, 0; at < len(c.text); i++ {
		g, end := c.scheme.Segments[i], c.scheme.parts[i].end
		digits := c.text[at:end]
		r, _ := g.find(number(digits)) // found when the code was parsed
		p := Part{Segment: g.Name, ZH: g.ZH, Digits: digits, Meaning: r.EN, Sense: r.ZH, Code: c.text[:end]}
		if divisionDigits(g.Name) > 0 {
			p.Division = c.division(i + 1)
		}
		out, at = append(out, p), end
	}
	return out
}

// join makes the code of a community's grid.
func (s *Scheme) join(community string, sequence int) (Code, error) {
	text, _ := appendNumber([]byte(community), sequence, s.Segments[len(s.Segments)-1].Width)
	return s.Parse(string(text))
}
