package overlay

import (
	"cmp"
	"slices"

	"wangge/geo"
	"wangge/geo/arrangement"
)

// step is what an owner adds to the winding number on the left of a border, or its winding number in a face. Owners are the parents, and
// beyond them the cells, layer by layer.
type step struct{ owner, by int32 }

// line is the owner of lines, which have no ground.
const line = -1

// border is an edge with all who have it; many do.
type border struct {
	lo, hi geo.Point
	steps  []step // seen from lo, by owner; none is zero, but that of a line
}

// raw is an edge of one owner, from the lower end.
type raw struct {
	lo, hi geo.Point
	step
}

// gatherer collects edges.
type gatherer struct{ raws []raw }

func (g *gatherer) add(a, b geo.Point, owner int32) {
	switch {
	case a == b:
	case owner == line && b.Less(a):
		g.raws = append(g.raws, raw{b, a, step{line, 0}})
	case owner == line:
		g.raws = append(g.raws, raw{a, b, step{line, 0}})
	case b.Less(a):
		g.raws = append(g.raws, raw{b, a, step{owner, -1}})
	default:
		g.raws = append(g.raws, raw{a, b, step{owner, 1}})
	}
}

// borders merges what is the same edge, in an order that depends on nothing else. What an owner has both ways bounds nothing.
func (g *gatherer) borders() []border {
	slices.SortFunc(g.raws, func(r, s raw) int {
		return cmp.Or(r.lo.Compare(s.lo), r.hi.Compare(s.hi), cmp.Compare(r.owner, s.owner))
	})
	steps := make([]step, 0, len(g.raws))
	var out []border
	for i := 0; i < len(g.raws); {
		first, from := g.raws[i], len(steps)
		for ; i < len(g.raws) && g.raws[i].lo == first.lo && g.raws[i].hi == first.hi; i++ {
			steps = addStep(steps, from, g.raws[i].step)
		}
		if len(steps) > from {
			out = append(out, border{first.lo, first.hi, steps[from:len(steps):len(steps)]})
		}
	}
	return out
}

// addStep adds a step to those from an index on, which are sorted by owner; it comes behind them or belongs to the last.
func addStep(steps []step, from int, s step) []step {
	last := len(steps) - 1
	if last < from || steps[last].owner != s.owner {
		return append(steps, s)
	}
	if steps[last].by += s.by; steps[last].by == 0 && s.owner != line {
		return steps[:last]
	}
	return steps
}

// within gives the borders of all that meets a window, whole; what lies beyond is condensed.
func (o *overlayer) within(window geo.Rect) []border {
	var g gatherer
	o.tree.Search(window, func(i int) bool {
		arrangement.Condense(o.shapes[i], window, func(a, b geo.Point) { g.add(a, b, int32(i)) }) //nolint:gosec // an index
		return true
	})
	o.lineTree.Search(window, func(i int) bool {
		g.add(o.lines[i][0], o.lines[i][1], line)
		return true
	})
	return g.borders()
}
