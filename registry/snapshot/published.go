package snapshot

import (
	"slices"

	"wangge/registry"
)

// Crosswalk gives the crosswalk of the last revision of a county that was published with one; false where there is none.
func (s *Snapshot) Crosswalk(county string) (registry.Crosswalk, bool) {
	for _, walk := range slices.Backward(s.content.Crosswalk) {
		if walk.County == county {
			return walk, true
		}
	}
	return registry.Crosswalk{}, false
}
