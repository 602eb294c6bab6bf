package locate

import (
	"math"

	"wangge/geo"
)

// bank is the edge of a cell's border nearest to a point.
type bank struct {
	from, to  geo.Point
	distanceM float64
}

// closest finds it; where two are as near, the first.
func closest(m geo.MultiPolygon, p geo.Point) bank {
	f, best := geo.FrameAt(p), bank{distanceM: math.Inf(1)}
	for _, part := range m {
		for _, r := range part {
			if len(r) == 0 {
				continue
			}
			a := r[len(r)-1]
			ax, ay := f.From(p, a)
			for _, b := range r {
				bx, by := f.From(p, b)
				if d := fromOrigin(ax, ay, bx, by); d < best.distanceM {
					best = bank{a, b, d}
				}
				a, ax, ay = b, bx, by
			}
		}
	}
	best.distanceM = math.Sqrt(best.distanceM)
	return best
}

// fromOrigin gives the square of the distance to a segment.
func fromOrigin(ax, ay, bx, by float64) float64 {
	dx, dy := bx-ax, by-ay
	along := -(ax*dx + ay*dy)
	l2 := dx*dx + dy*dy
	switch {
	case along <= 0:
		return ax*ax + ay*ay
	case along >= l2:
		return bx*bx + by*by
	default:
		off := ax*dy - ay*dx
		return off * off / l2
	}
}

// Border gives the distance in metres from p to the border of its cell, and the cell behind the nearest
// piece of it: -1 where no cell is.
func (x *Index) Border(p geo.Point, cell int) (neighbour int, distanceM float64) {
	b := closest(x.Shape(cell), p)
	if math.IsInf(b.distanceM, 1) {
		return -1, b.distanceM
	}
	return x.behind(cell, b.from, b.to), b.distanceM
}

// behind gives the cell on the other side of an edge: the one that has it too, else
// the owner of a point just beside its middle, where cells are not edge-matched.
func (x *Index) behind(cell int, a, b geo.Point) int {
	mid := geo.Point{X: int32((int64(a.X) + int64(b.X)) / 2), Y: int32((int64(a.Y) + int64(b.Y)) / 2)}
	s, ok := x.find(mid)
	if !ok {
		return -1
	}
	for _, c := range x.members[s.page] {
		if at := x.cells.at(int(c)); int(c) != cell && at.box.Contains(a) && at.box.Contains(b) && hasEdge(at.shape, a, b) {
			return int(c)
		}
	}
	dx, dy := float64(b.X)-float64(a.X), float64(b.Y)-float64(a.Y)
	l := math.Hypot(dx, dy)
	for _, step := range [...]float64{2, -2, 8, -8, 32, -32} { // to the right first, where the outside of an outer ring lies
		q := geo.Point{X: mid.X + int32(math.Round(dy/l*step)), Y: mid.Y - int32(math.Round(dx/l*step))}
		if c, ok := x.Owner(q); ok && c != cell && x.Shape(cell).Side(q) == geo.Outside {
			return c
		}
	}
	return -1
}

// hasEdge reports whether a ring of m runs along ab, either way.
func hasEdge(m geo.MultiPolygon, a, b geo.Point) bool {
	for _, part := range m {
		for _, r := range part {
			if len(r) == 0 {
				continue
			}
			last := r[len(r)-1]
			for _, next := range r {
				if last == a && next == b || last == b && next == a {
					return true
				}
				last = next
			}
		}
	}
	return false
}

// Bearing gives the direction from p to the nearest point of a cell's border, in degrees clockwise from north as one sets out, and
// its distance in metres; NaN and +Inf where the cell has no ground. On the border itself it is 0.
func (x *Index) Bearing(p geo.Point, cell int) (degrees, distanceM float64) {
	b := closest(x.Shape(cell), p)
	if math.IsInf(b.distanceM, 1) {
		return math.NaN(), b.distanceM
	}
	f := geo.FrameAt(p)
	ax, ay := f.From(p, b.from)
	bx, by := f.From(p, b.to)
	t := 0.0
	if dx, dy := bx-ax, by-ay; dx != 0 || dy != 0 {
		t = min(1, max(0, -(ax*dx+ay*dy)/(dx*dx+dy*dy)))
	}
	return bearing(p, (ax+t*(bx-ax))/f.X, (ay+t*(by-ay))/f.Y), b.distanceM
}

// bearing gives the azimuth at p of the geodesic to a point some lattice steps to the east and north, by Gauss's mid-latitude formula.
func bearing(p geo.Point, east, north float64) float64 {
	const radian = math.Pi / 180 / geo.Unit
	f := geo.FrameAt(geo.Point{X: p.X, Y: int32(float64(p.Y) + north/2)})
	turned := east * radian / 2 * math.Sin((float64(p.Y)+north/2)*radian) // of the meridians, halfway
	degrees := (math.Atan2(east*f.X, north*f.Y) - turned) * 180 / math.Pi
	return math.Mod(degrees+360, 360)
}
