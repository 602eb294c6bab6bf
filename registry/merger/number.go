package merger

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"wangge/gridcode"
	"wangge/registry"
)

// Number gives the proposed grids, and the rows of the crosswalk with them, the codes of cn15 that a first numbering would give them.
// Nothing is issued. Without divisions, and in a community that they do not name, a grid's code is its number.
func (p *Proposal) Number(divisions []registry.Division) error {
	known := knownIn(divisions)
	places := map[string][]gridcode.Place{}
	for i := range p.Grids {
		g := &p.Grids[i]
		g.Code = strconv.Itoa(i + 1)
		if known.Has(g.Community) {
			at := registry.PlaceOf(i, g.Shape)
			at.Kind = string(g.Kind)
			places[g.Community] = append(places[g.Community], at)
		}
	}
	for _, community := range slices.Sorted(maps.Keys(places)) {
		codes, err := gridcode.CN15.Number(known, community, places[community], nil)
		if err != nil {
			return fmt.Errorf("number the grids of community %s 社区编码: %w", community, err)
		}
		for i, code := range codes {
			p.Grids[places[community][i].Key].Code = code.String()
		}
	}
	for i := range p.Crosswalk {
		if r := &p.Crosswalk[i]; r.Number > 0 {
			r.Code = p.Grids[r.Number-1].Code
		}
	}
	return nil
}

// knownIn has the communities with what lies above them, whether the divisions name that or not.
func knownIn(divisions []registry.Division) gridcode.Table {
	all := slices.Clone(divisions)
	for _, d := range divisions {
		for _, digits := range []int{9, 6} {
			if len(d.Code) > digits {
				all = append(all, registry.Division{Code: d.Code[:digits]})
			}
		}
	}
	return registry.TableOf(all)
}
