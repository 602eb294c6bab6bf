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
	var rings []ring
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
		at := m.Bound().Middle()
		if m.Side(at) != geo.Inside {
			at = m.Inner()
		}
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
	sides := make([][]int32, len(rings))
	t := newEdgeTable()
	for i, r := range rings {
		sides[i] = make([]int32, len(r.points))
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

// pinches gives the vertices that a cell, or the outside, passes more than once: they are nodes whatever lies around.
func pinches(rings []ring, sides [][]int32) map[geo.Point]bool {
	out := map[geo.Point]bool{}
	var own, rim []geo.Point
	for i, r := range rings {
		own = append(own, r.points...)
		for j, side := range sides[i] {
			if side == Outside {
				rim = append(rim, r.points[j])
			}
		}
		if i+1 == len(rings) || rings[i+1].cell != r.cell {
			repeated(own, out)
			own = own[:0]
		}
	}
	repeated(rim, out)
	return out
}

// repeated adds the points that are there more than once. It sorts the list.
func repeated(list []geo.Point, to map[geo.Point]bool) {
	slices.SortFunc(list, geo.Point.Compare)
	for i := 1; i < len(list); i++ {
		if list[i] == list[i-1] {
			to[list[i]] = true
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
	line := make(geo.Line, 0, to-from+1)
	for i := from; i <= to; i++ {
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
