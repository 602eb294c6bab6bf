package coverage

import (
	"slices"

	"wangge/geo"
	"wangge/geo/arrangement"
)

// ringFaults tells where a shape is invalid, where it only touches itself, and whether it has several parts.
type ringFaults struct {
	invalid []geo.Point // crossings, spikes, collapses, wrong nesting
	pinched []geo.Point // touches itself without crossing
	nowhere bool        // there is a part or a ring without a point, or nothing at all
	parts   bool
}

func (f ringFaults) any() bool { return f.bad() || len(f.pinched) > 0 || f.parts }

// bad reports whether the shape is invalid.
func (f ringFaults) bad() bool { return len(f.invalid) > 0 || f.nowhere }

// ringPlaces is how many places of one shape are told at most.
const ringPlaces = 1000

// faults tests all rings of a shape together, exactly.
func (s *simplicity) faults(m geo.MultiPolygon) ringFaults {
	f := ringFaults{parts: len(m) > 1}
	if !s.simple(m) {
		f.diagnose(m)
	}
	if !f.bad() && (len(m) > 1 || len(m[0]) > 1) {
		f.nesting(m)
	}
	for _, l := range []*[]geo.Point{&f.invalid, &f.pinched} {
		slices.SortFunc(*l, geo.Point.Compare)
		*l = slices.Compact(*l)
		*l = (*l)[:min(len(*l), ringPlaces)]
	}
	return f
}

// Valid tells where the rings of a shape cross, run along themselves, collapse or are nested wrongly, and where they touch
// without crossing; points are sorted, and there are none where the shape is valid and simple. What has no point at all is invalid at the zero Point.
func Valid(m geo.MultiPolygon) (invalid, touching []geo.Point) {
	var test simplicity
	f := test.faults(m)
	if f.nowhere {
		f.invalid = append(f.invalid, geo.Point{})
	}
	return f.invalid, f.pinched
}

// diagnose finds where rings collapse, cross or touch.
func (f *ringFaults) diagnose(m geo.MultiPolygon) {
	f.nowhere = len(m) == 0
	var edges []arrangement.Edge
	var arms []arm
	for _, p := range m {
		f.nowhere = f.nowhere || len(p) == 0
		for _, r := range p {
			if r = withoutRepeats(r); len(r) < 3 || r.Sign() == 0 && collapsed(r) {
				if len(r) == 0 {
					f.nowhere = true
				} else {
					f.invalid = append(f.invalid, lowest(r))
				}
				continue
			}
			for i, a := range r {
				n := len(r)
				edges = append(edges, arrangement.Edge{A: a, B: r[(i+1)%n], Owner: int32(len(edges))}) //nolint:gosec // an index
				arms = append(arms, arm{before: r[(i+n-1)%n], after: r[(i+1)%n]})
			}
		}
	}
	f.meetings(edges, arms)
}

// withoutRepeats leaves out points that repeat the one before.
func withoutRepeats(r geo.Ring) geo.Ring {
	var out geo.Ring
	for i, p := range r {
		if p != r[(i+len(r)-1)%len(r)] {
			out = append(out, p)
		}
	}
	return out
}

// collapsed reports a ring that lies on one line. (A bow-tie of equal wings has no sign either, but its crossing tells it.)
func collapsed(r geo.Ring) bool {
	for i := 1; i+1 < len(r); i++ {
		if geo.Orient(r[0], r[i], r[i+1]) != 0 {
			return false
		}
	}
	return true
}

// arm holds the two points that a ring comes from and goes to at one of its vertices.
type arm struct{ before, after geo.Point }

// meetings looks at every two edges that meet, other than neighbours in their ring, until there are more places than anyone
// will read.
func (f *ringFaults) meetings(edges []arrangement.Edge, arms []arm) {
	touches := map[geo.Point][]arm{}
	arrangement.EachPair(edges, func(i, j int) bool {
		e, g := edges[i], edges[j]
		switch {
		case geo.Cross(e.A, e.B, g.A, g.B):
			p, _ := geo.Crossing(e.A, e.B, g.A, g.B)
			f.invalid = append(f.invalid, p)
		case parallelOverlap(e, g):
			f.invalid = append(f.invalid, shared(e, g))
		case geo.Touch(e.A, e.B, g.A, g.B):
			p := shared(e, g)
			for _, k := range [2]int{i, j} {
				switch p {
				case edges[k].A:
					touches[p] = append(touches[p], arms[k])
				case edges[k].B:
					touches[p] = append(touches[p], arm{before: edges[k].A, after: p})
				default:
					touches[p] = append(touches[p], arm{before: edges[k].A, after: edges[k].B})
				}
			}
		}
		return len(f.invalid) < 4*ringPlaces
	})
	// A ring that arrives at p is told by its edge out of p, whose arm has both sides.
	out := map[geo.Point][]arm{}
	for i, e := range edges {
		if _, ok := touches[e.A]; ok {
			out[e.A] = append(out[e.A], arms[i])
		}
	}
	for p, list := range touches {
		passes := out[p]
		for _, a := range list {
			if a.before != p && a.after != p && !slices.Contains(passes, a) {
				passes = append(passes, a)
			}
		}
		f.passes(p, passes)
	}
}

// passes tells whether rings that meet at p cross there or only touch.
func (f *ringFaults) passes(p geo.Point, list []arm) {
	if len(list) < 2 {
		return // neighbours in one ring
	}
	for i, a := range list {
		for _, b := range list[i+1:] {
			if within(p, a, b.before) != within(p, a, b.after) {
				f.invalid = append(f.invalid, p)
				return
			}
		}
	}
	f.pinched = append(f.pinched, p)
}

// within tells whether the direction to q lies counter-clockwise between those to a.before and a.after.
func within(p geo.Point, a arm, q geo.Point) bool {
	angle := func(q, r geo.Point) int { return arrangement.CompareAngle(p, q, r) }
	if angle(a.before, a.after) < 0 {
		return angle(a.before, q) < 0 && angle(q, a.after) < 0
	}
	return angle(a.before, q) < 0 || angle(q, a.after) < 0
}

// parallelOverlap tells whether two edges lie on one line and share more than a point.
func parallelOverlap(e, g arrangement.Edge) bool {
	if geo.Orient(e.A, e.B, g.A) != 0 || geo.Orient(e.A, e.B, g.B) != 0 {
		return false
	}
	lo, hi := e.Ends()
	lo2, hi2 := g.Ends()
	if lo.Less(lo2) {
		lo = lo2
	}
	if hi2.Less(hi) {
		hi = hi2
	}
	return lo.Less(hi)
}

// shared gives a vertex of one edge that lies on the other.
func shared(e, g arrangement.Edge) geo.Point {
	switch {
	case geo.OnSegment(e.A, g.A, g.B):
		return e.A
	case geo.OnSegment(e.B, g.A, g.B):
		return e.B
	case geo.OnSegment(g.A, e.A, e.B):
		return g.A
	default:
		return g.B
	}
}

// nesting tells holes outside their shell, holes within holes and parts within parts; rings do not cross here.
func (f *ringFaults) nesting(m geo.MultiPolygon) {
	for i, p := range m {
		for j, hole := range p[1:] {
			if sideOf(hole, p[0]) == geo.Outside {
				f.invalid = append(f.invalid, lowest(hole))
			}
			for k, other := range p[1:] {
				if k != j && hole.Bound().Inside(other.Bound()) && sideOf(hole, other) == geo.Inside {
					f.invalid = append(f.invalid, lowest(hole))
				}
			}
		}
		for k, other := range m {
			if k != i && p[0].Bound().Intersects(other.Bound()) && sideOf(p[0], other) == geo.Inside {
				f.invalid = append(f.invalid, lowest(p[0]))
			}
		}
	}
}

// sideOf gives the side of the first vertex that is not on the border; rings that do not cross lie on one side.
func sideOf(r geo.Ring, of interface{ Side(geo.Point) geo.Side }) geo.Side {
	for _, q := range r {
		if s := of.Side(q); s != geo.Border {
			return s
		}
	}
	return geo.Border
}

// lowest gives the point of a ring that comes first, wherever the ring begins.
func lowest(r geo.Ring) geo.Point { return slices.MinFunc(r, geo.Point.Compare) }
