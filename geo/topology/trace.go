package topology

import (
	"cmp"
	"maps"
	"slices"

	"wangge/geo"
)

// Union gives the ground of shapes that fit together vertex by vertex: their edges less those that cancel, traced into rings. Of
// shapes that do not fit it makes no sense: check them first.
func Union(shapes ...geo.MultiPolygon) geo.MultiPolygon {
	left := map[[2]geo.Point]bool{}
	for _, m := range shapes {
		m.Edges(func(a, b geo.Point) {
			if left[[2]geo.Point{b, a}] {
				delete(left, [2]geo.Point{b, a})
			} else {
				left[[2]geo.Point{a, b}] = true
			}
		})
	}
	return assemble(traceRings(left))
}

// traceRings joins directed edges into rings with the ground on their left. At a vertex with several ways on, the ring turns
// as far to the left as it can, along the same ground (angular order of the edges around the vertex); a ring that comes
// back to a vertex is cut there, so that no ring passes a vertex twice. They come by where they begin, so that the same ground
// is always written the same way.
func traceRings(left map[[2]geo.Point]bool) (rings []geo.Ring) {
	edges := slices.SortedFunc(maps.Keys(left), func(e, f [2]geo.Point) int { return cmp.Or(e[0].Compare(f[0]), e[1].Compare(f[1])) })
	ways := make(map[geo.Point][]geo.Point, len(edges))
	for _, edge := range edges {
		ways[edge[0]] = append(ways[edge[0]], edge[1])
	}
	for _, edge := range edges {
		for start := edge[0]; len(ways[start]) > 0; {
			at, to := start, ways[start][0]
			var walked geo.Ring
			for {
				take(ways, at, to)
				walked = append(walked, at)
				if to == start {
					break
				}
				at, to = to, sharpest(at, to, ways[to])
			}
			rings = append(rings, cutLoops(walked)...)
		}
	}
	return rings
}

func take(ways map[geo.Point][]geo.Point, at, to geo.Point) {
	i := slices.Index(ways[at], to)
	ways[at] = slices.Delete(ways[at], i, i+1)
}

// sharpest gives the first way on, clockwise from the way that was come: beside it lies the same ground.
func sharpest(from, at geo.Point, ways []geo.Point) geo.Point {
	return slices.MinFunc(ways, func(p, q geo.Point) int {
		return cmp.Or(cmp.Compare(behind(at, from, p), behind(at, from, q)), geo.Orient(at, p, q))
	})
}

// behind tells whether the direction to p lies in the second half turn, clockwise from the direction to zero.
func behind(at, zero, p geo.Point) int {
	if geo.Orient(at, zero, p) < 0 {
		return 0 // clockwise by less than a half turn
	}
	return 1
}

// cutLoops cuts a closed walk where it comes back to a vertex.
func cutLoops(walk geo.Ring) (rings []geo.Ring) {
	seen := map[geo.Point]int{}
	var open geo.Ring
	for _, p := range walk {
		if i, ok := seen[p]; ok {
			loop := slices.Clone(open[i:])
			for _, q := range loop {
				delete(seen, q)
			}
			rings = append(rings, loop)
			open = open[:i]
		}
		seen[p] = len(open)
		open = append(open, p)
	}
	return append(rings, open)
}

// assemble makes polygons of rings that do not cross: each clockwise one is a hole of the smallest outer ring around it.
func assemble(rings []geo.Ring) (m geo.MultiPolygon) {
	var holes []geo.Ring
	for _, r := range rings {
		if r.Sign() > 0 {
			m = append(m, geo.Polygon{r})
		} else {
			holes = append(holes, r)
		}
	}
	for _, hole := range holes {
		best := -1
		for i, p := range m {
			if around(hole, p[0]) && (best < 0 || p[0].AreaM2() < m[best][0].AreaM2()) {
				best = i
			}
		}
		if best >= 0 {
			m[best] = append(m[best], hole)
		}
	}
	return m
}

// around reports whether a hole lies in an outer ring; it may touch it in vertices.
func around(hole, outer geo.Ring) bool {
	for _, p := range hole {
		if s := outer.Side(p); s != geo.Border {
			return s == geo.Inside
		}
	}
	return true // all its vertices are the ring's own
}
