package locate

import (
	"math"
	"slices"

	"wangge/geo"
)

// Nearest gives the cell nearest to p and its distance in metres, 0 on or in a cell; -1 and +Inf where there are no cells.
func (x *Index) Nearest(p geo.Point) (cell int, distanceM float64) {
	if c, ok := x.Owner(p); ok {
		return c, 0
	}
	s := nearSearch{x: x, p: p, frame: geo.FrameAt(p), cell: -1, best: math.Inf(1)}
	col, row := s.start()
	for d := int64(0); d < max(x.wide, x.high); d++ {
		s.ring(col, row, d)
		// Pages of the next ring are at least d spans away from the page in the middle.
		if s.cell >= 0 && float64(d)*float64(x.span())*min(s.frame.X, s.frame.Y) > s.best {
			break
		}
	}
	return s.cell, s.best
}

// nearSearch looks at pages in rings around the point, nearest first.
type nearSearch struct {
	x     *Index
	p     geo.Point
	frame geo.Frame
	cell  int
	best  float64
	seen  map[int32]bool
}

// start gives the page nearest to the point.
func (s *nearSearch) start() (col, row int64) {
	if s.x.side == 0 {
		return 0, 0
	}
	col = (int64(s.p.X) - s.x.west) / s.x.span()
	row = (int64(s.p.Y) - s.x.south) / s.x.span()
	return min(max(col, 0), s.x.wide-1), min(max(row, 0), s.x.high-1)
}

func (s *nearSearch) ring(col, row, d int64) {
	for r := max(0, row-d); r <= min(row+d, s.x.high-1); r++ {
		step := 2 * d
		if r == row-d || r == row+d || d == 0 {
			step = 1
		}
		for c := col - d; c <= col+d; c += step {
			if c >= 0 && c < s.x.wide {
				s.ask(s.x.members[r*s.x.wide+c])
			}
		}
	}
}

func (s *nearSearch) ask(members []int32) {
	for _, c := range members {
		if s.seen[c] || s.toBox(s.x.cells.at(int(c)).box) > s.best {
			continue
		}
		if s.seen == nil {
			s.seen = map[int32]bool{}
		}
		s.seen[c] = true
		if b := closest(s.x.shape(c), s.p); b.distanceM < s.best {
			s.best, s.cell = b.distanceM, int(c)
		}
	}
}

// toBox gives the metres to a box.
func (s *nearSearch) toBox(b geo.Rect) float64 {
	at := geo.Point{X: min(max(s.p.X, b.Min.X), b.Max.X), Y: min(max(s.p.Y, b.Min.Y), b.Max.Y)}
	return s.frame.Distance(s.p, at)
}

// Meeting gives the cells whose boxes share a point with r, by index.
func (x *Index) Meeting(r geo.Rect) (cells []int) {
	x.eachPage(r, func(p int) {
		for _, c := range x.members[p] {
			if x.cells.at(int(c)).box.Intersects(r) {
				cells = append(cells, int(c))
			}
		}
	})
	slices.Sort(cells)
	return slices.Compact(cells)
}
