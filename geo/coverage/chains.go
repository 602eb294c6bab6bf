package coverage

import (
	"wangge/geo"
	"wangge/geo/arrangement"
)

// simplicity tells fast that a shape's rings neither cross nor touch themselves or each other. Rings are cut into chains
// that run strictly one way in x or in y, so that a chain cannot meet itself; only chains whose boxes meet are compared (as
// the monotone chains of JTS's MonotoneChainBuilder, of which each would be several). It keeps its memory from shape to
// shape and serves one goroutine.
type simplicity struct {
	points []geo.Point // of all rings, each with its first point again at its end
	chains []chain
	boxes  []geo.Rect
	tree   geo.BoxTree
}

// chain is a few edges of a ring one after the other.
type chain struct {
	points []geo.Point
	dx, dy int64 // the way in which it runs: along it, x·dx + y·dy grows with every edge
	place  int   // of its first edge in the ring
	size   int   // edges of the ring
	ring   int   // of the shape
}

// chainMost bounds the edges of a chain, so that two chains are compared in bounded time.
const chainMost = 16

// simple reports whether no edge of the shape meets another beside the ends that neighbours in a ring share. It is false
// too for rings of less than three points and for repeated points: rings.go says then what is wrong, if anything is.
func (s *simplicity) simple(m geo.MultiPolygon) bool {
	s.points, s.chains, s.boxes = s.points[:0], s.chains[:0], s.boxes[:0]
	if len(m) == 0 {
		return false
	}
	ring := 0
	for _, p := range m {
		if len(p) == 0 {
			return false
		}
		for _, r := range p {
			if len(r) < 3 || !s.cut(r, ring) {
				return false
			}
			ring++
		}
	}
	s.tree.Build(s.boxes)
	return s.tree.Pairs(s.apart)
}

// ways says how edges run. One along an axis counts as running both ways along the other: a chain with it has to run
// one way along that axis.
type ways int

const (
	east ways = 1 << iota
	west
	north
	south
)

// waysOf gives the ways of an edge from a to b; all of them where these are one point.
func waysOf(a, b geo.Point) (w ways) {
	if b.X >= a.X {
		w |= east
	}
	if b.X <= a.X {
		w |= west
	}
	if b.Y >= a.Y {
		w |= north
	}
	if b.Y <= a.Y {
		w |= south
	}
	return w
}

// oneWay reports whether edges of these ways run one way along an axis at least.
func (w ways) oneWay() bool { return w&(east|west) != east|west || w&(north|south) != north|south }

// cut adds the chains of a ring; false where a point is repeated.
func (s *simplicity) cut(r geo.Ring, ring int) bool {
	start := len(s.points)
	s.points = append(append(s.points, r...), r[0])
	points := s.points[start:]
	c := chain{size: len(r), ring: ring}
	var run ways
	box := geo.EmptyRect.Extend(r[0])
	for i := range r {
		a, b := points[i], points[i+1]
		way := waysOf(a, b)
		if !way.oneWay() {
			return false
		}
		if next := run | way; !next.oneWay() || i-c.place == chainMost {
			s.add(c, points[c.place:i+1], run, box)
			c.place, run, box = i, way, geo.EmptyRect.Extend(a)
		} else {
			run = next
		}
		box = box.Extend(b)
	}
	s.add(c, points[c.place:], run, box)
	return true
}

func (s *simplicity) add(c chain, points []geo.Point, run ways, box geo.Rect) {
	c.points = points
	switch {
	case run&west == 0:
		c.dx = 1
	case run&east == 0:
		c.dx = -1
	case run&south == 0:
		c.dy = 1
	default:
		c.dy = -1
	}
	s.chains = append(s.chains, c)
	s.boxes = append(s.boxes, box)
}

// apart reports whether two chains meet nowhere but where neighbours in a ring share a point.
func (s *simplicity) apart(i, j int) bool {
	c, d := &s.chains[i], &s.chains[j]
	in := s.boxes[i].Intersect(s.boxes[j])
	from, to := c.within(in)
	low, high := d.within(in)
	for k := from; k < to; k++ {
		box := arrangement.Edge{A: c.points[k], B: c.points[k+1]}.Box()
		for l := low; l < high; l++ {
			if box.Intersects(arrangement.Edge{A: d.points[l], B: d.points[l+1]}.Box()) && !c.fine(d, k, l) {
				return false
			}
		}
	}
	return true
}

// within gives the edges from … to−1 that may meet a box.
func (c *chain) within(in geo.Rect) (from, to int) {
	low, high := c.along(in.Min), c.along(in.Max)
	if low > high {
		low, high = high, low
	}
	to = len(c.points) - 1
	for from < to && c.along(c.points[from+1]) < low {
		from++
	}
	for from < to && c.along(c.points[to-1]) > high {
		to--
	}
	return from, to
}

func (c *chain) along(p geo.Point) int64 { return int64(p.X)*c.dx + int64(p.Y)*c.dy }

// fine reports whether edge k of c and edge l of d meet in no point, or only in the one that they share as neighbours in
// their ring.
func (c *chain) fine(d *chain, k, l int) bool {
	e, f := arrangement.Edge{A: c.points[k], B: c.points[k+1]}, arrangement.Edge{A: d.points[l], B: d.points[l+1]}
	if gap := c.place + k - d.place - l; c.ring == d.ring && (gap == 1 || gap == -1 || gap == c.size-1 || gap == 1-c.size) {
		return !parallelOverlap(e, f)
	}
	return !geo.Touch(e.A, e.B, f.A, f.B)
}
