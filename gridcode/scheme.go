package gridcode

import (
	"cmp"
	"embed"
	"slices"
)

// Roles of a scheme's segments. County, Town, Community and Sequence are always there, in this order; Object is a part that
// whoever adopts the scheme gives, as the profession's object code of CJ/T 349.
const (
	Object    = "object"
	County    = "county"
	Town      = "town"
	Community = "community"
	Sequence  = "sequence"
)

// Range is a closed range of a segment's numbers, and what it stands for.
type Range struct {
	From       int    `json:"from"`
	To         int    `json:"to"`
	ZH         string `json:"zh"`
	EN         string `json:"en"`
	Disallowed bool   `json:"disallowed,omitempty"` // such numbers are never given out
	Undivided  bool   `json:"undivided,omitempty"`  // the number of a community's only grid; of a sequence alone
}

// exists reports whether a code may have such numbers.
func (r Range) exists() bool { return !r.Disallowed }

// counts reports whether a sequence gives such numbers one after another.
func (r Range) counts() bool { return !r.Disallowed && !r.Undivided }

// Segment is one part of a code.
type Segment struct {
	Name   string  `json:"name"` // the role: object, county, town, community, sequence
	ZH     string  `json:"zh"`
	EN     string  `json:"en"`
	Width  int     `json:"width"` // digits
	Ranges []Range `json:"ranges"`
}

// Scheme is the layout of a code. It comes from Builtin, Lookup or ReadScheme and is not changed afterwards; the zero Scheme
// has no codes. Codes are equal where their scheme is the same pointer, so a scheme is read once.
type Scheme struct {
	Name     string    `json:"name"`
	ZH       string    `json:"zh"`
	EN       string    `json:"en"`
	Source   string    `json:"source"` // the standard that says so
	Digits   int       `json:"digits"` // of a grid's code
	Segments []Segment `json:"segments"`

	parts []part // what parsing looks at, one for each segment
}

// part is a segment as parsing sees it.
type part struct {
	end     int    // byte behind it
	allowed []span // ascending and apart
}

// span is a closed range of numbers.
type span struct{ from, to int }

func (p span) holds(n int) bool { return p.from <= n && n <= p.to }

//go:embed schemes/*.json
var schemeFiles embed.FS

// The built-in schemes; each is a file in schemes, in the form of a city's own.
var (
	// CN15 is the default: 6 digits of the county, 3 of the town or street, 3 of the community or village, 3 of the sequence.
	CN15 = mustRead("cn15")
	// CJT349 is the professional grid of CJ/T 349-2010, 20 digits: an object code before the division, 2 digits of sequence.
	CJT349 = mustRead("cjt349")
	// City16 has 16 digits, 4 of them the town's or street's.
	City16 = mustRead("city16")

	builtin = []*Scheme{CN15, CJT349, City16}
)

func mustRead(name string) *Scheme {
	data, err := schemeFiles.ReadFile("schemes/" + name + ".json")
	if err != nil {
		panic(err)
	}
	s, err := readScheme(data)
	if err != nil {
		panic(err)
	}
	return s
}

// Builtin gives the schemes that need no file, the default first.
func Builtin() []*Scheme { return slices.Clone(builtin) }

// Lookup gives a built-in scheme by its name.
func Lookup(name string) (*Scheme, bool) {
	i := slices.IndexFunc(builtin, func(s *Scheme) bool { return s.Name == name })
	if i < 0 {
		return nil, false
	}
	return builtin[i], true
}

// Len gives the number of digits of the scheme's codes.
func (s *Scheme) Len() int { return s.Digits }

// Segment gives the segment of a role; a scheme may have no Object.
func (s *Scheme) Segment(role string) (Segment, bool) {
	i := slices.IndexFunc(s.Segments, func(g Segment) bool { return g.Name == role })
	if i < 0 {
		return Segment{}, false
	}
	return s.Segments[i], true
}

// prepare makes the parts of a scheme that was found right.
func (s *Scheme) prepare() {
	end := 0
	for _, g := range s.Segments {
		end += g.Width
		s.parts = append(s.parts, part{end: end, allowed: spans(g.Ranges, Range.exists)})
	}
}

// spans joins the ranges that a question keeps where one goes on after another.
func spans(ranges []Range, keep func(Range) bool) []span {
	sorted := slices.SortedFunc(slices.Values(ranges), func(a, b Range) int { return cmp.Compare(a.From, b.From) })
	var out []span
	for _, r := range sorted {
		if last := len(out) - 1; keep(r) && last >= 0 && out[last].to+1 == r.From {
			out[last].to = r.To
		} else if keep(r) {
			out = append(out, span{r.From, r.To})
		}
	}
	return out
}
