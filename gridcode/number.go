package gridcode

import (
	"fmt"
	"slices"
)

// Number gives each place of a community its code: codes[i] is for places[i]. The community is the scheme's own code of it
// (see Scheme.Community). used holds every sequence number ever issued there, live or not.
//
// A new number comes after the highest used one outside the reserved ranges, and holes are never filled; of a kind that has
// ranges of its own, after the highest used one within them. The only grid of a community that never had any gets the number
// that says so, where the scheme has one. An unknown community, wrong reserved ranges and a full community are errors.
func (s *Scheme) Number(t Table, community string, places []Place, used []int, reserved ...Reserve) ([]Code, error) {
	if _, err := s.community(community); err != nil {
		return nil, fmt.Errorf("community: %w", err)
	}
	if err := s.Check(t, community); err != nil {
		return nil, err
	}
	if err := s.CheckReserved(reserved); err != nil {
		return nil, err
	}
	give := s.numbers(places, used, reserved)
	codes := make([]Code, len(places))
	for _, at := range InOrder(places) {
		n, ok := give(places[at].Kind)
		if !ok {
			return nil, s.full(community, places[at].Kind, len(places), used, reserved)
		}
		code, err := s.join(community, n)
		if err != nil {
			return nil, err
		}
		codes[at] = code
	}
	return codes, nil
}

// numbers gives the next number of a kind, and false where none is left.
func (s *Scheme) numbers(places []Place, used []int, reserved []Reserve) func(kind string) (int, bool) {
	free := pool{spans: without(s.usable(), reserved)}
	if n, ok := s.undivided(); ok && len(places) == 1 && len(used) == 0 {
		free.spans = []span{{n, n}}
	}
	free.begin(used)
	kinds := map[string]*pool{}
	for _, r := range sortedReserves(reserved) {
		if kinds[r.Kind] == nil {
			kinds[r.Kind] = &pool{}
		}
		kinds[r.Kind].spans = append(kinds[r.Kind].spans, span{r.From, r.To})
	}
	for _, p := range kinds {
		p.begin(used)
	}
	return func(kind string) (int, bool) {
		if p := kinds[kind]; p != nil && kind != "" {
			return p.next()
		}
		return free.next()
	}
}

// pool is a set of numbers that are given in ascending order, from the first after the highest used.
type pool struct {
	spans []span // ascending and apart
	from  int
}

func (p *pool) begin(used []int) {
	for _, n := range used {
		if slices.ContainsFunc(p.spans, func(s span) bool { return s.holds(n) }) {
			p.from = max(p.from, n+1)
		}
	}
}

func (p *pool) next() (int, bool) {
	for _, s := range p.spans {
		if n := max(s.from, p.from); n <= s.to {
			p.from = n + 1
			return n, true
		}
	}
	return 0, false
}

// usable gives the numbers that a sequence counts with.
func (s *Scheme) usable() []span {
	return spans(s.Segments[len(s.Segments)-1].Ranges, Range.counts)
}

// undivided gives the number of the only grid of a community, where the scheme has one.
func (s *Scheme) undivided() (int, bool) {
	ranges := s.Segments[len(s.Segments)-1].Ranges
	i := slices.IndexFunc(ranges, func(r Range) bool { return r.Undivided })
	if i < 0 {
		return 0, false
	}
	return ranges[i].From, true
}

// full says what a community's numbers went to, and what to do.
func (s *Scheme) full(community, kind string, wanted int, used []int, reserved []Reserve) error {
	kept, own := 0, false
	for _, r := range reserved {
		kept += r.To - r.From + 1
		own = own || kind != "" && r.Kind == kind
	}
	remedy := "divide the community, or give part of it a community code of its own"
	g, _ := s.Segment(Community) // every scheme has one
	if r, ok := g.find(601); ok && r.exists() {
		remedy += ", in the range 601 to 999" // of grids of several communities, by CJ/T 349
	}
	switch {
	case own:
		remedy = fmt.Sprintf("reserve a further range for kind %s, or give up the reservation", kind)
	case kept > 0:
		remedy = "give up a reserved range, " + remedy
	}
	return fmt.Errorf("community %s: %w: %d numbers were issued, %d more are wanted and %d are reserved; %s", community, ErrFull, len(used), wanted, kept, remedy)
}
