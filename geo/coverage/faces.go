package coverage

import (
	"slices"

	"wangge/geo"
	"wangge/geo/arrangement"
)

// face is a piece of the plane between noded edges, with its winding number: how often it is
// covered, less one where a parent wants it covered.
type face struct {
	shape   geo.Polygon
	winding int
	owners  []int32 // whose edges bound it, sorted
}

// arrange gives the faces of noded edges whose winding number is not zero, or, with all, every
// bounded face. Edges that cancel each other bound nothing.
func arrange(edges []arrangement.Edge, all bool) []face {
	g := arrangement.New(edges, func(bundle []arrangement.Edge) bool { return net(bundle, bundle[0].A) != 0 })
	n := arrangement.Nest(g)
	winding, holes := make([]int, len(g.Cycles())), map[int][]int{}
	n.Walk(func(outer, around int) {
		if around >= 0 {
			winding[outer] = winding[around]
			holes[around] = append(holes[around], outer)
		}
	}, func(h int) {
		from, _ := g.Ends(h)
		winding[g.Cycle(h^1)] = winding[g.Cycle(h)] - net(g.Bundle(h), from)
	})
	var out []face
	for i := range g.Cycles() {
		if n.Area[i] <= 0 || (winding[i] == 0 && !all) {
			continue
		}
		f := face{winding: winding[i]}
		for _, c := range append([]int{i}, holes[i]...) {
			f.shape = append(f.shape, straight(g.Ring(c)))
			for _, h := range g.Cycles()[c] {
				for _, e := range g.Bundle(int(h)) {
					f.owners = append(f.owners, e.Owner)
				}
			}
		}
		slices.Sort(f.owners)
		f.owners = slices.Compact(f.owners)
		out = append(out, f)
	}
	return out
}

// net is the winding number on the left less that on the right of edges with the same ends, seen from one of them.
func net(bundle []arrangement.Edge, from geo.Point) (step int) {
	for _, e := range bundle {
		if e.A == from {
			step += int(e.Weight)
		} else {
			step -= int(e.Weight)
		}
	}
	return step
}

// straight gives a ring without the points that lie on a straight line between their neighbours.
func straight(r geo.Ring) geo.Ring {
	var out geo.Ring
	for i, p := range r {
		if geo.Orient(r[(i+len(r)-1)%len(r)], p, r[(i+1)%len(r)]) != 0 {
			out = append(out, p)
		}
	}
	return out
}
