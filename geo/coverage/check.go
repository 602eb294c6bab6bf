package coverage

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"wangge/geo"
	"wangge/geo/locate"
)

// Check finds all faults of the set, sorted by kind, then cells, then place. It fails where the
// check cannot be made: on an invalid parent, and when ctx ends.
func Check(ctx context.Context, s Set, o Options) (Report, error) {
	if o.SliverWidthM <= 0 {
		o.SliverWidthM = 0.5
	}
	c := checker{ctx: ctx, Set: s, Options: o}
	if err := c.check(); err != nil {
		return Report{}, err
	}
	slices.SortFunc(c.faults, compareFaults)
	return Report{Cells: len(s.Cells), Faults: c.faults}, nil
}

// checker is one check on its way. Owners of edges are indexes of cells, and beyond them of parents.
type checker struct {
	Set
	Options
	ctx     context.Context // lives as long as Check
	faults  []Fault
	invalid []bool
	hidden  []bool // left out of the overlay: empty, or a copy of another cell
	boxes   []geo.Rect
	index   boxIndex
	home    []int // parent of each cell, −1 for none
	pairs   map[[2]int]bool
}

func (c *checker) check() error {
	for i, p := range c.Parents {
		if f := testRings(p.Shape); len(f.invalid) > 0 {
			return fmt.Errorf("the parent %s is invalid itself at %s: mend it first", name(p.Code, i), f.invalid[0])
		}
	}
	if err := c.rings(); err != nil {
		return err
	}
	c.duplicates()
	c.missing()
	if err := c.overlay(); err != nil {
		return err
	}
	return c.streets()
}

func name(code string, i int) string {
	if code != "" {
		return code
	}
	return fmt.Sprint(i)
}

// rings tests every cell by itself.
func (c *checker) rings() error {
	n := len(c.Cells)
	c.invalid, c.hidden, c.boxes = make([]bool, n), make([]bool, n), make([]geo.Rect, n)
	for i, cell := range c.Cells {
		if i%256 == 0 && c.ctx.Err() != nil {
			return c.ctx.Err()
		}
		f := testRings(cell.Shape)
		c.boxes[i] = cell.Shape.Bound()
		if len(f.invalid) > 0 {
			c.invalid[i] = true
			c.addPoints(InvalidRing, []int{i}, f.invalid)
		} else if len(f.pinched) > 0 {
			c.addPoints(Pinch, []int{i}, f.pinched)
		}
		if len(cell.Shape) > 1 {
			c.addShape(Multipart, []int{i}, cell.Shape)
		}
		c.hidden[i] = c.boxes[i].Empty()
	}
	c.index = newBoxIndex(c.boxes)
	return nil
}

// duplicates tells cells on the same ground, and leaves one of each lot for the rest of the check.
func (c *checker) duplicates() {
	byGround := map[string][]int{}
	for i, cell := range c.Cells {
		if !c.hidden[i] && !c.invalid[i] {
			k := cell.Shape.GroundKey()
			byGround[k] = append(byGround[k], i)
		}
	}
	for _, lot := range byGround {
		if len(lot) < 2 {
			continue
		}
		c.addShape(Duplicate, lot, c.Cells[lot[0]].Shape)
		slices.SortFunc(lot, func(a, b int) int { return compareNames(c.Cells[a].Code, c.Cells[b].Code, a, b) })
		for _, i := range lot[1:] {
			c.hidden[i] = true
		}
	}
}

// missing tells expected codes that no cell carries; their ground is a gap, told by itself.
func (c *checker) missing() {
	have := map[string]bool{}
	box := geo.EmptyRect
	for i, cell := range c.Cells {
		have[cell.Code] = true
		if !c.boxes[i].Empty() {
			box = box.Union(c.boxes[i])
		}
	}
	at := geo.Point{}
	if !box.Empty() {
		at = middle(box)
	}
	for _, code := range c.Expect {
		if !have[code] {
			have[code] = true
			c.add(Fault{Kind: Missing, Cells: []string{code}, At: at.Orb()}, at)
		}
	}
}

func middle(r geo.Rect) geo.Point {
	return geo.Point{X: int32((int64(r.Min.X) + int64(r.Max.X)) / 2), Y: int32((int64(r.Min.Y) + int64(r.Max.Y)) / 2)}
}

// overlay compares the cells with each other and with their parents.
func (c *checker) overlay() error {
	if len(c.Cells) == 0 {
		return errors.New("there are no cells to check")
	}
	c.pairs = map[[2]int]bool{}
	c.homes()
	all := make([]int, len(c.Cells))
	for i := range all {
		all[i] = i
	}
	parents := make([]int, len(c.Parents))
	for i := range parents {
		parents[i] = i
	}
	left := c.leftover(all, parents)
	if err := c.ctx.Err(); err != nil || len(left) == 0 {
		return err
	}
	noded := node(left)
	faces := arrange(noded, len(parents) == 0)
	bad := c.whole(faces)
	if len(parents) > 1 {
		for g := range parents {
			if err := c.ctx.Err(); err != nil {
				return err
			}
			bad = append(bad, c.group(g)...)
		}
	} else {
		bad = append(bad, c.around(faces, 0)...)
	}
	c.unmatched(left, noded, bad)
	return nil
}

// homes finds the parent in which each cell lies.
func (c *checker) homes() {
	c.home = make([]int, len(c.Cells))
	shapes := make([]geo.MultiPolygon, len(c.Parents))
	for i, p := range c.Parents {
		shapes[i] = p.Shape
	}
	index := locate.New(shapes)
	for i, cell := range c.Cells {
		c.home[i] = -1
		if len(shapes) == 0 || c.hidden[i] {
			continue
		}
		at := middle(c.boxes[i])
		if cell.Shape.Side(at) != geo.Inside {
			at = cell.Shape.Inner()
		}
		c.home[i], _ = index.Nearest(at)
	}
}

// leftover gives the edges of cells and parents that do not cancel each other. Parents count the other way round.
func (c *checker) leftover(cells, parents []int) []edge {
	var edges []edge
	for _, i := range cells {
		if c.hidden[i] {
			continue
		}
		c.Cells[i].Shape.Edges(func(a, b geo.Point) {
			if a != b {
				edges = append(edges, edge{a, b, int32(i), 1})
			}
		})
	}
	for _, i := range parents {
		c.Parents[i].Shape.Edges(func(a, b geo.Point) {
			edges = append(edges, edge{b, a, int32(len(c.Cells) + i), 1})
		})
	}
	count := make(map[[2]geo.Point]int32, len(edges)/2)
	key := func(e edge) ([2]geo.Point, int32) {
		if e.a.Less(e.b) {
			return [2]geo.Point{e.a, e.b}, 1
		}
		return [2]geo.Point{e.b, e.a}, -1
	}
	for _, e := range edges {
		k, sign := key(e)
		if count[k] += sign; count[k] == 0 {
			delete(count, k)
		}
	}
	left := edges[:0]
	for _, e := range edges {
		if k, _ := key(e); count[k] != 0 {
			left = append(left, e)
		}
	}
	return left
}

// whole takes the faces of all cells together: what is covered twice becomes overlaps, pair by pair.
func (c *checker) whole(faces []face) []face {
	limit := 1
	if len(c.Parents) == 0 {
		limit = 2
	}
	var bad []face
	for _, f := range faces {
		if f.winding < limit {
			continue
		}
		bad = append(bad, f)
		if !c.poisoned(f) {
			near := c.index.meet(f.shape.Bound())
			for x, i := range near {
				for _, j := range near[x+1:] {
					c.overlap(min(i, j), max(i, j))
				}
			}
		}
	}
	return bad
}

// poisoned reports a face that an invalid cell's edges bound: it belongs to that cell's own fault.
func (c *checker) poisoned(f face) bool {
	return slices.ContainsFunc(f.owners, func(o int32) bool { return int(o) < len(c.Cells) && c.invalid[o] })
}

// overlap tells what two cells share: pieces, or that one lies within the other.
func (c *checker) overlap(i, j int) {
	if i == j || c.pairs[[2]int{i, j}] || c.hidden[i] || c.hidden[j] || c.invalid[i] || c.invalid[j] || !c.boxes[i].Intersects(c.boxes[j]) {
		return
	}
	c.pairs[[2]int{i, j}] = true
	var both []face
	onlyI, onlyJ := false, false
	for _, f := range arrange(node(append(edgesOf(c.Cells[i].Shape, 0, 1), edgesOf(c.Cells[j].Shape, 1, 2)...)), false) {
		switch f.winding {
		case 1:
			onlyI = true
		case 2:
			onlyJ = true
		case 3:
			both = append(both, f)
		}
	}
	switch {
	case len(both) == 0:
	case !onlyI && !onlyJ:
		c.addShape(Duplicate, []int{i, j}, c.Cells[i].Shape)
	case !onlyI:
		c.addShape(Contained, []int{i, j}, c.Cells[i].Shape)
	case !onlyJ:
		c.addShape(Contained, []int{i, j}, c.Cells[j].Shape)
	default:
		for _, f := range both {
			c.addShape(Overlap, []int{i, j}, geo.MultiPolygon{f.shape})
		}
	}
}

func edgesOf(m geo.MultiPolygon, owner, weight int32) []edge {
	var out []edge
	m.Edges(func(a, b geo.Point) { out = append(out, edge{a, b, owner, weight}) })
	return out
}

// group compares the cells of one parent with it.
func (c *checker) group(parent int) []face {
	var cells []int
	for i, h := range c.home {
		if h == parent {
			cells = append(cells, i)
		}
	}
	left := c.leftover(cells, []int{parent})
	if len(left) == 0 {
		return nil
	}
	return c.around(arrange(node(left), false), parent)
}

// around tells gaps and what leaves the parent, from the faces of its cells and its border.
func (c *checker) around(faces []face, parent int) []face {
	var bad []face
	told := map[int]bool{}
	for _, f := range faces {
		switch {
		case c.poisoned(f):
			bad = append(bad, f)
		case len(c.Parents) == 0:
			if f.winding == 0 {
				bad = append(bad, f)
				c.addShape(Gap, c.cellsOf(f), geo.MultiPolygon{f.shape})
			}
		case f.winding < 0:
			bad = append(bad, f)
			c.gap(f)
		case f.winding > 0:
			bad = append(bad, f)
			for _, i := range c.index.meet(f.shape.Bound()) {
				if c.home[i] == parent && !told[i] {
					told[i] = true
					c.outside(i, parent)
				}
			}
		}
	}
	return bad
}

// gap tells ground of a parent in no cell; a cell of another parent may hold it.
func (c *checker) gap(f face) {
	shape := geo.MultiPolygon{f.shape}
	at := shape.Inner()
	for _, i := range c.index.meet(geo.Rect{Min: at, Max: at}) {
		if !c.hidden[i] && c.Cells[i].Shape.Side(at) == geo.Inside {
			return
		}
	}
	kind := Gap
	if slices.ContainsFunc(f.owners, func(o int32) bool { return int(o) >= len(c.Cells) }) {
		kind = ShortOfParent
	}
	c.addShape(kind, c.cellsOf(f), shape)
}

// outside tells the pieces of a cell beyond its parent.
func (c *checker) outside(i, parent int) {
	if c.hidden[i] || c.invalid[i] {
		return
	}
	edges := edgesOf(c.Cells[i].Shape, 0, 1)
	c.Parents[parent].Shape.Edges(func(a, b geo.Point) { edges = append(edges, edge{b, a, 1, 1}) })
	for _, f := range arrange(node(edges), false) {
		if f.winding > 0 {
			c.addShape(OutsideParent, []int{i}, geo.MultiPolygon{f.shape})
		}
	}
}

// cellsOf gives the cells whose edges bound a face.
func (c *checker) cellsOf(f face) []int {
	var out []int
	for _, o := range f.owners {
		if int(o) < len(c.Cells) {
			out = append(out, int(o))
		}
	}
	return out
}

// unmatched tells vertices that one cell's border has and another's passes by, where no face lies
// between. A parent's border need not have the vertices of the cells that fill it.
func (c *checker) unmatched(left, noded []edge, bad []face) {
	told := map[geo.Point]bool{}
	for _, f := range bad {
		for _, r := range f.shape {
			for _, p := range r {
				told[p] = true
			}
		}
	}
	ends := map[geo.Point][]int32{}
	for _, e := range left {
		if int(e.owner) < len(c.Cells) {
			ends[e.a] = append(ends[e.a], e.owner)
		}
	}
	own := make(map[[2]int64]bool, len(left))
	for _, e := range left {
		own[vertexKey(e.a, e.owner)] = true
		own[vertexKey(e.b, e.owner)] = true
	}
	at := map[geo.Point][]int32{}
	for _, e := range noded {
		if int(e.owner) >= len(c.Cells) {
			continue
		}
		for _, p := range [2]geo.Point{e.a, e.b} {
			if !told[p] && !own[vertexKey(p, e.owner)] && len(ends[p]) > 0 {
				at[p] = append(append(at[p], e.owner), ends[p]...)
			}
		}
	}
	for p, owners := range at {
		slices.Sort(owners)
		cells := c.cellsOf(face{owners: slices.Compact(owners)})
		if !slices.ContainsFunc(cells, func(i int) bool { return c.invalid[i] }) {
			c.addPoints(UnmatchedEdge, cells, []geo.Point{p})
		}
	}
}

func vertexKey(p geo.Point, owner int32) [2]int64 {
	return [2]int64{int64(p.X)<<32 | int64(uint32(p.Y)), int64(owner)}
}
