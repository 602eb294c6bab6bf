package coverage

import (
	"wangge/geo"
)

// simplicity tells fast that a shape's rings neither cross nor touch themselves or each other. Rings are cut into chains
// that run one way in x and in y, so that a chain cannot meet itself; only chains whose boxes meet are compared (the
// monotone chains of JTS's MonotoneChainBuilder). It keeps its memory from shape to shape and serves one goroutine.
type simplicity struct {
	chains []chain
	boxes  []geo.Rect
	tree   geo.BoxTree
}

// chain is the points first … first+edges of a ring, along its direction.
type chain struct {
	ring         geo.Ring
	first, edges int
	step         int // 1 where x grows along the ring, -1 where it falls: chains are read from west to east
}

// simple reports whether no edge of the shape meets another beside the ends that neighbours in a ring share. It is false
// too for rings of less than three points and for repeated points: rings.go says then what is wrong, if anything is.
func (s *simplicity) simple(m geo.MultiPolygon) bool {
	s.chains, s.boxes = s.chains[:0], s.boxes[:0]
	if len(m) == 0 {
		return false
	}
	for _, p := range m {
		if len(p) == 0 {
			return false
		}
		for _, r := range p {
			if len(r) < 3 || !s.cut(r) {
				return false
			}
		}
	}
	s.tree.Build(s.boxes)
	for i := range s.chains {
		apart := true
		s.tree.Search(s.boxes[i], func(j int) bool {
			apart = j <= i || s.apart(i, j)
			return apart
		})
		if !apart {
			return false
		}
	}
	return true
}

// Quadrants that an edge may point to; one along an axis fits two of them.
const (
	northEast = 1 << iota
	northWest
	southWest
	southEast
	anyQuadrant = northEast | northWest | southWest | southEast
)

func quadrants(a, b geo.Point) int {
	q := anyQuadrant
	if b.X > a.X {
		q &= northEast | southEast
	} else if b.X < a.X {
		q &= northWest | southWest
	}
	if b.Y > a.Y {
		q &= northEast | northWest
	} else if b.Y < a.Y {
		q &= southWest | southEast
	}
	return q
}

// cut adds the chains of a ring; false where a point is repeated.
func (s *simplicity) cut(r geo.Ring) bool {
	from, q := 0, anyQuadrant
	a := r[0]
	for i := 1; i <= len(r); i++ {
		b := r[0]
		if i < len(r) {
			b = r[i]
		}
		if a == b {
			return false
		}
		next := quadrants(a, b)
		if q&next == 0 {
			s.add(r, from, i-1, q)
			from, q = i-1, anyQuadrant
		}
		q &= next
		a = b
	}
	s.add(r, from, len(r), q)
	return true
}

func (s *simplicity) add(r geo.Ring, from, to, q int) {
	c := chain{ring: r, first: from, edges: to - from, step: 1}
	a, b := r[from], r[to%len(r)]
	if q&(northEast|southEast) == 0 {
		c.step = -1
	}
	s.chains = append(s.chains, c)
	s.boxes = append(s.boxes, geo.Rect{
		Min: geo.Point{X: min(a.X, b.X), Y: min(a.Y, b.Y)},
		Max: geo.Point{X: max(a.X, b.X), Y: max(a.Y, b.Y)},
	})
}

// at gives the i-th point of the chain from the west.
func (c *chain) at(i int) geo.Point {
	k := c.first + i
	if c.step < 0 {
		k = c.first + c.edges - i
	}
	if k >= len(c.ring) {
		k -= len(c.ring)
	}
	return c.ring[k]
}

// apart reports whether two chains meet nowhere but where one ends and the other begins. Both are read from west to east;
// an edge is compared with those whose span of x it shares.
func (s *simplicity) apart(i, j int) bool {
	c, d := &s.chains[i], &s.chains[j]
	in := s.boxes[i].Intersect(s.boxes[j])
	from := 0
	for k := range c.edges {
		a, b := c.at(k), c.at(k+1)
		if b.X < in.Min.X {
			continue
		}
		if a.X > in.Max.X {
			break
		}
		if max(a.Y, b.Y) < in.Min.Y || min(a.Y, b.Y) > in.Max.Y {
			continue
		}
		for from < d.edges && d.at(from+1).X < a.X {
			from++
		}
		for l := from; l < d.edges; l++ {
			p, q := d.at(l), d.at(l+1)
			if p.X > b.X {
				break
			}
			if max(p.Y, q.Y) >= min(a.Y, b.Y) && min(p.Y, q.Y) <= max(a.Y, b.Y) && !s.fine(c, d, k, l, a, b, p, q) {
				return false
			}
		}
	}
	return true
}

// fine reports whether edge ab, the k-th of c, and edge pq, the l-th of d, meet in no point, or only in the one that they
// share as neighbours in their ring.
func (s *simplicity) fine(c, d *chain, k, l int, a, b, p, q geo.Point) bool {
	if !geo.Touch(a, b, p, q) {
		return true
	}
	e, f := c.place(k), d.place(l)
	n := len(c.ring)
	if &c.ring[0] != &d.ring[0] || (e+1)%n != f && (f+1)%n != e {
		return false
	}
	return !parallelOverlap(edge{a: a, b: b}, edge{a: p, b: q})
}

// place gives the k-th edge from the west its place in the ring.
func (c *chain) place(k int) int {
	if c.step < 0 {
		return c.first + c.edges - 1 - k
	}
	return c.first + k
}
