package merger

import (
	"slices"

	"wangge/geo"
	"wangge/geo/coverage"
	"wangge/geo/locate"
	"wangge/registry"
)

// population puts people on faces: those of the buildings or, where there are none, those that the base network's grids name,
// spread over their ground. Where neither tells of people, nobody is anywhere.
type population struct {
	buildings map[int][]registry.Building // by the part of the overlay that a point inside lies in
	base      int                         // index of the network that names people; nobody where buildings do
	perM2     map[string]float64          // people of its grids by code
}

func populationOf(in Input, parents []coverage.Cell, o Options) population {
	p := population{base: nobody}
	if len(in.Buildings) == 0 {
		p.spread(in, o)
		return p
	}
	p.buildings = map[int][]registry.Building{}
	shapes := make([]geo.MultiPolygon, len(parents))
	for i, c := range parents {
		shapes[i] = c.Shape
	}
	index := locate.New(shapes)
	for _, b := range in.Buildings {
		if b.Population == 0 && b.Households == 0 || len(b.Shape) == 0 {
			continue
		}
		at, _ := b.Shape.Core()
		part, ok := index.Owner(at)
		if !ok {
			part = -1
		}
		p.buildings[part] = append(p.buildings[part], b)
	}
	return p
}

// spread lets the base network's grids have their people all over.
func (p *population) spread(in Input, o Options) {
	p.base = max(0, slices.IndexFunc(in.Networks, func(n Network) bool { return n.Name == o.Base }))
	p.perM2 = map[string]float64{}
	for _, g := range in.base(o).Grids {
		if m2 := g.Shape.AreaM2(); g.People != nil && m2 > 0 {
			p.perM2[g.Code] = *g.People / m2
		}
	}
}

// settle puts people on the faces of a part; -1 is the ground in no parent.
func (p population) settle(part int, faces []Face) {
	if p.base != nobody {
		for i := range faces {
			for _, code := range faces[i].Owners[p.base] {
				faces[i].People += p.perM2[code] * faces[i].AreaM2
			}
		}
		return
	}
	boxes := make([]geo.Rect, len(faces))
	for i, f := range faces {
		boxes[i] = geo.MultiPolygon{f.Shape}.Bound()
	}
	var tree geo.BoxTree
	tree.BuildSorted(boxes)
	for _, b := range p.buildings[part] {
		if host := hostOf(b.Shape, faces, &tree); host != nobody {
			faces[host].People += float64(b.Population)
			faces[host].Households += float64(b.Households)
		}
	}
}

// hostOf gives the face that holds most of a building, of equal ones the first; nobody where none meets it.
func hostOf(building geo.MultiPolygon, faces []Face, tree *geo.BoxTree) int {
	var near []int
	tree.Search(building.Bound(), func(i int) bool {
		near = append(near, i)
		return true
	})
	if len(near) == 1 {
		return near[0]
	}
	slices.Sort(near)
	host, most := nobody, 0.0
	for _, i := range near {
		if m2 := (geo.MultiPolygon{faces[i].Shape}).SharedM2(building); m2 > most {
			host, most = i, m2
		}
	}
	return host
}
