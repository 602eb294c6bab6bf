package drafting

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"wangge/geo"
	"wangge/geo/topology"
	"wangge/registry"
)

// split makes two grids of one. Neither has a code: what the old one meant is neither of them.
func (d *drawing) split(o Operation) error {
	places, err := d.open(o, 1, 1)
	if err != nil {
		return err
	}
	i := places[0]
	next, piece, changed, err := d.graph.Split(i, o.Line)
	if err != nil {
		return inWords(err)
	}
	old := d.next[i]
	first, second := old, old
	first.Code, second.Code = "", ""
	first.Name, second.Name = halves(old.Name, o.Names)
	d.next[i] = first
	d.next = append(d.next, second) // the graph numbers the piece so too
	d.take(next, changed)
	return d.resettle([]registry.Grid{old}, i, piece)
}

// halves names the parts of a grid, the larger one first: 甲 and 乙 after its own name by default.
func halves(name string, given []string) (first, second string) {
	switch {
	case len(given) == 2:
		return strings.TrimSpace(given[0]), strings.TrimSpace(given[1])
	case name == "":
		return "", ""
	default:
		return name + "甲", name + "乙"
	}
}

// merge makes one grid of several, in the place of the first, which gives kind and body. It has no code: it is none of them.
func (d *drawing) merge(o Operation) error {
	places, err := d.open(o, 2, 0)
	if err != nil {
		return err
	}
	first := places[0]
	for rest := places[1:]; len(rest) > 0; {
		k := slices.IndexFunc(rest, func(i int) bool { return slices.Contains(d.graph.Neighbours(first), i) })
		if k < 0 {
			return d.apart(rest[0], "the others 与其余网格不相邻")
		}
		if err := d.join(first, rest[k]); err != nil {
			return err
		}
		rest = slices.Delete(slices.Clone(rest), k, k+1)
	}
	g := &d.next[first]
	if g.Code = ""; len(o.Names) > 0 {
		g.Name = strings.TrimSpace(o.Names[0])
	}
	return nil
}

// dissolve gives a grid's ground and people to a neighbour, which keeps its code.
func (d *drawing) dissolve(o Operation) error {
	if o.Into != "" {
		o.Grids = append(slices.Clone(o.Grids), o.Into)
	}
	places, err := d.open(o, 1, 2)
	if err != nil {
		return err
	}
	if o.Into == "" {
		if places = append(places, d.longest(places[0])); places[1] == topology.Outside {
			return d.apart(places[0], "any grid of its community: it cannot be dissolved 本社区内没有相邻网格")
		}
	}
	return d.join(places[1], places[0])
}

// join gives the ground and the people of one grid to another.
func (d *drawing) join(keep, gone int) error {
	next, changed, err := d.graph.Merge(keep, gone)
	if err != nil {
		return inWords(err)
	}
	before := []registry.Grid{d.next[keep], d.next[gone]}
	d.take(next, changed)
	d.gone = append(d.gone, gone)
	return d.resettle(before, keep)
}

// adjust gives the border between two grids another course.
func (d *drawing) adjust(o Operation) error {
	return d.between(o, func(a, b int) (next *topology.Map, changed []int, err error) {
		arcs := d.arcs(a, b)
		if len(arcs) == 0 {
			return nil, nil, d.apart(a, d.name(b)+" 网格不相邻")
		}
		for _, arc := range arcs { // the course lies on one of them: its refusal tells more than that of the others
			var refused *topology.Error
			next, changed, err = d.graph.Reshape(arc, o.Line)
			if err == nil || errors.As(err, &refused) && refused.Reason != topology.NoArc {
				break
			}
		}
		return next, changed, err
	})
}

// transfer cuts a piece off one grid and gives it to another.
func (d *drawing) transfer(o Operation) error {
	return d.between(o, func(from, to int) (*topology.Map, []int, error) { return d.graph.Transfer(from, to, o.Line) })
}

// between moves ground between two grids, which both keep their codes.
func (d *drawing) between(o Operation, edit func(a, b int) (*topology.Map, []int, error)) error {
	places, err := d.open(o, 2, 2)
	if err != nil {
		return err
	}
	next, changed, err := edit(places[0], places[1])
	if err != nil {
		return inWords(err)
	}
	before := []registry.Grid{d.next[places[0]], d.next[places[1]]}
	d.take(next, changed)
	return d.resettle(before, places...)
}

// apart says that a grid has no border in common with others.
func (d *drawing) apart(i int, from string) error {
	return fmt.Errorf("%w: grid %s, at %s (CGCS2000), has no border in common with %s", registry.ErrInvalid, d.name(i), d.next[i].Shape.Inner(), from)
}

// arcs gives the borders between two grids.
func (d *drawing) arcs(a, b int) (out []int) {
	d.eachBorder(a, func(arc, other int) {
		if other == b {
			out = append(out, arc)
		}
	})
	return out
}

// longest gives the grid of the same community with which a grid has the longest border in common, or topology.Outside.
func (d *drawing) longest(i int) int {
	length := make([]float64, len(d.next))
	best := topology.Outside
	d.eachBorder(i, func(arc, other int) {
		if other == topology.Outside || d.next[other].Community != d.next[i].Community {
			return
		}
		length[other] += d.graph.Arc(arc).Line.LengthM()
		if best == topology.Outside || length[other] > length[best] {
			best = other
		}
	})
	return best
}

func (d *drawing) eachBorder(i int, f func(arc, other int)) {
	for _, part := range d.graph.Borders(i) {
		for _, ring := range part {
			for _, h := range ring {
				arc := d.graph.Arc(h.Arc())
				f(h.Arc(), arc.Left+arc.Right-i)
			}
		}
	}
}

// resettle lets the people of some grids, as they were, follow their ground to those that have it now.
func (d *drawing) resettle(before []registry.Grid, places ...int) error {
	census, err := d.people()
	if err != nil {
		return err
	}
	parts := make([]geo.MultiPolygon, len(places))
	for k, i := range places {
		parts[k] = d.next[i].Shape
		d.next[i].Households, d.next[i].Population = 0, 0
	}
	for _, g := range before {
		households, population := census.divide(g, parts)
		for k, i := range places {
			d.next[i].Households += households[k]
			d.next[i].Population += population[k]
		}
	}
	return nil
}
