package topology

import (
	"maps"
	"slices"

	"wangge/geo"
)

// edit is what an edit wants: new shapes by the number of the cell. A nil shape takes the cell away, numbers from Len on are
// new cells. A cell whose shape is the old one is only linked anew.
type edit struct {
	shapes map[int]geo.MultiPolygon
	home   int32 // of new cells
	cuts   []cut
	filled bool // a new cell takes free ground, which has been looked at
	touch  bool // a cell may touch itself afterwards where it did not
}

// cut is an edge at the outside that got a vertex, from a to b with the inside on its left.
type cut struct{ a, at, b geo.Point }

// commit proves an edit and gives the Map after it, with the cells whose shape changed.
func (m *Map) commit(e edit) (*Map, []int, error) {
	numbers := slices.Sorted(maps.Keys(e.shapes))
	for _, i := range numbers {
		if old := m.Shape(i); old != nil && sameShape(old, e.shapes[i]) {
			e.shapes[i] = old
		}
	}
	if err := m.prove(e, numbers); err != nil {
		return nil, nil, err
	}
	c := &committer{Map: m, edit: e, numbers: numbers, stale: map[int]bool{}, around: map[int]bool{}, beyond: map[[2]geo.Point]int32{}}
	c.outline()
	next, err := c.relink()
	if err != nil {
		return nil, nil, err
	}
	changed := slices.DeleteFunc(numbers, func(i int) bool {
		old := m.cell(i)
		return old != nil && e.shapes[i] != nil && sameShape(old.shape, e.shapes[i])
	})
	next.remember(changed)
	return next, changed, nil
}

func toInt32(list []int) []int32 {
	out := make([]int32, len(list))
	for i, v := range list {
		out[i] = int32(v) //nolint:gosec // numbers of cells
	}
	return out
}

// sameShape reports whether two shapes differ in nothing but where their rings begin.
func sameShape(a, b geo.MultiPolygon) bool {
	return slices.EqualFunc(a, b, func(p, q geo.Polygon) bool { return slices.EqualFunc(p, q, sameRing) })
}

func sameRing(r, s geo.Ring) bool {
	if len(r) != len(s) || len(r) == 0 {
		return len(r) == len(s)
	}
	i := slices.Index(s, r[0])
	return i >= 0 && slices.Equal(r[:len(r)-i], s[i:]) && slices.Equal(r[len(r)-i:], s[:i])
}

// committer links the changed cells anew, and their neighbours to them.
type committer struct {
	*Map
	edit
	numbers []int                  // of the changed cells, sorted
	stale   map[int]bool           // arcs that go
	around  map[int]bool           // cells beside stale arcs that do not change
	beyond  map[[2]geo.Point]int32 // the cell on the right of the edges towards them
}

func (c *committer) changes(i int) bool {
	_, ok := c.shapes[i]
	return ok
}

// outline finds the arcs that go and what lies behind them.
func (c *committer) outline() {
	for _, i := range c.numbers {
		c.eachHalf(i, func(h Half) {
			c.stale[h.Arc()] = true
			right := c.right(h)
			if right == Outside || c.changes(right) {
				return
			}
			c.around[right] = true
			line := c.line(h)
			for j := 1; j < len(line); j++ {
				c.beyond[[2]geo.Point{line[j-1], line[j]}] = int32(right) //nolint:gosec // an index
			}
		})
	}
}

func (c *committer) relink() (*Map, error) {
	next := c.fork()
	fresh := map[int]*cell{}
	var rings []ring
	for _, i := range c.numbers {
		shape := c.shapes[i]
		if shape == nil {
			continue
		}
		home := c.home
		if old := c.cell(i); old != nil {
			home = old.home
		}
		fresh[i] = &cell{shape: shape, home: home, box: shape.Bound(), rings: make([][][]Half, len(shape))}
		for part, p := range shape {
			fresh[i].rings[part] = make([][]Half, len(p))
			for k, r := range p {
				rings = append(rings, ring{cell: i, part: part, ring: k, points: r})
			}
		}
	}
	sides, err := join(rings, c.beyond)
	if err != nil {
		return nil, err
	}
	numbers := c.numbersOfArcs(next)
	l := linker{starts: map[[2]geo.Point]Half{}, nodes: c.nodes(rings, sides), first: numbers.next}
	for i, r := range rings {
		fresh[r.cell].rings[r.part][r.ring] = l.link(r, sides[i])
	}
	for k, a := range l.arcs {
		next.arcs.set(numbers.taken[k], a)
	}
	for _, i := range c.numbers {
		if i == next.cells.length {
			next.cells.push(nil)
		}
		next.cells.set(i, fresh[i])
	}
	for i := range c.around {
		next.cells.set(i, c.beside(next, i, l.starts))
	}
	return next, nil
}

// arcNumbers hands out numbers of arcs: those of the arcs that go first.
type arcNumbers struct {
	next  func() int
	taken []int
}

func (c *committer) numbersOfArcs(next *Map) *arcNumbers {
	next.idle = slices.Concat(c.idle, toInt32(slices.Sorted(maps.Keys(c.stale))))
	for i := range c.stale {
		next.arcs.set(i, nil)
	}
	n := &arcNumbers{}
	n.next = func() int {
		var number int
		if len(next.idle) > 0 {
			number = int(next.idle[0])
			next.idle = next.idle[1:]
		} else {
			number = next.arcs.push(nil)
		}
		n.taken = append(n.taken, number)
		return number
	}
	return n
}

// nodes gives the vertices that are nodes whatever the changed cells see there: where an arc that stays ends, and where a
// cell or the outside passes twice.
func (c *committer) nodes(rings []ring, sides [][]int32) map[geo.Point]bool {
	out := pinches(rings, sides)
	var own, rim passed
	rim.begin()
	for i, r := range rings {
		for j, p := range r.points {
			if sides[i][j] == Outside {
				rim.again(p) // told by pinches
			}
		}
	}
	for i := range c.around {
		own.begin()
		c.eachHalf(i, func(h Half) {
			line := c.line(h)
			for _, p := range line[:len(line)-1] {
				if own.again(p) || c.right(h) == Outside && rim.again(p) {
					out[p] = true
				}
			}
			if !c.stale[h.Arc()] {
				out[line[0]], out[line[len(line)-1]] = true, true
			}
		})
	}
	return out
}

// beside gives a cell that does not change, with the new arcs beside it in the place of those that went.
func (c *committer) beside(next *Map, i int, starts map[[2]geo.Point]Half) *cell {
	old := c.cells.at(i)
	now := *old
	now.rings = make([][][]Half, len(old.rings))
	for part, rings := range old.rings {
		now.rings[part] = make([][]Half, len(rings))
		for k, halves := range rings {
			now.rings[part][k] = halves
			if slices.ContainsFunc(halves, func(h Half) bool { return c.stale[h.Arc()] }) {
				now.rings[part][k] = c.walk(next, old.shape[part][k], halves, starts)
			}
		}
	}
	return &now
}

// walk goes once around a ring, from arc to arc: those that stay and the new ones.
func (c *committer) walk(next *Map, r geo.Ring, halves []Half, starts map[[2]geo.Point]Half) (out []Half) {
	stays := map[[2]geo.Point]Half{}
	for _, h := range halves {
		if !c.stale[h.Arc()] {
			line := c.line(h)
			stays[[2]geo.Point{line[0], line[1]}] = h
		}
	}
	n := len(r)
	begins := func(i int) (Half, bool) {
		edge := [2]geo.Point{r[i%n], r[(i+1)%n]}
		if h, ok := starts[edge]; ok {
			return h, true
		}
		h, ok := stays[edge]
		return h, ok
	}
	first := 0
	for ; first < n; first++ {
		if _, ok := begins(first); ok {
			break
		}
	}
	for i := first; i < first+n; {
		h, ok := begins(i)
		if !ok {
			panic("topology: a border has no arc") // both sides of every new arc see the same nodes
		}
		out = append(out, h)
		i += len(next.arcs.at(h.Arc()).Line) - 1
	}
	return out
}
