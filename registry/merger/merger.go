// Package merger makes one network out of several: it lays the legacy networks over each other within each community, proposes grids by
// regrouping the faces, and tells for every legacy grid which unified grids its ground and people are in.
package merger

import (
	"wangge/geo"
	"wangge/geo/regroup"
	"wangge/registry"
)

// Input is what is merged. It needs no store: files give the same.
type Input struct {
	County    string // empty where there is no division table
	Divisions []registry.Division
	Networks  []Network
	Streets   []registry.Street
	Buildings []registry.Building // people live in them; without any, people are those that the base network's grids name, else area is balanced
}

// Network is one business line's grids as they came.
type Network struct {
	Name  string
	Grids []Grid
}

// Grid is a grid of a network. Features of one code are one grid.
type Grid struct {
	Code, Name, Group string
	Kind              registry.Kind // dedicated grids of the base network are kept whole
	Shape             geo.MultiPolygon
	People            *float64 // nil where the network does not say
}

// Options tune a merger; the zero value is a sensible one.
type Options struct {
	Base    string                                `json:"base"` // network against which moved people are counted; the first by default
	Solver  regroup.Options                       `json:"-"`
	Streets bool                                  `json:"streets"` // let streets cut faces
	SliverM float64                               `json:"sliverM"` // faces narrower than that are noise; 3 m by default
	Told    func(stage string, done, total int64) `json:"-"`
	Faces   func([]Face) error                    `json:"-"` // takes the faces, part by part, with the grids they got; nil drops them
}

// Face is a face of the overlay; its Owners come in the order of Input.Networks.
type Face = registry.Face

// Proposal is the unified grids that were proposed, and what they mean for every network.
type Proposal struct {
	Grids     []Proposed
	Crosswalk []Row
	Report    Report
	Cancelled bool // it is the best that was found until then
}

// Proposed is one unified grid of a proposal; its number is its index and one.
type Proposed = registry.Proposed

// Report is what a proposal is judged by, beside the base network's own figures.
type Report struct {
	Findings  []Finding              `json:"findings"`
	Networks  []NetworkReport        `json:"networks"`
	Proposal  Figures                `json:"proposal"`
	BaseLine  Figures                `json:"base"`
	OutOfBand map[regroup.Reason]int `json:"outOfBand"` // of the proposal, by reason
	Faces     int                    `json:"faces"`
	Slivers   int                    `json:"slivers"`
	FacesM2   float64                `json:"facesM2"`  // all faces within the divisions
	GroundM2  float64                `json:"groundM2"` // of the divisions
	// AreaBalanced tells that nobody told of people, and ground was balanced.
	AreaBalanced bool `json:"areaBalanced"`
}

// Figures judge one set of grids.
type Figures struct {
	Grids          int     `json:"grids"`
	J              float64 `json:"j"`
	People         float64 `json:"people"`
	Histogram      []int   `json:"histogram"` // grids by people: below 10 %, 10 to 20 %, … of the target, the last 200 % and above
	Within10       int     `json:"within10"`  // grids within 10 % of the target
	Within20       int     `json:"within20"`
	Reachable10    int     `json:"reachable10"` // grids that could be, whatever the shape: their communities' people allow it
	Reachable20    int     `json:"reachable20"`
	BorderM        float64 `json:"borderM"`     // inner borders of communities, each once
	StreetShare    float64 `json:"streetShare"` // of the border, on streets
	LegacyShare    float64 `json:"legacyShare"` // of the border, on a border of the base network
	EitherShare    float64 `json:"eitherShare"`
	Compactness    float64 `json:"compactness"`    // mean of 4π·area/perimeter² (Polsby and Popper 1991)
	PeopleMoved    float64 `json:"peopleMoved"`    // who are not from their grid's main grid of the base network
	SurvivingWhole int     `json:"survivingWhole"` // grids of the base network that are one unified grid, or wholly within one
	BuildingsCut   int     `json:"buildingsCut"`
}
