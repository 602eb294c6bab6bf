package plate

import (
	"fmt"
	"strings"

	"wangge/gridcode"
	"wangge/registry"
	"wangge/registry/snapshot"
)

// SheetOf makes the plates of the live grids in a division, by code; base is where the public reaches the service.
// ErrNotFound for an unknown division.
func SheetOf(snap *snapshot.Snapshot, division, base string) (Sheet, error) {
	d, ok := snap.Division(division)
	if !ok {
		return Sheet{}, fmt.Errorf("%w: there is no division %s 没有该区划", registry.ErrNotFound, division)
	}
	s := Sheet{Title: d.Name, Number: snap.Revision().Number, Time: snap.Revision().PublishedAt.In(registry.China), Level: Q}
	for _, g := range snap.Grids() {
		if g.Within(division) {
			s.Plates = append(s.Plates, ofGrid(g, base))
		}
	}
	return s, nil
}

func ofGrid(g *snapshot.Grid, base string) Plate {
	p := OfCode(g.Code, g.Name, base)
	for _, step := range g.Path {
		switch step.Level {
		case registry.Town:
			p.Town = step.Name
		case registry.Community:
			p.Community = step.Name
		case registry.County: // every plate of a sheet has the same
		}
	}
	return p
}

// OfCode makes the plate of a code that need not have a grid any more: plates outlive grids.
func OfCode(code, name, base string) Plate {
	return Plate{Code: code, Spoken: Spoken(code), Name: name, Link: Link(base, code)}
}

// Spoken writes a unified code with its check character, for speaking and typing; any other code as it is.
func Spoken(code string) string {
	c, err := gridcode.CN15.Parse(code)
	if err != nil {
		return code
	}
	return c.Checked()
}

// Spaced writes a unified code by its segments and with its check character, for reading; any other code as it is.
func Spaced(code string) string {
	c, err := gridcode.CN15.Parse(code)
	if err != nil {
		return code
	}
	var digits []string
	for _, part := range c.Explain() {
		digits = append(digits, part.Digits)
	}
	return strings.Join(digits, " ") + "-" + string(c.Check())
}
