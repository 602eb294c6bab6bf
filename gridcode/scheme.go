package gridcode

import (
	"errors"
	"fmt"
	"strings"
)

// Range is a closed range of a segment's numbers, and what it stands for.
type Range struct {
	From, To   int
	ZH, EN     string
	Disallowed bool // such numbers are never given out
}

// Segment is one part of a code.
type Segment struct {
	Name   string // county, town, community, sequence
	ZH     string
	Width  int // digits
	Ranges []Range
}

// Scheme is the layout of a code.
type Scheme struct {
	Name     string
	Segments []Segment
}

// CN15 is the default scheme: 6 digits of the county, 3 of the town or street, 3 of the community or village, 3 of the sequence.
var CN15 = &Scheme{Name: "cn15", Segments: []Segment{
	{Name: "county", ZH: "县（市、区）", Width: 6, Ranges: []Range{{From: 110000, To: 829999, ZH: "县级行政区", EN: "county-level division"}}},
	{Name: "town", ZH: "镇街", Width: 3, Ranges: []Range{
		{From: 1, To: 99, ZH: "街道", EN: "street"},
		{From: 100, To: 199, ZH: "镇", EN: "town"},
		{From: 200, To: 399, ZH: "乡", EN: "township"},
		{From: 400, To: 599, ZH: "类似乡级单位", EN: "quasi-town"},
	}},
	{Name: "community", ZH: "社区（村居）", Width: 3, Ranges: []Range{
		{From: 1, To: 199, ZH: "居民委员会", EN: "residents' committee"},
		{From: 200, To: 399, ZH: "村民委员会", EN: "villagers' committee"},
		{From: 400, To: 599, ZH: "类似居（村）委会", EN: "quasi-village, 498 and 598 virtual"},
		{From: 601, To: 999, ZH: "跨社区网格", EN: "grid of several communities"},
	}},
	{Name: "sequence", ZH: "网格顺序号", Width: 3, Ranges: []Range{
		{From: 0, To: 0, ZH: "未使用", EN: "not used", Disallowed: true}, {From: 1, To: 999, ZH: "网格", EN: "grid"},
	}},
}}

// Len gives the number of digits of the scheme's codes.
func (s *Scheme) Len() int {
	n := 0
	for _, g := range s.Segments {
		n += g.Width
	}
	return n
}

// Kinds of error that callers may tell apart.
var (
	// ErrSyntax marks a text that is no code of the scheme.
	ErrSyntax = errors.New("not a code of this scheme")
	// ErrUnknownDivision marks a code whose county, town or community the division table does not have.
	ErrUnknownDivision = errors.New("unknown division")
	// ErrFull marks a community whose sequence numbers are all used.
	ErrFull = errors.New("no sequence number is left")
)

// SyntaxError says where a text stops being a code, and why. errors.Is finds ErrSyntax in it.
type SyntaxError struct {
	Scheme string
	Input  string
	Offset int // byte of Input
	Reason string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("%q is no %s code: %s (at byte %d)", e.Input, e.Scheme, e.Reason, e.Offset)
}

// Is reports ErrSyntax.
func (e *SyntaxError) Is(target error) bool { return target == ErrSyntax }

func (s *Scheme) syntax(input string, offset int, format string, args ...any) error {
	return &SyntaxError{Scheme: s.Name, Input: input, Offset: offset, Reason: fmt.Sprintf(format, args...)}
}

// digits finds what is not a plain digit, with the usual reasons by name.
func (s *Scheme) digits(text string) error {
	for i, r := range text {
		switch {
		case '0' <= r && r <= '9':
		case r == ' ' || r == '\t' || r == '\u3000' || r == '\u00a0':
			return s.syntax(text, i, "it holds a blank; write the digits together")
		case '０' <= r && r <= '９':
			return s.syntax(text, i, "%q is a full-width digit; write %c", r, '0'+(r-'０'))
		case (r == '.' || r == 'e' || r == 'E') && strings.ContainsAny(text, "eE"):
			return s.syntax(text, i, "it is in scientific notation, so its last digits are lost; enter it again as text")
		default:
			return s.syntax(text, i, "%q is not a digit", r)
		}
	}
	return nil
}
