package snapshot

import (
	"wangge/geo"
	"wangge/registry"
)

// noise is the share of either grid up to which common ground is a border drawn twice, and no part.
const noise = 0.001

// today tells who has the ground of a legacy grid at the revision that s shows: as the stories have it from a crosswalk that was
// accepted until then, else by the ground that it shares with the published grids.
func (s *Snapshot) today(stories *registry.Stories, l registry.LegacyGrid) LegacyToday {
	if story, ok := stories.Legacy(l.County, l.Network, l.Code, s.revision.Number); ok {
		return LegacyToday{story.Today, story.Ended, story.Crosswalk}
	}
	today, ended := s.crosswalk(l.Shape)
	return LegacyToday{Today: today, Ended: ended}
}

// crosswalk gives the shares that the published grids have of a legacy grid's ground and people, and what is in none of them.
// Of the people of a published grid as many count as its ground does, as if they lived all over it; where nobody lives, and for
// ground in no grid, the ground alone does. The shares of a legacy grid that is no valid shape are near, not exact.
func (s *Snapshot) crosswalk(shape geo.MultiPolygon) ([]registry.Share, registry.Ended) {
	parts := []registry.Share{} // in m² and people first
	whole := shape.AreaM2()
	left, area, people := whole, 0.0, 0.0
	for _, g := range s.Around(shape.Bound()) {
		shared := shape.SharedM2(g.Shape)
		left -= shared
		if shared > noise*min(whole, g.AreaM2) {
			lived := float64(g.Population) * min(1, shared/g.AreaM2)
			parts = append(parts, registry.Share{Code: g.Code, Name: g.Name, Area: shared, Population: lived})
			area, people = area+shared, people+lived
		}
	}
	if area == 0 {
		return parts, registry.Ended{Area: 1, Population: 1, Reason: registry.EndUncovered}
	}
	if left <= noise*whole {
		left = 0
	}
	return shares(parts, area+left, people, left)
}

// shares makes parts of the whole of m² and people; left are the m² that are in none of them.
func shares(parts []registry.Share, area, people, left float64) ([]registry.Share, registry.Ended) {
	peopled := func(lived, ground float64) float64 {
		if people == 0 {
			return ground
		}
		return lived / people
	}
	for i := range parts {
		p := &parts[i]
		p.Area /= area
		p.Population = peopled(p.Population, p.Area)
	}
	registry.SortShares(parts)
	if left == 0 {
		return parts, registry.Ended{}
	}
	return parts, registry.Ended{Area: left / area, Population: peopled(0, left/area), Reason: registry.EndUncovered}
}
