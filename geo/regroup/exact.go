package regroup

import (
	"cmp"
	"context"
	"math"
	"math/bits"
	"slices"
)

// cases are a branch and bound: a case leaves each face some grids, and its branches give one face, one grid after the other,
// to each of its grids. A case ends where its bound is no better than the best plan, or where each face has one grid.
//
// The people moved are those who are not from their grid's main legacy grid, so the cases begin with the choice of the main
// legacy grids: after that each face has its price in each grid. A plan costs most with wrong ones: nothing is lost by
// choosing all.
type cases struct {
	*bound
	ctx     context.Context
	best    *plan
	open    int64  // least bound of the cases that were left
	nodes   int64  // cases looked at
	most    int64  // of them
	left    int64  // evaluations of the bound
	visited func() // called for each case

	trail []restriction
	seen  []int32 // stamp of the last walk
	stamp int32
	queue []int32
}

// restriction is what undoes one.
type restriction struct {
	face int32
	may  uint8
}

const (
	mostExact = 4    // grids
	rootTurns = 150  // bounds tried for a choice of main legacy grids
	turns     = 4    // and for a case below
	mostSum   = 1e16 // of costs times faces: keeps the sums whole
)

// exact is true where the cases are not too many.
func (p *problem) exact() bool { return p.k > 1 && p.k <= mostExact && p.k < len(p.pop) }

func newCases(ctx context.Context, best *plan) *cases {
	return &cases{
		bound: newBound(best.problem), ctx: ctx, best: best, open: best.total, most: math.MaxInt64, left: math.MaxInt64,
		visited: func() {}, seen: make([]int32, len(best.pop)),
	}
}

// low is what no plan's total is below.
func (c *cases) low() int64 { return min(c.open, c.best.total) }

// grow looks through all cases, or as many as it may: those with the least bounds first.
func (c *cases) grow() {
	roots := c.roots()
	for i := range roots {
		if c.left > 0 && c.ctx.Err() == nil {
			c.begin(&roots[i])
			roots[i].low = max(roots[i].low, c.weigh(rootTurns))
			roots[i].worth, roots[i].rate = slices.Clone(c.worth), slices.Clone(c.rate)
		}
	}
	slices.SortStableFunc(roots, func(a, b root) int { return cmp.Compare(a.low, b.low) })
	for i := range roots {
		if roots[i].low >= c.best.total {
			return
		}
		c.begin(&roots[i])
		c.dive(roots[i].low)
	}
}

// weigh raises the bound of a case and gives it.
func (c *cases) weigh(turns int) int64 {
	c.left -= int64(c.raise(c.best.total*c.scale, turns))
	return (c.level + c.scale - 1) / c.scale
}

// tooMuch is true where no plan can be better than the best at so much above the bound.
func (c *cases) tooMuch(more int64) bool { return c.level+more >= c.best.total*c.scale }

func (c *cases) spent() bool { return c.nodes >= c.most || c.left <= 0 || c.ctx.Err() != nil }

// dive looks at one case, whose bound is at least low.
func (c *cases) dive(low int64) {
	if c.spent() {
		c.open = min(c.open, low)
		return
	}
	c.nodes++
	c.visited()
	mark := len(c.trail)
	if low = c.narrow(low); low < c.best.total {
		c.branch(low)
	}
	c.undo(mark)
}

// narrow takes grids from faces until nothing more follows; it gives the case's bound.
func (c *cases) narrow(low int64) int64 {
	for {
		if !c.settle() {
			return math.MaxInt64
		}
		low = max(low, c.weigh(turns))
		if low >= c.best.total || !c.squeeze() {
			return low
		}
	}
}

func (c *cases) branch(low int64) {
	u := c.doubtful()
	if u < 0 {
		c.found()
		return
	}
	for _, g := range c.order(u) {
		if low >= c.best.total {
			return
		}
		mark := len(c.trail)
		c.restrict(u, 1<<g)
		c.dive(low)
		c.undo(mark)
	}
}

// found is a plan: each face has one grid.
func (c *cases) found() {
	label := make([]int32, len(c.may))
	for u, m := range c.may {
		label[u] = int32(bits.TrailingZeros8(m))
	}
	if p := newPlan(c.problem, label); p.total < c.best.total {
		c.best = p
	}
}

// order gives the grids of a face, the likeliest first. Of grids that are alike, with the same main legacy grid and no face
// yet, one is enough.
func (c *cases) order(u int32) []int {
	var out []int
	alike := map[int32]bool{}
	for g, main := range c.mains {
		if c.may[u]>>g&1 == 0 || c.fixed[g] == 0 && alike[main] {
			continue
		}
		if c.fixed[g] == 0 {
			alike[main] = true
		}
		out = append(out, g)
	}
	slices.SortStableFunc(out, func(a, b int) int { return cmp.Compare(c.lean(u, a), c.lean(u, b)) })
	return out
}

func (c *cases) restrict(u int32, may uint8) {
	c.trail = append(c.trail, restriction{u, c.may[u]})
	c.allow(u, may)
}

func (c *cases) undo(mark int) {
	for len(c.trail) > mark {
		last := c.trail[len(c.trail)-1]
		c.trail = c.trail[:len(c.trail)-1]
		c.allow(last.face, last.may)
	}
}

// squeeze takes grids from faces where the bound shows that they would cost too much; it tells whether there were any.
func (c *cases) squeeze() bool {
	mark := len(c.trail)
	for g, w := range c.nets {
		bit := uint8(1) << g
		for u, m := range c.may {
			if m&bit == 0 || m == bit {
				continue
			}
			switch dear := w.cost[u]; {
			case dear > 0 && c.tooMuch(dear):
				c.restrict(int32(u), m&^bit)
			case dear < 0 && c.tooMuch(-dear):
				c.restrict(int32(u), bit)
			}
		}
	}
	return len(c.trail) > mark
}

// settle takes a grid from the faces that it cannot reach; it is false where a grid cannot be in one piece.
func (c *cases) settle() bool {
	for mark := -1; mark != len(c.trail); {
		mark = len(c.trail)
		for g := range c.k {
			if !c.reach(1 << g) {
				return false
			}
		}
	}
	return true
}

func (c *cases) reach(grid uint8) bool {
	start := slices.Index(c.may, grid)
	if start < 0 {
		return slices.ContainsFunc(c.may, func(m uint8) bool { return m&grid != 0 })
	}
	c.walk(int32(start), grid)
	for u, m := range c.may {
		switch {
		case m&grid == 0 || c.seen[u] == c.stamp:
		case m == grid:
			return false
		default:
			c.restrict(int32(u), m&^grid)
		}
	}
	return true
}

// walk puts the stamp on all faces that are reached from one through those that may be in the grid.
func (c *cases) walk(start int32, grid uint8) {
	c.stamp++
	c.seen[start] = c.stamp
	c.queue = append(c.queue[:0], start)
	for i := 0; i < len(c.queue); i++ {
		u := c.queue[i]
		for _, v := range c.to[c.first[u]:c.first[u+1]] {
			if c.seen[v] != c.stamp && c.may[v]&grid != 0 {
				c.seen[v] = c.stamp
				c.queue = append(c.queue, v)
			}
		}
	}
}
