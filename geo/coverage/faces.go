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
	halves []half // i and i^1 are twins
	out    map[geo.Point][]int
	cycles []cycle
	outer  []int // of each part, its outer cycle
	holes  map[int][]int
	rows   map[int64][]int // halves by the rows they pass, for finding what lies around a part
	high   int64
}

func newGraph(edges []edge) *graph {
	g := &graph{out: map[geo.Point][]int{}, holes: map[int][]int{}}
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
			g.add(a, b, step, owners)
		}
	}
	for _, list := range g.out {
		slices.SortFunc(list, func(i, j int) int { return angle(g.halves[i], g.halves[j]) })
	}
	return g
}

func (g *graph) add(a, b geo.Point, step int, owners []int32) {
	n := len(g.halves)
	g.halves = append(g.halves, half{a, b, step, owners, -1}, half{b, a, -step, owners, -1})
	g.out[a] = append(g.out[a], n)
	g.out[b] = append(g.out[b], n+1)
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
	next := make([]int, len(g.halves))
	for _, list := range g.out {
		for i, h := range list {
			// Arriving by the twin of h, the face on the left goes on by the half before h, clockwise.
			next[h^1] = list[(i+len(list)-1)%len(list)]
		}
	}
	for i := range g.halves {
		if g.halves[i].cycle >= 0 {
			continue
		}
		c := cycle{part: -1}
		for h := i; g.halves[h].cycle < 0; h = next[h] {
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
	g.rowIndex()
	done := make([]bool, len(g.outer))
	for part := range g.outer {
		g.windPart(part, done)
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

func (g *graph) rowIndex() {
	sum := 0.0
	for _, h := range g.halves {
		sum += math.Abs(float64(h.to.Y) - float64(h.from.Y))
	}
	g.high = max(4, int64(4*sum/float64(max(1, len(g.halves)))))
	g.rows = map[int64][]int{}
	for i, h := range g.halves {
		if h.to.Y >= h.from.Y { // each edge once, upwards
			continue
		}
		for r := floorDiv(int64(h.to.Y), g.high); r <= floorDiv(int64(h.from.Y), g.high); r++ {
			g.rows[r] = append(g.rows[r], i^1)
		}
	}
}

// windPart winds the part that lies around first, then goes from cycle to cycle across edges.
func (g *graph) windPart(part int, done []bool) {
	if done[part] {
		return
	}
	done[part] = true
	outer := g.outer[part]
	base := 0
	if around := g.around(outer); around >= 0 {
		g.windPart(g.cycles[around].part, done)
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
func (g *graph) around(outer int) int {
	p := g.halves[g.cycles[outer].halves[0]].from
	for _, h := range g.cycles[outer].halves {
		if q := g.halves[h].from; q.Less(p) {
			p = q
		}
	}
	part := g.cycles[outer].part
	best, at := -1, math.Inf(-1)
	for _, i := range g.rows[floorDiv(int64(p.Y), g.high)] {
		h := g.halves[i] // upwards
		if g.cycles[g.halves[i].cycle].part == part || h.from.Y > p.Y || h.to.Y <= p.Y || geo.Orient(h.from, h.to, p) >= 0 {
			continue
		}
		x := float64(h.from.X) + (float64(p.Y)-float64(h.from.Y))/(float64(h.to.Y)-float64(h.from.Y))*(float64(h.to.X)-float64(h.from.X))
		if x > at {
			best, at = i, x
		}
	}
	if best < 0 {
		return -1
	}
	return g.halves[best^1].cycle // east of an upward edge is its right side
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
