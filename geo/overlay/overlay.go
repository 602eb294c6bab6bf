// Package overlay lays several layers of cells over each other and gives the faces between all their borders, each with the cells that
// hold it. Nothing is asked of a layer: it may overlap itself, leave gaps, and have rings that cross themselves.
//
// Crossings are snap-rounded to the lattice (hot pixels, Hobby 1999): no border moves by a unit, and the faces fit exactly. A cell
// covers a face where its winding number there is not zero, so a bow-tie covers what both its loops surround.
//
// Parents, such as communities, divide the work: each is overlaid by itself, with all that its box meets, and what two parents round on
// their common border is the same: their faces fit vertex by vertex. Memory is bounded by the parents in work, beside the input.
//
// Faces of a part are edge-matched too: where three meet, and wherever an edge was led through a vertex, all have the vertex.
// So the union of faces, and of faces of several parts, is exact (Union), and what is made of all faces of the parents
// passes the check of package coverage against them.
//
// Shapes are on the lattice, in 1e-7 degree of CGCS2000; areas m² on the ellipsoid; lengths m.
package overlay

import (
	"context"
	"fmt"

	"wangge/geo"
	"wangge/geo/coverage"
)

// Input is what is laid over each other.
type Input struct {
	Parents []coverage.Cell // ground in several belongs to the first of them; without any there is one part, all ground of the layers
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
	Parent  int // index; -1: ground of the layers in no parent
	Faces   []Face
	Borders []Border
}

// Face is ground with the same owners throughout, in one piece, that no border and no line crosses.
type Face struct {
	Shape  geo.Polygon // rings begin at their lowest point and pass no point twice
	AreaM2 float64
	Owners [][]int32 // by layer: the cells that cover it, ascending; none, one, or several where a layer overlaps itself
}

// Border is what two faces of a part share, or one face with what lies around the part.
type Border struct {
	A, B    int32 // faces, A < B; B is -1 along the rim of the part
	LengthM float64
	LineM   float64   // how much of it lies on lines
	LayersM []float64 // by layer: how much of it is a border of the layer's cells
}

// Overlay lays the layers over each other and hands over the faces part by part: one for each parent, in their order, and then
// the ground outside all of them, if a layer has any there. Faces come by their lowest point, borders by their faces. Several parents
// are in work at once, but take is called for one at a time; an error of its ends the overlay.
//
// The result does not depend on where rings begin, nor on the order of a layer's cells but for their numbers.
func Overlay(ctx context.Context, in Input, take func(Part) error) error {
	o := newOverlayer(in)
	return inOrder(ctx, len(in.Parents)+1, func(i int) (Part, error) {
		if i == len(in.Parents) {
			return o.outside()
		}
		return o.inside(i)
	}, func(p Part) error {
		if p.Parent < 0 && len(p.Faces) == 0 {
			return nil
		}
		return take(p)
	})
}

// overlayer finds what lies where.
type overlayer struct {
	Input
	first  []int32            // owner of the first cell of each layer, and one more
	shapes []geo.MultiPolygon // by owner
	boxes  []geo.Rect         // of them
	tree   geo.BoxTree

	lines    [][2]geo.Point
	lineTree geo.BoxTree
}

func newOverlayer(in Input) *overlayer {
	o := &overlayer{Input: in}
	add := func(cells []coverage.Cell) {
		for _, c := range cells {
			o.shapes, o.boxes = append(o.shapes, c.Shape), append(o.boxes, c.Shape.Bound())
		}
		o.first = append(o.first, int32(len(o.shapes))) //nolint:gosec // far fewer cells than that fit in memory
	}
	add(in.Parents)
	for _, l := range in.Layers {
		add(l.Cells)
	}
	o.tree.BuildSorted(o.boxes)
	var boxes []geo.Rect
	for _, l := range in.Lines {
		for i := 1; i < len(l); i++ {
			o.lines = append(o.lines, [2]geo.Point{l[i-1], l[i]})
			boxes = append(boxes, l[i-1:i+1].Bound())
		}
	}
	o.lineTree.BuildSorted(boxes)
	return o
}

// around is by how many lattice units what is looked at reaches beyond the ground that is wanted: edges snap by less than one.
const around = 2

// inside overlays one parent.
func (o *overlayer) inside(parent int) (Part, error) {
	faces, borders, err := o.arrange(o.within(o.boxes[parent].Grow(around)), func(state []step) bool {
		return len(state) > 0 && int(state[0].owner) == parent
	})
	if err != nil {
		return Part{}, fmt.Errorf("overlay within %s: %w", o.nameOf(parent), err)
	}
	return Part{Parent: parent, Faces: faces, Borders: borders}, nil
}

func (o *overlayer) nameOf(parent int) string {
	if code := o.Parents[parent].Code; code != "" {
		return code
	}
	return fmt.Sprint("parent ", parent)
}
