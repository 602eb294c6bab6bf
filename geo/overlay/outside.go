package overlay

import (
	"fmt"

	"wangge/geo"
)

// outside overlays the ground of the layers in no parent. Only cells that may reach there are looked at, with all that their boxes meet.
func (o *overlayer) outside() (Part, error) {
	reach := o.reaching()
	var boxes []geo.Rect
	for i, r := range reach {
		if r {
			boxes = append(boxes, o.boxes[i].Grow(around))
		}
	}
	var tree geo.BoxTree
	tree.BuildSorted(boxes)
	meets := func(box geo.Rect) (found bool) {
		tree.Search(box, func(int) bool {
			found = true
			return false
		})
		return found
	}
	var g gatherer
	for i, shape := range o.shapes {
		if !o.boxes[i].Empty() && meets(o.boxes[i]) {
			shape.Edges(func(a, b geo.Point) { g.add(a, b, int32(i)) }) //nolint:gosec // an index
		}
	}
	for _, l := range o.lines {
		if meets(geo.EmptyRect.Extend(l[0]).Extend(l[1])) {
			g.add(l[0], l[1], line)
		}
	}
	faces, borders, err := o.arrange(g.borders(), func(state []step) bool {
		if len(state) == 0 || state[0].owner < o.first[0] {
			return false
		}
		// Other cells seem to lie outside where the parent around them does not meet the boxes.
		return reach[state[0].owner]
	})
	if err != nil {
		return Part{}, fmt.Errorf("overlay outside all parents: %w", err)
	}
	return Part{Parent: -1, Faces: faces, Borders: borders}, nil
}

// reaching tells of every owner whether it is a cell that may have ground in no parent: its box meets the rim of the parents'
// ground, or it lies outside as a whole.
func (o *overlayer) reaching() []bool {
	var boxes []geo.Rect
	for e := range o.rim() {
		boxes = append(boxes, geo.EmptyRect.Extend(e[0]).Extend(e[1]).Grow(around))
	}
	var rim, parents geo.BoxTree
	rim.BuildSorted(boxes)
	parents.BuildSorted(o.boxes[:len(o.Parents)])
	out := make([]bool, len(o.shapes))
	for i := len(o.Parents); i < len(o.shapes); i++ {
		box := o.boxes[i]
		if box.Empty() {
			continue
		}
		held := false
		parents.Search(geo.Rect{Min: box.Min, Max: box.Min}, func(p int) bool {
			held = o.shapes[p].Side(box.Min) != geo.Outside
			return !held
		})
		out[i] = !held
		rim.Search(box, func(int) bool {
			out[i] = true
			return false
		})
	}
	return out
}

// rim gives the edges of parents that no other parent has the other way round.
func (o *overlayer) rim() map[[2]geo.Point]int {
	rim := map[[2]geo.Point]int{}
	for _, p := range geo.ZOrder(o.boxes[:len(o.Parents)]) { // so that it stays small on the way
		o.shapes[p].Edges(func(a, b geo.Point) {
			key, by := [2]geo.Point{a, b}, 1
			if b.Less(a) {
				key, by = [2]geo.Point{b, a}, -1
			}
			if rim[key] += by; rim[key] == 0 {
				delete(rim, key)
			}
		})
	}
	return rim
}
