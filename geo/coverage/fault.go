package coverage

import (
	"github.com/paulmach/orb/geojson"

	"wangge/geo"
)

// Cell is one polygon of the set, named by its code.
type Cell struct {
	Code  string
	Shape geo.MultiPolygon
}

// Street is a line that the cells should cover.
type Street struct {
	Name string
	Line geo.Line
}

// Building is ground that no border should cut.
type Building struct {
	Name  string
	Shape geo.MultiPolygon
}

// Set is what is checked.
type Set struct {
	Cells []Cell
	// Parents are what the cells must fill; none means that gaps are not asked for beyond
	// enclosed holes. Cells belong to the parent that holds most of them.
	Parents []Cell
	// Above are the levels above the parents, from below (towns, the county): each has to be filled by the level below it.
	Above   [][]Cell
	Streets []Street
	// Buildings should lie in one cell each.
	Buildings []Building
	// Expect lists the codes that must be there.
	Expect []string
}

// Options tune Check. The zero value is the strict check made before publishing.
type Options struct {
	// SliverWidthM marks faults narrower than this many metres as slivers. Defaults to 0.5.
	SliverWidthM float64
	// AlongM is how near a border a street has to run to run along it. Defaults to 5.
	AlongM float64
	// Progress, if given, is told how many of the cells and parents were looked at; from several goroutines.
	Progress func(done, total int)
}

// Kind is the sort of a fault.
type Kind string

// Kinds of fault, a closed set.
const (
	InvalidRing     Kind = "invalidRing"
	Overlap         Kind = "overlap"
	Gap             Kind = "gap"
	OutsideParent   Kind = "outsideParent"
	ShortOfParent   Kind = "shortOfParent"
	UnmatchedEdge   Kind = "unmatchedEdge"
	Duplicate       Kind = "duplicate"
	Contained       Kind = "contained"
	Missing         Kind = "missing"
	StreetUncovered Kind = "streetUncovered"
	Multipart       Kind = "multipart"
	Pinch           Kind = "pinch"
	BuildingCut     Kind = "buildingCut"
)

// Severity tells what keeps a set from being published from what is only said.
type Severity string

// Severities.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Severity of the kind.
func (k Kind) Severity() Severity {
	switch k {
	case Multipart, Pinch, BuildingCut:
		return Warning
	default:
		return Error
	}
}

// Fault is one place where the set is not sound.
type Fault struct {
	// Level is 0 for the cells, 1 for the parents as what fills the level above them, and so on.
	Level int `json:"level,omitempty"`
	// ID is kind, sorted cells and the lowest lattice point: "overlap:a:b@1169734000,354033000"; where pieces between the same
	// cells touch in that point, all but the first have a number: "…@1169734000,354033000#2".
	ID       string            `json:"id"`
	Kind     Kind              `json:"kind"`
	Severity Severity          `json:"severity"`
	Sliver   bool              `json:"sliver"`
	Cells    []string          `json:"cells"`
	Street   string            `json:"street,omitempty"`   // of streetUncovered
	Building string            `json:"building,omitempty"` // of buildingCut
	At       [2]float64        `json:"at"`                 // longitude and latitude to zoom to, on or in the fault
	AreaM2   float64           `json:"areaM2"`
	WidthM   float64           `json:"widthM"`            // the diameter of the largest inscribed circle, in metres
	LengthM  float64           `json:"lengthM,omitempty"` // of streetUncovered
	Geometry *geojson.Geometry `json:"geometry"`
}

// Report is what a check found.
type Report struct {
	Cells  int     `json:"cells"`
	Faults []Fault `json:"faults"`
	// Streets accounts for every street that was given.
	Streets []StreetReport `json:"streets,omitempty"`
}

// Sound reports whether there is no error; warnings alone are sound.
func (r Report) Sound() bool { return r.errors() == 0 }

func (r Report) errors() (n int) {
	for _, f := range r.Faults {
		if f.Severity == Error {
			n++
		}
	}
	return n
}
