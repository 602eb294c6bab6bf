package registry

import (
	"cmp"
	"maps"
	"slices"
)

// Step is a row of lineage in a story, with the names its grids had.
type Step struct {
	Lineage
	Kind                           StepKind
	PredecessorName, SuccessorName string
}

// Steps gives the whole ancestry of a unified code and all its descendants up to a revision, by revision, predecessor and
// successor. A grid that passed on ground is followed from then on alone: what it gave away before was not the code's.
func (s *Stories) Steps(code string, at int) []Step {
	lives := s.livesOf(code)
	lives = lives[:begunBy(lives, at)]
	found := map[int]bool{}
	s.descend(lives, at, found)
	s.ascend(lives, at, found)
	rows := slices.Sorted(maps.Keys(found))
	kinds := s.kinds(rows)
	var out []Step
	for _, i := range rows {
		row := s.rows[i]
		out = append(out, Step{row, kinds[i], s.nameOf(row.Predecessor, row.Revision-1), s.nameOf(row.Successor, row.Revision)})
	}
	return out
}

// nameOf gives the name of the life that a code had at a revision.
func (s *Stories) nameOf(code string, at int) string {
	if l := s.life(code, at); l != nil {
		return l.Name
	}
	return ""
}

// visit is a life that a walk comes to, and when.
type visit struct {
	life *Life
	when int
}

// walk visits the lives that next leads to, in the order of when and each once, so at the first moment that any way comes to it.
func walk(agenda []visit, next func(visit) []visit) {
	done := map[*Life]bool{}
	byTime := func(a, b visit) int { return cmp.Compare(a.when, b.when) }
	slices.SortFunc(agenda, byTime)
	for len(agenda) > 0 {
		v := agenda[0]
		agenda = agenda[1:]
		if done[v.life] {
			continue
		}
		done[v.life] = true
		for _, n := range next(v) {
			i, _ := slices.BinarySearchFunc(agenda, n, byTime)
			agenda = slices.Insert(agenda, i, n)
		}
	}
}

// descend finds the rows that lead on from the lives.
func (s *Stories) descend(lives []Life, at int, found map[int]bool) {
	var agenda []visit
	for i := range lives {
		agenda = append(agenda, visit{&lives[i], lives[i].From})
	}
	walk(agenda, func(v visit) (next []visit) {
		for _, i := range s.between(s.from[v.life.Code], v.when, min(v.life.end(), at)) {
			found[i] = true
			if l := s.life(s.rows[i].Successor, s.rows[i].Revision); l != nil {
				next = append(next, visit{l, s.rows[i].Revision})
			}
		}
		return next
	})
}

// ascend finds the rows that led to the lives. It walks back in time: its moments are revisions with their sign changed.
func (s *Stories) ascend(lives []Life, at int, found map[int]bool) {
	var agenda []visit
	for i := range lives {
		agenda = append(agenda, visit{&lives[i], -min(lives[i].end()-1, at)})
	}
	walk(agenda, func(v visit) (next []visit) {
		for _, i := range s.between(s.into[v.life.Code], v.life.From-1, -v.when) {
			found[i] = true
			before := s.rows[i].Revision - 1
			if l := s.life(s.rows[i].Predecessor, before); l != nil {
				next = append(next, visit{l, -before})
			}
		}
		return next
	})
}
