package snapshot

import (
	"slices"

	"wangge/geo"
	"wangge/geo/locate"
	"wangge/registry"
)

// fewChanges is the part of all shapes up to which an index is made of another one.
const fewChanges = 8

// indexFrom makes the index of the grids, which have the shapes of before where those are the same: of that one's index where the codes
// are the same too, so that every grid keeps its place there, else anew. Both give the same answers.
func (s *Snapshot) indexFrom(before *Snapshot) *locate.Index {
	sameCodes := slices.EqualFunc(s.grids, before.grids, func(a, b *Grid) bool { return a.Code == b.Code })
	changed := map[int]geo.MultiPolygon{}
	shapes := make([]geo.MultiPolygon, len(s.grids))
	for i, g := range s.grids {
		shapes[i] = g.Shape
		if sameCodes && !same(g.Shape, before.grids[i].Shape) {
			changed[i] = g.Shape
		}
	}
	switch {
	case !sameCodes || before.index == nil || len(changed) > len(s.grids)/fewChanges:
		return locate.New(shapes)
	case len(changed) == 0:
		return before.index
	default:
		return before.index.With(changed)
	}
}

// same reports whether two lists are one and the same.
func same[T any](a, b []T) bool { return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0]) }

// shared reports whether contents have the very same people.
func shared(c, before *registry.Content) bool {
	return before != nil && same(c.Officers, before.Officers) && same(c.Postings, before.Postings)
}

// Ground is what a map draws: grids and divisions.
type Ground struct {
	revision  int
	grids     []registry.Grid
	divisions []registry.Division
}

// Ground gives the grids and divisions of the snapshot, for Same alone.
func (s *Snapshot) Ground() Ground {
	return Ground{s.revision.Number, s.content.Grids, s.content.Divisions}
}

// Same reports whether snapshots that were made one of the other show the same ground. False does not mean that they do not.
func (g Ground) Same(h Ground) bool {
	return g.revision == h.revision && same(g.grids, h.grids) && same(g.divisions, h.divisions)
}

// LegacyGround is the grids of the legacy networks.
type LegacyGround struct{ grids []registry.LegacyGrid }

// LegacyGround gives those of the snapshot, for Same alone.
func (s *Snapshot) LegacyGround() LegacyGround { return LegacyGround{s.content.Legacy} }

// Same reports whether snapshots have the very same legacy grids. False does not mean that they have others.
func (g LegacyGround) Same(h LegacyGround) bool { return same(g.grids, h.grids) }
