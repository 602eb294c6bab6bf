package arrangement

import (
	"cmp"
	"slices"

	"wangge/geo"
)

// Graph is noded edges as a planar graph. Edges with the same ends are one bundle, of which the halves 2i and 2i+1 are the two
// directions; the first runs from the lower end (geo.Point.Less). A cycle is the halves along a face, which lies on their left.
type Graph struct {
	edges  []Edge
	first  []int32 // of each bundle in edges, and the end
	halves []half
	turns  []int32   // halves by the node they leave, counter-clockwise around it
	cycles [][]int32 // halves in their order
}

type half struct {
	from, to geo.Point
	cycle    int32
}

// New makes the graph of noded edges, but for the bundles that keep refuses; a bundle is sorted by owner.
func New(noded []Edge, keep func(bundle []Edge) bool) *Graph {
	sorted := slices.Clone(noded)
	slices.SortFunc(sorted, func(e, f Edge) int {
		ea, eb := e.Ends()
		fa, fb := f.Ends()
		return cmp.Or(ea.Compare(fa), eb.Compare(fb), cmp.Compare(e.Owner, f.Owner))
	})
	g := &Graph{edges: sorted[:0], first: []int32{0}}
	for i := 0; i < len(sorted); {
		from := i
		lo, hi := sorted[i].Ends()
		for ; i < len(sorted); i++ {
			if a, b := sorted[i].Ends(); a != lo || b != hi {
				break
			}
		}
		if bundle := sorted[from:i]; keep(bundle) {
			g.edges = append(g.edges, bundle...)
			g.first = append(g.first, int32(len(g.edges))) //nolint:gosec // far fewer edges than that fit in memory
			g.halves = append(g.halves, half{lo, hi, -1}, half{hi, lo, -1})
		}
	}
	g.turn()
	g.trace()
	return g
}

// Sub gives the graph of some of the bundles. Bundle i of it is the i-th that was kept.
func (g *Graph) Sub(keep func(bundle int) bool) (sub *Graph, kept []int32) {
	sub = &Graph{first: []int32{0}}
	for i := range len(g.halves) / 2 {
		if keep(i) {
			sub.edges = append(sub.edges, g.Bundle(2*i)...)
			sub.first = append(sub.first, int32(len(sub.edges))) //nolint:gosec // as many as before
			sub.halves = append(sub.halves, half{g.halves[2*i].from, g.halves[2*i].to, -1}, half{g.halves[2*i].to, g.halves[2*i].from, -1})
			kept = append(kept, int32(i)) //nolint:gosec // an index
		}
	}
	sub.turn()
	sub.trace()
	return sub, kept
}

// Halves gives the number of halves; h^1 is h the other way.
func (g *Graph) Halves() int { return len(g.halves) }

// Ends gives where a half begins and ends.
func (g *Graph) Ends(h int) (from, to geo.Point) { return g.halves[h].from, g.halves[h].to }

// Bundle gives the edges of a half, in either direction.
func (g *Graph) Bundle(h int) []Edge { return g.edges[g.first[h/2]:g.first[h/2+1]] }

// Cycle gives the cycle that a half is part of.
func (g *Graph) Cycle(h int) int { return int(g.halves[h].cycle) }

// Cycles gives the halves of every cycle.
func (g *Graph) Cycles() [][]int32 { return g.cycles }

// Along gives the sign of an edge of a half's bundle: 1 in its direction, -1 against it.
func (g *Graph) Along(h int, e Edge) int32 {
	if e.A == g.halves[h].from {
		return 1
	}
	return -1
}

// Ring gives the points of a cycle.
func (g *Graph) Ring(cycle int) geo.Ring {
	r := make(geo.Ring, len(g.cycles[cycle]))
	for i, h := range g.cycles[cycle] {
		r[i] = g.halves[h].from
	}
	return r
}

// turn sorts the halves around their nodes.
func (g *Graph) turn() {
	g.turns = make([]int32, len(g.halves))
	for i := range g.turns {
		g.turns[i] = int32(i) //nolint:gosec // far fewer edges than that fit in memory
	}
	slices.SortFunc(g.turns, func(i, j int32) int {
		h, k := &g.halves[i], &g.halves[j]
		if c := h.from.Compare(k.from); c != 0 {
			return c
		}
		return CompareAngle(h.from, h.to, k.to)
	})
}

// CompareAngle orders the directions from a point to two others counter-clockwise, from due east, exactly.
func CompareAngle(from, p, q geo.Point) int {
	lower := func(to geo.Point) int {
		if to.Y > from.Y || to.Y == from.Y && to.X > from.X {
			return 0
		}
		return 1
	}
	if c := cmp.Compare(lower(p), lower(q)); c != 0 {
		return c
	}
	return -geo.Orient(from, p, q)
}

// trace finds the cycle to the left of every half.
func (g *Graph) trace() {
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
	all := make([]int32, 0, len(g.halves))
	for i := range g.halves {
		if g.halves[i].cycle >= 0 {
			continue
		}
		from := len(all)
		for h := int32(i); g.halves[h].cycle < 0; h = next[h] { //nolint:gosec // an index
			g.halves[h].cycle = int32(len(g.cycles)) //nolint:gosec // fewer than halves
			all = append(all, h)
		}
		g.cycles = append(g.cycles, all[from:len(all):len(all)])
	}
}
