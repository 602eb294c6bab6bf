package arrangement

import (
	"math"

	"wangge/geo"
)

// Nesting tells which connected part of a graph lies in which face.
type Nesting struct {
	Graph *Graph
	// Area is twice the area of every cycle in lattice units, negative where it runs clockwise: around a part from outside.
	Area   []float64
	part   []int32 // of every cycle
	outer  []int   // of each part, its outer cycle
	around []int   // of each part, the cycle in which it lies, -1: in none
}

// Nest finds the connected parts and what lies around them.
func Nest(g *Graph) *Nesting {
	n := &Nesting{Graph: g, Area: make([]float64, len(g.cycles)), part: make([]int32, len(g.cycles))}
	for i := range g.cycles {
		n.Area[i], n.part[i] = g.area(i), -1
	}
	n.parts()
	n.around = make([]int, len(n.outer))
	if len(n.outer) == 1 {
		n.around[0] = -1 // there is nothing else
		return n
	}
	up := n.upwards()
	for part := range n.outer {
		n.around[part] = n.find(part, &up)
	}
	return n
}

func (g *Graph) area(cycle int) float64 {
	o, sum := g.halves[g.cycles[cycle][0]].from, 0.0
	for _, i := range g.cycles[cycle] {
		h := g.halves[i]
		ax, ay := float64(int64(h.from.X)-int64(o.X)), float64(int64(h.from.Y)-int64(o.Y))
		bx, by := float64(int64(h.to.X)-int64(o.X)), float64(int64(h.to.Y)-int64(o.Y))
		sum += ax*by - ay*bx
	}
	return sum
}

// parts groups cycles that share edges; the one cycle that runs clockwise around a part is its outer one.
func (n *Nesting) parts() {
	g := n.Graph
	for i := range g.cycles {
		if n.part[i] >= 0 {
			continue
		}
		part := int32(len(n.outer)) //nolint:gosec // fewer than cycles
		outer, stack := i, []int{i}
		n.part[i] = part
		for len(stack) > 0 {
			c := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if n.Area[c] < n.Area[outer] {
				outer = c
			}
			for _, h := range g.cycles[c] {
				if t := g.halves[h^1].cycle; n.part[t] < 0 {
					n.part[t] = part
					stack = append(stack, int(t))
				}
			}
		}
		n.outer = append(n.outer, outer)
	}
}

// Walk goes through all cycles from outside inwards: enter is called for the outer cycle of a part, with the cycle around it or -1,
// and cross for every other one, with a half on whose left lies a cycle that was told before, and on whose right the new one.
func (n *Nesting) Walk(enter func(outer, around int), cross func(half int)) {
	done := make([]bool, len(n.Graph.cycles))
	for part := range n.outer {
		n.walk(part, done, enter, cross)
	}
}

func (n *Nesting) walk(part int, done []bool, enter func(outer, around int), cross func(half int)) {
	outer, around := n.outer[part], n.around[part]
	if done[outer] {
		return
	}
	if around >= 0 {
		n.walk(int(n.part[around]), done, enter, cross)
	}
	done[outer] = true
	enter(outer, around)
	stack := []int{outer}
	for len(stack) > 0 {
		c := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for _, h := range n.Graph.cycles[c] {
			if t := n.Graph.Cycle(int(h ^ 1)); !done[t] {
				done[t] = true
				cross(int(h))
				stack = append(stack, t)
			}
		}
	}
}

// upwards finds the edges around a latitude, each once, as the half that goes up.
type upwards struct {
	halves []int
	west   int32
	tree   geo.BoxTree
}

func (n *Nesting) upwards() upwards {
	u := upwards{west: math.MaxInt32}
	var boxes []geo.Rect
	for i, h := range n.Graph.halves {
		if h.to.Y > h.from.Y {
			box := geo.EmptyRect.Extend(h.from).Extend(h.to)
			u.halves, boxes, u.west = append(u.halves, i), append(boxes, box), min(u.west, box.Min.X)
		}
	}
	u.tree.BuildSorted(boxes)
	return u
}

// find gives the cycle in which a part lies: the one that faces the part's westernmost node from the west, or -1.
func (n *Nesting) find(part int, up *upwards) int {
	g := n.Graph
	outer := g.cycles[n.outer[part]]
	at, p := -1, g.halves[outer[0]].from
	for _, h := range outer {
		if q := g.halves[h].from; q.Less(p) {
			p = q
		}
	}
	var best *half
	up.tree.Search(geo.Rect{Min: geo.Point{X: up.west, Y: p.Y}, Max: p}, func(i int) bool {
		h := &g.halves[up.halves[i]]
		if int(n.part[h.cycle]) != part && h.to.Y > p.Y && geo.Orient(h.from, h.to, p) < 0 && (best == nil || eastOf(h, best)) {
			best = h
			at = up.halves[i]
		}
		return true
	})
	if best == nil {
		return -1
	}
	return g.Cycle(at ^ 1) // east of an upward edge is its right side
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
