package coverage

import (
	"cmp"
	"math"
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

// node splits edges at the lattice points whose unit squares (hot pixels) they pass: those of all ends
// and of all crossings, so that afterwards edges meet in shared ends alone.
func node(edges []edge) []edge {
	bins := newBins(edges)
	hot := map[geo.Point]bool{}
	for _, e := range edges {
		hot[e.a], hot[e.b] = true, true
	}
	bins.pairs(func(i, j int) {
		if p, ok := crossing(edges[i], edges[j]); ok {
			hot[p] = true
		}
	})
	pixels := newPixels(hot, bins.size)
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
	return out
}

// crossing gives the lattice point nearest to where two edges cross inside both.
func crossing(e, f edge) (geo.Point, bool) {
	if !geo.Cross(e.a, e.b, f.a, f.b) {
		return geo.Point{}, false
	}
	// The parameter is a quotient of two cross products; each fits 64 bits plus a little, and the
	// rounding of the float is far below half a unit for edges shorter than a degree.
	ex, ey := float64(e.b.X)-float64(e.a.X), float64(e.b.Y)-float64(e.a.Y)
	fx, fy := float64(f.b.X)-float64(f.a.X), float64(f.b.Y)-float64(f.a.Y)
	t := ((float64(f.a.X)-float64(e.a.X))*fy - (float64(f.a.Y)-float64(e.a.Y))*fx) / (ex*fy - ey*fx)
	return geo.Point{X: int32(math.Round(float64(e.a.X) + t*ex)), Y: int32(math.Round(float64(e.a.Y) + t*ey))}, true
}

// bins hash edges by the squares they may pass.
type bins struct {
	size  int64
	edges []edge
	cells map[[2]int64][]int32
}

func newBins(edges []edge) *bins {
	b := &bins{edges: edges, cells: map[[2]int64][]int32{}}
	sum := 0.0
	for _, e := range edges {
		sum += math.Abs(float64(e.b.X)-float64(e.a.X)) + math.Abs(float64(e.b.Y)-float64(e.a.Y))
	}
	b.size = max(4, int64(2*sum/float64(max(1, len(edges)))))
	for i, e := range edges {
		passSquares(e.a, e.b, b.size, 0, func(k [2]int64) { b.cells[k] = append(b.cells[k], int32(i)) })
	}
	return b
}

// pairs calls f once for every two edges that share a square, and in no order that matters.
func (b *bins) pairs(f func(i, j int)) {
	for k, list := range b.cells {
		for x, i := range list {
			for _, j := range list[x+1:] {
				if b.first(int(i), int(j)) == k {
					f(int(i), int(j))
				}
			}
		}
	}
}

// first names one of the squares that two edges share, so that a pair is told once: the lower corner of
// what their boxes share lies in it, or else they share it by chance and cannot meet.
func (b *bins) first(i, j int) [2]int64 {
	e, f := b.edges[i], b.edges[j]
	r := geo.EmptyRect.Extend(e.a).Extend(e.b)
	s := geo.EmptyRect.Extend(f.a).Extend(f.b)
	return squareOf(geo.Point{X: max(r.Min.X, s.Min.X), Y: max(r.Min.Y, s.Min.Y)}, b.size)
}

func squareOf(p geo.Point, size int64) [2]int64 {
	return [2]int64{floorDiv(int64(p.X), size), floorDiv(int64(p.Y), size)}
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// passSquares calls f for every square of a segment's box, widened by pad units.
func passSquares(a, b geo.Point, size, pad int64, f func([2]int64)) {
	x0, x1 := min(int64(a.X), int64(b.X))-pad, max(int64(a.X), int64(b.X))+pad
	y0, y1 := min(int64(a.Y), int64(b.Y))-pad, max(int64(a.Y), int64(b.Y))+pad
	for x := floorDiv(x0, size); x <= floorDiv(x1, size); x++ {
		for y := floorDiv(y0, size); y <= floorDiv(y1, size); y++ {
			f([2]int64{x, y})
		}
	}
}

// pixels finds the hot pixels along a segment.
type pixels struct {
	size  int64
	cells map[[2]int64][]geo.Point
}

func newPixels(hot map[geo.Point]bool, size int64) pixels {
	p := pixels{size: size, cells: map[[2]int64][]geo.Point{}}
	for q := range hot {
		k := squareOf(q, size)
		p.cells[k] = append(p.cells[k], q)
	}
	return p
}

// along gives the hot points whose pixels the segment passes, from a to b. A pixel beside an end may reach
// beyond it; the ends stay the first and the last all the same.
func (p pixels) along(a, b geo.Point) []geo.Point {
	var out []geo.Point
	passSquares(a, b, p.size, 1, func(k [2]int64) {
		for _, q := range p.cells[k] {
			if q != a && q != b && inPixel(q, a, b) {
				out = append(out, q)
			}
		}
	})
	dx, dy := int64(b.X)-int64(a.X), int64(b.Y)-int64(a.Y)
	slices.SortFunc(out, func(q, r geo.Point) int {
		return cmp.Or(
			cmp.Compare((int64(q.X)-int64(a.X))*dx+(int64(q.Y)-int64(a.Y))*dy, (int64(r.X)-int64(a.X))*dx+(int64(r.Y)-int64(a.Y))*dy),
			q.Compare(r))
	})
	return append(out, b)
}

// inPixel tells whether segment ab meets the half-open unit square around q: [x−½, x+½) × [y−½, y+½).
// All numbers are doubled, so the corners are integers.
func inPixel(q, a, b geo.Point) bool {
	if q == a || q == b {
		return true
	}
	ax, ay := 2*(int64(a.X)-int64(q.X)), 2*(int64(a.Y)-int64(q.Y))
	bx, by := 2*(int64(b.X)-int64(q.X)), 2*(int64(b.Y)-int64(q.Y))
	if max(ax, bx) < -1 || min(ax, bx) >= 1 || max(ay, by) < -1 || min(ay, by) >= 1 {
		return false
	}
	side := func(x, y int64) int { return cmp.Compare((bx-ax)*(y-ay), (by-ay)*(x-ax)) }
	sw, se, ne, nw := side(-1, -1), side(1, -1), side(1, 1), side(-1, 1)
	if min(sw, se, ne, nw) < 0 && max(sw, se, ne, nw) > 0 {
		return true // corners on both sides: it passes inside
	}
	return sw == 0 // it only grazes the square, of which the western and southern sides alone are part
}
