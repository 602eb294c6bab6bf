package coverage

import (
	"cmp"
	"math"
	"slices"

	"wangge/geo"
)

// face is a piece of the plane between noded edges, with its winding number: how often it is
// covered, less one where a parent wants it covered.
type face struct {
	shape   geo.Polygon
	winding int
	owners  []int32 // whose edges bound it, sorted
}

// half is a directed edge of the arrangement; its twin is the same edge the other way.
type half struct {
	from, to geo.Point
	step     int // winding number on the left less that on the right
	owners   []int32
	cycle    int
}

// arrange gives the faces of noded edges whose winding number is not zero, or, with all, every
// bounded face. Edges that cancel each other bound nothing.
func arrange(edges []edge, all bool) []face {
	g := newGraph(edges)
	g.trace()
	g.wind()
	var out []face
	for i, c := range g.cycles {
		if c.area <= 0 || (c.winding == 0 && !all) {
			continue
		}
		f := face{shape: geo.Polygon{g.ring(c)}, winding: c.winding, owners: g.owners(c)}
		for _, hole := range g.holes[i] {
			f.shape = append(f.shape, g.ring(g.cycles[hole]))
			f.owners = append(f.owners, g.owners(g.cycles[hole])...)
		}
		slices.Sort(f.owners)
		f.owners = slices.Compact(f.owners)
		out = append(out, f)
	}
	return out
}

type cycle struct {
	halves  []int // with the face on their left
	area    float64
	winding int
	known   bool
	part    int // connected part of the graph
}

type graph struct {
	halves []half  // i and i^1 are twins
	turns  []int32 // halves by the node they leave, counter-clockwise around it
	cycles []cycle
	outer  []int // of each part, its outer cycle
	holes  map[int][]int
}

func newGraph(edges []edge) *graph {
	g := &graph{holes: map[int][]int{}}
	sorted := slices.Clone(edges)
	slices.SortFunc(sorted, func(e, f edge) int {
		ea, eb := minmax(e.a, e.b)
		fa, fb := minmax(f.a, f.b)
		return cmp.Or(ea.Compare(fa), eb.Compare(fb), cmp.Compare(e.owner, f.owner))
	})
	for i := 0; i < len(sorted); {
		a, b := minmax(sorted[i].a, sorted[i].b)
		step, owners := 0, []int32(nil)
		for ; i < len(sorted); i++ {
			if c, d := minmax(sorted[i].a, sorted[i].b); c != a || d != b {
				break
			}
			if sorted[i].a == a {
				step += int(sorted[i].weight)
			} else {
				step -= int(sorted[i].weight)
			}
			owners = append(owners, sorted[i].owner)
		}
		if step != 0 {
			g.halves = append(g.halves, half{a, b, step, owners, -1}, half{b, a, -step, owners, -1})
		}
	}
	g.turn()
	return g
}

// turn sorts the halves around their nodes.
func (g *graph) turn() {
	g.turns = make([]int32, len(g.halves))
	for i := range g.turns {
		g.turns[i] = int32(i) //nolint:gosec // far fewer edges than that fit in memory
	}
	slices.SortFunc(g.turns, func(i, j int32) int {
		h, k := &g.halves[i], &g.halves[j]
		if c := h.from.Compare(k.from); c != 0 {
			return c
		}
		return angle(*h, *k)
	})
}

// angle orders halves from one node counter-clockwise, from due east, exactly.
func angle(h, k half) int {
	upper := func(h half) int {
		if h.to.Y > h.from.Y || h.to.Y == h.from.Y && h.to.X > h.from.X {
			return 0
		}
		return 1
	}
	if c := cmp.Compare(upper(h), upper(k)); c != 0 {
		return c
	}
	return -geo.Orient(h.from, h.to, k.to)
}

// trace finds the cycle to the left of every half.
func (g *graph) trace() {
	next := make([]int32, len(g.halves))
	for i := 0; i < len(g.turns); {
		first := i
		for ; i < len(g.turns) && g.halves[g.turns[i]].from == g.halves[g.turns[first]].from; i++ {
		}
		around := g.turns[first:i]
		for k, h := range around {
			// Arriving by the twin of h, the face on the left goes on by the half before h, clockwise.
			next[h^1] = around[(k+len(around)-1)%len(around)]
		}
	}
	for i := range g.halves {
		if g.halves[i].cycle >= 0 {
			continue
		}
		c := cycle{part: -1}
		for h := i; g.halves[h].cycle < 0; h = int(next[h]) {
			g.halves[h].cycle = len(g.cycles)
			c.halves = append(c.halves, h)
		}
		c.area = g.area(c)
		g.cycles = append(g.cycles, c)
	}
}

func (g *graph) area(c cycle) float64 {
	o, sum := g.halves[c.halves[0]].from, 0.0
	for _, i := range c.halves {
		h := g.halves[i]
		ax, ay := float64(int64(h.from.X)-int64(o.X)), float64(int64(h.from.Y)-int64(o.Y))
		bx, by := float64(int64(h.to.X)-int64(o.X)), float64(int64(h.to.Y)-int64(o.Y))
		sum += ax*by - ay*bx
	}
	return sum
}

// wind gives every cycle its winding number: from the outside of each connected part inwards.
func (g *graph) wind() {
	g.parts()
	var upward upwards
	if len(g.outer) > 1 {
		upward = g.upwards()
	}
	done := make([]bool, len(g.outer))
	for part := range g.outer {
		g.windPart(part, done, &upward)
	}
}

// parts groups cycles that share edges; the one cycle that runs clockwise around a part is its outer one.
func (g *graph) parts() {
	for i := range g.cycles {
		if g.cycles[i].part >= 0 {
			continue
		}
		part := len(g.outer)
		outer, stack := i, []int{i}
		g.cycles[i].part = part
		for len(stack) > 0 {
			c := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if g.cycles[c].area < g.cycles[outer].area {
				outer = c
			}
			for _, h := range g.cycles[c].halves {
				if t := g.halves[h^1].cycle; g.cycles[t].part < 0 {
					g.cycles[t].part = part
					stack = append(stack, t)
				}
			}
		}
		g.outer = append(g.outer, outer)
	}
}

// upwards finds the edges around a latitude, each once, as the half that goes up.
type upwards struct {
	halves []int
	west   int32
	tree   geo.BoxTree
}

func (g *graph) upwards() upwards {
	u := upwards{west: math.MaxInt32}
	var boxes []geo.Rect
	for i, h := range g.halves {
		if h.to.Y > h.from.Y {
			box := geo.EmptyRect.Extend(h.from).Extend(h.to)
			u.halves, boxes, u.west = append(u.halves, i), append(boxes, box), min(u.west, box.Min.X)
		}
	}
	u.tree.BuildSorted(boxes)
	return u
}

// windPart winds the part that lies around first, then goes from cycle to cycle across edges.
func (g *graph) windPart(part int, done []bool, up *upwards) {
	if done[part] {
		return
	}
	done[part] = true
	outer := g.outer[part]
	base := 0
	if around := g.around(outer, up); around >= 0 {
		g.windPart(g.cycles[around].part, done, up)
		base = g.cycles[around].winding
		if g.cycles[around].area > 0 {
			g.holes[around] = append(g.holes[around], outer)
		}
	}
	g.cycles[outer].winding, g.cycles[outer].known = base, true
	stack := []int{outer}
	for len(stack) > 0 {
		c := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for _, h := range g.cycles[c].halves {
			if t := g.halves[h^1].cycle; !g.cycles[t].known {
				g.cycles[t].winding, g.cycles[t].known = g.cycles[c].winding-g.halves[h].step, true
				stack = append(stack, t)
			}
		}
	}
}

// around gives the cycle in which a part lies: the one that faces the part's westernmost node from the west, or -1.
func (g *graph) around(outer int, up *upwards) int {
	at, p := -1, g.halves[g.cycles[outer].halves[0]].from
	for _, h := range g.cycles[outer].halves {
		if q := g.halves[h].from; q.Less(p) {
			p = q
		}
	}
	part := g.cycles[outer].part
	var best *half
	up.tree.Search(geo.Rect{Min: geo.Point{X: up.west, Y: p.Y}, Max: p}, func(i int) bool {
		h := &g.halves[up.halves[i]]
		if g.cycles[h.cycle].part != part && h.to.Y > p.Y && geo.Orient(h.from, h.to, p) < 0 && (best == nil || eastOf(h, best)) {
			best = h
			at = up.halves[i]
		}
		return true
	})
	if best == nil {
		return -1
	}
	return g.halves[at^1].cycle // east of an upward edge is its right side
}

// eastOf reports whether h lies east of k, for upward halves that do not cross and that a parallel passes both.
func eastOf(h, k *half) bool {
	if h.from.Y < k.from.Y {
		return !eastOf(k, h)
	}
	if o := geo.Orient(k.from, k.to, h.from); o != 0 {
		return o < 0
	}
	return geo.Orient(k.from, k.to, h.to) < 0 // both begin in one node
}

// ring gives a cycle's points without those that lie on a straight line between their neighbours.
func (g *graph) ring(c cycle) geo.Ring {
	n := len(c.halves)
	var r geo.Ring
	for i, h := range c.halves {
		before := g.halves[c.halves[(i+n-1)%n]].from
		if here := g.halves[h]; geo.Orient(before, here.from, here.to) != 0 {
			r = append(r, here.from)
		}
	}
	return r
}

func (g *graph) owners(c cycle) []int32 {
	var out []int32
	for _, h := range c.halves {
		out = append(out, g.halves[h].owners...)
	}
	return out
}
