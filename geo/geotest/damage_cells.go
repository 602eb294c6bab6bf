package geotest

import (
	"fmt"
	"slices"

	"wangge/geo"
)

// duplicate puts a copy of a cell behind the others; its borders stay as they are from then on.
func (d *damager) duplicate(i int) bool {
	if d.Map.Cells[i] == nil || !d.fill(i) {
		return false
	}
	for _, e := range d.outline(i) {
		d.taken[e] = true
	}
	d.Map.Cells = append(d.Map.Cells, d.Map.Cells[i].Clone())
	return d.tell("duplicate", d.Tiling.Cells[i][0][0][0], i, len(d.Map.Cells)-1)
}

// square gives a box around a point, as a ring.
func square(c geo.Point, half int32) geo.Ring {
	return geo.Ring{{X: c.X - half, Y: c.Y - half}, {X: c.X + half, Y: c.Y - half}, {X: c.X + half, Y: c.Y + half}, {X: c.X - half, Y: c.Y + half}}
}

// fits reports whether a ring touches nothing around cell i.
func (d *damager) fits(i int, r geo.Ring) bool {
	for k, a := range r {
		if !d.free(i, a, r[(k+1)%len(r)], a) {
			return false
		}
	}
	return true
}

// contain puts a small cell into another one.
func (d *damager) contain(i int) bool {
	c := d.Tiling.Cells[i].Inner()
	r := square(c, 50)
	if d.Map.Cells[i] == nil || !d.fits(i, r) || !d.fill(i) {
		return false
	}
	d.Map.Cells = append(d.Map.Cells, geo.MultiPolygon{{r}})
	return d.tell("contained", c, i, len(d.Map.Cells)-1)
}

// lose leaves a cell out, perhaps with a street that was in it alone.
func (d *damager) lose(i int, street bool) bool {
	if d.filled[i] || !d.take(d.outline(i)...) {
		return false
	}
	d.fill(i)
	d.Map.Cells[i] = nil
	c := d.Tiling.Cells[i].Inner()
	d.tell("missing", d.Tiling.Cells[i][0][0][0], i)
	if street {
		d.layStreet(c, geo.Point{X: c.X + 200, Y: c.Y + 100}, geo.Point{X: c.X + 300, Y: c.Y - 50})
	}
	return true
}

// layStreet adds a street of which a part lies in no cell.
func (d *damager) layStreet(points ...geo.Point) {
	name := fmt.Sprint("street ", len(d.Streets))
	d.Streets = append(d.Streets, Figure{Name: name, Line: points})
	d.Done = append(d.Done, Damage{Kind: "streetUncovered", Name: name, At: points[1]})
}

// crossRing makes a bow-tie of two neighbouring vertices, or a spike.
func (d *damager) crossRing(i int) bool {
	ring := d.Tiling.Cells[i][0][0]
	n := len(ring)
	for _, k := range d.rand.Perm(n) {
		a, b := ring[k], ring[(k+1)%n]
		next := slices.Clone(ring)
		if k%2 == 0 {
			next = slices.Insert(next, k+1, d.moved(a), a)
		} else {
			next[k], next[(k+1)%n] = b, a
			if !geo.Cross(ring[(k+n-1)%n], b, a, ring[(k+2)%n]) {
				continue
			}
		}
		if d.filled[i] || !d.take(d.outline(i)...) {
			return false
		}
		d.fill(i)
		d.Map.Cells[i] = geo.MultiPolygon{{next}}
		return d.tell("invalidRing", a, i)
	}
	return false
}

// exclave gives a cell a second part, cut out of a neighbour: nothing is wrong but that it has two parts.
func (d *damager) exclave(i int) bool {
	near := d.neighbours(i)
	j := near[d.rand.IntN(len(near))]
	r := square(d.Tiling.Cells[j].Inner(), 60)
	if j == i || d.Map.Cells[i] == nil || d.Map.Cells[j] == nil || d.filled[i] || d.filled[j] || !d.fits(j, r) {
		return false
	}
	d.fill(i)
	d.fill(j)
	hole := slices.Clone(r)
	slices.Reverse(hole)
	d.Map.Cells[j] = d.Map.Cells[j].Clone()
	d.Map.Cells[j][0] = append(d.Map.Cells[j][0], hole)
	d.Map.Cells[i] = append(d.Map.Cells[i].Clone(), geo.Polygon{r})
	return d.tell("multipart", r[0], i)
}

// pinch cuts a triangle out of a cell that touches its border in a vertex, and makes it a cell of its own.
func (d *damager) pinch(i int) bool {
	if d.Map.Cells[i] == nil || d.filled[i] {
		return false
	}
	ring := d.Tiling.Cells[i][0][0]
	n := len(ring)
	for range 40 {
		k := d.rand.IntN(n)
		v := ring[k]
		tri := geo.Ring{v, d.moved(v), d.moved(v)}
		if tri.Sign() < 0 {
			tri[1], tri[2] = tri[2], tri[1]
		}
		whole := geo.MultiPolygon{{d.Map.Cells[i][0][0]}}
		if !fat(tri[0], tri[1], tri[2]) || whole.Side(tri[1]) != geo.Inside || whole.Side(tri[2]) != geo.Inside ||
			!d.free(i, v, tri[1], v) || !d.free(i, tri[1], tri[2], v) || !d.free(i, tri[2], v, v) || !clearOf(whole, v, tri) {
			continue
		}
		if !d.take(edgeOf(ring[(k+n-1)%n], v), edgeOf(v, ring[(k+1)%n])) {
			continue
		}
		d.fill(i)
		hole := slices.Clone(tri)
		slices.Reverse(hole)
		d.Map.Cells[i] = d.Map.Cells[i].Clone()
		d.Map.Cells[i][0] = append(d.Map.Cells[i][0], hole)
		d.Map.Cells = append(d.Map.Cells, geo.MultiPolygon{{tri}})
		return d.tell("pinch", v, i)
	}
	return false
}

// clearOf reports whether the edges of a shape at v stay clear of a triangle that begins there.
func clearOf(m geo.MultiPolygon, v geo.Point, tri geo.Ring) bool {
	ok := true
	m.Edges(func(a, b geo.Point) {
		if a == v || b == v {
			far := a
			if a == v {
				far = b
			}
			ok = ok && !geo.Touch(a, b, tri[1], tri[2]) && tri.Side(far) == geo.Outside && !geo.OnSegment(tri[1], a, b) && !geo.OnSegment(tri[2], a, b)
		}
	})
	return ok
}

// build puts a building on a border between two cells, away from all others.
func (d *damager) build(i int) bool {
	ring := d.Tiling.Cells[i][0][0]
	n := len(ring)
	for _, k := range d.rand.Perm(n) {
		before, v, after := ring[(k+n-1)%n], ring[k], ring[(k+1)%n]
		j := d.other(i, before, after)
		r := square(v, 40)
		if j < 0 || len(d.users[v]) != 2 || d.filled[i] || d.filled[j] || !d.touchesOnly(r, i, j) || !d.take(edgeOf(before, v), edgeOf(v, after)) {
			continue
		}
		d.fill(i)
		d.fill(j)
		name := fmt.Sprint("building ", len(d.Buildings))
		d.Buildings = append(d.Buildings, Figure{Name: name, Shape: geo.MultiPolygon{{r}}})
		d.tell("buildingCut", v, i, j)
		d.Done[len(d.Done)-1].Name = name
		return true
	}
	return false
}

// touchesOnly reports whether a ring stays clear of all cells but two, which stand as they were.
func (d *damager) touchesOnly(r geo.Ring, i, j int) bool {
	box := r.Bound()
	for _, k := range append(d.neighbours(i), d.neighbours(j)...) {
		m := d.Map.Cells[k]
		if k == i || k == j {
			if m == nil || len(m) > 1 || len(m[0]) > 1 {
				return false
			}
		} else if m.Bound().Intersects(box) && touches(m, r) {
			return false
		}
	}
	return !slices.ContainsFunc(d.Map.Cells[len(d.Tiling.Cells):], func(m geo.MultiPolygon) bool { return m.Bound().Intersects(box) })
}

func touches(m geo.MultiPolygon, r geo.Ring) bool {
	if m.Side(r[0]) != geo.Outside {
		return true
	}
	found := false
	m.Edges(func(a, b geo.Point) {
		for k, p := range r {
			found = found || geo.Touch(a, b, p, r[(k+1)%len(r)])
		}
	})
	return found
}
