package geotest

import (
	"strconv"

	"wangge/geo/regroup"
)

// graph makes nodes of the faces and edges of their borders.
func (g *ground) graph(name string) regroup.Community {
	face, n := g.faces()
	c := regroup.Community{Name: name, Nodes: make([]regroup.Node, n)}
	edges := map[[2]int32]int{}
	for i, f := range face {
		if f < 0 {
			continue
		}
		node := &c.Nodes[f]
		node.ID, node.Base = strconv.Itoa(int(f)), strconv.Itoa(int(g.layers[baseLayer][i]))
		node.AreaM2 += rasterM * rasterM
		node.People += g.people[i]
		for _, j := range g.beside(i) {
			switch {
			case face[j] < 0:
				node.OuterM += rasterM * slantedBy
			case f < face[j]:
				at, ok := edges[[2]int32{f, face[j]}]
				if !ok {
					at = len(c.Edges)
					edges[[2]int32{f, face[j]}] = at
					c.Edges = append(c.Edges, regroup.Edge{A: strconv.Itoa(int(f)), B: strconv.Itoa(int(face[j]))})
				}
				c.Edges[at].LengthM += rasterM * slantedBy
				if g.layers[blocksLayer][i] != g.layers[blocksLayer][j] {
					c.Edges[at].Street += rasterM * slantedBy
				}
			}
		}
	}
	for i := range c.Edges {
		c.Edges[i].Street = min(c.Edges[i].Street/c.Edges[i].LengthM, 1)
	}
	return c
}

// faces numbers the faces; raster cells outside, or cut off from the rest, have -1.
func (g *ground) faces() (face []int32, n int32) {
	whole := g.unmarked()
	face = g.unmarked()
	for _, i := range g.fill(whole, g.h/2*g.w+g.w/2, 0, func(_, to int) bool { return g.inside[to] }) {
		if face[i] < 0 {
			g.fill(face, i, n, g.together)
			n++
		}
	}
	return face, n
}

func (g *ground) unmarked() []int32 {
	mark := make([]int32, len(g.inside))
	for i := range mark {
		mark[i] = -1
	}
	return mark
}

func (g *ground) together(a, b int) bool {
	if !g.inside[b] {
		return false
	}
	for _, l := range g.layers {
		if l[a] != l[b] {
			return false
		}
	}
	return true
}

// fill marks the raster cells that steps of one kind lead to, and gives them.
func (g *ground) fill(mark []int32, from int, n int32, step func(from, to int) bool) []int {
	mark[from] = n
	out := []int{from}
	for i := 0; i < len(out); i++ {
		for _, j := range g.beside(out[i]) {
			if mark[j] < 0 && step(out[i], j) {
				mark[j] = n
				out = append(out, j)
			}
		}
	}
	return out
}

// beside gives the raster cells with a common side. The outline keeps clear of the raster's rim.
func (g *ground) beside(i int) [4]int { return [4]int{i - g.w, i - 1, i + 1, i + g.w} }
