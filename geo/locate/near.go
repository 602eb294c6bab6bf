package locate

import (
	"math"

	"wangge/geo"
)

// Nearest gives the cell nearest to p and its distance in metres, 0 on or in a cell; -1 and +Inf where there are no cells.
func (x *Index) Nearest(p geo.Point) (cell int, distanceM float64) {
	if c, ok := x.Owner(p); ok {
		return c, 0
	}
	if x.side == 0 {
		return -1, math.Inf(1)
	}
	s := nearSearch{x: x, p: p, frame: geo.FrameAt(p), cell: -1, best: math.Inf(1), seen: map[int32]bool{}}
	col, row := x.square(geo.Point{
		X: min(max(p.X, x.box.Min.X), x.box.Max.X),
		Y: min(max(p.Y, x.box.Min.Y), x.box.Max.Y),
	})
	for d := int64(0); d <= max(x.wide, x.high); d++ {
		s.ring(col, row, d)
		// Squares of the next ring are at least d sides away from the square in the middle.
		if s.cell >= 0 && float64(d)*float64(x.side)*min(s.frame.X, s.frame.Y) > s.best {
			break
		}
	}
	return s.cell, s.best
}

// nearSearch looks at squares in rings around the point, nearest first.
type nearSearch struct {
	x     *Index
	p     geo.Point
	frame geo.Frame
	cell  int
	best  float64
	seen  map[int32]bool
}

func (s *nearSearch) ring(col, row, d int64) {
	for r := row - d; r <= row+d; r++ {
		step := 2 * d
		if r == row-d || r == row+d || d == 0 {
			step = 1
		}
		for c := col - d; c <= col+d; c += step {
			if c >= 0 && c < s.x.wide && r >= 0 && r < s.x.high {
				s.ask(c, r)
			}
		}
	}
}

func (s *nearSearch) ask(col, row int64) {
	var buf [1]int32
	for _, c := range s.x.candidates(col, row, &buf) {
		if s.seen[c] {
			continue
		}
		s.seen[c] = true
		s.x.cells[c].Edges(func(a, b geo.Point) {
			if d := s.frame.DistanceToSegment(s.p, a, b); d < s.best {
				s.best, s.cell = d, int(c)
			}
		})
	}
}

// Border gives the distance in metres from p to the border of its cell, and the cell behind the nearest
// piece of it: -1 where no cell is.
func (x *Index) Border(p geo.Point, cell int) (neighbour int, distanceM float64) {
	frame, best := geo.FrameAt(p), math.Inf(1)
	var from, to geo.Point
	x.cells[cell].Edges(func(a, b geo.Point) {
		if d := frame.DistanceToSegment(p, a, b); d < best {
			best, from, to = d, a, b
		}
	})
	return x.behind(cell, from, to), best
}

// behind gives the cell on the other side of an edge: the one that has it the other way round, else
// the owner of a point just outside its middle, where cells are not edge-matched.
func (x *Index) behind(cell int, a, b geo.Point) int {
	mid := geo.Point{X: int32((int64(a.X) + int64(b.X)) / 2), Y: int32((int64(a.Y) + int64(b.Y)) / 2)}
	col, row := x.square(mid)
	var buf [1]int32
	for _, c := range x.candidates(col, row, &buf) {
		if int(c) != cell && hasEdge(x.cells[c], b, a) {
			return int(c)
		}
	}
	dx, dy := float64(b.X)-float64(a.X), float64(b.Y)-float64(a.Y)
	l := math.Hypot(dx, dy)
	for _, step := range [...]float64{2, 8, 32} { // the outside lies to the right of an edge
		q := geo.Point{X: mid.X + int32(math.Round(dy/l*step)), Y: mid.Y - int32(math.Round(dx/l*step))}
		if c, ok := x.Owner(q); ok && c != cell {
			return c
		}
	}
	return -1
}

func hasEdge(m geo.MultiPolygon, a, b geo.Point) bool {
	found := false
	m.Edges(func(c, d geo.Point) { found = found || c == a && d == b })
	return found
}

// Meeting gives the cells whose boxes share a point with r, by index.
func (x *Index) Meeting(r geo.Rect) (cells []int) {
	for i, b := range x.boxes {
		if b.Intersects(r) {
			cells = append(cells, i)
		}
	}
	return cells
}
