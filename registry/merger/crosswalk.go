package merger

import "wangge/registry"

// Class is what a legacy grid and a unified grid are to each other.
type Class = registry.Class

// Classes of a row of the crosswalk, as classOf tells them.
const (
	Same      = registry.ClassSame
	Contained = registry.ClassContained
	Contains  = registry.ClassContains
	Split     = registry.ClassSplit
	Conflict  = registry.ClassConflict
	Orphan    = registry.ClassOrphan
	Uncovered = registry.ClassUncovered
)

// Row is one pair of the crosswalk.
type Row = registry.Crossing

// noise is the share of a grid up to which ground counts as none: a border drawn twice. registry/snapshot has the same.
const noise = 0.001

// ground is what faces have together.
type ground struct {
	areaM2, solidM2    float64 // solid: of faces that are no slivers
	people, households float64
}

func (g *ground) add(f *Face) {
	g.areaM2 += f.AreaM2
	g.people += f.People
	g.households += f.Households
	if !f.Sliver {
		g.solidM2 += f.AreaM2
	}
}

// overlap is the ground that a legacy grid and a unified grid have in common.
type overlap struct {
	ground
	contested float64 // solid ground of it that other grids of the network claim too, in m²
}

// classOf tells what a legacy grid and a unified grid are to each other. Slivers are no ground here, unless the legacy grid has nothing
// else, and ground up to the noise share of a grid is none of it. A pair is noise where it is none of either. Then the first that fits:
//
//	conflict   more than the noise share of the common ground is claimed by other grids of the network too
//	same       neither has ground beyond the other
//	contained  the legacy grid has none beyond the unified one
//	contains   the unified grid has none beyond the legacy one
//	split      otherwise, and so are pairs that are noise
func classOf(common overlap, legacy, grid ground) (c Class, isNoise bool) {
	measure := ground.solid
	if legacy.solidM2 <= noise*legacy.areaM2 {
		measure = ground.area
	}
	shared, ofLegacy, ofGrid := measure(common.ground), measure(legacy), measure(grid)
	within := ofLegacy-shared <= noise*legacy.areaM2
	around := ofGrid-shared <= noise*grid.areaM2
	switch {
	case shared <= noise*min(legacy.areaM2, grid.areaM2):
		return Split, true
	case common.contested > noise*common.areaM2:
		return Conflict, false
	case within && around:
		return Same, false
	case within:
		return Contained, false
	case around:
		return Contains, false
	default:
		return Split, false
	}
}

func (g ground) solid() float64 { return g.solidM2 }
func (g ground) area() float64  { return g.areaM2 }

// alone tells whether ground that one side has and nobody of the other is noise, as part of the whole.
func alone(part, whole ground) (isNoise bool) {
	if whole.solidM2 <= noise*whole.areaM2 {
		return part.areaM2 <= noise*whole.areaM2
	}
	return part.solidM2 <= noise*whole.areaM2
}
