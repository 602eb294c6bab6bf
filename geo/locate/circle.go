package locate

import (
	"cmp"
	"math"
	"slices"

	"wangge/geo"
)

// Share is what a cell holds of a circle's area, from 0 to 1.
type Share struct {
	Cell  int
	Share float64
}

// Within gives the cells that hold some of the circle of so many metres around p, the largest share first, then by index, and the
// share that no cell holds. Shares are exact for the true circle in the local plane at p, good for radii of some kilometres; where cells
// do not overlap, they add up to 1. A circle without area is the point itself: its owner has all of it.
func (x *Index) Within(p geo.Point, radiusM float64) (shares []Share, nobodys float64) {
	if !(radiusM > 0) { // NaN too
		if c, ok := x.Owner(p); ok {
			return []Share{{c, 1}}, 0
		}
		return nil, 1
	}
	c := circle{p, geo.FrameAt(p), radiusM}
	nobodys = 1
	for _, i := range x.Meeting(c.box()) {
		if s := c.share(x.Shape(i)); s > leastShare {
			shares = append(shares, Share{i, s})
			nobodys -= s
		}
	}
	slices.SortFunc(shares, func(a, b Share) int { return cmp.Or(cmp.Compare(b.Share, a.Share), cmp.Compare(a.Cell, b.Cell)) })
	if nobodys < leastShare {
		nobodys = 0
	}
	return shares, nobodys
}

// leastShare is what rounding may leave of nothing.
const leastShare = 1e-12

// circle is given in metres around a point.
type circle struct {
	at      geo.Point
	frame   geo.Frame
	radiusM float64
}

func (c circle) box() geo.Rect {
	limit := func(v float64) int32 { return int32(max(math.MinInt32, min(math.MaxInt32, v))) }
	dx, dy := c.radiusM/c.frame.X+1, c.radiusM/c.frame.Y+1
	x, y := float64(c.at.X), float64(c.at.Y)
	return geo.Rect{Min: geo.Point{X: limit(x - dx), Y: limit(y - dy)}, Max: geo.Point{X: limit(x + dx), Y: limit(y + dy)}}
}

// share gives the part of the circle that lies in the shape: what outer rings hold less what their holes do.
func (c circle) share(m geo.MultiPolygon) float64 {
	sum := 0.0
	for _, part := range m {
		for i, r := range part {
			if s := math.Abs(c.ring(r)); i == 0 {
				sum += s
			} else {
				sum -= s
			}
		}
	}
	return min(1, sum)
}

// ring gives the part that lies in a ring, negative where the ring runs clockwise: the sum over its edges of what the circle shares with
// the triangle between the edge and the circle's centre.
func (c circle) ring(r geo.Ring) float64 {
	if len(r) == 0 {
		return 0
	}
	sum := 0.0
	at := func(p geo.Point) vector {
		x, y := c.frame.From(c.at, p)
		return vector{x / c.radiusM, y / c.radiusM}
	}
	a := at(r[len(r)-1])
	for _, p := range r {
		b := at(p)
		sum += unitShare(a, b)
		a = b
	}
	return sum / math.Pi
}

type vector struct{ x, y float64 }

func (a vector) cross(b vector) float64 { return a.x*b.y - a.y*b.x }
func (a vector) dot(b vector) float64   { return a.x*b.x + a.y*b.y }

// sector is the signed area of the unit circle between two directions.
func sector(a, b vector) float64 { return math.Atan2(a.cross(b), a.dot(b)) / 2 }

// unitShare gives the signed area of the unit circle in the triangle of its centre, a and b: triangles where the edge runs inside,
// sectors where it runs outside.
func unitShare(a, b vector) float64 {
	d := vector{b.x - a.x, b.y - a.y}
	l2 := d.dot(d)
	if l2 == 0 {
		return 0
	}
	// The edge is in the circle from t0 to t1 of its way.
	mid, off := -a.dot(d)/l2, a.cross(d)
	h2 := l2 - off*off // (half the chord)² · l2
	if h2 <= 0 {
		return sector(a, b)
	}
	h := math.Sqrt(h2) / l2
	t0, t1 := max(0, mid-h), min(1, mid+h)
	if t0 >= t1 {
		return sector(a, b)
	}
	along := func(t float64) vector { return vector{a.x + t*d.x, a.y + t*d.y} }
	in, out := along(t0), along(t1)
	sum := (t1 - t0) * off / 2
	if t0 > 0 {
		sum += sector(a, in)
	}
	if t1 < 1 {
		sum += sector(out, b)
	}
	return sum
}
