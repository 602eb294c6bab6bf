package locate

import (
	"math"
	"sync/atomic"

	"wangge/geo"
)

// Outline is the border of a cell, made ready to be asked often: its edges in runs, each with its box, so that few have to be
// measured. It answers as Index.Border does and is safe for concurrent use.
type Outline struct {
	index *Index
	cell  int
	runs  []run
	known []atomic.Int32 // by edge: 2 more than the cell behind it once it was asked for, else 0
}

// run is a part of a ring: edges that follow each other.
type run struct {
	points []geo.Point // the first is where the first edge begins
	edge   int         // number of the first edge
	box    geo.Rect
}

// runEdges was tuned at cells of 88 vertices: half as many take a quarter more, half as many again a tenth.
const runEdges = 8

// Outline makes the border of a cell ready; the cell's shape is kept.
func (x *Index) Outline(cell int) *Outline {
	o := &Outline{index: x, cell: cell}
	for _, part := range x.Shape(cell) {
		for _, r := range part {
			if len(r) > 0 {
				o.add(r)
			}
		}
	}
	o.known = make([]atomic.Int32, o.edges())
	return o
}

// edges counts them.
func (o *Outline) edges() int {
	if len(o.runs) == 0 {
		return 0
	}
	last := o.runs[len(o.runs)-1]
	return last.edge + len(last.points) - 1
}

// add cuts a ring, the edge that closes it first.
func (o *Outline) add(r geo.Ring) {
	o.append([]geo.Point{r[len(r)-1], r[0]})
	for from := 0; from < len(r)-1; from += runEdges {
		o.append(r[from:min(from+runEdges+1, len(r))])
	}
}

func (o *Outline) append(points []geo.Point) {
	o.runs = append(o.runs, run{points, o.edges(), geo.Ring(points).Bound()})
}

// Border gives the distance in metres from p to the border, and the cell behind the nearest piece of it: -1 where no cell is.
func (o *Outline) Border(p geo.Point) (neighbour int, distanceM float64) {
	if len(o.runs) == 0 {
		return -1, math.Inf(1)
	}
	f, first := geo.FrameAt(p), 0
	var near [64]float64
	squares := append(near[:0], make([]float64, len(o.runs))...)
	for i := range o.runs {
		squares[i] = fromBox(f, p, o.runs[i].box)
		if squares[i] < squares[first] {
			first = i
		}
	}
	best, at := o.runs[first].closest(f, p)
	for i := range o.runs {
		if i == first || squares[i] > best {
			continue
		}
		if d, edge := o.runs[i].closest(f, p); d < best || d == best && edge < at {
			best, at, first = d, edge, i
		}
	}
	return o.behind(o.runs[first], at), math.Sqrt(best)
}

// behind gives the cell behind an edge of a run.
func (o *Outline) behind(r run, edge int) int {
	if c := o.known[edge].Load(); c != 0 {
		return int(c) - 2
	}
	c := o.index.behind(o.cell, r.points[edge-r.edge], r.points[edge-r.edge+1])
	o.known[edge].Store(int32(c) + 2)
	return c
}

// fromBox gives the square of the distance to a box, or of a little less: it must not be more than that to an edge in it.
func fromBox(f geo.Frame, p geo.Point, b geo.Rect) float64 {
	dx := max(0, int64(b.Min.X)-int64(p.X), int64(p.X)-int64(b.Max.X))
	dy := max(0, int64(b.Min.Y)-int64(p.Y), int64(p.Y)-int64(b.Max.Y))
	x, y := float64(dx)*f.X, float64(dy)*f.Y
	return (x*x + y*y) * (1 - 1e-9)
}

// closest gives the square of the distance to the edge nearest to p, and its number: the first of several.
func (r *run) closest(f geo.Frame, p geo.Point) (square float64, edge int) {
	square = math.Inf(1)
	ax, ay := f.From(p, r.points[0])
	for i, b := range r.points[1:] {
		bx, by := f.From(p, b)
		if d := fromOrigin(ax, ay, bx, by); d < square {
			square, edge = d, r.edge+i
		}
		ax, ay = bx, by
	}
	return square, edge
}
