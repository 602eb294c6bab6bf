package registry

// Class is what a legacy grid and a unified grid are to each other.
type Class string

// Classes of a crossing. Ground up to the noise share counts as none.
const (
	ClassSame      Class = "same"      // the same ground
	ClassContained Class = "contained" // the legacy grid lies within the unified one, with others or with ground beside it
	ClassContains  Class = "contains"  // the unified grid lies within the legacy one, with others or with ground beside it
	ClassSplit     Class = "split"     // each has ground that the other has not
	ClassConflict  Class = "conflict"  // other grids of the same network claim some of this ground too
	ClassOrphan    Class = "orphan"    // the legacy grid, or this part of it, is in no unified grid
	ClassUncovered Class = "uncovered" // ground of the unified grid that the network never had: the crossing has no legacy code
)

// Crossing is one pair of a crosswalk: a legacy grid and a unified grid that have ground in common. The shares of a legacy grid add up
// to 1; what is in no unified grid is a crossing with Number 0 and no code. The shares of a unified grid add up to 1 for each network
// that does not overlap itself; what the network never had is a crossing without a legacy code. Where a network overlaps itself every
// owner counts the ground in full.
type Crossing struct {
	Network    string  `json:"network"`
	LegacyCode string  `json:"legacyCode"`
	Number     int     `json:"number,omitempty"` // of the grid of a proposal or draft, from 1; 0: ground of no unified grid, or the code tells
	Code       string  `json:"code"`             // of the unified grid once it has one; in files without a division table its number
	AreaM2     float64 `json:"areaM2"`
	OfLegacy   float64 `json:"shareOfLegacy"`
	OfGrid     float64 `json:"shareOfGrid"`
	People     float64 `json:"people"`
	// Shares of people and households. Where a grid has no people its ground counts for them, and where it has no households its people do.
	PeopleOfLegacy     float64 `json:"peopleShareOfLegacy"`
	PeopleOfGrid       float64 `json:"peopleShareOfGrid"`
	HouseholdsOfLegacy float64 `json:"householdsShareOfLegacy"`
	HouseholdsOfGrid   float64 `json:"householdsShareOfGrid"`
	Class              Class   `json:"class"`
	// Noise marks a crossing that stands for a border drawn twice: it is there so that shares add up, and counted in no class.
	Noise bool `json:"noise,omitempty"`
}

// Crosswalk is what a revision made of the grids of a county's legacy networks. Only a revision that accepted a merger has one.
type Crosswalk struct {
	Revision int
	County   string
	Rows     []Crossing // by network, legacy code and code
}
