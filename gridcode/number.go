package gridcode

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
)

// Algorithm is the version of the numbering, kept with every code that it gave.
//
// cn15-rows/1: the grids of a community are laid in rows from north to south. The northernmost
// point that is not yet in a row opens one (by Y, then from west to east); the row takes every
// point less than half the median height of the community's grids below it. Within a row numbers
// run from west to east, by X, then from north to south, then by key. The point of a grid is the
// one that its caller gives, inside the grid. All of it is integer arithmetic on 1e-7 degree.
const Algorithm = "cn15-rows/1"

// Place is a grid to be numbered: a point inside it and its extent from south to north, in 1e-7 degree.
type Place struct {
	Key        int // breaks the last tie; unique in the batch
	X, Y       int32
	MinY, MaxY int32
}

// Table answers whether a division exists.
type Table interface {
	Has(code string) bool
}

// Check tells whether the table knows every division of the code, from above. Its error names the one that is missing.
func (s *Scheme) Check(t Table, text string) error {
	c, err := s.ParsePrefix(text)
	if err != nil {
		return err
	}
	if c.IsGrid() {
		c = c.Parent()
	}
	for _, p := range c.Explain() {
		if !t.Has(p.Code) {
			return fmt.Errorf("%w: the division table has no %s %s (%s)", ErrUnknownDivision, p.Segment, p.Code, p.ZH)
		}
	}
	return nil
}

// Number gives each place of a community its code: codes[i] is for places[i]. used holds every
// sequence number ever issued there, live or not; new numbers come after the highest of them, and
// holes are never filled. An unknown community and a full one are errors.
func (s *Scheme) Number(t Table, community string, places []Place, used []int) ([]Code, error) {
	c, err := s.ParsePrefix(community)
	if err != nil {
		return nil, fmt.Errorf("community: %w", err)
	}
	if len(c.Explain()) != len(s.Segments)-1 {
		return nil, fmt.Errorf("community: %w", s.syntax(community, 0, "it is no community's code"))
	}
	if err := s.Check(t, community); err != nil {
		return nil, err
	}
	next := 1
	for _, n := range used {
		next = max(next, n+1)
	}
	codes := make([]Code, len(places))
	for i, at := range order(places) {
		code, err := s.join(community, next+i)
		if errors.Is(err, ErrSyntax) {
			return nil, fmt.Errorf("community %s: %w: %d numbers were issued and %d more are wanted; divide the community, or give part of it a code of its own in the range 601 to 999",
				community, ErrFull, next-1, len(places))
		}
		if err != nil {
			return nil, err
		}
		codes[at] = code
	}
	return codes, nil
}

// order gives the indexes of the places in the order of Algorithm.
func order(places []Place) []int {
	idx := make([]int, len(places))
	for i := range idx {
		idx[i] = i
	}
	byKey := func(a, b int) int { return cmp.Compare(places[a].Key, places[b].Key) }
	slices.SortFunc(idx, func(a, b int) int {
		p, q := places[a], places[b]
		return cmp.Or(cmp.Compare(q.Y, p.Y), cmp.Compare(p.X, q.X), byKey(a, b))
	})
	half := medianHeight(places) / 2
	for from := 0; from < len(idx); {
		top := int64(places[idx[from]].Y)
		to := from + 1
		for to < len(idx) && top-int64(places[idx[to]].Y) < half {
			to++
		}
		slices.SortFunc(idx[from:to], func(a, b int) int {
			p, q := places[a], places[b]
			return cmp.Or(cmp.Compare(p.X, q.X), cmp.Compare(q.Y, p.Y), byKey(a, b))
		})
		from = to
	}
	return idx
}

// medianHeight gives the lower median of the places' heights.
func medianHeight(places []Place) int64 {
	if len(places) == 0 {
		return 0
	}
	heights := make([]int64, len(places))
	for i, p := range places {
		heights[i] = min(max(0, int64(p.MaxY)-int64(p.MinY)), math.MaxInt32)
	}
	slices.Sort(heights)
	return heights[(len(heights)-1)/2]
}
