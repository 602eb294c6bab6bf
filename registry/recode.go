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
// What loses all its ground ends.
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
		Standing: s, changes: changes, live: map[string]Division{}, grids: map[string]Grid{},
		row: map[string]int{}, name: map[string]string{}, codes: map[string]string{}, closed: []string{},
	}
	for _, d := range s.Divisions {
		r.live[d.Code] = d
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

// settle finds the divisions that are there afterwards, and the live ones that each comes from: communities with ground, or that
// had no grid before either, the towns of these, and the county.
func (r *recoder) settle() {
	had, from := map[string]bool{}, map[string][]string{}
	stays := func(code string) {
		if from[code] == nil {
			from[code] = []string{}
		}
	}
	for _, g := range r.Grids {
		had[g.Community] = true
		stays(r.home(g))
	}
	for _, d := range r.Divisions {
		if d.Level == Community {
			had[d.Parent] = true
		}
		if d.Level == Community && !had[d.Code] || d.Level == County {
			stays(r.goes(d.Code))
		}
	}
	for _, code := range slices.Collect(maps.Keys(from)) {
		if len(code) == communityDigits {
			stays(code[:townDigits])
		}
	}
	for _, d := range r.Divisions {
		if d.Level == Town && !had[d.Code] {
			stays(r.goes(d.Code))
		}
	}
	for _, code := range slices.Sorted(maps.Keys(r.live)) {
		if to := r.goes(code); from[to] != nil {
			from[to] = append(from[to], code)
		}
		if from[code] == nil {
			r.closed = append(r.closed, code)
		}
	}
	r.from = from
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
		p.Divisions = append(p.Divisions, r.redivision(d, r.from[d.Code], p.Grids))
	}
	p.Postings = r.countPostings(p)
	return p
}

func (r *recoder) redivision(d Division, from []string, grids []Recode) Redivision {
	out := Redivision{Old: append([]string{}, from...), New: d.Code, Level: d.Level, Name: d.Name}
	for _, g := range grids {
		if strings.HasPrefix(g.New, d.Code) {
			out.Grids++
		}
	}
	return out
}

func (r *recoder) countPostings(p Recoding) (out PostingsMoved) {
	for _, posting := range r.Postings {
		switch _, ok := p.After.Targets[posting.Target]; {
		case ok:
			out.Moved++
		case slices.Contains(p.Closed, posting.Target):
			out.Ended++
		}
	}
	return out
}
