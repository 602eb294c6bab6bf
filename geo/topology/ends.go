package topology

import (
	"cmp"
	"slices"

	"wangge/geo"
)

// SnapM is how far from the border, in metres, an end of a line may lie to be moved there.
const SnapM = 2

// between gives a line from border to border of a cell: an end outside is cut off where the line meets the border, and
// one inside is moved to the border, if that is near enough.
func (m *Map) between(i int, line geo.Line) (geo.Line, error) {
	line = slices.Compact(slices.Clone(line))
	n := len(line)
	if n < 2 {
		return nil, fail(NoDivision, firstOf(line))
	}
	shape := m.cells.at(i).shape
	across := n == 2 && shape.Side(line[0]) == geo.Outside && shape.Side(line[1]) == geo.Outside
	first, err := endAt(shape, line[0], line[1], across)
	if err != nil {
		return nil, err
	}
	last, err := endAt(shape, line[n-1], line[n-2], across)
	if err != nil {
		return nil, err
	}
	line[0], line[n-1] = first, last
	return line, nil
}

// endAt gives where a line that comes from the point before ends, instead of at p. Of the places where it leaves the shape the
// nearest to the point before counts, or the last one where a line of two points passes across.
func endAt(shape geo.MultiPolygon, p, before geo.Point, across bool) (geo.Point, error) {
	switch shape.Side(p) {
	case geo.Border:
		return p, nil
	case geo.Inside:
		if shape.DistanceM(p) > SnapM {
			return p, fail(NoDivision, p)
		}
		return p, nil
	case geo.Outside:
	}
	var met []geo.Point
	shape.Edges(func(a, b geo.Point) {
		if at, ok := meeting(before, p, a, b); ok {
			met = append(met, at)
		}
	})
	if len(met) == 0 {
		return p, fail(NoDivision, p)
	}
	from := before
	if across {
		from = p
	}
	f := geo.FrameAt(p)
	return slices.MinFunc(met, func(a, b geo.Point) int {
		return cmp.Or(cmp.Compare(f.Distance(from, a), f.Distance(from, b)), a.Compare(b))
	}), nil
}

// meeting gives the lattice point nearest to where segment pq meets ab; ends that lie on the other one come first.
func meeting(p, q, a, b geo.Point) (geo.Point, bool) {
	switch {
	case geo.OnSegment(a, p, q):
		return a, true
	case geo.OnSegment(b, p, q):
		return b, true
	case geo.OnSegment(q, a, b):
		return q, true
	case geo.OnSegment(p, a, b):
		return p, true
	}
	return geo.Crossing(a, b, p, q)
}
