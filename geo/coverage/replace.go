package coverage

import (
	"slices"

	"wangge/geo"
	"wangge/geo/arrangement"
)

// Replace gives cell i another shape; the next Report tells what that did. Of a ring in which a vertex moved only the edges
// that are new are looked at.
func (c *Checker) Replace(i int, shape geo.MultiPolygon) {
	if !c.own {
		c.set.Cells, c.own = slices.Clone(c.set.Cells), true
	}
	old, home := c.set.Cells[i].Shape, c.home[i]
	c.touch(c.boxes[i])
	c.set.Cells[i].Shape, c.boxes[i] = shape, shape.Bound()
	c.tree.Grow(i, c.boxes[i])
	c.touch(c.boxes[i])
	if c.home[i] = c.homeOf(i); c.home[i] == home {
		c.left.replaceShape(old, shape, home)
	} else {
		c.left.addShape(old, home, -1)
		c.left.addShape(shape, c.home[i], 1)
	}
	if _, faulty := c.rings[i]; !faulty && staysSimple(old, shape) {
		return
	}
	if f := c.test.faults(shape); f.any() {
		c.rings[i] = f
	} else {
		delete(c.rings, i)
	}
}

// touch marks what has to be looked at again where a cell changes.
func (c *Checker) touch(box geo.Rect) {
	c.streets.touch(box)
	c.buildings.touch(box)
}

// differ compares two rings: their edges before the one from the point from are the same, and so are those of their last
// end points.
func differ(old, now geo.Ring) (from, end int) {
	most := min(len(old), len(now))
	same := 0
	for same < most && old[same] == now[same] {
		same++
	}
	for same > 0 && end < most-same && old[len(old)-1-end] == now[len(now)-1-end] {
		end++
	}
	return max(0, same-1), end
}

// replaceShape takes one shape's edges out and puts another's in.
func (f *frontier) replaceShape(old, now geo.MultiPolygon, group int32) {
	sameRings := func(p, q geo.Polygon) bool { return len(p) == len(q) }
	if !slices.EqualFunc(old, now, sameRings) {
		f.addShape(old, group, -1)
		f.addShape(now, group, 1)
		return
	}
	for i, p := range old {
		for j, r := range p {
			from, end := differ(r, now[i][j])
			f.addRing(r, from, len(r)-end, group, -1)
			f.addRing(now[i][j], from, len(now[i][j])-end, group, 1)
		}
	}
}

// fewEdges is how many new edges are held against all others of their ring one by one; chains do better with more.
const fewEdges = 8

// staysSimple reports a shape of one ring that is simple because an old one was and few edges are new, which meet no other.
func staysSimple(old, now geo.MultiPolygon) bool {
	if len(old) != 1 || len(old[0]) != 1 || len(now) != 1 || len(now[0]) != 1 {
		return false
	}
	r := now[0][0]
	from, end := differ(old[0][0], r)
	to := len(r) - end
	if len(r) < 3 || to-from > fewEdges {
		return false
	}
	for k := from; k < to; k++ {
		if !meetsNone(r, k) {
			return false
		}
	}
	return true
}

// meetsNone reports whether an edge of a ring meets no other one, but for its neighbours' ends.
func meetsNone(r geo.Ring, k int) bool {
	n := len(r)
	e := arrangement.Edge{A: r[k], B: r[(k+1)%n]}
	box := e.Box()
	f := arrangement.Edge{B: r[0]}
	for i := range r { // f is the i-th edge
		f = arrangement.Edge{A: f.B, B: r[0]}
		if i+1 < n {
			f.B = r[i+1]
		}
		switch {
		case i == k || !box.Intersects(f.Box()):
		case (i+1)%n == k || (k+1)%n == i:
			if parallelOverlap(e, f) {
				return false
			}
		case geo.Touch(e.A, e.B, f.A, f.B):
			return false
		}
	}
	return e.A != e.B
}
