package merger

import (
	"wangge/geo"
	"wangge/geo/coverage"
	"wangge/geo/overlay"
	"wangge/registry"
)

// touched gives the buildings that a border of a layer, or a line, passes through.
func touched(buildings []registry.Building, ground overlay.Input) (out []registry.Building) {
	boxes := make([]geo.Rect, len(buildings))
	for i, b := range buildings {
		boxes[i] = b.Shape.Bound()
	}
	var tree geo.BoxTree
	tree.BuildSorted(boxes)
	cut := make([]bool, len(buildings))
	look := func(p, q geo.Point) {
		tree.Search(geo.EmptyRect.Extend(p).Extend(q), func(i int) bool {
			cut[i] = cut[i] || passes(buildings[i].Shape, p, q)
			return true
		})
	}
	for _, l := range ground.Layers {
		for _, c := range l.Cells {
			c.Shape.Edges(look)
		}
	}
	for _, l := range ground.Lines {
		for i := 1; i < len(l); i++ {
			look(l[i-1], l[i])
		}
	}
	for i, b := range buildings {
		if cut[i] {
			out = append(out, b)
		}
	}
	return out
}

// passes reports whether a segment has an end inside a shape or crosses its border.
func passes(shape geo.MultiPolygon, p, q geo.Point) (found bool) {
	if shape.Side(p) == geo.Inside || shape.Side(q) == geo.Inside {
		return true
	}
	shape.Edges(func(a, b geo.Point) { found = found || geo.Cross(a, b, p, q) })
	return found
}

// footprints makes a layer of buildings.
func footprints(buildings []registry.Building) overlay.Layer {
	l := overlay.Layer{Name: "buildings"}
	for _, b := range buildings {
		l.Cells = append(l.Cells, coverage.Cell{Code: b.ID, Shape: b.Shape})
	}
	return l
}
