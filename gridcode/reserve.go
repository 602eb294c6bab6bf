package gridcode

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Reserve keeps a range of sequence numbers from the automatic numbering. With a Kind, the places of that kind are numbered
// in it, and in no other; without one, its numbers are given by hand alone.
type Reserve struct {
	From int    `json:"from"`
	To   int    `json:"to"`
	Kind string `json:"kind,omitempty"`
}

// without takes the reserved ranges out of the spans.
func without(all []span, reserved []Reserve) []span {
	for _, r := range reserved {
		var rest []span
		for _, a := range all {
			for _, part := range []span{{a.from, min(a.to, r.From-1)}, {max(a.from, r.To+1), a.to}} {
				if part.from <= part.to {
					rest = append(rest, part)
				}
			}
		}
		all = rest
	}
	return all
}

// CheckReserved tells whether reserved ranges can stand together: each within the numbers that the scheme's sequence counts
// with, and apart from the others. Errors are ErrReserve.
func (s *Scheme) CheckReserved(reserved []Reserve) error {
	sorted := sortedReserves(reserved)
	for i, r := range sorted {
		switch {
		case r.From > r.To:
			return fmt.Errorf("%w: %d to %d ends before it begins; swap the two", ErrReserve, r.From, r.To)
		case !slices.ContainsFunc(s.usable(), func(a span) bool { return a.holds(r.From) && a.holds(r.To) }):
			return fmt.Errorf("%w: %d to %d lies outside the sequence of scheme %s, which counts %s", ErrReserve, r.From, r.To, s.Name, said(s.usable()))
		case i > 0 && sorted[i-1].To >= r.From:
			return fmt.Errorf("%w: %d to %d and %d to %d overlap; let one end before the other begins", ErrReserve, sorted[i-1].From, sorted[i-1].To, r.From, r.To)
		}
	}
	return nil
}

func sortedReserves(reserved []Reserve) []Reserve {
	return slices.SortedFunc(slices.Values(reserved), func(a, b Reserve) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
}

// said writes spans as people say them.
func said(all []span) string {
	texts := make([]string, len(all))
	for i, a := range all {
		texts[i] = fmt.Sprintf("%d to %d", a.from, a.to)
	}
	return strings.Join(texts, " and ")
}
