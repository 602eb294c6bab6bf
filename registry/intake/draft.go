package intake

import (
	"cmp"
	"slices"
	"strings"

	"wangge/registry"
)

// mergeDraft puts fresh grids in place of those of every community they lie in; the others stay as they are,
// so a map can be drawn and delivered town by town.
func mergeDraft(base, fresh []registry.Grid) []registry.Grid {
	redrawn := map[string]bool{}
	for _, g := range fresh {
		redrawn[g.Community] = true
	}
	out := slices.Clone(fresh)
	for _, g := range base {
		if !redrawn[g.Community] {
			out = append(out, g)
		}
	}
	slices.SortStableFunc(out, func(a, b registry.Grid) int {
		return cmp.Or(strings.Compare(a.Community, b.Community), strings.Compare(a.Code, b.Code))
	})
	return out
}

// keepCodes gives fresh grids that bring no code the code of the base grid of their community that
// has the same ground, else of the one that has the same name: a rename or a moved border keeps the code.
func keepCodes(base, fresh []registry.Grid) {
	taken := map[string]bool{}
	for _, g := range fresh {
		taken[g.Code] = true
	}
	inherit := func(key func(registry.Grid) string) {
		codes := map[string]string{}
		for _, g := range base {
			codes[key(g)] = g.Code
		}
		for i, g := range fresh {
			if code := codes[key(g)]; g.Code == "" && key(g) != "" && !taken[code] {
				fresh[i].Code = code
				taken[code] = true
			}
		}
	}
	inherit(func(g registry.Grid) string { return g.Community + "|" + g.Shape.GroundKey() })
	inherit(func(g registry.Grid) string {
		if g.Name == "" {
			return ""
		}
		return g.Community + "|" + g.Name
	})
}

// sameGrids reports whether both lists hold the same grids, in any order.
func sameGrids(a, b []registry.Grid) bool {
	if len(a) != len(b) {
		return false
	}
	type key struct {
		code, name, community, body, ground string
		kind                                registry.Kind
		households, population              int
	}
	count := map[key]int{}
	of := func(g registry.Grid) key {
		return key{g.Code, g.Name, g.Community, g.Body, g.Shape.GroundKey(), g.Kind, g.Households, g.Population}
	}
	for _, g := range a {
		count[of(g)]++
	}
	for _, g := range b {
		if count[of(g)]--; count[of(g)] < 0 {
			return false
		}
	}
	return true
}
