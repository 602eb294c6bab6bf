package drafting

import (
	"wangge/registry"
)

// Numbered is a grid and its number in a draft, from 1; 0 for one that the draft does not have.
type Numbered struct {
	N int
	registry.Grid
}

// Changes is what a later state of the grids has that an earlier one had not.
type Changes struct {
	Retiring []Numbered // their codes are no more; published ones are retired when the draft is published
	Kept     []Numbered // changed, under their code
	Coded    []Numbered // under a code that is new
	Uncoded  []Numbered // new grids without a code yet
}

// None reports whether both states are the same.
func (c Changes) None() bool { return len(c.Retiring)+len(c.Kept)+len(c.Coded)+len(c.Uncoded) == 0 }

// Compare tells what a later state of the grids changes. Grids without a code are told by all that they are, so one that is
// gone leaves no trace: it never had a code to be retired.
func Compare(before, after []registry.Grid) (c Changes) {
	old := map[string]registry.Grid{}
	uncoded := map[likeness]int{}
	for _, g := range before {
		if old[g.Code] = g; g.Code == "" {
			uncoded[likenessOf(g)]++
		}
	}
	for i, g := range after {
		n := Numbered{i + 1, g}
		was, known := old[g.Code]
		switch {
		case g.Code == "":
			if uncoded[likenessOf(g)]--; uncoded[likenessOf(g)] < 0 {
				c.Uncoded = append(c.Uncoded, n)
			}
		case !known:
			c.Coded = append(c.Coded, n)
		case likenessOf(was) != likenessOf(g):
			c.Kept = append(c.Kept, n)
		}
		if g.Code != "" {
			delete(old, g.Code)
		}
	}
	for _, g := range before {
		if _, gone := old[g.Code]; gone && g.Code != "" {
			c.Retiring = append(c.Retiring, Numbered{Grid: g})
		}
	}
	return c
}

// likeness is all of a grid that a reader can notice: a vertex on a straight border, which a neighbour needed, is none.
type likeness struct {
	name, community, body, ground string
	kind                          registry.Kind
	households, population        int
}

func likenessOf(g registry.Grid) likeness {
	return likeness{g.Name, g.Community, g.Body, g.Shape.GroundKey(), g.Kind, g.Households, g.Population}
}
