package hexagon

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"wangge/geo"
	"wangge/geo/locate"
)

// Resolutions of a table: from cells of 5 km² to such of 44 m².
const (
	Coarsest = 7
	Finest   = 13
)

// Share is what one grid has of a cell.
type Share struct {
	Grid  int     // Nobody: ground of no grid
	Share float64 // of the cell's area, in whole billionths; those of a cell add up to 1
}

// Nobody stands for a grid where there is none.
const Nobody = -1

// Table tells for every hexagon that meets a grid which grids it meets.
//
// A cell with a single share lies inside that grid, with every position whose cell it is: nobody has to ask further. Of any
// other cell the owner of each position is among its shares; one that has less than a billionth is told as 0. Grids that have less than a billionth of
// what lies within 6 lattice steps of the cell are left out.
//
// The raster is descended from hexagons of 250 km²: one that no border comes near has a single owner, with all that lies below it.
// So the cost goes with the borders, and the memory with the map alone.
type Table struct {
	grids []geo.MultiPolygon
	res   int
	index *locate.Index
	edges []edge
	tree  geo.BoxTree
}

// edge is a piece of a grid's border.
type edge struct {
	a, b geo.Point
	grid int32
}

func (e edge) box() geo.Rect { return geo.EmptyRect.Extend(e.a).Extend(e.b) }

// NewTable makes the table of a resolution from Coarsest to Finest. The shapes are kept; they have to be valid and must not overlap,
// as package coverage tells: shares of ground that two grids claim mean nothing.
func NewTable(grids []geo.MultiPolygon, res int) (*Table, error) {
	if res < Coarsest || res > Finest {
		return nil, fmt.Errorf("resolution %d: it may be %d to %d", res, Coarsest, Finest)
	}
	t := &Table{grids: grids, res: res, index: locate.New(grids)}
	var boxes []geo.Rect
	for i, g := range grids {
		g.Edges(func(a, b geo.Point) {
			e := edge{a, b, int32(i)}
			t.edges, boxes = append(t.edges, e), append(boxes, e.box())
		})
	}
	t.tree.BuildSorted(boxes)
	return t, nil
}

// Cells tells about how many cells there will be: the grids' area by that of a cell in their middle.
func (t *Table) Cells() int64 {
	box, area := geo.EmptyRect, 0.0
	for _, g := range t.grids {
		if b := g.Bound(); !b.Empty() {
			box, area = box.Union(b), area+g.AreaM2()
		}
	}
	if box.Empty() {
		return 0
	}
	return int64(area / At(box.Middle(), t.res).Ring().AreaM2())
}

// Each calls visit with every cell and its shares, the greatest first and Nobody's last. Cells come by their numbers.
// The shares are good until visit returns. It ends with the first error of visit, or with ctx.
func (t *Table) Each(ctx context.Context, visit func(Cell, []Share) error) error {
	w := walk{Table: t, ctx: ctx, visit: visit}
	for _, c := range t.seeds() {
		if err := w.descend(c, w.near(c)); err != nil {
			return err
		}
	}
	return nil
}

// seedRes is where the descent begins.
const seedRes = 5

// seeds lists cells that hold all there is, by their numbers. Probes 0.04° apart are at most 3.2 km from any point of a grid, less than half
// an edge, so within two steps of their cells are all that a grid meets, and all whose descendants it meets.
func (t *Table) seeds() []Cell {
	const step = 4e5
	probed, found := map[Cell]bool{}, map[Cell]bool{}
	for _, g := range t.grids {
		b := g.Bound()
		for x := int64(b.Min.X); x < int64(b.Max.X)+step; x += step {
			for y := int64(b.Min.Y); y < int64(b.Max.Y)+step; y += step {
				probed[At(geo.Point{X: int32(x), Y: int32(y)}, seedRes)] = true
			}
		}
	}
	for c := range probed {
		for _, d := range c.around(2) {
			found[d] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// walk is one descent.
type walk struct {
	*Table
	ctx    context.Context
	visit  func(Cell, []Share) error
	shares []Share
	spare  [Finest + 1][]int32 // edges near the cell of each resolution on the way down
}

// near lists the edges that may meet a seed.
func (w *walk) near(c Cell) (out []int32) {
	w.tree.Search(reach(c.Ring()), func(i int) bool {
		out = append(out, int32(i))
		return true
	})
	return out
}

// descend visits the cells below c, or c itself. The edges given are all that may come near it.
func (w *walk) descend(c Cell, edges []int32) error {
	ring, res := c.Ring(), c.Res()
	near := w.within(reach(ring), edges, res)
	switch {
	case len(near) == 0:
		return w.fill(c, ring)
	case res == w.res:
		return w.part(c, ring, near)
	case w.ctx.Err() != nil:
		return w.ctx.Err()
	}
	for digit := range uint64(7) {
		child := c.child(digit)
		if digit == 1 && !child.valid() {
			continue // c is a pentagon
		}
		if err := w.descend(child, near); err != nil {
			return err
		}
	}
	return nil
}

// within keeps the edges that may meet the box. The list is good until the next cell of the same resolution.
func (w *walk) within(box geo.Rect, edges []int32, res int) []int32 {
	near := w.spare[res][:0]
	for _, i := range edges {
		if e := w.edges[i]; e.box().Intersects(box) && !beside(e, box) {
			near = append(near, i)
		}
	}
	w.spare[res] = near
	return near
}

// beside reports whether the box lies on one side of the edge's line.
func beside(e edge, box geo.Rect) bool {
	side := geo.Orient(e.a, e.b, box.Min)
	return side != 0 && side == geo.Orient(e.a, e.b, box.Max) &&
		side == geo.Orient(e.a, e.b, geo.Point{X: box.Min.X, Y: box.Max.Y}) && side == geo.Orient(e.a, e.b, geo.Point{X: box.Max.X, Y: box.Min.Y})
}

// fill visits all cells below one that no border comes near: they have the same owner, or none.
func (w *walk) fill(c Cell, ring geo.Ring) error {
	owner, ok := w.index.Owner(ring.Bound().Middle())
	if !ok {
		return nil
	}
	for _, d := range c.descendants(w.res) {
		w.shares = append(w.shares[:0], Share{owner, 1})
		if err := w.visit(Cell(d), w.shares); err != nil {
			return err
		}
	}
	return nil
}

// part visits a cell that borders may cut.
func (w *walk) part(c Cell, ring geo.Ring, edges []int32) error {
	around := geo.MultiPolygon{{wide(ring)}}
	near := w.within(around.Bound(), edges, w.res)
	if len(near) == 0 {
		return w.fill(c, ring)
	}
	w.shares = w.shares[:0]
	m := geo.MultiPolygon{{ring}}
	rest, restAround := ring.AreaM2(), around.AreaM2()
	least := nothing * restAround
	for _, g := range w.meeting(ring, near) {
		some := around.SharedM2(w.grids[g])
		if restAround -= some; some > least {
			shared := m.SharedM2(w.grids[g])
			w.shares, rest = append(w.shares, Share{g, shared}), rest-shared
		}
	}
	if len(w.shares) == 0 {
		return nil
	}
	slices.SortFunc(w.shares, func(a, b Share) int { return cmp.Or(cmp.Compare(b.Share, a.Share), cmp.Compare(a.Grid, b.Grid)) })
	if restAround > least {
		w.shares = append(w.shares, Share{Nobody, max(0, rest)})
	}
	apportion(w.shares)
	return w.visit(c, w.shares)
}

// nothing is the share of a cell below which there is none.
const nothing = 1e-9

// meeting lists the grids that may have ground of the cell: those whose border comes near, and the owner of its middle.
func (w *walk) meeting(ring geo.Ring, edges []int32) (out []int) {
	if owner, ok := w.index.Owner(ring.Bound().Middle()); ok {
		out = append(out, owner)
	}
	for _, i := range edges {
		if g := int(w.edges[i].grid); !slices.Contains(out, g) {
			out = append(out, g)
		}
	}
	return out
}

// apportion makes shares of areas: whole billionths that add up to exactly one, rounded up where most is cut off.
func apportion(shares []Share) {
	const whole = 1_000_000_000
	sum, left := 0.0, int64(whole)
	for _, s := range shares {
		sum += s.Share
	}
	parts := make([]int64, len(shares))
	order := make([]int, len(shares))
	cut := make([]float64, len(shares))
	for i, s := range shares {
		exact := s.Share / sum * whole
		parts[i], order[i] = int64(exact), i
		cut[i], left = exact-float64(parts[i]), left-parts[i]
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(cut[j], cut[i]) })
	for _, i := range order[:left] {
		parts[i]++
	}
	for i := range shares {
		shares[i].Share = float64(parts[i]) / whole
	}
}
