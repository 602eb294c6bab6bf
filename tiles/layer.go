package tiles

import (
	"context"
	"slices"

	"wangge/geo"
)

// Feature is one area of a layer.
type Feature struct {
	ID    uint64
	Shape geo.MultiPolygon
	// Label is where its name stands; the zero point means an inner point of the shape.
	Label geo.Point
	// Properties are strings, booleans and numbers; nil values are left out, anything else becomes text.
	Properties map[string]any
}

// Layer makes tiles of areas and of their label points. It is immutable.
type Layer struct {
	name             string
	minZoom, maxZoom uint32
	areas            []area
	dict             dictionary
	boxes            geo.BoxTree
	bounds           geo.Rect
}

// area is a feature made ready: projected once, its properties encoded once.
type area struct {
	id    uint64
	parts [][][]world // outer rings run counter-clockwise on the map, holes clockwise
	label world
	tags  []tag
}

var _ Source = (*Layer)(nil)

// NewLayer makes a layer for the zooms from minZoom to maxZoom (at most MaxZoom).
// The features are not kept: what is needed of them is copied.
func NewLayer(name string, features []Feature, minZoom, maxZoom uint32) *Layer {
	l := &Layer{
		name: name, minZoom: minZoom, maxZoom: min(maxZoom, MaxZoom),
		areas: make([]area, len(features)), dict: newDictionary(), bounds: geo.EmptyRect,
	}
	boxes := make([]geo.Rect, len(features))
	for i, f := range features {
		l.areas[i] = l.prepare(f)
		boxes[i] = l.areas[i].bound()
		if b := f.Shape.Bound(); !b.Empty() {
			l.bounds = l.bounds.Union(b)
		}
	}
	l.boxes.BuildSorted(boxes)
	return l
}

func (l *Layer) prepare(f Feature) area {
	if f.Label == (geo.Point{}) && len(f.Shape) > 0 {
		f.Label = f.Shape.Inner()
	}
	a := area{id: f.ID, label: project(f.Label), tags: l.dict.tags(f.Properties)}
	for _, polygon := range f.Shape {
		part := make([][]world, 0, len(polygon))
		for i, ring := range polygon {
			points := make([]world, len(ring))
			for j, p := range ring {
				points[j] = project(p)
			}
			if sign := ring.Sign(); sign != 0 && (sign > 0) != (i == 0) {
				slices.Reverse(points)
			}
			part = append(part, points)
		}
		a.parts = append(a.parts, part)
	}
	return a
}

// bound is the box of shape and label in the world.
func (a area) bound() geo.Rect {
	b := geo.EmptyRect.Extend(a.label.rectPoint())
	for _, part := range a.parts {
		for _, ring := range part {
			for _, w := range ring {
				b = b.Extend(w.rectPoint())
			}
		}
	}
	return b
}

// Name gives the layer's name.
func (l *Layer) Name() string { return l.name }

// Zooms gives the zooms for which there are tiles.
func (l *Layer) Zooms() (from, to uint32) { return l.minZoom, l.maxZoom }

// Tile gives the tile as plain MVT: the areas by their order in the layer, then their labels.
func (l *Layer) Tile(ctx context.Context, c Coord) ([]byte, error) {
	if c.Z < l.minZoom || c.Z > l.maxZoom {
		return nil, nil //nolint:nilnil // no bytes: nothing here
	}
	var found []int
	l.boxes.Search(reach(c), func(i int) bool {
		found = append(found, i)
		return true
	})
	slices.Sort(found)
	areas, labels := newEncoder(l.name, &l.dict), newEncoder(l.name+"_label", &l.dict)
	g := gridOf(c)
	for n, i := range found {
		if n%256 == 0 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
		a := &l.areas[i]
		if rings := a.rings(g); len(rings) > 0 {
			areas.polygon(a, rings)
		}
		if s := g.at(a.label); s.x >= 0 && s.x < Extent && s.y >= 0 && s.y < Extent {
			labels.point(a, s)
		}
	}
	return labels.layer(areas.layer(nil)), nil
}

// rings gives the area's rings on the grid, cut, clean and wound; an outer ring comes before its holes.
func (a *area) rings(g grid) []path {
	var out []path
	for _, part := range a.parts {
		for i, ring := range part {
			p := reduce(clip(quantise(g, ring, make(path, 0, len(ring)))))
			slices.Reverse(p) // counter-clockwise on the map is negative where y points down
			if area := p.area2(); i == 0 && area <= 0 {
				break // collapsed, or turned over by rounding: nothing of this part is left
			} else if i > 0 && area >= 0 {
				continue
			}
			out = append(out, p)
		}
	}
	return out
}
