package coverage

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"wangge/geo"
	"wangge/geo/arrangement"
	"wangge/geo/locate"
)

// Check finds all faults of the set, sorted by kind, then cells, then place. It fails where the
// check cannot be made: on an invalid parent, on borders that cross each other without measure, and when ctx ends.
func Check(ctx context.Context, s Set, o Options) (Report, error) {
	c, err := New(ctx, s, o)
	if err != nil {
		return Report{}, err
	}
	return c.Report(ctx)
}

// Checker holds a set and what of its borders nothing matches, so that a changed cell costs a check of that cell and of
// what lies around the faults there are, and not of the whole set. It is not safe for concurrent use.
type Checker struct {
	set  Set
	own  bool // set.Cells is a copy of the caller's
	opts Options

	boxes, parentBoxes []geo.Rect
	tree, parentTree   geo.BoxTree
	home               []int32  // the parent of each cell; 0 where there are less than two
	left               frontier // what of the borders of cells and parents is unmatched, each home by itself

	test      simplicity         // of shapes that are replaced
	rings     map[int]ringFaults // of the cells that are not simple
	missing   []string           // expected codes that no cell carries
	above     []Fault            // of the levels above
	streets   streetIndex
	buildings buildingIndex
	seams     map[span]bool // edges of parents that neighbouring parents do not share: the cells along them are compared all the same
	parents   *locate.Index // nil where there are less than two
}

// New looks at every cell and every edge once. The set is kept and must not change while the Checker is used.
func New(ctx context.Context, s Set, o Options) (*Checker, error) {
	if o.SliverWidthM <= 0 {
		o.SliverWidthM = 0.5
	}
	if o.AlongM <= 0 {
		o.AlongM = 5
	}
	if len(s.Cells) == 0 {
		return nil, errors.New("there are no cells to check")
	}
	c := &Checker{set: s, opts: o, rings: map[int]ringFaults{}}
	if err := c.settle(); err != nil {
		return nil, err
	}
	if err := c.sweep(ctx); err != nil {
		return nil, err
	}
	c.expect()
	if err := c.checkAbove(ctx); err != nil {
		return nil, err
	}
	c.streets, c.buildings = newStreetIndex(s.Streets, o.AlongM), newBuildingIndex(s.Buildings)
	return c, nil
}

// settle tests the parents and finds the one in which each cell lies.
func (c *Checker) settle() error {
	c.boxes, c.home = make([]geo.Rect, len(c.set.Cells)), make([]int32, len(c.set.Cells))
	for i, cell := range c.set.Cells {
		c.boxes[i] = cell.Shape.Bound()
	}
	shapes := make([]geo.MultiPolygon, len(c.set.Parents))
	for i, p := range c.set.Parents {
		switch f := c.test.faults(p.Shape); {
		case f.nowhere:
			return fmt.Errorf("the parent %s has an empty part: mend it first", name(p.Code, i))
		case f.bad():
			return fmt.Errorf("the parent %s is invalid itself at %s: mend it first", name(p.Code, i), f.invalid[0])
		}
		shapes[i] = p.Shape
		c.parentBoxes = append(c.parentBoxes, p.Shape.Bound())
	}
	c.parentTree.BuildSorted(c.parentBoxes)
	if len(shapes) < 2 {
		return nil
	}
	c.parents = locate.New(shapes)
	for i := range c.home {
		c.home[i] = c.homeOf(i)
	}
	return c.findSeams()
}

func name(code string, i int) string {
	if code != "" {
		return code
	}
	return fmt.Sprint(i)
}

// homeOf gives the parent in which a cell lies, by a point inside the cell.
func (c *Checker) homeOf(i int) int32 {
	if c.parents == nil || c.boxes[i].Empty() {
		return 0
	}
	at, _ := c.set.Cells[i].Shape.Core()
	home, _ := c.parents.Nearest(at)
	return int32(max(home, 0)) //nolint:gosec // an index of the parents
}

// findSeams finds where neighbouring parents do not share their vertices.
func (c *Checker) findSeams() error {
	var rim frontier
	for _, p := range c.set.Parents {
		rim.addShape(p.Shape, 0, 1)
	}
	var edges []arrangement.Edge
	rim.each(func(key span, _ int32) {
		a, b := key.ends()
		edges = append(edges, arrangement.Edge{A: a, B: b, Owner: int32(len(edges))}) //nolint:gosec // an index
	})
	noded, err := arrangement.Node(edges)
	if err != nil {
		return fmt.Errorf("the parents lie over each other: %w", err)
	}
	c.seams = map[span]bool{}
	pieces := map[span]bool{}
	for _, e := range noded {
		if whole := spanKey(edges[e.Owner]); spanKey(e) != whole {
			c.seams[whole], pieces[spanKey(e)] = true, true
		}
	}
	for _, e := range edges { // what lies along an edge that was split
		if pieces[spanKey(e)] {
			c.seams[spanKey(e)] = true
		}
	}
	return nil
}

func spanKey(e arrangement.Edge) span {
	key, _ := spanOf(e.A, e.B, 0)
	return key
}

// sweep tests the rings and cancels the edges of all cells and parents, on all cores. Each core takes a stretch of a curve
// along which neighbours are near, so that its frontier stays small.
func (c *Checker) sweep(ctx context.Context) error {
	order := geo.ZOrder(slices.Concat(c.boxes, c.parentBoxes))
	c.tree.BuildIn(order, c.boxes)
	workers := min(runtime.GOMAXPROCS(0), 1+len(order)/256)
	parts := make([]sweeper, workers)
	group, ctx := errgroup.WithContext(ctx)
	var done atomic.Int64
	for w := range parts {
		stretch := order[w*len(order)/workers : (w+1)*len(order)/workers]
		group.Go(func() error { return parts[w].run(ctx, c, stretch, &done) })
	}
	if err := group.Wait(); err != nil {
		return err
	}
	for w := range parts { // c.left begins small again: what the workers held on their way is no longer there
		c.left.merge(&parts[w].left)
		maps.Copy(c.rings, parts[w].rings)
	}
	return nil
}

// sweeper is the part of a sweep that one goroutine makes.
type sweeper struct {
	test  simplicity
	block frontier // of some cells: most edges cancel there, in a table that stays in the nearest cache
	left  frontier
	rings map[int]ringFaults
}

// sweepBlock is how many cells make a block; between two the context is looked at. (On 136,000 cells of 88 vertices 256 and
// 1,024 cost 0.36 s, 64 cost 0.39 s, no blocks 0.41 s.)
const sweepBlock = 256

func (s *sweeper) run(ctx context.Context, c *Checker, items []int32, done *atomic.Int64) error {
	s.rings = map[int]ringFaults{}
	for n, item := range items {
		i := int(item)
		if n%sweepBlock == sweepBlock-1 {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			s.left.take(&s.block)
			if now := done.Add(sweepBlock); c.opts.Progress != nil {
				c.opts.Progress(int(now), len(c.boxes)+len(c.set.Parents))
			}
		}
		if p := i - len(c.boxes); p >= 0 {
			s.left.addShape(c.set.Parents[p].Shape, int32(p), -1) //nolint:gosec // an index
			continue
		}
		shape := c.set.Cells[i].Shape
		if f := s.test.faults(shape); f.any() {
			s.rings[i] = f
		}
		s.block.addShape(shape, c.home[i], 1)
	}
	s.left.take(&s.block)
	return nil
}

// middle is where things are told that have no place of their own: in the middle of the parents, or else of the cells.
func (c *Checker) middle() geo.Point {
	boxes := c.parentBoxes
	if len(boxes) == 0 {
		boxes = c.boxes
	}
	whole := geo.EmptyRect
	for _, b := range boxes {
		whole = whole.Union(b)
	}
	if whole.Empty() {
		return geo.Point{}
	}
	return whole.Middle()
}

// expect finds expected codes that no cell carries.
func (c *Checker) expect() {
	if len(c.set.Expect) == 0 {
		return
	}
	have := map[string]bool{}
	for _, cell := range c.set.Cells {
		have[cell.Code] = true
	}
	for _, code := range c.set.Expect {
		if !have[code] {
			have[code] = true
			c.missing = append(c.missing, code)
		}
	}
}

// checkAbove checks the parents as cells of the level above them, and so on upwards. They do not change.
func (c *Checker) checkAbove(ctx context.Context) error {
	below := c.set.Parents
	for i, level := range c.set.Above {
		report, err := Check(ctx, Set{Cells: below, Parents: level}, Options{SliverWidthM: c.opts.SliverWidthM})
		if err != nil {
			return err
		}
		for _, f := range report.Faults {
			f.Level = i + 1
			c.above = append(c.above, f)
		}
		below = level
	}
	return nil
}
