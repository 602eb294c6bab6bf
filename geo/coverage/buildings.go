package coverage

import (
	"context"
	"slices"

	"github.com/paulmach/orb/geojson"

	"wangge/geo"
)

// buildingIndex remembers which buildings are cut, so that a change of a cell asks again for those beside it alone.
type buildingIndex struct {
	buildings []Building
	tree      geo.BoxTree
	stale     map[int]bool
	told      map[int]Fault
}

func newBuildingIndex(buildings []Building) buildingIndex {
	x := buildingIndex{buildings: buildings, stale: map[int]bool{}, told: map[int]Fault{}}
	boxes := make([]geo.Rect, len(buildings))
	for i, b := range buildings {
		boxes[i], x.stale[i] = b.Shape.Bound(), true
	}
	x.tree.BuildSorted(boxes)
	return x
}

// touch marks the buildings that meet a box.
func (x *buildingIndex) touch(box geo.Rect) {
	x.tree.Search(box, func(i int) bool {
		x.stale[i] = true
		return true
	})
}

// cut looks at the buildings that were not looked at yet, and tells all that borders cut.
func (x *buildingIndex) cut(ctx context.Context, c *Checker) ([]Fault, error) {
	var test simplicity
	for i := range x.stale {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		delete(x.told, i)
		if b := x.buildings[i]; !test.faults(b.Shape).bad() { // an invalid one has no inside to cut
			f, ok, err := c.buildingFault(b)
			if err != nil {
				return nil, err
			}
			if ok {
				x.told[i] = f
			}
		}
	}
	clear(x.stale)
	var out []Fault
	for _, f := range x.told {
		out = append(out, f)
	}
	return out, nil
}

// buildingFault tells a building of which no cell has the whole: with the cells that have a part, and the area and width of
// all but the largest part.
func (c *Checker) buildingFault(b Building) (Fault, bool, error) {
	box := b.Shape.Bound()
	var parts []geo.MultiPolygon
	var cells []string
	for _, i := range c.near(box) {
		if c.rings[i].bad() {
			continue
		}
		o, err := compare(b.Shape, c.set.Cells[i].Shape, box)
		switch {
		case err != nil:
			return Fault{}, false, err
		case len(o.both) == 0:
			continue
		case len(o.onlyA) == 0:
			return Fault{}, false, nil // it lies in this cell
		}
		part := geo.MultiPolygon{}
		for _, f := range o.both {
			part = append(part, f.shape)
		}
		parts, cells = append(parts, part), append(cells, name(c.set.Cells[i].Code, i))
	}
	if len(parts) == 0 {
		return Fault{}, false, nil
	}
	slices.SortFunc(parts, func(a, b geo.MultiPolygon) int {
		if a.AreaM2() > b.AreaM2() {
			return -1
		}
		return 1
	})
	f := Fault{Kind: BuildingCut, Building: b.Name, Cells: cells, At: b.Shape.Inner().Orb(), Geometry: geojson.NewGeometry(b.Shape.Orb())}
	f.AreaM2 = b.Shape.AreaM2() - parts[0].AreaM2()
	for _, p := range parts[1:] {
		f.WidthM = max(f.WidthM, p.WidthM())
	}
	f.Sliver = f.WidthM < c.opts.SliverWidthM
	return finish(f, lowestOf(b.Shape)), true, nil
}
