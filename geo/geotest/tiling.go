// Package geotest makes figures for the tests of package geo and those above it: tilings whose
// neighbours share every vertex. The same seed gives the same figures.
package geotest

import (
	"math"
	"math/rand/v2"

	"wangge/geo"
)

// Tiling is a set of cells that fill Parent exactly.
type Tiling struct {
	Cells  []geo.MultiPolygon
	Parent geo.MultiPolygon
	// Spacing is the distance of neighbouring nodes in lattice units.
	Spacing int32
}

// Options tune New.
type Options struct {
	Columns, Rows int   // cells; default 6 by 5
	Spacing       int32 // of the nodes in lattice units; default 4000 (about 40 m)
	Points        int   // on each side between two nodes; default 3
	West, South   int32 // the corner; default 116.9°, 35.4°
}

// New makes a tiling of wiggly four-sided cells; its borders run between nodes of a shaken raster.
func New(seed uint64, o Options) Tiling {
	if o.Columns == 0 {
		o.Columns, o.Rows = 6, 5
	}
	if o.Spacing == 0 {
		o.Spacing = 4000
	}
	if o.Points == 0 {
		o.Points = 3
	}
	if o.West == 0 {
		o.West, o.South = 1169000000, 354000000
	}
	t := tiler{Options: o, rand: rand.New(rand.NewPCG(seed, 42)), sides: map[[2]int]geo.Line{}}
	t.shake()
	out := Tiling{Spacing: o.Spacing}
	for row := range o.Rows {
		for col := range o.Columns {
			out.Cells = append(out.Cells, geo.MultiPolygon{{t.walk(t.at(col, row), t.at(col+1, row), t.at(col+1, row+1), t.at(col, row+1))}})
		}
	}
	var rim []int
	for col := range o.Columns {
		rim = append(rim, t.at(col, 0))
	}
	for row := range o.Rows {
		rim = append(rim, t.at(o.Columns, row))
	}
	for col := o.Columns; col > 0; col-- {
		rim = append(rim, t.at(col, o.Rows))
	}
	for row := o.Rows; row > 0; row-- {
		rim = append(rim, t.at(0, row))
	}
	out.Parent = geo.MultiPolygon{{t.walk(rim...)}}
	return out
}

type tiler struct {
	Options
	rand  *rand.Rand
	nodes []geo.Point
	sides map[[2]int]geo.Line // points strictly between two nodes, from the lower number to the higher
}

func (t *tiler) at(col, row int) int { return row*(t.Columns+1) + col }

// shake moves the nodes of a raster by up to a fifth of its spacing.
func (t *tiler) shake() {
	for row := range t.Rows + 1 {
		for col := range t.Columns + 1 {
			d := t.Spacing / 5
			t.nodes = append(t.nodes, geo.Point{
				X: t.West + int32(col)*t.Spacing + t.rand.Int32N(2*d+1) - d,
				Y: t.South + int32(row)*t.Spacing + t.rand.Int32N(2*d+1) - d,
			})
		}
	}
}

// walk makes a ring through the nodes, with the points of every side.
func (t *tiler) walk(nodes ...int) geo.Ring {
	r := make(geo.Ring, 0, len(nodes)*(t.Points+1))
	for i, from := range nodes {
		to := nodes[(i+1)%len(nodes)]
		r = append(r, t.nodes[from])
		side := t.side(min(from, to), max(from, to))
		for j := range side {
			if from < to {
				r = append(r, side[j])
			} else {
				r = append(r, side[len(side)-1-j])
			}
		}
	}
	return r
}

// side gives the points between two nodes, displaced once for both neighbours.
func (t *tiler) side(from, to int) geo.Line {
	key := [2]int{from, to}
	if s, ok := t.sides[key]; ok {
		return s
	}
	s := t.displace(t.nodes[from], t.nodes[to], t.Points)
	t.sides[key] = s
	return s
}

// displace puts a point beside the middle, by up to a sixteenth of the length, and goes on in both halves until there are n.
func (t *tiler) displace(a, b geo.Point, n int) geo.Line {
	if n == 0 {
		return nil
	}
	off := (t.rand.Float64() - 0.5) / 8
	mid := geo.Point{
		X: int32(math.Round((float64(a.X)+float64(b.X))/2 - off*(float64(b.Y)-float64(a.Y)))),
		Y: int32(math.Round((float64(a.Y)+float64(b.Y))/2 + off*(float64(b.X)-float64(a.X)))),
	}
	left := t.displace(a, mid, (n-1)/2)
	return append(append(left, mid), t.displace(mid, b, n/2)...)
}
