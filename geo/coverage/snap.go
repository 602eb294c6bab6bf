package coverage

import (
	"fmt"
	"slices"

	"wangge/geo"
)

// edge is a directed edge of a cell, or of a parent the other way round. Its owner has its ground on
// the left; weight is what crossing it from right to left adds to the winding number.
type edge struct {
	a, b   geo.Point
	owner  int32
	weight int32
}

func (e edge) box() geo.Rect { return geo.EmptyRect.Extend(e.a).Extend(e.b) }

// crossingsLeast is how many crossings are taken however few the edges are; beyond it, crossingsPerEdge for each edge
// (a map of ordinary errors has far less than one), so that a scribble ends in an error and not in a full memory.
const (
	crossingsLeast   = 1 << 20
	crossingsPerEdge = 8
)

// node splits edges at the lattice points whose unit squares (hot pixels) they pass: those of all ends
// and of all crossings, so that afterwards edges meet in shared ends alone.
func node(edges []edge) ([]edge, error) {
	hot, err := hotPoints(edges)
	if err != nil {
		return nil, err
	}
	pixels := newPixels(hot)
	out := make([]edge, 0, len(edges)*2)
	for _, e := range edges {
		at := e.a
		for _, p := range pixels.along(e.a, e.b) {
			if p != at {
				out = append(out, edge{at, p, e.owner, e.weight})
				at = p
			}
		}
	}
	return out, nil
}

// hotPoints gives the ends of all edges and where they cross.
func hotPoints(edges []edge) ([]geo.Point, error) {
	hot := make([]geo.Point, 0, 2*len(edges))
	for _, e := range edges {
		hot = append(hot, e.a, e.b)
	}
	limit := len(hot) + max(crossingsLeast, crossingsPerEdge*len(edges))
	eachPair(edges, func(i, j int) bool {
		if p, ok := crossing(edges[i], edges[j]); ok {
			hot = append(hot, p)
		}
		return len(hot) <= limit
	})
	if len(hot) > limit {
		return nil, fmt.Errorf("%d borders that match no other cross each other more than %d times, last at %s: is it the right file?",
			len(edges), max(crossingsLeast, crossingsPerEdge*len(edges)), hot[len(hot)-1])
	}
	slices.SortFunc(hot, geo.Point.Compare)
	return slices.Compact(hot), nil
}

// eachPair calls f once for every two edges whose boxes meet, in an order that depends on the edges alone, until it gives false.
func eachPair(edges []edge, f func(i, j int) bool) {
	boxes := make([]geo.Rect, len(edges))
	for i, e := range edges {
		boxes[i] = e.box()
	}
	var tree geo.BoxTree
	tree.BuildSorted(boxes)
	tree.Pairs(func(i, j int) bool { return f(min(i, j), max(i, j)) })
}

// crossing gives the lattice point nearest to where two edges cross inside both.
func crossing(e, f edge) (geo.Point, bool) {
	return geo.Crossing(e.a, e.b, f.a, f.b)
}

// pixels finds the hot pixels along a segment.
type pixels struct {
	points []geo.Point
	tree   geo.BoxTree
}

func newPixels(hot []geo.Point) *pixels {
	p := &pixels{points: hot}
	boxes := make([]geo.Rect, len(hot))
	for i, q := range hot {
		boxes[i] = geo.Rect{Min: q, Max: q}
	}
	p.tree.BuildSorted(boxes)
	return p
}

// along gives the hot points whose pixels the segment passes, from a to b. A pixel beside an end may reach
// beyond it; the ends stay the first and the last all the same.
func (p *pixels) along(a, b geo.Point) []geo.Point {
	var out []geo.Point
	p.tree.Search(geo.EmptyRect.Extend(a).Extend(b).Grow(1), func(i int) bool {
		if q := p.points[i]; q != a && q != b && geo.InPixel(q, a, b) {
			out = append(out, q)
		}
		return true
	})
	slices.SortFunc(out, func(q, r geo.Point) int { return geo.CompareAlong(q, r, a, b) })
	return append(out, b)
}
