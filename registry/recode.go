package registry

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"wangge/geo/vector"
)

// Standing is what a re-coding is decided on: a county as it stands.
type Standing struct {
	County    string
	Revision  Revision   // the county's last one
	Divisions []Division // live ones
	Ended     []Division // those that are not live any more
	Grids     []Grid     // live ones
	Ledger    Ledger     // of the unified codes
	Postings  []Posting  // live ones
}

// PlanRecoding decides what a change of divisions makes of the divisions and codes of a county. Nothing is written; the same
// standing and changes give the same plan. Rows that cannot be are vector.RowErrors, all of them.
//
// A row of a town takes its communities along, with the same last three digits, and they take their grids; the row of a
// community or a grid itself goes before that. The grids of a community that takes over one other, and never had a number
// itself, keep their sequence digits; all others get numbers after the highest ever issued there, in the order of their old codes.
// What loses all its ground ends. A division that ended comes back where ground comes to it, under its own name alone.
func PlanRecoding(ctx context.Context, s Standing, changes []DivisionChange) (Recoding, error) {
	r := newRecoder(s, changes)
	for _, step := range []func(){r.read, r.follow, r.settle, r.reopen, r.number} {
		if step(); len(r.problems) > 0 {
			slices.SortStableFunc(r.problems, func(a, b vector.RowError) int { return cmp.Compare(a.Row, b.Row) })
			return Recoding{}, fmt.Errorf("%w: the changes cannot be made: %w", ErrInvalid, r.problems)
		}
	}
	divisions, err := r.divisions(ctx)
	if err != nil {
		return Recoding{}, fmt.Errorf("outlines of the changed divisions: %w", err)
	}
	return r.plan(divisions), nil
}

// recoder is a re-coding on its way.
type recoder struct {
	Standing
	changes  []DivisionChange
	live     map[string]Division
	ended    map[string]Division
	grids    map[string]Grid
	row      map[string]int      // the change of each old code
	name     map[string]string   // what the changes call each new code
	codes    map[string]string   // the new code of each grid that gets one, by its old one
	from     map[string][]string // the divisions that there are afterwards, each with the live ones that it comes from
	closed   []string            // the live ones that end
	problems vector.RowErrors
}

func newRecoder(s Standing, changes []DivisionChange) *recoder {
	r := &recoder{
		Standing: s, changes: changes, live: map[string]Division{}, ended: map[string]Division{}, grids: map[string]Grid{},
		row: map[string]int{}, name: map[string]string{}, codes: map[string]string{}, closed: []string{},
	}
	for _, d := range s.Divisions {
		r.live[d.Code] = d
	}
	for _, d := range s.Ended {
		r.ended[d.Code] = d
	}
	for _, g := range s.Grids {
		r.grids[g.Code] = g
	}
	return r
}

// goes gives the code that a live town or community has afterwards, its own where nothing changes.
func (r *recoder) goes(code string) string {
	if i, ok := r.row[code]; ok {
		return r.changes[i].New
	}
	if len(code) == communityDigits {
		if i, ok := r.row[code[:townDigits]]; ok {
			return r.changes[i].New + code[townDigits:]
		}
	}
	return code
}

// home gives the community in which a grid lies afterwards.
func (r *recoder) home(g Grid) string {
	if r.moved(g) {
		return r.changes[r.row[g.Code]].New
	}
	return r.goes(g.Community)
}

// moved reports whether a row moves the grid by itself.
func (r *recoder) moved(g Grid) bool {
	_, ok := r.row[g.Code]
	return ok
}

// Digits of the codes of a level.
const (
	countyDigits    = 6
	townDigits      = 9
	communityDigits = 12
	gridDigits      = 15
)

// settle finds what each division that is there afterwards comes from, and what ends.
func (r *recoder) settle() {
	r.from = r.remaining()
	for _, code := range slices.Sorted(maps.Keys(r.live)) {
		if to := r.goes(code); r.from[to] != nil {
			r.from[to] = append(r.from[to], code)
		}
		if r.from[code] == nil {
			r.closed = append(r.closed, code)
		}
	}
}

// remaining gives, still empty, the divisions that are there afterwards: communities that have grids, or had none before either;
// their towns, and those that had no communities before; the county.
func (r *recoder) remaining() map[string][]string {
	out, filled := map[string][]string{}, map[string]bool{}
	for _, g := range r.Grids {
		filled[g.Community] = true
		out[r.home(g)] = []string{}
	}
	for _, d := range r.Divisions {
		if d.Level == Community {
			filled[d.Parent] = true
		}
	}
	for _, d := range r.Divisions {
		if !filled[d.Code] || d.Level == County {
			out[r.goes(d.Code)] = []string{}
		}
	}
	for _, code := range slices.Collect(maps.Keys(out)) {
		if len(code) == communityDigits {
			out[code[:townDigits]] = []string{}
		}
	}
	return out
}

// plan puts the parts together.
func (r *recoder) plan(divisions []Division) Recoding {
	p := Recoding{
		County: r.County, Base: r.Revision.Number, Digest: r.digest(), Changes: r.changes, Closed: r.closed,
		Grids: []Recode{}, Divisions: []Redivision{}, After: Aftermath{Divisions: divisions, Targets: map[string]string{}},
	}
	for _, g := range slices.SortedFunc(slices.Values(r.Grids), func(a, b Grid) int { return strings.Compare(a.Code, b.Code) }) {
		if code, ok := r.codes[g.Code]; ok {
			p.Grids = append(p.Grids, Recode{Old: g.Code, New: code, Name: g.Name})
			p.After.Targets[g.Code] = code
			g.Code, g.Community = code, code[:communityDigits]
		}
		p.After.Grids = append(p.After.Grids, g)
	}
	for _, code := range r.closed {
		if to := r.goes(code); to != code && r.from[to] != nil {
			p.After.Targets[code] = to
		}
	}
	for _, d := range divisions {
		p.Divisions = append(p.Divisions, Redivision{Old: append([]string{}, r.from[d.Code]...), New: d.Code, Level: d.Level, Name: d.Name})
	}
	p.count(r.Postings)
	return p
}

// count tells how many codes each division gets, and what becomes of the postings.
func (p *Recoding) count(postings []Posting) {
	codes, closed := map[string]int{}, map[string]bool{}
	for _, g := range p.Grids {
		codes[g.New[:communityDigits]]++
		codes[g.New[:townDigits]]++
		codes[g.New[:countyDigits]]++
	}
	for i, d := range p.Divisions {
		p.Divisions[i].Grids = codes[d.New]
	}
	for _, code := range p.Closed {
		closed[code] = true
	}
	for _, posting := range postings {
		switch _, moves := p.After.Targets[posting.Target]; {
		case moves:
			p.Postings.Moved++
		case closed[posting.Target]:
			p.Postings.Ended++
		}
	}
}
