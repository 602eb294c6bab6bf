package geo

import (
	"cmp"
	"math"
	"slices"
)

// SharedM2 gives the area in m² of the ground that lies in both shapes, on the ellipsoid as AreaM2 does. Both have to be valid:
// outer rings counter-clockwise, holes clockwise, no point covered twice.
//
// No overlay is built. Below an edge lies the ground between it and a parallel, counted positive where the interior lies below
// the edge too; a shape is the sum of that over its edges, and what two shapes share is the sum over all pairs of edges of what lies
// below both, that is below the lower one. So an edge counts along the stretches where edges of the other shape lie above it, once
// for each, by their signs. Which lies above is decided exactly; where two edges coincide, the one of m counts as the lower.
func (m MultiPolygon) SharedM2(n MultiPolygon) float64 {
	box := m.Bound().Intersect(n.Bound())
	if box.Min.X >= box.Max.X || box.Min.Y >= box.Max.Y {
		return 0
	}
	ours, theirs := skylineOf(m, box), skylineOf(n, box)
	return max(0, ours.below(theirs, 0)+theirs.below(ours, 1))
}

// side is an edge that is not vertical.
type side struct {
	west, east Point
	sign       int // 1 where the interior lies below, -1 where above
}

func (s side) box() Rect { return EmptyRect.Extend(s.west).Extend(s.east) }

// at is the latitude of the edge at x.
func (s side) at(x float64) float64 {
	t := (x - float64(s.west.X)) / (float64(s.east.X) - float64(s.west.X))
	return float64(s.west.Y) + t*(float64(s.east.Y)-float64(s.west.Y))
}

// over tells on which side of s's line p lies: 1 to the north, 0 on it, -1 to the south.
func (s side) over(p Point) int { return Orient(s.west, s.east, p) }

// under tells along which stretch t lies at least as high as s (strictly higher where least is 1).
func (s side) under(t side, least int) (from, to float64, some bool) {
	var left, right int
	if s.west.X >= t.west.X {
		from, left = float64(s.west.X), -t.over(s.west)
	} else {
		from, left = float64(t.west.X), s.over(t.west)
	}
	if s.east.X <= t.east.X {
		to, right = float64(s.east.X), -t.over(s.east)
	} else {
		to, right = float64(t.east.X), s.over(t.east)
	}
	switch {
	case from >= to:
		return 0, 0, false
	case left*right >= 0:
		return from, to, left+right >= least
	}
	dl, dr := t.at(from)-s.at(from), t.at(to)-s.at(to)
	cross := from + (to-from)*min(1, max(0, dl/(dl-dr)))
	if left > 0 {
		return from, cross, true
	}
	return cross, to, true
}

// skyline is the sides of a shape that may bound or cover ground of a box.
type skyline struct {
	box   Rect
	sides []side
	tree  BoxTree
}

// skylineOf leaves out what does not lie over the box or within it.
func skylineOf(m MultiPolygon, box Rect) *skyline {
	s := &skyline{box: box}
	var boxes []Rect
	m.Edges(func(a, b Point) {
		e := side{west: a, east: b, sign: -1}
		if b.X < a.X {
			e = side{west: b, east: a, sign: 1}
		}
		if a.X != b.X && e.west.X < box.Max.X && e.east.X > box.Min.X && max(a.Y, b.Y) >= box.Min.Y {
			s.sides, boxes = append(s.sides, e), append(boxes, e.box())
		}
	})
	s.tree.Build(boxes)
	return s
}

// step is a place along a side where the sum of the signs above it changes.
type step struct {
	x  float64
	by int
}

// below gives the signed area below the stretches of s that lie under sides of other.
func (s *skyline) below(other *skyline, least int) float64 {
	base := authalic(float64(s.box.Min.Y) * radian)
	sum := 0.0
	var steps []step
	for _, e := range s.sides {
		over := e.box()
		if !over.Intersects(s.box) {
			continue // the other shape has no ground here
		}
		over.Max.Y = math.MaxInt32
		steps = steps[:0]
		other.tree.Search(over, func(i int) bool {
			t := other.sides[i]
			if from, to, some := e.under(t, least); some {
				steps = append(steps, step{from, t.sign}, step{to, -t.sign})
			}
			return true
		})
		slices.SortFunc(steps, func(a, b step) int { return cmp.Compare(a.x, b.x) })
		sum += float64(e.sign) * e.areaBelow(steps, base)
	}
	return sum
}

// areaBelow sums the area down to the base along the stretches, each as often as the steps before it add up to.
func (s side) areaBelow(steps []step, base float64) (sum float64) {
	times, from := 0, 0.0
	for _, st := range steps {
		if times != 0 && st.x > from {
			sum += float64(times) * (st.x - from) * radian * (authalicMean(s.at(from), s.at(st.x)) - base)
			from = st.x
		}
		if times == 0 {
			from = st.x
		}
		times += st.by
	}
	return sum
}
