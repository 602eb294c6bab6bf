package coverage

import (
	"context"
	"maps"
	"slices"
	"sync"

	"wangge/geo"
	"wangge/geo/arrangement"
)

// Report tells all faults of the set as it is now, sorted by kind, then cells, then place.
func (c *Checker) Report(ctx context.Context) (Report, error) {
	r := round{Checker: c, ctx: ctx, hidden: map[int]bool{}, pairs: map[[2]int]bool{}}
	r.tellRings()
	r.faults = append(r.faults, c.above...)
	if err := r.tellGround(); err != nil {
		return Report{}, err
	}
	streets, err := c.streets.walk(ctx, c)
	if err != nil {
		return Report{}, err
	}
	buildings, err := c.buildings.cut(ctx, c)
	if err != nil {
		return Report{}, err
	}
	r.faults = slices.Concat(r.faults, streets, buildings)
	slices.SortFunc(r.faults, compareFaults)
	tellApart(r.faults)
	return Report{Cells: len(c.set.Cells), Faults: r.faults, Streets: slices.Clone(c.streets.reports)}, nil
}

// round is one report on its way. Owners of edges are indexes of cells, and beyond them of parents.
type round struct {
	*Checker
	ctx    context.Context // lives as long as Report
	faults []Fault
	hidden map[int]bool // left out: a copy of another cell
	rest   frontier     // what is unmatched when the hidden are left out
	pairs  map[[2]int]bool
	looks  int // comparisons made
}

// tellRings tells what the cells have by themselves, and those that are missing; their ground is a gap, told by itself.
func (r *round) tellRings() {
	middle := sync.OnceValue(r.middle)
	for _, code := range r.missing {
		r.add(Fault{Kind: Missing, Cells: []string{code}, At: middle().Orb()}, middle())
	}
	for i, f := range r.rings {
		switch {
		case len(f.invalid) > 0:
			r.addPoints(InvalidRing, []int{i}, f.invalid)
		case f.nowhere:
			r.add(Fault{Kind: InvalidRing, Cells: r.names([]int{i}), At: middle().Orb()}, middle())
		case len(f.pinched) > 0:
			r.addPoints(Pinch, []int{i}, f.pinched)
		}
		if f.parts {
			r.addShape(Multipart, []int{i}, r.set.Cells[i].Shape)
		}
	}
}

func (r *round) invalid(i int) bool { return r.rings[i].bad() }

// tellGround tells what the cells' borders leave unmatched between each other and towards their parents. What no cell covers
// is asked of all cells; what is covered too often, of the valid ones alone: whatever an invalid one seems to cover, and
// however often, hides nothing between the others.
func (r *round) tellGround() error {
	if r.left.used == 0 && len(r.seams) == 0 && !r.someInvalid() {
		return r.ctx.Err()
	}
	r.rest.merge(&r.left)
	all, err := r.meshes()
	if err != nil {
		return err
	}
	uncovered := r.tellUncovered(all)
	valid := all
	if r.hideInvalid() {
		if valid, err = r.meshes(); err != nil {
			return err
		}
	}
	covered, err := r.tellCovered(valid)
	if err != nil {
		return err
	}
	r.tellUnmatched(all.whole, append(uncovered, covered...))
	return r.ctx.Err()
}

func (r *round) someInvalid() bool {
	for _, f := range r.rings {
		if f.bad() {
			return true
		}
	}
	return false
}

// hideInvalid leaves the invalid cells out from now on, and reports whether there are any.
func (r *round) hideInvalid() (some bool) {
	for i, f := range r.rings {
		if f.bad() && !r.hidden[i] {
			r.leaveOut(i)
			some = true
		}
	}
	return some
}

// leaveOut takes a cell out of what remains to be told.
func (r *round) leaveOut(i int) {
	r.hidden[i] = true
	r.rest.addShape(r.set.Cells[i].Shape, r.home[i], -1)
}

// meshes are what is unmatched of all homes together and of each by itself.
type meshes struct {
	whole mesh
	homes []home
}

// home is a parent with the faces between its border and that of its cells.
type home struct {
	parent int
	faces  []face
}

// meshes arranges what is unmatched, after of each lot of duplicates all but one are hidden.
func (r *round) meshes() (m meshes, err error) {
	for again := true; again; again = r.duplicates(m.whole.faces) {
		if m.whole, err = r.whole(); err != nil {
			return m, err
		}
	}
	if len(r.set.Parents) < 2 {
		m.homes = []home{{faces: m.whole.faces}}
		return m, nil
	}
	m.homes, err = r.homes()
	return m, err
}

// mesh is unmatched edges, the same noded, and the faces between.
type mesh struct {
	left, noded []arrangement.Edge
	faces       []face
}

// meshOf arranges edges; without parents uncovered faces count too.
func (r *round) meshOf(left []arrangement.Edge) (mesh, error) {
	noded, err := arrangement.Node(r.withoutFits(left))
	if err != nil {
		return mesh{}, err
	}
	return mesh{left: left, noded: noded, faces: arrange(noded, len(r.set.Parents) == 0)}, nil
}

// withoutFits leaves out where a parent's border, cut at the vertices of cells, is theirs edge by edge. Noding would cut it there too,
// but would then lead the cells' edges once more through what lies beside them: they were rounded to where they are, and may
// pass now where the parent's border did not.
func (r *round) withoutFits(left []arrangement.Edge) []arrangement.Edge {
	var vertices []geo.Point
	for _, e := range left {
		if int(e.Owner) < len(r.set.Cells) {
			vertices = append(vertices, e.A, e.B)
		}
	}
	slices.SortFunc(vertices, geo.Point.Compare)
	pixels := arrangement.NewPixels(slices.Compact(vertices))
	var cut []arrangement.Edge
	var rest frontier
	for _, e := range left {
		if int(e.Owner) < len(r.set.Cells) {
			cut = append(cut, e)
		} else {
			cut = pixels.Cut(e, cut)
		}
	}
	for _, e := range cut {
		rest.add(e.A, e.B, 0, e.Weight)
	}
	return slices.DeleteFunc(cut, func(e arrangement.Edge) bool { return rest.net(spanKey(e)) == 0 })
}

// whole arranges what is unmatched of all homes together.
func (r *round) whole() (mesh, error) {
	if r.rest.used == 0 && len(r.seams) == 0 {
		return mesh{}, r.ctx.Err()
	}
	var total frontier // a border between two homes that both homes leave unmatched may match there
	total.reserve(r.rest.used)
	r.rest.each(func(key span, net int32) {
		key.group = 0
		total.count(key, net)
	})
	wanted := map[span]bool{}
	total.each(func(key span, _ int32) { wanted[key] = true })
	parents := r.edgesOfParents(wanted)
	maps.Copy(wanted, r.seams)
	left := append(r.edgesOfCells(wanted), parents...)
	if r.ctx.Err() != nil {
		return mesh{}, r.ctx.Err()
	}
	return r.meshOf(left)
}

// edgesOfCells gives the edges of cells whose spans are wanted.
func (r *round) edgesOfCells(wanted map[span]bool) (out []arrangement.Edge) {
	for _, i := range along(wanted, &r.tree, r.boxes) {
		if r.hidden[i] {
			continue
		}
		r.set.Cells[i].Shape.Edges(func(a, b geo.Point) {
			if key, _ := spanOf(a, b, 0); wanted[key] {
				out = append(out, arrangement.Edge{A: a, B: b, Owner: int32(i), Weight: 1}) //nolint:gosec // an index
			}
		})
	}
	return out
}

// edgesOfParents gives the edges of parents whose spans are wanted, the other way round.
func (r *round) edgesOfParents(wanted map[span]bool) (out []arrangement.Edge) {
	for _, i := range along(wanted, &r.parentTree, r.parentBoxes) {
		r.set.Parents[i].Shape.Edges(func(a, b geo.Point) {
			if key, _ := spanOf(a, b, 0); wanted[key] {
				out = append(out, arrangement.Edge{A: b, B: a, Owner: int32(len(r.set.Cells) + i), Weight: 1}) //nolint:gosec // an index
			}
		})
	}
	return out
}

// along gives the boxes that may hold one of the edges, sorted.
func along(wanted map[span]bool, tree *geo.BoxTree, boxes []geo.Rect) []int {
	near := map[int]bool{}
	for key := range wanted {
		a, b := key.ends()
		box := geo.EmptyRect.Extend(a).Extend(b)
		tree.Search(box, func(i int) bool {
			if box.Inside(boxes[i]) {
				near[i] = true
			}
			return true
		})
	}
	return slices.Sorted(maps.Keys(near))
}

// duplicates tells cells on the same ground among those at faces that are covered too often, hides all but one of
// each lot, and reports whether there were any.
func (r *round) duplicates(faces []face) bool {
	near := map[int]bool{}
	for _, f := range faces {
		if f.winding >= r.tooOften() {
			r.tree.Search(f.shape.Bound(), func(i int) bool {
				near[i] = true
				return true
			})
		}
	}
	byBox := map[geo.Rect][]int{}
	for i := range near {
		if !r.hidden[i] && !r.invalid(i) {
			byBox[r.boxes[i]] = append(byBox[r.boxes[i]], i)
		}
	}
	found := false
	for _, some := range byBox {
		if len(some) < 2 {
			continue
		}
		byGround := map[string][]int{}
		for _, i := range some {
			k := r.set.Cells[i].Shape.GroundKey()
			byGround[k] = append(byGround[k], i)
		}
		for _, lot := range byGround {
			if len(lot) > 1 {
				found = true
				r.hide(lot)
			}
		}
	}
	return found
}

// tooOften is the winding number from which a face is covered more than once.
func (r *round) tooOften() int {
	if len(r.set.Parents) == 0 {
		return 2
	}
	return 1
}

// hide tells a lot of duplicates and leaves the one with the lowest code.
func (r *round) hide(lot []int) {
	r.addShape(Duplicate, lot, r.set.Cells[lot[0]].Shape)
	slices.SortFunc(lot, func(i, j int) int { return compareNames(r.set.Cells[i].Code, r.set.Cells[j].Code, i, j) })
	for _, i := range lot[1:] {
		r.leaveOut(i)
	}
}
