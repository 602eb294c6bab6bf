package geo

import (
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

type (
	// Ring is a closed line; the last point joins the first and is not repeated.
	Ring []Point
	// Polygon is an outer ring followed by its holes.
	Polygon []Ring
	// MultiPolygon is the shape of every cell and division: one part, or several (exclaves).
	MultiPolygon []Polygon
	// Line is an open polyline, such as a street.
	Line []Point
)

// Rect is a closed box on the lattice. The zero Rect is the single point 0,0; use EmptyRect to start a union.
type Rect struct{ Min, Max Point }

// EmptyRect contains nothing; extending it by a point gives the box of that point.
var EmptyRect = Rect{Min: Point{1<<31 - 1, 1<<31 - 1}, Max: Point{-1 << 31, -1 << 31}}

// Extend gives the smallest box that holds r and p.
func (r Rect) Extend(p Point) Rect {
	return Rect{
		Min: Point{min(r.Min.X, p.X), min(r.Min.Y, p.Y)},
		Max: Point{max(r.Max.X, p.X), max(r.Max.Y, p.Y)},
	}
}

// Union gives the smallest box that holds both.
func (r Rect) Union(s Rect) Rect {
	if s.Empty() {
		return r
	}
	return r.Extend(s.Min).Extend(s.Max)
}

// Empty reports whether r holds no point.
func (r Rect) Empty() bool { return r.Min.X > r.Max.X || r.Min.Y > r.Max.Y }

// Contains reports whether p lies in r or on its rim.
func (r Rect) Contains(p Point) bool {
	return r.Min.X <= p.X && p.X <= r.Max.X && r.Min.Y <= p.Y && p.Y <= r.Max.Y
}

// Intersects reports whether the boxes share a point, rims included.
func (r Rect) Intersects(s Rect) bool {
	return r.Min.X <= s.Max.X && s.Min.X <= r.Max.X && r.Min.Y <= s.Max.Y && s.Min.Y <= r.Max.Y
}

// Intersect gives the box of the points that lie in both; it is Empty where there are none.
func (r Rect) Intersect(s Rect) Rect {
	return Rect{
		Min: Point{max(r.Min.X, s.Min.X), max(r.Min.Y, s.Min.Y)},
		Max: Point{min(r.Max.X, s.Max.X), min(r.Max.Y, s.Max.Y)},
	}
}

// Inside reports whether r lies within s, rims included.
func (r Rect) Inside(s Rect) bool { return s.Contains(r.Min) && s.Contains(r.Max) }

// Grow moves the rim outwards by n lattice steps, as far as the lattice reaches.
func (r Rect) Grow(n int32) Rect {
	less := func(v int32) int32 { return max(v, math.MinInt32+n) - n }
	more := func(v int32) int32 { return min(v, math.MaxInt32-n) + n }
	return Rect{Min: Point{less(r.Min.X), less(r.Min.Y)}, Max: Point{more(r.Max.X), more(r.Max.Y)}}
}

// Middle gives the lattice point at the box's centre.
func (r Rect) Middle() Point {
	return Point{X: int32((int64(r.Min.X) + int64(r.Max.X)) / 2), Y: int32((int64(r.Min.Y) + int64(r.Max.Y)) / 2)}
}

// Bound gives the box of the ring.
func (r Ring) Bound() Rect {
	b := EmptyRect
	for _, p := range r {
		b = b.Extend(p)
	}
	return b
}

// Bound gives the box of the outer ring and of holes that reach beyond it.
func (p Polygon) Bound() Rect {
	b := EmptyRect
	for _, r := range p {
		if len(r) > 0 {
			b = b.Union(r.Bound())
		}
	}
	return b
}

// Bound gives the box of all parts.
func (m MultiPolygon) Bound() Rect {
	b := EmptyRect
	for _, p := range m {
		if pb := p.Bound(); !pb.Empty() {
			b = b.Union(pb)
		}
	}
	return b
}

// Bound gives the box of the line.
func (l Line) Bound() Rect { return Ring(l).Bound() }

// Edges calls f for every directed edge of every ring.
func (m MultiPolygon) Edges(f func(a, b Point)) {
	for _, p := range m {
		for _, r := range p {
			for i, a := range r {
				f(a, r[(i+1)%len(r)])
			}
		}
	}
}

// Equal reports whether both have the same vertices in the same order.
func (m MultiPolygon) Equal(n MultiPolygon) bool {
	return slices.EqualFunc(m, n, func(p, q Polygon) bool { return slices.EqualFunc(p, q, slices.Equal[Ring]) })
}

// Clone copies the shape down to its points.
func (m MultiPolygon) Clone() MultiPolygon {
	out := make(MultiPolygon, len(m))
	for i, p := range m {
		out[i] = make(Polygon, len(p))
		for j, r := range p {
			out[i][j] = slices.Clone(r)
		}
	}
	return out
}

// Points counts the vertices of all rings.
func (m MultiPolygon) Points() int {
	n := 0
	for _, p := range m {
		for _, r := range p {
			n += len(r)
		}
	}
	return n
}

// Orb gives the shape in degrees with closed rings.
func (m MultiPolygon) Orb() orb.MultiPolygon {
	out := make(orb.MultiPolygon, len(m))
	for i, p := range m {
		out[i] = p.Orb()
	}
	return out
}

// Orb gives the polygon in degrees with closed rings.
func (p Polygon) Orb() orb.Polygon {
	out := make(orb.Polygon, len(p))
	for i, r := range p {
		ring := make(orb.Ring, 0, len(r)+1)
		for _, q := range r {
			ring = append(ring, q.Orb())
		}
		if len(r) > 0 {
			ring = append(ring, r[0].Orb())
		}
		out[i] = ring
	}
	return out
}

// Orb gives the line in degrees.
func (l Line) Orb() orb.LineString {
	out := make(orb.LineString, len(l))
	for i, p := range l {
		out[i] = p.Orb()
	}
	return out
}

// FromOrb rounds a polygon or multipolygon in CGCS2000 degrees to the lattice, once.
// The closing point of each ring and points that repeat their predecessor on the lattice are left
// out, and rings are turned so that shells run counter-clockwise and holes clockwise; a ring
// whose signed area is zero stays as it came. Nothing else is repaired: package coverage reports the rest.
func FromOrb(g orb.Geometry) (MultiPolygon, error) {
	switch g := g.(type) {
	case orb.Polygon:
		p, err := polygonFromOrb(g)
		if err != nil {
			return nil, err
		}
		return MultiPolygon{p}, nil
	case orb.MultiPolygon:
		out := make(MultiPolygon, 0, len(g))
		for i, part := range g {
			p, err := polygonFromOrb(part)
			if err != nil {
				return nil, fmt.Errorf("part %d: %w", i, err)
			}
			out = append(out, p)
		}
		return out, nil
	case nil:
		return nil, fmt.Errorf("no geometry")
	default:
		return nil, fmt.Errorf("geometry is %s, want Polygon or MultiPolygon", g.GeoJSONType())
	}
}

func polygonFromOrb(p orb.Polygon) (Polygon, error) {
	out := make(Polygon, 0, len(p))
	for i, ring := range p {
		r := make(Ring, 0, len(ring))
		for j, q := range ring {
			lp, err := Round(q)
			if err != nil {
				return nil, fmt.Errorf("ring %d, point %d: %w", i, j, err)
			}
			if len(r) == 0 || r[len(r)-1] != lp {
				r = append(r, lp)
			}
		}
		for len(r) > 1 && r[len(r)-1] == r[0] {
			r = r[:len(r)-1]
		}
		if ccw := r.Sign(); ccw != 0 && (ccw > 0) != (i == 0) {
			slices.Reverse(r)
		}
		out = append(out, r)
	}
	return out, nil
}

// LineFromOrb rounds a line in CGCS2000 degrees to the lattice and leaves out repeated points.
func LineFromOrb(l orb.LineString) (Line, error) {
	out := make(Line, 0, len(l))
	for i, q := range l {
		p, err := Round(q)
		if err != nil {
			return nil, fmt.Errorf("point %d: %w", i, err)
		}
		if len(out) == 0 || out[len(out)-1] != p {
			out = append(out, p)
		}
	}
	return out, nil
}
