package merger

import (
	"cmp"
	"maps"
	"slices"

	"wangge/geo/overlay"
	"wangge/geo/regroup"
	"wangge/registry"
)

// keptWhole is the share of a dedicated grid's ground from which a community keeps its part as a grid.
const keptWhole = 0.1

// Dedicated is the reason of a grid out of band that was kept as the base network has it, beside those of package regroup.
const Dedicated regroup.Reason = "dedicated"

// sheet is the faces of one community on their way to its grids.
type sheet struct {
	part  overlay.Part
	faces []Face

	base      []int32 // of every face: the base network's grid, nobody
	owner     []int32 // the same, but of all faces of a building the one that has most of it
	footprint []int32 // of every face: the building that a border may cut, nobody
	lumps     []int32 // of every face, the one that stands for its lump
	kept      []bool  // of every face: it is of a dedicated grid that stays as it is
	label     []int32 // of every face: its grid, from 0 in the sheet
	reasons   []regroup.Reason
	kinds     []registry.Kind
}

// lay reads off the overlay what the faces belong to: each to the smallest base grid that covers it, those of a building to the one that
// has most of it.
func (s *sheet) lay(base baseGrids, networks int) {
	n := len(s.faces)
	s.base, s.footprint, s.label = make([]int32, n), make([]int32, n), make([]int32, n)
	for i, f := range s.part.Faces {
		s.base[i], s.footprint[i] = base.of(f.Owners[base.network]), nobody
		if b := f.Owners[networks]; len(b) > 0 {
			s.footprint[i] = b[0]
		}
	}
	s.owner = slices.Clone(s.base)
	for _, faces := range s.byBuilding() {
		most := s.most(faces)
		for _, i := range faces {
			s.owner[i] = most
		}
	}
}

// byBuilding gives the faces of each building that a border may cut.
func (s *sheet) byBuilding() map[int32][]int32 {
	out := map[int32][]int32{}
	for i, b := range s.footprint {
		if b != nobody {
			out[b] = append(out[b], int32(i)) //nolint:gosec // an index
		}
	}
	return out
}

// most gives the base grid that has most of some faces; of equal ones the first.
func (s *sheet) most(faces []int32) int32 {
	m2 := map[int32]float64{}
	for _, i := range faces {
		m2[s.base[i]] += s.faces[i].AreaM2
	}
	return slices.MaxFunc(slices.Sorted(maps.Keys(m2)), func(g, h int32) int { return cmp.Or(cmp.Compare(m2[g], m2[h]), cmp.Compare(h, g)) })
}
