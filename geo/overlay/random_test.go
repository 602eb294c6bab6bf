package overlay_test

import (
	"math/rand/v2"
	"slices"

	"wangge/geo"
	"wangge/geo/coverage"
	"wangge/geo/overlay"
)

// scribbler draws layers that keep no rule, on a raster so coarse that borders meet, cross and collapse everywhere.
type scribbler struct {
	*rand.Rand
	corner geo.Point
	size   int32 // of the ground, in lattice units
}

func newScribbler(seed uint64) scribbler {
	r := rand.New(rand.NewPCG(seed, 3))
	corners := []geo.Point{{X: -20, Y: -20}, {X: 1169700000, Y: 354000000}, {X: -739700000, Y: 407000000}}
	return scribbler{r, corners[r.IntN(len(corners))], []int32{12, 40, 300, 100000}[r.IntN(4)]}
}

func (s scribbler) point() geo.Point {
	return geo.Point{X: s.corner.X + s.Int32N(s.size+1), Y: s.corner.Y + s.Int32N(s.size+1)}
}

func (s scribbler) points(n int) (out geo.Ring) {
	for range n {
		out = append(out, s.point())
	}
	return out
}

// shape draws one or two parts, each a scribble, a box, or a box with a scribbled hole.
func (s scribbler) shape() (m geo.MultiPolygon) {
	for range 1 + s.IntN(5)/4 {
		switch a, b := s.point(), s.point(); s.IntN(3) {
		case 0:
			m = append(m, geo.Polygon{s.points(3 + s.IntN(5))})
		case 1:
			m = append(m, geo.Polygon{{a, {X: b.X, Y: a.Y}, b, {X: a.X, Y: b.Y}}})
		default:
			m = append(m, geo.Polygon{{a, {X: b.X, Y: a.Y}, b, {X: a.X, Y: b.Y}}, s.points(3)})
		}
	}
	return m
}

// tiling cuts the ground by slanting lines into strips that fit, of which some have a vertex more than their neighbours.
func (s scribbler) tiling(n int) (out []coverage.Cell) {
	low, high := s.cuts(n), s.cuts(n)
	north := s.corner.Y + s.size
	for i := range n {
		r := geo.Ring{{X: low[i], Y: s.corner.Y}, {X: low[i+1], Y: s.corner.Y}, {X: high[i+1], Y: north}, {X: high[i], Y: north}}
		if s.IntN(2) == 0 {
			r = slices.Insert(r, 1, geo.Point{X: (low[i] + low[i+1]) / 2, Y: s.corner.Y})
		}
		out = append(out, coverage.Cell{Shape: geo.MultiPolygon{{r}}})
	}
	return out
}

func (s scribbler) cuts(n int) []int32 {
	out := []int32{s.corner.X, s.corner.X + s.size}
	for range n - 1 {
		out = append(out, s.point().X)
	}
	slices.Sort(out)
	return out
}

// turned gives cells with x and y exchanged, around the corner.
func (s scribbler) turned(cells []coverage.Cell) []coverage.Cell {
	for _, c := range cells {
		for _, p := range c.Shape {
			for _, r := range p {
				for i, q := range r {
					r[i] = geo.Point{X: s.corner.X + q.Y - s.corner.Y, Y: s.corner.Y + q.X - s.corner.X}
				}
				slices.Reverse(r)
			}
		}
	}
	return cells
}

// input draws two tilings, one of them turned, a layer of scribbles with a duplicate, and lines.
func (s scribbler) input() (in overlay.Input) {
	var wild []coverage.Cell
	for range 1 + s.IntN(5) {
		wild = append(wild, coverage.Cell{Shape: s.shape()})
	}
	wild = append(wild, wild[0])
	in.Layers = []overlay.Layer{{Cells: s.tiling(1 + s.IntN(5))}, {Cells: s.turned(s.tiling(1 + s.IntN(5)))}, {Cells: wild}}
	for range s.IntN(4) {
		in.Lines = append(in.Lines, geo.Line(s.points(2+s.IntN(4))))
	}
	return in
}
