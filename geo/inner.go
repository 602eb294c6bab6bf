package geo

import (
	"container/heap"
	"math"

	"github.com/paulmach/orb"
)

// Inner gives a point for labels and questions of membership: inside the shape, far from its border,
// the same for every order of rings and parts of the same area. It is the pole of inaccessibility
// of the largest part to about a hundredth of the part's size (Garcia-Castellanos and Lombardo
// 2007; the quadtree search is Mapbox's polylabel), rounded to the lattice. A shape too thin to
// hold a lattice point gives the first point of its border; an empty one the zero Point.
func (m MultiPolygon) Inner() Point {
	at, _ := m.largest().inner()
	return at
}

// WidthM gives the diameter in metres of the largest circle inside any part, to within 2 % or a lattice step.
func (m MultiPolygon) WidthM() float64 {
	w := 0.0
	for _, p := range m {
		_, r := p.pole(0.02)
		w = max(w, 2*r)
	}
	return w
}

// InnerWidthM gives Inner and WidthM at the cost of one of them where there is one part.
func (m MultiPolygon) InnerWidthM() (Point, float64) {
	if len(m) == 1 {
		return m[0].inner()
	}
	return m.Inner(), m.WidthM()
}

// largest gives the part of the largest area.
func (m MultiPolygon) largest() (best Polygon) {
	area := -1.0
	for _, p := range m {
		if a := p.AreaM2(); a > area {
			best, area = p, a
		}
	}
	return best
}

// inner gives Inner of one part, and its width.
func (p Polygon) inner() (Point, float64) {
	if len(p) == 0 || len(p[0]) == 0 {
		return Point{}, 0
	}
	at, r := p.pole(0.01)
	if p.Side(at) != Inside {
		at = p[0][0]
	}
	return at, 2 * r
}

// pole finds the point farthest from the border and its distance in metres, to the given fraction
// of that distance or half a lattice step, whichever is more. Cells of a quadtree are refined best first, so thin slivers end as well: the
// bound that stops the search is relative to what was found.
func (p Polygon) pole(precision float64) (Point, float64) {
	if len(p) == 0 || len(p[0]) < 3 {
		return Point{}, 0
	}
	s := newPoleSearch(p)
	b := s.box
	size := max(min(b.Max[0]-b.Min[0], b.Max[1]-b.Min[1]), (b.Max[0]-b.Min[0])/64, (b.Max[1]-b.Min[1])/64)
	if size <= 0 {
		return p[0][0], 0
	}
	for x := b.Min[0]; x < b.Max[0]; x += size {
		for y := b.Min[1]; y < b.Max[1]; y += size {
			s.push(x+size/2, y+size/2, size/2)
		}
	}
	best := s.seed()
	for range poleSteps {
		if s.queue.Len() == 0 {
			break
		}
		c := heap.Pop(&s.queue).(poleCell)
		if c.d > best.d {
			best = c
		}
		if d := max(best.d, 0); c.most <= max(d*(1+precision), d+s.frame.Y/2) {
			break
		}
		h := c.h / 2
		s.push(c.x-h, c.y-h, h)
		s.push(c.x+h, c.y-h, h)
		s.push(c.x-h, c.y+h, h)
		s.push(c.x+h, c.y+h, h)
	}
	return s.point(best), max(best.d, 0)
}

// poleSteps bounds the search: a sliver a hundred thousand times as long as wide would never end,
// and its seed is as good an answer.
const poleSteps = 4000

// seedEdges bounds the work of seed, which looks at pairs of edges.
const seedEdges = 1000

// seed looks into the polygon from the middle of its edges, and takes the middle of the widest view: the
// axis of a sliver, which squares would find only slowly.
func (s *poleSearch) seed() poleCell {
	best := poleCell{d: math.Inf(-1)}
	step := 1 + len(s.edges)/seedEdges
	for i := 0; i < len(s.edges); i += step {
		e := s.edges[i]
		l := math.Hypot(e[2]-e[0], e[3]-e[1])
		x, y, nx, ny := (e[0]+e[2])/2, (e[1]+e[3])/2, (e[1]-e[3])/l, (e[2]-e[0])/l // the inside lies to the left
		// The middle of a view is no farther from the border than half of it.
		if view := s.view(i, x, y, nx, ny); view/2 > best.d && !math.IsInf(view, 1) {
			x, y = x+nx*view/2, y+ny*view/2
			if d := s.distance(x, y); d > best.d {
				best = poleCell{x: x, y: y, d: d, most: d}
			}
		}
	}
	return best
}

// view is the distance from x, y to the first edge other than from, in the direction nx, ny.
func (s *poleSearch) view(from int, x, y, nx, ny float64) float64 {
	best := math.Inf(1)
	for i, e := range s.edges {
		if i == from {
			continue
		}
		// The signed offsets of the edge's ends from the line of sight.
		a := (e[0]-x)*ny - (e[1]-y)*nx
		b := (e[2]-x)*ny - (e[3]-y)*nx
		if a == b || a > 0 && b > 0 || a < 0 && b < 0 {
			continue
		}
		t := a / (a - b)
		if d := (e[0]+t*(e[2]-e[0])-x)*nx + (e[1]+t*(e[3]-e[1])-y)*ny; d > 0 {
			best = min(best, d)
		}
	}
	return best
}

type poleCell struct {
	x, y, h float64 // centre and half size, metres
	d       float64 // distance of the centre to the border, negative outside
	most    float64 // no point of the cell is farther from the border than this
}

type poleQueue []poleCell

func (q poleQueue) Len() int           { return len(q) }
func (q poleQueue) Less(i, j int) bool { return q[i].most > q[j].most }
func (q poleQueue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }

// Push is for container/heap.
func (q *poleQueue) Push(c any) { *q = append(*q, c.(poleCell)) }

// Pop is for container/heap.
func (q *poleQueue) Pop() any {
	old := *q
	c := old[len(old)-1]
	*q = old[:len(old)-1]
	return c
}

// poleSearch holds the polygon's edges in metres around its first point.
type poleSearch struct {
	origin Point
	frame  Frame
	edges  [][4]float64
	box    orb.Bound
	queue  poleQueue
}

func newPoleSearch(p Polygon) *poleSearch {
	s := &poleSearch{origin: p[0][0], frame: FrameAt(p[0][0])}
	s.box = orb.Bound{Min: orb.Point{math.Inf(1), math.Inf(1)}, Max: orb.Point{math.Inf(-1), math.Inf(-1)}}
	MultiPolygon{p}.Edges(func(a, b Point) {
		ax, ay := s.metres(a)
		bx, by := s.metres(b)
		s.edges = append(s.edges, [4]float64{ax, ay, bx, by})
		s.box.Min[0], s.box.Max[0] = min(s.box.Min[0], ax), max(s.box.Max[0], ax)
		s.box.Min[1], s.box.Max[1] = min(s.box.Min[1], ay), max(s.box.Max[1], ay)
	})
	return s
}

func (s *poleSearch) metres(p Point) (x, y float64) {
	return float64(int64(p.X)-int64(s.origin.X)) * s.frame.X, float64(int64(p.Y)-int64(s.origin.Y)) * s.frame.Y
}

func (s *poleSearch) point(c poleCell) Point {
	return Point{
		X: int32(math.Round(float64(s.origin.X) + c.x/s.frame.X)),
		Y: int32(math.Round(float64(s.origin.Y) + c.y/s.frame.Y)),
	}
}

func (s *poleSearch) push(x, y, h float64) {
	d := s.distance(x, y)
	heap.Push(&s.queue, poleCell{x: x, y: y, h: h, d: d, most: d + h*math.Sqrt2})
}

// distance is signed: positive inside, by the even-odd rule.
func (s *poleSearch) distance(x, y float64) float64 {
	in, best := false, math.Inf(1)
	for _, e := range s.edges {
		ax, ay, bx, by := e[0], e[1], e[2], e[3]
		if (ay > y) != (by > y) && x < (bx-ax)*(y-ay)/(by-ay)+ax {
			in = !in
		}
		dx, dy := bx-ax, by-ay
		t := 0.0
		if l2 := dx*dx + dy*dy; l2 > 0 {
			t = min(1, max(0, ((x-ax)*dx+(y-ay)*dy)/l2))
		}
		ex, ey := ax+t*dx-x, ay+t*dy-y
		best = min(best, ex*ex+ey*ey)
	}
	if best = math.Sqrt(best); !in {
		return -best
	}
	return best
}

// RoundingM tells how far rounding to the lattice moves a vertex of g at most, in metres.
func RoundingM(g orb.Geometry) float64 {
	most := 0.0
	eachPoint(g, func(p orb.Point) {
		q, err := Round(p)
		if err != nil {
			return
		}
		f := FrameAt(q)
		most = max(most, math.Hypot((p[0]*Unit-float64(q.X))*f.X, (p[1]*Unit-float64(q.Y))*f.Y))
	})
	return most
}

func eachPoint(g orb.Geometry, f func(orb.Point)) {
	switch g := g.(type) {
	case orb.Point:
		f(g)
	case orb.LineString:
		for _, p := range g {
			f(p)
		}
	case orb.MultiLineString:
		for _, l := range g {
			eachPoint(l, f)
		}
	case orb.Polygon:
		for _, r := range g {
			eachPoint(orb.LineString(r), f)
		}
	case orb.MultiPolygon:
		for _, p := range g {
			eachPoint(p, f)
		}
	}
}
