package coverage

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"wangge/geo"
)

// swap is a run and the course that is to replace it.
type swap struct {
	run      run
	course   course
	distance float64 // by which the border moves at most, metres
}

// swapKey tells a change from all others of the cell: the same run may be tried again when the others have another course.
type swapKey struct {
	cell, n, courseN int
	from, to         geo.Point
	x, y             int64 // the sums of the course
}

func (s swap) key() swapKey {
	points := s.run.points
	k := swapKey{cell: s.run.cell, n: len(points), courseN: len(s.course.points), from: points[0], to: points[len(points)-1]}
	for _, p := range s.course.points {
		k.x, k.y = k.x+int64(p.X), k.y+int64(p.Y)
	}
	return k
}

// claim takes the edges of both courses for this change; false where another one has some of them.
func (s swap) claim(used map[span]bool) bool {
	var keys []span
	for _, line := range [2][]geo.Point{s.run.points, s.course.points} {
		for i := 1; i < len(line); i++ {
			key, _ := spanOf(line[i-1], line[i], 0)
			if used[key] {
				return false
			}
			keys = append(keys, key)
		}
	}
	for _, key := range keys {
		used[key] = true
	}
	return true
}

// action names the change; area is that of the run followed by the course backwards, positive where the cell gives ground up.
func (s swap) action(parent bool, area float64) Action {
	switch {
	case parent && area > 0:
		return CutBack
	case parent:
		return Fill
	case isSubset(s.run.points, s.course.points):
		return Node
	case len(s.run.points) == len(s.course.points):
		return Snap
	default:
		return Swap
	}
}

// isSubset reports whether all points of some stand in all, in the same order.
func isSubset(some, all []geo.Point) bool {
	i := 0
	for _, p := range all {
		if i < len(some) && some[i] == p {
			i++
		}
	}
	return i == len(some)
}

// givesWay decides whether the cell of a run takes the others' course, or they its. Parents never give way. Several cells that
// agree on a vertex are not asked to give it up. Between two cells the rank decides; then an invalid ring gives way; then what
// the borders tell: see likelier. Forced, a cell gives way too where the other could not.
func (m *mender) givesWay(w *web, s swap, forced bool) bool {
	others := slices.DeleteFunc(slices.Clone(s.course.owners), func(o int32) bool { return int(o) >= len(m.set.Cells) })
	if len(others) == 0 {
		return true // the parent's border alone
	}
	mine, highest := m.Rank(s.run.cell), math.MinInt
	for _, o := range others {
		highest = max(highest, m.Rank(int(o)))
	}
	if mine != highest {
		return mine < highest
	}
	if len(others) > 1 || forced {
		return true
	}
	other := int(others[0])
	if bad := m.invalidCell(s.run.cell); bad != m.invalidCell(other) {
		return bad
	}
	return cmp.Or(m.likelier(w, s, other), strings.Compare(m.nameOf(other), m.nameOf(s.run.cell)), cmp.Compare(other, s.run.cell)) < 0
}

// culprit is by how much more of its border a cell must have unmatched to be taken for the one that moved.
const culprit = 1.5

// likelier tells which of two courses is likelier the one that was there before the other was damaged: negative for the
// other's, positive for the cell's own.
func (m *mender) likelier(w *web, s swap, other int) int {
	own, its := s.run.points, s.course.points
	switch {
	case isSubset(own, its):
		return detail(own, its, m.spacingOf(s.run.cell, other))
	case isSubset(its, own):
		return -detail(its, own, m.spacingOf(s.run.cell, other))
	}
	mine, theirs := w.length[int32(s.run.cell)], w.length[int32(other)] //nolint:gosec // indexes
	switch {
	case mine > culprit*theirs:
		return -1
	case theirs > culprit*mine:
		return 1
	}
	return cmp.Compare(turning(its), turning(own))
}

// unusual is by how many standard deviations the spacing of a course has to be odder than the other's to count.
const unusual = 1.4

// detail compares a course with one that has more vertices: -1 where these are a real bend, which the plainer course lost;
// 1 where they lie on the plainer one as nearly as the lattice lets them, and say nothing, or stand closer than the vertices
// of the two cells do elsewhere, as one that somebody put in between.
func detail(plain, rich []geo.Point, usual spacing) int {
	if usual.odd(rich)-usual.odd(plain) > unusual*usual.spread {
		return 1
	}
	for _, p := range rich {
		on := slices.Contains(plain, p)
		for i := 1; i < len(plain) && !on; i++ {
			on = geo.InPixel(p, plain[i-1], plain[i])
		}
		if !on {
			return -1
		}
	}
	return 1
}

// turning is the sum of all turns along a line, in radians: a vertex that was moved by itself makes the line more crooked.
func turning(line []geo.Point) float64 {
	f := geo.FrameAt(line[0])
	sum, last := 0.0, math.NaN()
	for i := 1; i < len(line); i++ {
		at := math.Atan2(float64(int64(line[i].Y)-int64(line[i-1].Y))*f.Y, float64(int64(line[i].X)-int64(line[i-1].X))*f.X)
		if i > 1 {
			sum += math.Abs(math.Remainder(at-last, 2*math.Pi))
		}
		last = at
	}
	return sum
}

// Proposal is what could be done about a fault that is left to a person.
type Proposal struct {
	Action ProposedAction `json:"action"`
	Cells  []string       `json:"cells,omitempty"` // for whom
}

// ProposedAction is a thing to do, from a closed set.
type ProposedAction string

// What a person may do about a finding.
const (
	KeepOne   ProposedAction = "keepOne"   // of the cells on the same ground, keep one
	CutOut    ProposedAction = "cutOut"    // take the inner cell's ground out of the outer one
	Assign    ProposedAction = "assign"    // give the ground to one of the cells
	NewCell   ProposedAction = "newCell"   // make a cell of it, or give it to one of the cells
	Redraw    ProposedAction = "redraw"    // draw the border again
	Restore   ProposedAction = "restore"   // bring the missing cell back, or take its code from the list
	Extend    ProposedAction = "extend"    // let a cell reach to the street
	Confirm   ProposedAction = "confirm"   // a warning: leave it if it is meant so
	Tolerance ProposedAction = "tolerance" // allow a larger tolerance, or decide by hand
)

func proposalFor(f Fault) Proposal {
	p := Proposal{Cells: f.Cells}
	switch f.Kind {
	case Duplicate:
		p.Action = KeepOne
	case Contained:
		p.Action = CutOut
	case Overlap:
		p.Action = Assign
	case Gap, ShortOfParent:
		p.Action = NewCell
	case InvalidRing:
		p.Action = Redraw
	case Missing:
		p.Action = Restore
	case StreetUncovered:
		p.Action = Extend
	case OutsideParent, UnmatchedEdge:
		p.Action = Tolerance
	case Multipart, Pinch, BuildingCut:
		p.Action = Confirm
	}
	return p
}
