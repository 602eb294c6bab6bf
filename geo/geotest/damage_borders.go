package geotest

import (
	"math"
	"slices"

	"wangge/geo"
)

// least is how wide ground has to be to be told as ground, in lattice steps: borders snap by less than one.
const least = 2

// moved gives a place at a random distance and in a random direction from a point.
func (d *damager) moved(v geo.Point) geo.Point {
	f := geo.FrameAt(v)
	size, angle := d.LeastM+d.rand.Float64()*(d.MostM-d.LeastM), d.rand.Float64()*2*math.Pi
	return geo.Point{X: v.X + int32(math.Round(size*math.Cos(angle)/f.X)), Y: v.Y + int32(math.Round(size*math.Sin(angle)/f.Y))}
}

// vertexOnALine puts a vertex exactly on one of the cell's edges that another cell has too.
func (d *damager) vertexOnALine(i int) bool {
	ring := d.Tiling.Cells[i][0][0]
	for _, k := range d.rand.Perm(len(ring)) {
		a, b := ring[k], ring[(k+1)%len(ring)]
		other, mid := d.other(i, a, b), (geo.Rect{Min: a, Max: b}).Middle()
		if other < 0 || !geo.OnSegment(mid, a, b) || mid == a || mid == b || !d.take(edgeOf(a, b)) {
			continue
		}
		d.insert(i, a, mid)
		d.tell("unmatchedEdge", mid, i, other)
		d.around(1, a, b)
		return true
	}
	return false
}

// insert puts a vertex behind another one of a cell's outer ring.
func (d *damager) insert(i int, behind, p geo.Point) {
	next := d.Map.Cells[i].Clone()
	next[0][0] = slices.Insert(next[0][0], slices.Index(next[0][0], behind)+1, p)
	d.Map.Cells[i] = next
}

// replace moves a vertex of a cell's outer ring.
func (d *damager) replace(i int, v, to geo.Point) {
	next := d.Map.Cells[i].Clone()
	next[0][0][slices.Index(next[0][0], v)] = to
	d.Map.Cells[i] = next
}

// moveVertices moves a vertex of a cell, in Touching mode every second one of a stretch, so that ground is uncovered (gap) or
// covered twice or beyond the parent (overlap).
func (d *damager) moveVertices(i int, kind string) bool {
	ring := d.Tiling.Cells[i][0][0]
	done := false
	for range 10 {
		k := d.rand.IntN(len(ring))
		if d.rand.IntN(4) == 0 {
			k = d.corner(ring, k)
		}
		if !d.Touching {
			if d.moveVertex(i, k, kind) {
				return true
			}
			continue
		}
		for step := range 3 {
			done = d.moveVertex(i, (k+2*step)%len(ring), []string{"gap", "overlap"}[d.rand.IntN(2)]) || done
		}
		if done {
			return true
		}
	}
	return done
}

// corner gives the first vertex from the k-th on at which three cells meet, or two at the rim.
func (d *damager) corner(ring geo.Ring, k int) int {
	for step := range ring {
		at := (k + step) % len(ring)
		if next := ring[(at+1)%len(ring)]; len(d.users[ring[at]]) > max(2, len(d.users[next])) || len(d.users[ring[at]]) == 2 && len(d.users[next]) == 1 {
			return at
		}
	}
	return k
}

// bend is a vertex of a cell with its neighbours in the ring and the cells beside its two edges, -1 for the parent.
type bend struct {
	cell             int
	before, v, after geo.Point
	left, right      int // beside before–v and beside v–after
}

// moveVertex moves the k-th vertex of a cell to some place where it does what it should, and tells that.
func (d *damager) moveVertex(i, k int, kind string) bool {
	ring := d.Tiling.Cells[i][0][0]
	n := len(ring)
	b := bend{cell: i, before: ring[(k+n-1)%n], v: ring[k], after: ring[(k+1)%n]}
	b.left, b.right = d.other(i, b.before, b.v), d.other(i, b.v, b.after)
	if d.Map.Cells[i] == nil || d.taken[edgeOf(b.before, b.v)] || d.taken[edgeOf(b.v, b.after)] {
		return false
	}
	for range 10 {
		to := d.moved(b.v)
		inside := geo.MultiPolygon{{d.Map.Cells[i][0][0]}}.Side(to) == geo.Inside
		switch {
		case inside != (kind == "gap") || !isGround(b.before, b.v, b.after, to):
		case inside:
			if d.dent(b, to) {
				return true
			}
		case b.left != b.right:
			if d.pushCorner(b, to) {
				return true
			}
		case d.push(b, to):
			return true
		}
	}
	return false
}

// clearPath reports whether both new edges touch nothing.
func (d *damager) clearPath(b bend, to geo.Point) bool {
	return d.free(b.cell, b.before, to, b.v) && d.free(b.cell, to, b.after, b.v)
}

// dent moves a vertex into its own cell: the ground between is in no cell. Those beside the two edges bound it.
func (d *damager) dent(b bend, to geo.Point) bool {
	if !d.clearPath(b, to) || !d.take(edgeOf(b.before, b.v), edgeOf(b.v, b.after)) {
		return false
	}
	d.replace(b.cell, b.v, to)
	cells, kind := []int{b.cell}, "gap"
	for _, other := range [2]int{b.left, b.right} {
		if other < 0 {
			kind = "shortOfParent"
		} else if !slices.Contains(cells, other) {
			cells = append(cells, other)
		}
	}
	d.tell(kind, b.v, cells...)
	d.around(1, b.before, b.v, b.after)
	if wants := slices.Contains(d.Kinds, "streetUncovered"); wants && b.left == b.right && b.left >= 0 && d.rand.IntN(2) == 0 {
		d.streetAcross(b, to)
	}
	return true
}

// streetAcross leads a street from the neighbour through the ground that is no longer covered into the cell.
func (d *damager) streetAcross(b bend, to geo.Point) {
	f := geo.FrameAt(b.v)
	scale := 1 / f.Distance(b.v, to) // to one metre
	dx, dy := int32(math.Round(float64(to.X-b.v.X)*scale)), int32(math.Round(float64(to.Y-b.v.Y)*scale))
	start, end := geo.Point{X: b.v.X - dx, Y: b.v.Y - dy}, geo.Point{X: to.X + dx, Y: to.Y + dy}
	if d.Map.Cells[b.left].Side(start) != geo.Inside || d.Map.Cells[b.cell].Side(end) != geo.Inside ||
		!d.free(b.cell, start, b.v, b.v) || !d.free(b.cell, to, end, to) || geo.Orient(b.before, b.v, start)*geo.Orient(b.v, b.after, start) == 0 {
		return
	}
	d.layStreet(start, b.v, to, end)
}

// push moves a vertex into the one neighbour that shares it, or beyond the parent.
func (d *damager) push(b bend, to geo.Point) bool {
	kind, cells := "overlap", []int{b.cell, b.left}
	if b.left < 0 {
		if d.Parent.Side(to) != geo.Outside || len(d.users[b.v]) != 1 {
			return false
		}
		kind, cells = "outsideParent", []int{b.cell}
	} else if d.Map.Cells[b.left] == nil || d.Map.Cells[b.left].Side(to) != geo.Inside || len(d.users[b.v]) != 2 {
		return false
	}
	if !d.clearPath(b, to) || !d.take(edgeOf(b.before, b.v), edgeOf(b.v, b.after)) {
		return false
	}
	d.replace(b.cell, b.v, to)
	d.tell(kind, b.v, cells...)
	d.around(1, b.before, b.v, b.after)
	return true
}

// pushCorner moves a corner of four cells into the opposite one, or a corner at the rim beyond the parent: it lies over its
// neighbours then, of each of which it cuts a triangle off, and over what is beyond.
//
//	      to
//	   A /:\ B
//	----x-+-x----   x: where the new edges leave A and B
//	   /  v  \
//	before   after
func (d *damager) pushCorner(b bend, to geo.Point) bool {
	opposite := d.opposite(b)
	if opposite == b.cell || opposite >= 0 && (d.Map.Cells[opposite] == nil || d.Map.Cells[opposite].Side(to) != geo.Inside) ||
		opposite < 0 && d.Parent.Side(to) != geo.Outside || !d.clearPath(b, to) {
		return false
	}
	edges := [][2]geo.Point{edgeOf(b.before, b.v), edgeOf(b.v, b.after)}
	var over []int
	at := [2]geo.Point{b.before, b.after} // where the ground beyond begins: at x, or at the rim's own next vertex
	for side, other := range [2]int{b.left, b.right} {
		end := at[side]
		if other < 0 {
			if d.crossesOthersAt(b.v, end, to, end) {
				return false
			}
			continue
		}
		w, ok := d.between(other, opposite, b.v)
		if !ok || !geo.Cross(end, to, b.v, w) || d.crossesOthersAt(b.v, end, to, w) {
			return false
		}
		x := crossingOf(end, to, b.v, w)
		if !fat(end, b.v, x) {
			return false
		}
		at[side] = x
		over, edges = append(over, other), append(edges, edgeOf(b.v, w))
	}
	if !fat(b.v, at[0], to) || !fat(b.v, at[1], to) || !d.take(edges...) {
		return false
	}
	d.replace(b.cell, b.v, to)
	for _, other := range over {
		d.tell("overlap", b.v, b.cell, other)
	}
	if opposite >= 0 {
		d.tell("overlap", b.v, b.cell, opposite)
	} else {
		d.tell("outsideParent", b.v, b.cell)
	}
	d.around(len(over)+1, b.before, b.v, b.after)
	return true
}

// opposite gives the cell that has the corner and is not beside its edges, -1 at the rim, and the cell itself where it is neither.
func (d *damager) opposite(b bend) int {
	users := d.users[b.v]
	if b.left < 0 || b.right < 0 {
		if len(users) == 2 {
			return -1
		}
		return b.cell
	}
	for _, j := range users {
		if len(users) == 4 && int(j) != b.cell && int(j) != b.left && int(j) != b.right {
			return int(j)
		}
	}
	return b.cell
}

// between gives the vertex next to v on the border of two cells, or of a cell and the parent.
func (d *damager) between(i, j int, v geo.Point) (geo.Point, bool) {
	ring := d.Tiling.Cells[i][0][0]
	n, k := len(ring), slices.Index(ring, v)
	for _, w := range [2]geo.Point{ring[(k+1)%n], ring[(k+n-1)%n]} {
		if other := d.other(i, v, w); other == j {
			return w, true
		}
	}
	return geo.Point{}, false
}

// crossesOthersAt reports whether segment ab touches an edge of the tiling at v other than v–w and those that end in a.
func (d *damager) crossesOthersAt(v, a, b, w geo.Point) (found bool) {
	for _, j := range d.users[v] {
		d.Map.Cells[j].Edges(func(p, q geo.Point) {
			if (p == v || q == v) && p != a && q != a && edgeOf(p, q) != edgeOf(v, w) {
				found = found || geo.Touch(a, b, p, q)
			}
		})
	}
	return found
}

func crossingOf(a, b, c, e geo.Point) geo.Point {
	ax, ay := float64(b.X-a.X), float64(b.Y-a.Y)
	cx, cy := float64(e.X-c.X), float64(e.Y-c.Y)
	t := (float64(c.X-a.X)*cy - float64(c.Y-a.Y)*cx) / (ax*cy - ay*cx)
	return geo.Point{X: a.X + int32(math.Round(t*ax)), Y: a.Y + int32(math.Round(t*ay))}
}

// fat reports whether every corner of a triangle is farther than least from the side across.
func fat(a, b, c geo.Point) bool {
	f := geo.Frame{X: 1, Y: 1}
	return f.DistanceToSegment(a, b, c) > least && f.DistanceToSegment(b, a, c) > least && f.DistanceToSegment(c, a, b) > least
}

// isGround reports whether the courses before-v-after and before-to-after enclose one piece of ground that is wider than a
// lattice step or two at v and to.
func isGround(before, v, after, to geo.Point) bool {
	far := func(p, a, b geo.Point) bool {
		return geo.Frame{X: 1, Y: 1}.DistanceToSegment(p, a, b) > least
	}
	return !geo.Cross(before, to, v, after) && !geo.Cross(to, after, before, v) &&
		far(to, before, v) && far(to, v, after) && far(v, before, to) && far(v, to, after)
}
