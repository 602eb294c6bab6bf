package topology

import (
	"slices"

	"wangge/geo"
	"wangge/geo/locate"
)

// New makes the graph of a coverage. The cells must have passed the check against the parents (coverage.Check); those of
// which an edge is had by two cells on the same side are refused here. Ground in no cell is outside. The shapes are kept
// and must not change. Cells are numbered in the order in which they come.
func New(cells, parents []geo.MultiPolygon) (*Map, error) {
	m := &Map{parents: parents, lines: parentLinesOf(parents)}
	homes := homesOf(cells, parents)
	all := make([]*cell, len(cells))
	rings := make([]ring, 0, len(cells))
	for i, shape := range cells {
		all[i] = &cell{shape: shape, home: homes[i], box: shape.Bound(), rings: make([][][]Half, len(shape))}
		for part, p := range shape {
			all[i].rings[part] = make([][]Half, len(p))
			for k, r := range p {
				rings = append(rings, ring{cell: i, part: part, ring: k, points: r})
			}
		}
	}
	sides, err := join(rings, nil)
	if err != nil {
		return nil, err
	}
	l := linker{starts: make(map[[2]geo.Point]Half, 8*len(cells)), nodes: pinches(rings, sides)}
	for i, r := range rings {
		all[r.cell].rings[r.part][r.ring] = l.link(r, sides[i])
	}
	m.arcs, m.cells = vecOf(l.arcs), vecOf(all)
	m.reindex()
	return m, nil
}

// homesOf gives the parent in which each cell lies, by a point inside the cell.
func homesOf(cells, parents []geo.MultiPolygon) []int32 {
	homes := make([]int32, len(cells))
	if len(parents) < 2 {
		return homes
	}
	index := locate.New(parents)
	for i, m := range cells {
		at, _ := m.Core()
		home, _ := index.Nearest(at)
		homes[i] = int32(home) //nolint:gosec // an index
	}
	return homes
}

// ring is a ring of a cell that is to be linked.
type ring struct {
	cell, part, ring int
	points           geo.Ring
}

// place is an edge of a ring in a list of rings.
type place struct{ ring, edge int32 }

// join finds for every edge of the rings the cell on its right: sides[i][j] is that of the edge from point j of ring i.
// beyond, if given, has the edges whose right side is a cell that is not among the rings.
func join(rings []ring, beyond map[[2]geo.Point]int32) ([][]int32, error) {
	sides := sidesOf(rings)
	t := newEdgeTable()
	for i, r := range rings {
		for j, a := range r.points {
			b := r.points[(j+1)%len(r.points)]
			sides[i][j] = Outside
			if other, ok := beyond[[2]geo.Point{a, b}]; ok {
				sides[i][j] = other
				continue
			}
			here := place{int32(i), int32(j)} //nolint:gosec // indexes
			twin, matched, ok := t.meet(a, b, here)
			if !ok {
				return nil, fail(NotSound, a)
			}
			if matched {
				sides[i][j], sides[twin.ring][twin.edge] = int32(rings[twin.ring].cell), int32(r.cell) //nolint:gosec // indexes
			}
		}
	}
	return sides, nil
}

// sidesOf makes room for a number for every edge.
func sidesOf(rings []ring) [][]int32 {
	n := 0
	for _, r := range rings {
		n += len(r.points)
	}
	all, sides := make([]int32, n), make([][]int32, len(rings))
	for i, r := range rings {
		sides[i], all = all[:len(r.points)], all[len(r.points):]
	}
	return sides
}

// pinches gives the vertices that a cell, or the outside, passes more than once: they are nodes whatever lies around.
func pinches(rings []ring, sides [][]int32) map[geo.Point]bool {
	out := map[geo.Point]bool{}
	var own, rim passed
	own.begin()
	rim.begin()
	for i, r := range rings {
		for j, p := range r.points {
			if own.again(p) || sides[i][j] == Outside && rim.again(p) {
				out[p] = true
			}
		}
		if i+1 == len(rings) || rings[i+1].cell != r.cell {
			own.begin()
		}
	}
	return out
}

// passed is a set of points: a hash table with open addressing that is emptied at no cost.
type passed struct {
	slots []passedSlot
	used  int
	now   int // slots of another time are free
}

type passedSlot struct {
	at  geo.Point
	now int
}

// begin empties the set.
func (s *passed) begin() { s.now, s.used = s.now+1, 0 }

// again adds a point, and reports whether it was there.
func (s *passed) again(p geo.Point) bool {
	if 2*s.used >= len(s.slots) {
		s.grow()
	}
	const odd = 0x9E3779B185EBCA87 // of xxHash64
	mask := len(s.slots) - 1
	for i := int((uint64(uint32(p.X))<<32|uint64(uint32(p.Y)))*odd>>32) & mask; ; i = (i + 1) & mask {
		switch slot := &s.slots[i]; {
		case slot.now != s.now:
			*slot = passedSlot{p, s.now}
			s.used++
			return false
		case slot.at == p:
			return true
		}
	}
}

func (s *passed) grow() {
	old := s.slots
	s.slots, s.used = make([]passedSlot, max(256, 2*len(old))), 0
	for _, slot := range old {
		if slot.now == s.now {
			s.again(slot.at)
		}
	}
}

// linker cuts rings into arcs. The first of the two cells beside an arc makes it; the other one finds it by its first edge.
type linker struct {
	arcs   []*Arc
	starts map[[2]geo.Point]Half // by the first two points of the half
	nodes  map[geo.Point]bool    // vertices that are nodes whatever lies around
	first  func() int            // gives the number of the next arc; the count of arcs by default
}

func (l *linker) link(r ring, sides []int32) []Half {
	n := len(r.points)
	begins := func(i int) bool {
		return l.nodes[r.points[i]] || sides[i] != sides[(i+n-1)%n]
	}
	first := -1
	for i := range n {
		if begins(i) {
			first = i
			break
		}
	}
	if first < 0 { // nothing but the ring itself tells where it begins
		first = slices.Index(r.points, slices.MinFunc(r.points, geo.Point.Compare))
	}
	var out []Half
	for from, i := first, first+1; i <= first+n; i++ {
		if i == first+n || begins(i%n) {
			out = append(out, l.arc(r, from, i, int(sides[from%n])))
			from = i
		}
	}
	return out
}

// arc gives the half from point from to point to of a ring; both count on beyond the ring's end.
func (l *linker) arc(r ring, from, to, right int) Half {
	n := len(r.points)
	if h, ok := l.starts[[2]geo.Point{r.points[from%n], r.points[(from+1)%n]}]; ok {
		return h
	}
	line := geo.Line(r.points[from:min(to+1, n):min(to+1, n)]) // the ring's own points, if it does not begin between
	for i := n; i <= to; i++ {
		line = append(line, r.points[i%n])
	}
	number := len(l.arcs)
	if l.first != nil {
		number = l.first()
	}
	l.arcs = append(l.arcs, &Arc{Line: line, Left: r.cell, Right: right})
	h, k := halfOf(number, false), len(line)
	l.starts[[2]geo.Point{line[0], line[1]}] = h
	l.starts[[2]geo.Point{line[k-1], line[k-2]}] = h ^ 1
	return h
}
