package coverage

import (
	"fmt"
	"slices"

	"wangge/geo"
	"wangge/geo/arrangement"
)

// homes takes each parent that has something unmatched by itself.
func (r *round) homes() (out []home, err error) {
	wanted := map[int]map[span]bool{}
	r.rest.each(func(key span, _ int32) {
		g := int(key.group)
		if wanted[g] == nil {
			wanted[g] = map[span]bool{}
		}
		key.group = 0
		wanted[g][key] = true
	})
	for g := range r.set.Parents {
		if wanted[g] == nil {
			continue
		}
		if r.ctx.Err() != nil {
			return nil, r.ctx.Err()
		}
		left := append(r.edgesOfCells(wanted[g]), r.edgesOfParents(wanted[g])...)
		left = slices.DeleteFunc(left, func(e arrangement.Edge) bool { return r.groupOf(e.Owner) != g })
		m, err := r.meshOf(left)
		if err != nil {
			return nil, err
		}
		out = append(out, home{g, m.faces})
	}
	return out, nil
}

// groupOf gives the home of an owner of edges.
func (r *round) groupOf(owner int32) int {
	if int(owner) < len(r.set.Cells) {
		return int(r.home[owner])
	}
	return int(owner) - len(r.set.Cells)
}

// tellUncovered tells ground in no cell. It gives the faces that are wrong, whoever tells them.
func (r *round) tellUncovered(m meshes) (wrong []face) {
	sound := r.tooOften() - 1
	for _, h := range m.homes {
		for _, f := range h.faces {
			switch {
			case r.poisoned(f):
			case f.winding < sound:
				r.tellGap(f)
			case f.winding == sound:
				continue
			}
			wrong = append(wrong, f)
		}
	}
	return wrong
}

// tellCovered tells ground that is covered too often: overlaps pair by pair, and what leaves its parent. It gives the faces
// of overlaps.
func (r *round) tellCovered(m meshes) (wrong []face, err error) {
	for _, f := range m.whole.faces {
		if f.winding < r.tooOften() {
			continue
		}
		wrong = append(wrong, f)
		box := f.shape.Bound()
		near := r.meeting(box)
		for x, i := range near {
			for _, j := range near[x+1:] {
				if err := r.tellPair(min(i, j), max(i, j), box); err != nil {
					return nil, err
				}
			}
		}
	}
	for _, h := range m.homes {
		told := map[int]bool{}
		for _, f := range h.faces {
			if f.winding > 0 && len(r.set.Parents) > 0 {
				if err := r.tellOutside(f, h.parent, told); err != nil {
					return nil, err
				}
			}
		}
	}
	return wrong, nil
}

// meeting gives the sound cells whose boxes meet a box, sorted.
func (r *round) meeting(box geo.Rect) []int {
	out := slices.DeleteFunc(r.near(box), func(i int) bool { return r.hidden[i] || r.invalid(i) })
	slices.Sort(out)
	return out
}

// poisoned reports a face that an invalid cell's edges bound: it belongs to that cell's own fault.
func (r *round) poisoned(f face) bool {
	return slices.ContainsFunc(f.owners, func(o int32) bool { return int(o) < len(r.set.Cells) && r.invalid(int(o)) })
}

// looksPerCell bounds how many pairs are compared: more than that lie over each other only where files are mixed up.
const (
	looksLeast   = 1 << 16
	looksPerCell = 16
)

// look counts a comparison of two shapes in a window.
func (r *round) look(a, b geo.MultiPolygon, window geo.Rect) (overlay, error) {
	if r.looks++; r.looks > max(looksLeast, looksPerCell*len(r.set.Cells)) {
		return overlay{}, fmt.Errorf("the %d cells lie over each other again and again, as at %s: are several maps mixed into one?",
			len(r.set.Cells), window.Middle())
	}
	return compare(a, b, window)
}

// tellPair tells what two cells share, once, if they share anything within the box of a face.
func (r *round) tellPair(i, j int, box geo.Rect) error {
	common := r.boxes[i].Intersect(r.boxes[j])
	window := common.Intersect(box)
	if window.Empty() || r.pairs[[2]int{i, j}] {
		return nil
	}
	a, b := r.set.Cells[i].Shape, r.set.Cells[j].Shape
	if window != common {
		if here, err := r.look(a, b, window); err != nil || len(here.both) == 0 {
			return err
		}
	}
	o, err := r.look(a, b, common)
	if err != nil || len(o.both) == 0 {
		return err
	}
	r.pairs[[2]int{i, j}] = true
	moreA := len(o.onlyA) > 0 || !r.boxes[i].Inside(r.boxes[j])
	moreB := len(o.onlyB) > 0 || !r.boxes[j].Inside(r.boxes[i])
	switch {
	case !moreA && !moreB:
		r.addShape(Duplicate, []int{i, j}, a)
	case !moreA:
		r.addShape(Contained, []int{i, j}, a)
	case !moreB:
		r.addShape(Contained, []int{i, j}, b)
	default:
		for _, f := range o.both {
			r.addShape(Overlap, []int{i, j}, geo.MultiPolygon{f.shape})
		}
	}
	return nil
}

// tellGap tells ground of a parent in no cell; a cell of another parent may hold it.
func (r *round) tellGap(f face) {
	shape := geo.MultiPolygon{f.shape}
	if len(r.set.Parents) > 1 && r.covered(shape.Inner()) {
		return
	}
	kind := Gap
	if slices.ContainsFunc(f.owners, func(o int32) bool { return int(o) >= len(r.set.Cells) }) {
		kind = ShortOfParent
	}
	r.addShape(kind, r.cellsOf(f), shape)
}

// covered reports whether a valid cell has a point inside.
func (r *round) covered(at geo.Point) bool {
	return slices.ContainsFunc(r.meeting(geo.Rect{Min: at, Max: at}), func(i int) bool { return r.set.Cells[i].Shape.Side(at) == geo.Inside })
}

// tellOutside tells the pieces beyond their parent of the cells at a face that is covered too often.
func (r *round) tellOutside(f face, home int, told map[int]bool) error {
	box := f.shape.Bound()
	parent := r.set.Parents[home].Shape
	for _, i := range r.meeting(box) {
		if int(r.home[i]) != home || told[i] {
			continue
		}
		shape := r.set.Cells[i].Shape
		if here, err := r.look(shape, parent, r.boxes[i].Intersect(box)); err != nil || len(here.onlyA) == 0 {
			if err != nil {
				return err
			}
			continue
		}
		told[i] = true
		o, err := r.look(shape, parent, r.boxes[i])
		if err != nil {
			return err
		}
		for _, f := range o.onlyA {
			r.addShape(OutsideParent, []int{i}, geo.MultiPolygon{f.shape})
		}
	}
	return nil
}

// cellsOf gives the cells whose edges bound a face.
func (r *round) cellsOf(f face) []int {
	var out []int
	for _, o := range f.owners {
		if int(o) < len(r.set.Cells) {
			out = append(out, int(o))
		}
	}
	return out
}

// tellUnmatched tells vertices that one cell's border has and another's passes by, where no face lies
// between. A parent's border need not have the vertices of the cells that fill it.
func (r *round) tellUnmatched(whole mesh, bad []face) {
	told := map[geo.Point]bool{}
	for _, f := range bad {
		for _, ring := range f.shape {
			for _, p := range ring {
				told[p] = true
			}
		}
	}
	ends := map[geo.Point][]int32{}
	own := make(map[vertexOf]bool, len(whole.left))
	for _, e := range whole.left {
		own[vertexOf{e.A, e.Owner}], own[vertexOf{e.B, e.Owner}] = true, true
		if int(e.Owner) < len(r.set.Cells) {
			ends[e.A] = append(ends[e.A], e.Owner)
		}
	}
	at := map[geo.Point][]int32{}
	for _, e := range whole.noded {
		if int(e.Owner) >= len(r.set.Cells) {
			continue
		}
		for _, p := range [2]geo.Point{e.A, e.B} {
			if !told[p] && !own[vertexOf{p, e.Owner}] && len(ends[p]) > 0 {
				at[p] = append(append(at[p], e.Owner), ends[p]...)
			}
		}
	}
	for p, owners := range at {
		slices.Sort(owners)
		cells := r.cellsOf(face{owners: slices.Compact(owners)})
		if !slices.ContainsFunc(cells, r.invalid) {
			r.addPoints(UnmatchedEdge, cells, []geo.Point{p})
		}
	}
}

// vertexOf is a vertex of an owner's border.
type vertexOf struct {
	at    geo.Point
	owner int32
}
