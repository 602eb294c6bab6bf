package registry

import (
	"time"

	"github.com/google/uuid"

	"wangge/geo"
	"wangge/geo/regroup"
)

// Proposal is the unified grids that a merger of a county's networks proposed. Proposals stand beside each other and never change;
// one becomes a draft, and that is published.
type Proposal struct {
	ID        uuid.UUID
	County    string
	Name      string
	Base      string   // network that people were held against
	Networks  []string // that were merged, in the order of Face.Owners
	Options   []byte   // JSON, what was asked for
	Report    []byte   // JSON, how it was judged
	Cancelled bool     // it is the best that was found until then
	Actor     Actor
	At        time.Time  // when it was stored
	Draft     uuid.UUID  // the last draft that was made of it; zero where none was
	Count     int        // number of grids
	Grids     []Proposed // filled by ProposalStore.Proposal, not by Proposals
}

// Proposed is one unified grid of a proposal; its number is its index and one.
type Proposed struct {
	Code       string // of files alone: what a first numbering would give it; it is not stored, since other codes may be issued before
	Community  string // empty where there is no division table
	Name       string
	Kind       Kind
	Shape      geo.MultiPolygon
	AreaM2     float64
	People     float64
	Households int
	Main       string         // the base network's grid that most of its people are from
	MovedShare float64        // of its people who are not from there
	Reason     regroup.Reason // why it is out of the band of 20 %; empty within
}

// Face is ground between the borders of all networks that were merged.
type Face struct {
	Shape      geo.Polygon
	Community  string // code; empty outside every division
	AreaM2     float64
	People     float64
	Households float64    // of buildings
	Owners     [][]string // by network: the codes of the grids that cover it; none, one, or several where a network overlaps itself
	Sliver     bool
	Grid       int // index of Proposal.Grids, -1: ground of no unified grid
}
