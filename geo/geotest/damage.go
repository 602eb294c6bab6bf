package geotest

import (
	"math"
	"math/rand/v2"
	"slices"

	"wangge/geo"
)

// Damage is one fault that was put into a tiling, in the words of the check.
type Damage struct {
	Kind  string
	Cells []int // every cell concerned, sorted
	At    geo.Point
}

// DamageOptions tune Damaged.
type DamageOptions struct {
	// Share of the cells that are damaged; default 0.01.
	Share float64
	// LeastM and MostM bound by how much a vertex is moved, in metres; default 0.05 to 2.
	LeastM, MostM float64
	// Kinds to choose from; all of AllDamage by default.
	Kinds []string
}

// AllDamage are the kinds that Damaged can make, in the words of the check. At the rim of the parent a moved vertex makes
// outsideParent and shortOfParent instead of overlap and gap.
var AllDamage = []string{"overlap", "gap", "unmatchedEdge", "invalidRing", "duplicate", "contained", "missing"} //nolint:gochecknoglobals // a constant list

// Damaged gives the tiling's cells with faults put in, and the list of them. A damaged cell's neighbours stay as they were,
// so that no two faults touch. A missing cell is empty; a duplicate and a contained cell are added behind the others.
func Damaged(t Tiling, seed uint64, o DamageOptions) (cells []geo.MultiPolygon, done []Damage) {
	if o.Share == 0 {
		o.Share = 0.01
	}
	if o.MostM == 0 {
		o.LeastM, o.MostM = 0.05, 2
	}
	if o.Kinds == nil {
		o.Kinds = AllDamage
	}
	d := damager{DamageOptions: o, Tiling: t, rand: rand.New(rand.NewPCG(seed, 77)), cells: slices.Clone(t.Cells), users: map[geo.Point][]int32{}}
	for i, c := range t.Cells {
		c.Edges(func(a, _ geo.Point) { d.users[a] = append(d.users[a], int32(i)) })
	}
	busy := make([]bool, len(t.Cells))
	for _, i := range d.rand.Perm(len(t.Cells)) {
		near := d.neighbours(i)
		if float64(len(d.done)) >= o.Share*float64(len(t.Cells)) || slices.ContainsFunc(near, func(j int) bool { return busy[j] }) {
			continue
		}
		if d.damage(i, o.Kinds[d.rand.IntN(len(o.Kinds))]) {
			for _, j := range near {
				busy[j] = true
			}
		}
	}
	return d.cells, d.done
}

type damager struct {
	DamageOptions
	Tiling
	rand  *rand.Rand
	cells []geo.MultiPolygon
	users map[geo.Point][]int32 // the cells that have a vertex
	done  []Damage
}

// neighbours gives a cell and those that share a vertex with it.
func (d *damager) neighbours(i int) []int {
	out := []int{i}
	d.Cells[i].Edges(func(a, _ geo.Point) {
		for _, j := range d.users[a] {
			out = append(out, int(j))
		}
	})
	slices.Sort(out)
	return slices.Compact(out)
}

func (d *damager) tell(kind string, at geo.Point, cells ...int) bool {
	slices.Sort(cells)
	d.done = append(d.done, Damage{Kind: kind, Cells: cells, At: at})
	return true
}

func (d *damager) damage(i int, kind string) bool {
	ring := d.Cells[i][0][0]
	switch kind {
	case "duplicate":
		d.cells = append(d.cells, d.Cells[i].Clone())
		return d.tell(kind, ring[0], i, len(d.cells)-1)
	case "contained":
		c := d.Cells[i].Inner()
		d.cells = append(d.cells, geo.MultiPolygon{{{{X: c.X - 50, Y: c.Y - 50}, {X: c.X + 50, Y: c.Y - 50}, {X: c.X + 50, Y: c.Y + 50}, {X: c.X - 50, Y: c.Y + 50}}}})
		return d.tell(kind, c, i, len(d.cells)-1)
	case "missing":
		d.cells[i] = nil
		return d.tell(kind, ring[0], i)
	case "invalidRing":
		return d.swapVertices(i, ring)
	case "unmatchedEdge":
		return d.vertexOnALine(i, ring)
	default:
		for range 40 {
			if d.moveVertex(i, d.rand.IntN(len(ring)), kind) {
				return true
			}
		}
		return false
	}
}

// swapVertices makes a bow-tie of two neighbouring vertices.
func (d *damager) swapVertices(i int, ring geo.Ring) bool {
	n := len(ring)
	for _, k := range d.rand.Perm(n) {
		a, b := ring[k], ring[(k+1)%n]
		if !geo.Cross(ring[(k+n-1)%n], b, a, ring[(k+2)%n]) {
			continue
		}
		next := slices.Clone(ring)
		next[k], next[(k+1)%n] = b, a
		d.cells[i] = geo.MultiPolygon{{next}}
		return d.tell("invalidRing", a, i)
	}
	return false
}

// vertexOnALine puts a vertex exactly on one of the cell's edges that another cell has too.
func (d *damager) vertexOnALine(i int, ring geo.Ring) bool {
	for _, k := range d.rand.Perm(len(ring)) {
		a, b := ring[k], ring[(k+1)%len(ring)]
		other := d.other(i, a, b)
		if mid := (geo.Rect{Min: a, Max: b}).Middle(); other >= 0 && geo.OnSegment(mid, a, b) && mid != a && mid != b {
			d.cells[i] = geo.MultiPolygon{{slices.Insert(slices.Clone(ring), k+1, mid)}}
			return d.tell("unmatchedEdge", mid, i, other)
		}
	}
	return false
}

// other gives the cell beside i that has both points, or -1.
func (d *damager) other(i int, a, b geo.Point) int {
	for _, j := range d.users[a] {
		if int(j) != i && slices.Contains(d.users[b], j) {
			return int(j)
		}
	}
	return -1
}

// moveVertex moves a vertex that no more than one other cell has to where the kind wants it: into the neighbour or into the
// cell itself. It fails where more than these two would be concerned.
func (d *damager) moveVertex(i, k int, kind string) bool {
	ring := d.Cells[i][0][0]
	n := len(ring)
	before, v, after := ring[(k+n-1)%n], ring[k], ring[(k+1)%n]
	f := geo.FrameAt(v)
	size, angle := d.LeastM+d.rand.Float64()*(d.MostM-d.LeastM), d.rand.Float64()*2*math.Pi
	to := geo.Point{X: v.X + int32(math.Round(size*math.Cos(angle)/f.X)), Y: v.Y + int32(math.Round(size*math.Sin(angle)/f.Y))}
	var touched []geo.MultiPolygon
	other := d.other(i, before, after)
	if other >= 0 {
		if len(d.users[v]) != 2 {
			return false
		}
		touched = append(touched, d.Cells[other])
	} else {
		if len(d.users[v]) != 1 || len(d.users[before]) != 1 || len(d.users[after]) != 1 {
			return false
		}
		touched = append(touched, d.Parent)
	}
	inside := d.Cells[i].Side(to) == geo.Inside
	if inside != (kind == "gap") || !isGround(before, v, after, to) {
		return false
	}
	if !inside && other >= 0 && d.Cells[other].Side(to) != geo.Inside || !inside && other < 0 && d.Parent.Side(to) != geo.Outside {
		return false
	}
	for _, m := range append(touched, d.Cells[i]) {
		if meets(m, before, to, v) || meets(m, to, after, v) {
			return false
		}
	}
	next := slices.Clone(ring)
	next[k] = to
	d.cells[i] = geo.MultiPolygon{{next}}
	switch {
	case other >= 0:
		return d.tell(kind, v, i, other)
	case inside:
		return d.tell("shortOfParent", v, i)
	default:
		return d.tell("outsideParent", v, i)
	}
}

// isGround reports whether the courses before-v-after and before-to-after enclose one piece of ground that is wider than a
// lattice step or two at v and to.
func isGround(before, v, after, to geo.Point) bool {
	const least = 2 // lattice steps
	far := func(p, a, b geo.Point) bool {
		return geo.Frame{X: 1, Y: 1}.DistanceToSegment(p, a, b) > least
	}
	return !geo.Cross(before, to, v, after) && !geo.Cross(to, after, before, v) &&
		far(to, before, v) && far(to, v, after) && far(v, before, to) && far(v, to, after)
}

// meets reports whether segment ab touches an edge of m that does not end in one of its ends or in v.
func meets(m geo.MultiPolygon, a, b, v geo.Point) bool {
	found := false
	m.Edges(func(p, q geo.Point) {
		switch {
		case p == v || q == v:
		case p == a || q == a || p == b || q == b:
			found = found || p != a && p != b && geo.OnSegment(p, a, b) || q != a && q != b && geo.OnSegment(q, a, b)
		default:
			found = found || geo.Touch(a, b, p, q)
		}
	})
	return found
}
