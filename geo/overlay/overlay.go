// Package overlay lays several layers of cells over each other and gives the faces between all their borders, each with the cells that
// hold it. Nothing is asked of a layer: it may overlap itself, leave gaps, and have rings that cross themselves.
//
// Crossings are snap-rounded to the lattice (hot pixels, Hobby 1999): no border moves by a unit, and the faces fit exactly. A cell
// covers a face where its winding number there is not zero, so a bow-tie covers what both its loops surround.
//
// Parents, such as communities, divide the work: each is overlaid by itself, with all that its box meets, and what two parents round on
// their common border is the same. Memory is bounded by the largest parent, beside the input.
//
// Shapes are on the lattice, in 1e-7 degree of CGCS2000; areas m² on the ellipsoid; lengths m.
package overlay

import (
	"wangge/geo"
	"wangge/geo/coverage"
)

// Input is what is laid over each other.
type Input struct {
	Parents []coverage.Cell // ground in several belongs to the first of them; without any there is one part, all ground
	Layers  []Layer
	Lines   []geo.Line // such as streets: they cut faces where they divide one; a dead end bounds nothing
}

// Layer is one network of cells.
type Layer struct {
	Name  string
	Cells []coverage.Cell
}

// Part is the faces of one parent.
type Part struct {
	Parent  int // index; -1: ground of the layers in no parent, or all there is, where there are no parents
	Faces   []Face
	Borders []Border
}

// Face is ground with the same owners throughout, in one piece, that no border and no line crosses.
type Face struct {
	Shape  geo.Polygon
	AreaM2 float64
	Owners [][]int32 // by layer: the cells that cover it, ascending; none, one, or several where a layer overlaps itself
}

// Border is what two faces of a part share, or one face with nobody.
type Border struct {
	A, B    int32 // faces, A < B; B is -1 along the rim of the part
	LengthM float64
	LineM   float64   // how much of it lies on lines
	LayersM []float64 // by layer: how much of it is a border of the layer's cells
}
