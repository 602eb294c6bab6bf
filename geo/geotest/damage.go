package geotest

import (
	"math/rand/v2"
	"slices"

	"wangge/geo"
)

// Damage is one fault that was put into a tiling, in the words of the check.
type Damage struct {
	Kind  string
	Cells []int // every cell concerned, sorted
	// Name is the street or building concerned.
	Name string
	At   geo.Point
	// Corners are the vertices around it that other faults may share.
	Corners []geo.Point
}

// Figure is a street or a building.
type Figure struct {
	Name  string
	Line  geo.Line         // of a street
	Shape geo.MultiPolygon // of a building
}

// Map is a damaged tiling and the list of what is wrong with it. A missing cell is empty; cells that a duplicate, a contained
// cell or a pinch needs are added behind the others.
type Map struct {
	Cells              []geo.MultiPolygon
	Streets, Buildings []Figure
	Done               []Damage
}

// DamageOptions tune Damaged.
type DamageOptions struct {
	// Share is the number of faults for each cell; default 0.01.
	Share float64
	// LeastM and MostM bound by how much a vertex is moved, in metres; default 0.05 to 2.
	LeastM, MostM float64
	// Kinds to choose from; all of AllDamage by default.
	Kinds []string
	// Touching puts several faults at one place: one after the other along a border, and around a corner. Else no cell that
	// a fault concerns has a neighbour that another one concerns.
	Touching bool
}

// AllDamage are the kinds that Damaged can make, in the words of the check. A vertex moved at the rim of the parent makes
// outsideParent and shortOfParent instead of overlap and gap.
var AllDamage = []string{ //nolint:gochecknoglobals // a constant list
	"overlap", "gap", "unmatchedEdge", "invalidRing", "duplicate", "contained", "missing", "streetUncovered", "multipart", "pinch", "buildingCut",
}

// Damaged puts faults into a tiling. They are made so that each is one by itself: where a vertex goes is looked at, exactly,
// until it encloses the ground that it should and touches nothing else, what earlier faults have changed included.
func Damaged(t Tiling, seed uint64, o DamageOptions) Map {
	if o.Share == 0 {
		o.Share = 0.01
	}
	if o.MostM == 0 {
		o.LeastM, o.MostM = 0.05, 2
	}
	if o.Kinds == nil {
		o.Kinds = AllDamage
	}
	d := damager{
		DamageOptions: o, Tiling: t, rand: rand.New(rand.NewPCG(seed, 77)), Map: Map{Cells: slices.Clone(t.Cells)},
		users: map[geo.Point][]int32{}, taken: map[[2]geo.Point]bool{}, filled: map[int]bool{},
	}
	for i, c := range t.Cells {
		c.Edges(func(a, _ geo.Point) { d.users[a] = append(d.users[a], int32(i)) })
	}
	d.run()
	return d.Map
}

type damager struct {
	DamageOptions
	Tiling
	Map
	rand   *rand.Rand
	users  map[geo.Point][]int32 // the cells that have a vertex
	taken  map[[2]geo.Point]bool // edges of which a cell has given its own up, or must not
	filled map[int]bool          // cells that have a fault of their own inside
}

// run takes cells in random order; in Touching mode again and again, until there are enough faults.
func (d *damager) run() {
	wanted := d.Share * float64(len(d.Tiling.Cells))
	busy := make([]bool, len(d.Tiling.Cells))
	for range 8 {
		for _, i := range d.rand.Perm(len(d.Tiling.Cells)) {
			near := d.neighbours(i)
			if float64(len(d.Done)) >= wanted || !d.Touching && slices.ContainsFunc(near, func(j int) bool { return busy[j] }) {
				continue
			}
			if !d.damage(i, d.Kinds[d.rand.IntN(len(d.Kinds))]) {
				continue
			}
			for _, j := range near {
				busy[j] = true
			}
		}
	}
}

// neighbours gives a cell and those that share a vertex with it.
func (d *damager) neighbours(i int) []int {
	out := []int{i}
	d.Tiling.Cells[i].Edges(func(a, _ geo.Point) {
		for _, j := range d.users[a] {
			out = append(out, int(j))
		}
	})
	slices.Sort(out)
	return slices.Compact(out)
}

func (d *damager) tell(kind string, at geo.Point, cells ...int) bool {
	slices.Sort(cells)
	d.Done = append(d.Done, Damage{Kind: kind, Cells: cells, At: at})
	return true
}

// around notes the corners of the last n faults.
func (d *damager) around(n int, corners ...geo.Point) {
	for i := len(d.Done) - n; i < len(d.Done); i++ {
		d.Done[i].Corners = corners
	}
}

func (d *damager) damage(i int, kind string) bool {
	switch kind {
	case "duplicate":
		return d.duplicate(i)
	case "contained":
		return d.contain(i)
	case "missing", "streetUncovered":
		return d.lose(i, kind == "streetUncovered")
	case "invalidRing":
		return d.crossRing(i)
	case "multipart":
		return d.exclave(i)
	case "pinch":
		return d.pinch(i)
	case "buildingCut":
		return d.build(i)
	case "unmatchedEdge":
		return d.vertexOnALine(i)
	default:
		return d.moveVertices(i, kind)
	}
}

// edgeOf names an edge, whichever way it runs.
func edgeOf(a, b geo.Point) [2]geo.Point {
	if b.Less(a) {
		return [2]geo.Point{b, a}
	}
	return [2]geo.Point{a, b}
}

// take marks edges so that no other fault is made of them; false where one is already taken.
func (d *damager) take(edges ...[2]geo.Point) bool {
	for _, e := range edges {
		if d.taken[e] {
			return false
		}
	}
	for _, e := range edges {
		d.taken[e] = true
	}
	return true
}

// fill marks a cell for a fault inside it; false where it has one.
func (d *damager) fill(i int) bool {
	if d.filled[i] {
		return false
	}
	d.filled[i] = true
	return true
}

// outline gives the edges of a cell as it was.
func (d *damager) outline(i int) (out [][2]geo.Point) {
	d.Tiling.Cells[i].Edges(func(a, b geo.Point) { out = append(out, edgeOf(a, b)) })
	return out
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

// free reports whether segment ab touches nothing of what now stands around a cell, but for edges that end in a, b or v.
func (d *damager) free(i int, a, b, v geo.Point) bool {
	for _, j := range d.neighbours(i) {
		if meets(d.Map.Cells[j], a, b, v) {
			return false
		}
	}
	for _, m := range d.Map.Cells[len(d.Tiling.Cells):] {
		if meets(m, a, b, v) {
			return false
		}
	}
	for _, s := range d.Streets {
		for k := 1; k < len(s.Line); k++ {
			if geo.Touch(a, b, s.Line[k-1], s.Line[k]) {
				return false
			}
		}
	}
	return !meets(d.Parent, a, b, v)
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
