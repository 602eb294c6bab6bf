package topology

import (
	"math"

	"wangge/geo"
)

// Split divides a cell by a line from border to border: an end outside the cell is cut off where the line meets the border, one
// inside is moved to the border if that is no more than SnapM away, and what is between must lie inside. Where an end falls on no
// vertex one is made for the cell and its neighbour, if there is none within a few lattice steps. The larger piece keeps
// the number; the other one gets the next, which is given back.
func (m *Map) Split(i int, line geo.Line) (next *Map, piece int, changed []int, err error) {
	e, piece, err := m.split(i, line)
	if err != nil {
		return nil, 0, nil, err
	}
	next, changed, err = m.commit(e)
	return next, piece, changed, err
}

// split prepares a Split.
func (m *Map) split(i int, line geo.Line) (edit, int, error) {
	c := m.cell(i)
	if c == nil {
		return edit{}, 0, fail(NoCell, firstOf(line))
	}
	line, err := m.between(i, line)
	if err != nil {
		return edit{}, 0, err
	}
	e := edit{shapes: map[int]geo.MultiPolygon{i: c.shape.Clone()}, home: c.home}
	ends := [2]spot{}
	for k, p := range [2]geo.Point{line[0], line[len(line)-1]} {
		ends[k].at = m.vertexAt(&e, i, p)
	}
	shape := e.shapes[i]
	for k := range ends {
		ends[k] = find(shape, ends[k].at)
	}
	a, b := ends[0], ends[1]
	if a.part != b.part || a.ring != b.ring || a.index == b.index {
		return edit{}, 0, fail(NoDivision, a.at)
	}
	inner := trim(line, a.at, b.at)
	first, second := cutRing(shape[a.part][a.ring], a.index, b.index, inner)
	piece := m.cells.length
	e.shapes[i], e.shapes[piece] = divide(shape, a, first, second)
	if e.shapes[i].AreaM2() < e.shapes[piece].AreaM2() {
		e.shapes[i], e.shapes[piece] = e.shapes[piece], e.shapes[i]
	}
	return e, piece, nil
}

// spot is a vertex in a shape.
type spot struct {
	at                geo.Point
	part, ring, index int
}

func find(m geo.MultiPolygon, at geo.Point) spot {
	for part, p := range m {
		for ring, r := range p {
			for index, q := range r {
				if q == at {
					return spot{at, part, ring, index}
				}
			}
		}
	}
	return spot{at: at, part: -1}
}

// trim gives the line's inner points, without those that repeat its ends or the point before.
func trim(line geo.Line, from, to geo.Point) (out []geo.Point) {
	last := from
	for _, p := range line[1 : len(line)-1] {
		if p != last && p != to {
			out = append(out, p)
			last = p
		}
	}
	return out
}

// cutRing cuts a ring from point a to point b along a line, into the ring with the way from a to b and the one with the
// way from b to a.
func cutRing(r geo.Ring, a, b int, inner []geo.Point) (first, second geo.Ring) {
	n := len(r)
	for i := a; ; i = (i + 1) % n {
		first = append(first, r[i])
		if i == b {
			break
		}
	}
	for i := len(inner) - 1; i >= 0; i-- {
		first = append(first, inner[i])
	}
	for i := b; ; i = (i + 1) % n {
		second = append(second, r[i])
		if i == a {
			break
		}
	}
	return first, append(second, inner...)
}

// divide gives the two shapes that a cut ring leaves: of an outer ring, each with the holes that lie in it, and the other
// parts with the larger; of a hole, the piece that is cut out beside it and the rest.
func divide(m geo.MultiPolygon, at spot, first, second geo.Ring) (rest, piece geo.MultiPolygon) {
	p := m[at.part]
	if at.ring > 0 { // one of the two runs round the hole and the piece, the other one is the piece
		if first.Sign() > 0 {
			first, second = second, first
		}
		rest, piece = m.Clone(), geo.MultiPolygon{{second}}
		rest[at.part][at.ring] = first
		holes := rest[at.part][:1:1]
		for k, hole := range rest[at.part][1:] {
			if k+1 != at.ring && within(hole, second) {
				piece[0] = append(piece[0], hole)
			} else {
				holes = append(holes, hole)
			}
		}
		rest[at.part] = holes
		return rest, piece
	}
	a, b := geo.Polygon{first}, geo.Polygon{second}
	for _, hole := range p[1:] {
		if within(hole, first) {
			a = append(a, hole)
		} else {
			b = append(b, hole)
		}
	}
	if a.AreaM2() < b.AreaM2() {
		a, b = b, a
	}
	rest = m.Clone()
	rest[at.part] = a
	return rest, geo.MultiPolygon{b}
}

// within reports whether a ring that does not cross another one lies in it.
func within(r, in geo.Ring) bool {
	for _, q := range r {
		if s := in.Side(q); s != geo.Border {
			return s == geo.Inside
		}
	}
	return false
}

// snapSteps is how near to a vertex a line's end is taken to it, in lattice steps: about 5 cm.
const snapSteps = 5

// vertexAt gives the vertex of the cell's border nearest to a point; where the border is nearer than its vertices, it makes
// one there, for the cell, for its neighbour, or as a cut of the outside.
func (m *Map) vertexAt(e *edit, i int, p geo.Point) geo.Point {
	f := geo.FrameAt(p)
	best, from, to := math.Inf(1), geo.Point{}, geo.Point{}
	e.shapes[i].Edges(func(a, b geo.Point) {
		if d := f.DistanceToSegment(p, a, b); d < best {
			best, from, to = d, a, b
		}
	})
	for _, v := range [2]geo.Point{from, to} {
		if f.Distance(p, v) <= best+snapSteps*f.Y {
			return v
		}
	}
	at, ok := m.onEdge(f, p, from, to)
	if !ok {
		if f.Distance(p, from) <= f.Distance(p, to) {
			return from
		}
		return to
	}
	e.shapes[i] = insert(e.shapes[i], from, to, at)
	right := m.rightOf(*e, i, from, to)
	if right == Outside {
		e.cuts = append(e.cuts, cut{from, at, to})
		return at
	}
	if e.shapes[right] == nil {
		e.shapes[right] = m.cells.at(right).shape
	}
	e.shapes[right] = insert(e.shapes[right], to, from, at)
	return at
}

// rightOf gives the cell on the right of an edge of cell i. An edge that was just made by a cut is searched for among the
// neighbours' changed shapes.
func (m *Map) rightOf(e edit, i int, a, b geo.Point) int {
	for _, j := range m.Neighbours(i) {
		shape := e.shapes[j]
		if shape == nil {
			shape = m.cells.at(j).shape
		}
		if hasEdge(shape, b, a) {
			return j
		}
	}
	return Outside
}

func hasEdge(m geo.MultiPolygon, a, b geo.Point) bool {
	found := false
	m.Edges(func(p, q geo.Point) { found = found || p == a && q == b })
	return found
}

// onEdge gives the lattice point of an edge that is nearest to p, within half a step of the edge; on a parent's border its
// square must be one that the parent's line passes.
func (m *Map) onEdge(f geo.Frame, p, a, b geo.Point) (geo.Point, bool) {
	at := foot(f, p, a, b)
	return at, at != a && at != b && geo.InPixel(at, a, b) && m.lines().fits(at, a, b)
}

// foot gives the lattice point nearest to where an edge is nearest to p.
func foot(f geo.Frame, p, a, b geo.Point) geo.Point {
	dx, dy := float64(int64(b.X)-int64(a.X))*f.X, float64(int64(b.Y)-int64(a.Y))*f.Y
	px, py := float64(int64(p.X)-int64(a.X))*f.X, float64(int64(p.Y)-int64(a.Y))*f.Y
	t := min(1, max(0, (px*dx+py*dy)/(dx*dx+dy*dy)))
	return geo.Point{
		X: int32(math.Round(float64(a.X) + t*(float64(b.X)-float64(a.X)))),
		Y: int32(math.Round(float64(a.Y) + t*(float64(b.Y)-float64(a.Y)))),
	}
}

// insert puts a vertex on an edge of a shape.
func insert(m geo.MultiPolygon, a, b, at geo.Point) geo.MultiPolygon {
	return replaceRun(m, geo.Line{a, b}, geo.Line{a, at, b})
}
