package merger

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"wangge/geo"
	"wangge/geo/topology"
	"wangge/gridcode"
	"wangge/registry"
)

// grids gives the grids of a sheet in the order in which a first numbering goes through a community, and numbers the labels so.
func (s *sheet) grids(base baseGrids, names map[string]string, target float64) []Proposed {
	out := s.unions(target)
	places := make([]gridcode.Place, len(out))
	for g := range out {
		places[g] = registry.PlaceOf(g, out[g].Shape)
	}
	order := gridcode.InOrder(places)
	number, sorted := make([]int32, len(out)), make([]Proposed, len(out))
	for n, g := range order {
		number[g], sorted[n] = int32(n), out[g] //nolint:gosec // an index
	}
	for i, g := range s.label {
		s.label[i] = number[g]
	}
	for n := range sorted {
		sorted[n].Name = fmt.Sprintf("%s第%02d网格", names[sorted[n].Community], n+1)
	}
	s.name(sorted, base)
	return sorted
}

// unions makes grids of the faces.
func (s *sheet) unions(target float64) []Proposed {
	out := make([]Proposed, len(s.reasons))
	shapes, households := make([][]geo.MultiPolygon, len(out)), make([]float64, len(out))
	for i, f := range s.faces {
		g := s.label[i]
		shapes[g] = append(shapes[g], geo.MultiPolygon{f.Shape})
		out[g].Community = f.Community
		out[g].AreaM2 += f.AreaM2
		out[g].People += f.People
		households[g] += f.Households
	}
	for g := range out {
		out[g].Shape, out[g].Households = topology.Union(shapes[g]...), int(math.Round(households[g]))
		out[g].Kind, out[g].Reason = s.kinds[g], s.reasons[g]
		if out[g].Reason == Dedicated && math.Abs(out[g].People-target) <= 0.2*target {
			out[g].Reason = ""
		}
	}
	return out
}

// name tells from which base grid most of a grid's people are, or most of its ground where it has none. A grid that is that base grid,
// but for noise, has its name.
func (s *sheet) name(grids []Proposed, base baseGrids) {
	type part struct{ people, m2 float64 }
	parts := make([]map[int32]part, len(grids))
	for i := range parts {
		parts[i] = map[int32]part{}
	}
	for i, f := range s.faces {
		p := parts[s.label[i]][s.base[i]]
		parts[s.label[i]][s.base[i]] = part{p.people + f.People, p.m2 + f.AreaM2}
	}
	for g := range grids {
		of := parts[g]
		main := slices.MaxFunc(slices.Sorted(maps.Keys(of)), func(a, b int32) int {
			return cmp.Or(cmp.Compare(of[a].people, of[b].people), cmp.Compare(of[a].m2, of[b].m2), cmp.Compare(b, a))
		})
		grid := &grids[g]
		if grid.People > 0 {
			grid.MovedShare = max(0, 1-of[main].people/grid.People)
		}
		if main == nobody {
			continue
		}
		b := base.grids[main]
		grid.Main = b.Code
		if whole := 1 - noise; b.Name != "" && of[main].m2 >= whole*grid.AreaM2 && of[main].m2 >= whole*b.Shape.AreaM2() {
			grid.Name = b.Name
		}
	}
}

// namesOf gives what the grids of each community are called after: its town and itself, without the word for its committee.
func namesOf(divisions []registry.Division) map[string]string {
	called := map[string]string{}
	for _, d := range divisions {
		called[d.Code] = d.Name
	}
	out := map[string]string{}
	for _, d := range divisions {
		short := d.Name
		for _, committee := range []string{"居民委员会", "村民委员会", "居委会", "村委会"} {
			short = strings.TrimSuffix(short, committee)
		}
		if d.Level == registry.Community {
			short = called[d.Parent] + short
		}
		out[d.Code] = short
	}
	return out
}
