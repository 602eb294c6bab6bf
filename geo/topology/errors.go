package topology

import (
	"fmt"

	"wangge/geo"
)

// Reason says why an edit cannot be made; a closed set, for programs to translate.
type Reason string

// Reasons.
const (
	NotSound    Reason = "notSound"    // the cells do not fit: check them first
	NoCell      Reason = "noCell"      // there is no such cell
	NoVertex    Reason = "noVertex"    // no cell has a vertex there
	NoArc       Reason = "noArc"       // there is no border there
	ParentLine  Reason = "parentLine"  // the border is a parent's too, and parents do not move
	Crossing    Reason = "crossing"    // a border would cross or touch another one
	Collapse    Reason = "collapse"    // a cell would have no ground left that the lattice can tell, or be turned over
	NoDivision  Reason = "noDivision"  // the line does not divide the cell
	NotAdjacent Reason = "notAdjacent" // the cells have no border in common
	OtherParent Reason = "otherParent" // the cells lie in different parents
	NotFree     Reason = "notFree"     // the ground is not free
)

// Error is an edit that cannot be made, and where it fails.
type Error struct {
	Reason Reason
	At     geo.Point
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s at %s", words[e.Reason], e.At)
}

var words = map[Reason]string{ //nolint:gochecknoglobals // a constant table
	NotSound:    "the cells do not fit together",
	NoCell:      "there is no such cell",
	NoVertex:    "no border has a vertex",
	NoArc:       "there is no border",
	ParentLine:  "the border of a parent cannot be moved",
	Crossing:    "a border would cross or touch another one",
	Collapse:    "a cell would have no ground left",
	NoDivision:  "the line does not divide the cell",
	NotAdjacent: "the cells have no border in common",
	OtherParent: "the cells lie in different parents",
	NotFree:     "the ground is not free",
}

func fail(r Reason, at geo.Point) error { return &Error{Reason: r, At: at} }
