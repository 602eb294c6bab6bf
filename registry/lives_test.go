package registry_test

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"wangge/geo"
	"wangge/geo/geotest"
	"wangge/geo/topology"
	"wangge/registry"
)

// realm is a small county that lives at random: its map is edited, numbered, published, reverted and re-coded, in memory, by
// the functions that do it for the store.
type realm struct {
	*rand.Rand
	t         testing.TB
	state     // the draft
	published state
	outline   geo.MultiPolygon
	past      []state // by revision, from 1
	buildings []registry.Building
	content   registry.Content
	done      map[string]int // how often each thing happened
}

// state is a map with its grids by the number of their cell, and the divisions they lie in.
type state struct {
	plan      *topology.Map
	grids     map[int]registry.Grid
	divisions []registry.Division
	free      []geo.MultiPolygon // ground that nobody has any more
}

func (s state) clone() state {
	s.grids, s.divisions, s.free = maps.Clone(s.grids), slices.Clone(s.divisions), slices.Clone(s.free)
	return s
}

// list gives the grids in the order of their cells.
func (s state) list() (out []registry.Grid) {
	for _, i := range slices.Sorted(maps.Keys(s.grids)) {
		out = append(out, s.grids[i])
	}
	return out
}

// newRealm makes two towns of two communities of two columns of grids each, with houses on every eleventh plot.
func newRealm(t testing.TB, seed uint64) *realm {
	t.Helper()
	r := &realm{Rand: rand.New(rand.NewPCG(seed, 7)), t: t, done: map[string]int{}}
	tiling := geotest.New(seed, geotest.Options{Columns: 8, Rows: 4, Spacing: 40000})
	r.outline = tiling.Parent
	plan, err := topology.New(tiling.Cells, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.state = state{plan: plan, grids: map[int]registry.Grid{}, divisions: []registry.Division{division("370883", "邹城市")}}
	for i := range 4 {
		if i%2 == 0 {
			r.divisions = append(r.divisions, division(fmt.Sprintf("37088300%d", 1+i/2), "街道"))
		}
		r.divisions = append(r.divisions, division(fmt.Sprintf("37088300%d00%d", 1+i/2, 1+i%2), "社区"))
	}
	for i, shape := range tiling.Cells {
		community := i % 8 / 2
		r.grids[i] = registry.Grid{
			Name: fmt.Sprint("网格", i), Kind: registry.Base, Community: fmt.Sprintf("37088300%d00%d", 1+community/2, 1+community%2), Shape: shape, AreaM2: shape.AreaM2(),
		}
	}
	for i, plot := range geotest.New(seed, geotest.Options{Columns: 80, Rows: 40, Spacing: 4000, Points: 1}).Cells {
		if i%11 == 0 {
			r.buildings = append(r.buildings, registry.Building{ID: fmt.Sprint(i), Shape: plot, Population: r.IntN(30)})
		}
	}
	r.publish()
	return r
}

// cell picks a grid.
func (r *realm) cell() int {
	keys := slices.Sorted(maps.Keys(r.grids))
	return keys[r.IntN(len(keys))]
}

// pair picks a grid and a neighbour in its community.
func (r *realm) pair() (i, j int, ok bool) {
	i = r.cell()
	near := slices.DeleteFunc(r.plan.Neighbours(i), func(j int) bool { return r.grids[i].Community != r.grids[j].Community })
	if len(near) == 0 {
		return 0, 0, false
	}
	return i, near[r.IntN(len(near))], true
}

// line runs through the middle of a cell, from beyond it to beyond it.
func (r *realm) line(i int) geo.Line {
	at, box := r.plan.Shape(i).Inner(), r.plan.Shape(i).Bound()
	reach := float64(int64(box.Max.X) - int64(box.Min.X) + int64(box.Max.Y) - int64(box.Min.Y))
	dy, dx := math.Sincos(r.Float64() * math.Pi)
	x, y := int32(dx*reach), int32(dy*reach)
	return geo.Line{{X: at.X - x, Y: at.Y - y}, {X: at.X + x, Y: at.Y + y}}
}

// edited takes over a map that an edit gave, unless the edit could not be made.
func (r *realm) edited(what string, next *topology.Map, changed []int, err error) bool {
	if err != nil {
		return false
	}
	r.plan = next
	for _, i := range changed {
		shape := next.Shape(i)
		if shape == nil {
			delete(r.grids, i)
			continue
		}
		g := r.grids[i]
		g.Shape, g.AreaM2 = shape, shape.AreaM2()
		r.grids[i] = g
	}
	r.done[what]++
	return true
}

// recoded takes a grid's code away, so that it gets a new one.
func (r *realm) recoded(i int) {
	g := r.grids[i]
	g.Code = ""
	r.grids[i] = g
}

// split makes two grids of one; the larger part may keep the code.
func (r *realm) split(keeps bool) {
	i := r.cell()
	whole := r.grids[i]
	next, piece, changed, err := r.plan.Split(i, r.line(i))
	if !r.edited("split", next, changed, err) {
		return
	}
	part := r.grids[piece]
	part.Name, part.Kind, part.Community = whole.Name+"乙", whole.Kind, whole.Community
	r.grids[piece] = part
	if !keeps {
		r.recoded(i)
	}
}

// merge makes one grid of two; the one that grows may keep its code.
func (r *realm) merge(keeps bool) {
	if i, j, ok := r.pair(); ok {
		next, changed, err := r.plan.Merge(i, j)
		if r.edited("merge", next, changed, err) && !keeps {
			r.recoded(i)
		}
	}
}

func (r *realm) transfer() {
	if i, j, ok := r.pair(); ok {
		next, changed, err := r.plan.Transfer(i, j, r.line(i))
		r.edited("transfer", next, changed, err)
	}
}

// adjust moves a vertex within the county: by some metres, or by so little that it is noise.
func (r *realm) adjust() {
	i, by := r.cell(), []int32{2, 2000}[r.IntN(2)]
	ring := r.plan.Shape(i)[0][0]
	at := ring[r.IntN(len(ring))]
	if r.outline.DistanceM(at) < 50 {
		return
	}
	next, changed, err := r.plan.MoveVertex(at, geo.Point{X: at.X + r.Int32N(2*by+1) - by, Y: at.Y + r.Int32N(2*by+1) - by})
	r.edited("adjust", next, changed, err)
}

func (r *realm) rename() {
	i := r.cell()
	g := r.grids[i]
	g.Name += "新"
	r.grids[i] = g
	r.done["rename"]++
}

// swap lets two grids change their codes, which keeps both.
func (r *realm) swap() {
	if i, j, ok := r.pair(); ok {
		a, b := r.grids[i], r.grids[j]
		a.Code, b.Code = b.Code, a.Code
		r.grids[i], r.grids[j] = a, b
		r.done["swap"]++
	}
}

// drop leaves a grid out: nobody has its ground then.
func (r *realm) drop() {
	if len(r.grids) < 20 {
		return
	}
	gone := r.cell()
	var shapes []geo.MultiPolygon
	grids := map[int]registry.Grid{}
	for _, i := range slices.Sorted(maps.Keys(r.grids)) {
		if i != gone {
			grids[len(shapes)] = r.grids[i]
			shapes = append(shapes, r.grids[i].Shape)
		}
	}
	plan, err := topology.New(shapes, nil)
	if err != nil {
		return
	}
	r.free = append(r.free, r.grids[gone].Shape)
	r.plan, r.grids = plan, grids
	r.done["drop"]++
}

// settle makes a new grid of ground that nobody has.
func (r *realm) settle() {
	if len(r.free) == 0 {
		return
	}
	shape := r.free[len(r.free)-1]
	next, number, changed, err := r.plan.Insert(shape)
	if !r.edited("settle", next, changed, err) {
		return
	}
	r.free = r.free[:len(r.free)-1]
	g := r.grids[number]
	g.Name, g.Kind = "新地", registry.Base
	g.Community = r.grids[r.cell()].Community
	for g.Community == "" {
		g.Community = r.grids[r.cell()].Community
	}
	r.grids[number] = g
}

// edit does one thing to the draft.
func (r *realm) edit() {
	switch n := r.IntN(100); {
	case n < 22:
		r.split(false)
	case n < 30:
		r.split(true)
	case n < 50:
		r.merge(false)
	case n < 60:
		r.merge(true)
	case n < 72:
		r.transfer()
	case n < 84:
		r.adjust()
	case n < 90:
		r.rename()
	case n < 93:
		r.recoded(r.cell())
		r.done["renumber"]++
	case n < 95:
		r.swap()
	case n < 97:
		r.drop()
	default:
		r.settle()
	}
}
