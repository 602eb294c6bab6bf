package registry

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"wangge/gridcode"
)

// CodeState is what a code of the ledger stands for.
type CodeState string

// States of a code.
const (
	LiveCode      CodeState = "live"      // a grid has it
	RetiredCode   CodeState = "retired"   // a grid had it
	UnusedCode    CodeState = "unused"    // issued by a numbering whose draft was never published
	ElsewhereCode CodeState = "elsewhere" // brought as in use elsewhere; no grid here ever had it
)

// Imported is the Algorithm of codes that a file brought.
const Imported = "import"

// EndReason says why ground of a code leads to no grid.
type EndReason string

// Reasons of a stated end.
const (
	EndUnused     EndReason = "unused"     // as UnusedCode
	EndElsewhere  EndReason = "elsewhere"  // as ElsewhereCode
	EndNotYet     EndReason = "notYet"     // its first grid came after the revision that was asked for
	EndDropped    EndReason = "dropped"    // no grid has the ground any more
	EndUnrecorded EndReason = "unrecorded" // it ended before lineage was kept
	EndUncovered  EndReason = "uncovered"  // no grid covers this ground of a legacy grid
)

// Share is the part of a code's ground and people that a grid has.
type Share struct {
	Code       string  `json:"code"`
	Name       string  `json:"name"`
	Area       float64 `json:"areaShare"`
	Population float64 `json:"populationShare"`
}

// Ended is the part of a code's ground and people that no grid has. Its zero value is no part at all.
type Ended struct {
	Area       float64   `json:"areaShare"`
	Population float64   `json:"populationShare"`
	Reason     EndReason `json:"reason" enum:"unused,elsewhere,notYet,dropped,unrecorded,uncovered"`
}

// Story is what became of a code up to a revision: the shares of Today and Ended add up to 1.
type Story struct {
	Issue Issue
	Grid  string // the unified code whose story it is: that of Issue, or the one that it names
	State CodeState
	Lives []Life  // begun by then; one that ended later lasts
	Today []Share // grids live at the revision, the largest share first
	Ended Ended
}

// Stories tells what became of every code ever issued, at any revision. It is immutable and safe for concurrent use.
//
// A life that ended at a revision leads, by the lineage of that revision, to the lives its successors had then. Those end
// later, if at all, so every walk leads forward in time, meets each life once, and takes time in proportion to what it meets.
type Stories struct {
	ledger     []Issue     // by scheme and code
	lives      []Life      // by code, then from the first
	rows       []Lineage   // by revision
	revisions  []Revision  // from the first
	crosswalks []Crosswalk // by revision, their rows by network, legacy code and code
	from, into map[string][]int
}

// NewStories makes the index; the content is kept and must not change any more.
func NewStories(c *Content) *Stories {
	s := &Stories{
		ledger: ordered(c.Ledger, func(a, b Issue) int {
			return cmp.Or(strings.Compare(a.Scheme, b.Scheme), strings.Compare(a.Code, b.Code))
		}),
		lives: ordered(c.Lives, func(a, b Life) int { return cmp.Or(strings.Compare(a.Code, b.Code), cmp.Compare(a.From, b.From)) }),
		rows: ordered(c.Lineage, func(a, b Lineage) int {
			return cmp.Or(cmp.Compare(a.Revision, b.Revision), strings.Compare(a.Predecessor, b.Predecessor), strings.Compare(a.Successor, b.Successor))
		}),
		revisions:  ordered(c.Revisions, func(a, b Revision) int { return cmp.Compare(a.Number, b.Number) }),
		crosswalks: orderedCrosswalks(c.Crosswalk),
		from:       map[string][]int{}, into: map[string][]int{},
	}
	for i, row := range s.rows {
		s.from[row.Predecessor] = append(s.from[row.Predecessor], i)
		s.into[row.Successor] = append(s.into[row.Successor], i)
	}
	return s
}

// ordered gives the items in order: themselves where they are so already, a copy where a database's collation had it otherwise.
func ordered[T any](items []T, compare func(a, b T) int) []T {
	if slices.IsSortedFunc(items, compare) {
		return items
	}
	return slices.SortedFunc(slices.Values(items), compare)
}

// Issue gives a code's entry in the ledger.
func (s *Stories) Issue(scheme, code string) (Issue, bool) {
	i, ok := slices.BinarySearchFunc(s.ledger, code, func(e Issue, code string) int {
		return cmp.Or(strings.Compare(e.Scheme, scheme), strings.Compare(e.Code, code))
	})
	if !ok {
		return Issue{}, false
	}
	return s.ledger[i], true
}

// Ledger lists every code ever issued, by scheme and code. The caller must not change it.
func (s *Stories) Ledger() []Issue { return s.ledger }

// Story tells what became of a code up to a revision; false where the ledger does not know it.
func (s *Stories) Story(scheme, code string, at int) (Story, bool) {
	issue, ok := s.Issue(scheme, code)
	if !ok {
		return Story{}, false
	}
	story := Story{Issue: issue, Grid: cmp.Or(issue.Grid, code), State: RetiredCode}
	lives := s.livesOf(story.Grid)
	begun := lives[:begunBy(lives, at)]
	if len(begun) == 0 {
		story.State, story.Ended = s.never(story.Grid, len(lives) > 0)
		return story, true
	}
	story.Lives = s.Lives(story.Grid, at)
	last := &begun[len(begun)-1]
	if last.Has(at) {
		story.State = LiveCode
	}
	story.Today, story.Ended = s.follow(flows{{last, 1, 1}}, at)
	return story, true
}

// Lives gives the lives of a unified code that were begun by a revision, from the first; one that ended later lasts.
func (s *Stories) Lives(code string, at int) []Life {
	lives := s.livesOf(code)
	out := slices.Clone(lives[:begunBy(lives, at)])
	for i := range out {
		if out[i].To > at {
			out[i].To = 0
		}
	}
	return out
}

// never tells of a code that no grid had by then.
func (s *Stories) never(grid string, later bool) (CodeState, Ended) {
	own, _ := s.Issue(gridcode.CN15.Name, grid)
	state, reason := UnusedCode, EndUnused
	if own.Algorithm == Imported {
		state, reason = ElsewhereCode, EndElsewhere
	}
	if later {
		reason = EndNotYet
	}
	return state, Ended{Area: 1, Population: 1, Reason: reason}
}

// Has reports whether the life lasts at a revision: from the one that began it until before the one that ended it.
func (l Life) Has(revision int) bool { return l.From <= revision && revision < l.end() }

func (l Life) end() int {
	if l.To == 0 {
		return math.MaxInt
	}
	return l.To
}

// livesOf gives the lives of a unified code from the first.
func (s *Stories) livesOf(code string) []Life {
	byCode := func(l Life, code string) int { return strings.Compare(l.Code, code) }
	i, _ := slices.BinarySearchFunc(s.lives, code, byCode)
	n := 0
	for i+n < len(s.lives) && s.lives[i+n].Code == code {
		n++
	}
	return s.lives[i : i+n]
}

// LastName gives the name of the last grid that had a unified code; false where none had.
func (s *Stories) LastName(code string) (name string, had bool) {
	lives := s.livesOf(code)
	if len(lives) == 0 {
		return "", false
	}
	return lives[len(lives)-1].Name, true
}

// begunBy counts the lives that began by a revision.
func begunBy(lives []Life, at int) int {
	n, _ := slices.BinarySearchFunc(lives, at+1, func(l Life, at int) int { return cmp.Compare(l.From, at) })
	return n
}

// life gives the life that a code had at a revision, nil where it had none.
func (s *Stories) life(code string, at int) *Life {
	lives := s.livesOf(code)
	if n := begunBy(lives, at); n > 0 && lives[n-1].Has(at) {
		return &lives[n-1]
	}
	return nil
}

// flow is the part of a code's ground and people that came to a life.
type flow struct {
	life             *Life
	area, population float64
}

// flows are what is still to be followed, by the end of their lives: whatever comes to a life came before that ends.
type flows []flow

func (f *flows) add(more flow) {
	i, known := slices.BinarySearchFunc(*f, more, func(a, b flow) int {
		return cmp.Or(cmp.Compare(a.life.end(), b.life.end()), strings.Compare(a.life.Code, b.life.Code))
	})
	if !known {
		*f = slices.Insert(*f, i, more)
		return
	}
	(*f)[i].area += more.area
	(*f)[i].population += more.population
}

// follow gives the grids that have what came to lives at a revision, and what of it has ended.
func (s *Stories) follow(pending flows, at int) (today []Share, ended Ended) {
	for len(pending) > 0 {
		f := pending[0]
		pending = pending[1:]
		if f.life.Has(at) {
			today = append(today, Share{f.life.Code, f.life.Name, f.area, f.population})
			continue
		}
		s.passOn(f, &pending, &ended)
	}
	SortShares(today)
	return today, ended
}

// SortShares puts the largest share of ground first; of equal ones, by code.
func SortShares(shares []Share) {
	slices.SortFunc(shares, func(a, b Share) int { return cmp.Or(cmp.Compare(b.Area, a.Area), strings.Compare(a.Code, b.Code)) })
}

// passOn hands a flow to the successors of its life.
func (s *Stories) passOn(f flow, pending *flows, ended *Ended) {
	end := f.life.To
	rows := s.between(s.from[f.life.Code], end-1, end)
	if len(rows) == 0 {
		ended.add(f, EndUnrecorded)
	}
	for _, i := range rows {
		row := s.rows[i]
		part := flow{s.life(row.Successor, end), f.area * row.AreaShare, f.population * row.PopulationShare}
		switch {
		case part.life != nil:
			pending.add(part)
		case row.Successor == "":
			ended.add(part, EndDropped)
		default:
			ended.add(part, EndUnrecorded)
		}
	}
}

// add counts a flow that leads nowhere; the reason that came last is told.
func (e *Ended) add(f flow, reason EndReason) {
	e.Area, e.Population, e.Reason = e.Area+f.area, e.Population+f.population, reason
}

// between gives those of some rows, which come by revision, that lie after one revision and up to another.
func (s *Stories) between(rows []int, after, upTo int) []int {
	first := func(revision int) int {
		n, _ := slices.BinarySearchFunc(rows, revision, func(i, revision int) int { return cmp.Compare(s.rows[i].Revision, revision) })
		return n
	}
	i := first(after + 1)
	if upTo == math.MaxInt {
		return rows[i:]
	}
	return rows[i:max(i, first(upTo+1))]
}
