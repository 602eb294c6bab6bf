package arrangement

import (
	"fmt"
	"slices"

	"wangge/geo"
)

// Edge is a directed edge of an owner's border. The owner has its ground on the left; weight is what crossing the edge from right to
// left adds to the winding number.
type Edge struct {
	A, B   geo.Point
	Owner  int32
	Weight int32
}

// Box gives the box of the edge.
func (e Edge) Box() geo.Rect { return geo.EmptyRect.Extend(e.A).Extend(e.B) }

// Ends gives the ends in order.
func (e Edge) Ends() (lo, hi geo.Point) {
	if e.B.Less(e.A) {
		return e.B, e.A
	}
	return e.A, e.B
}

// crossingsLeast is how many crossings are taken however few the edges are; beyond it, crossingsPerEdge for each edge
// (a map of ordinary errors has far less than one), so that a scribble ends in an error and not in a full memory.
const (
	crossingsLeast   = 1 << 20
	crossingsPerEdge = 8
)

// Node splits edges at the lattice points whose unit squares (hot pixels) they pass: those of all ends
// and of all crossings, so that afterwards edges meet in shared ends alone. It fails where edges cross each other without measure.
func Node(edges []Edge) ([]Edge, error) {
	hot, err := hotPoints(edges)
	if err != nil {
		return nil, err
	}
	pixels := NewPixels(hot)
	out := make([]Edge, 0, len(edges)*2)
	for _, e := range edges {
		out = pixels.Cut(e, out)
	}
	return out, nil
}

// hotPoints gives the ends of all edges and where they cross.
func hotPoints(edges []Edge) ([]geo.Point, error) {
	hot := make([]geo.Point, 0, 2*len(edges))
	for _, e := range edges {
		hot = append(hot, e.A, e.B)
	}
	limit := len(hot) + max(crossingsLeast, crossingsPerEdge*len(edges))
	EachPair(edges, func(i, j int) bool {
		if p, ok := geo.Crossing(edges[i].A, edges[i].B, edges[j].A, edges[j].B); ok {
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

// EachPair calls f once for every two edges whose boxes meet, in an order that depends on the edges alone, until it gives false.
func EachPair(edges []Edge, f func(i, j int) bool) {
	boxes := make([]geo.Rect, len(edges))
	for i, e := range edges {
		boxes[i] = e.Box()
	}
	var tree geo.BoxTree
	tree.BuildSorted(boxes)
	tree.Pairs(func(i, j int) bool { return f(min(i, j), max(i, j)) })
}

// Pixels finds the hot pixels along a segment.
type Pixels struct {
	points []geo.Point
	tree   geo.BoxTree
}

// NewPixels takes the points, which are kept.
func NewPixels(hot []geo.Point) *Pixels {
	p := &Pixels{points: hot}
	boxes := make([]geo.Rect, len(hot))
	for i, q := range hot {
		boxes[i] = geo.Rect{Min: q, Max: q}
	}
	p.tree.BuildSorted(boxes)
	return p
}

// Cut adds the pieces of an edge from hot point to hot point.
func (p *Pixels) Cut(e Edge, out []Edge) []Edge {
	at := e.A
	for _, q := range p.Along(e.A, e.B) {
		if q != at {
			out = append(out, Edge{at, q, e.Owner, e.Weight})
			at = q
		}
	}
	return out
}

// Along gives the hot points whose pixels the segment passes, from a to b. A pixel beside an end may reach
// beyond it; b stays the last all the same.
func (p *Pixels) Along(a, b geo.Point) []geo.Point {
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
