package snapshot

import (
	"fmt"

	"github.com/paulmach/orb"

	"wangge/geo"
	"wangge/geo/datum"
)

// Located is where a position lies, in short: Resolve without people.
type Located struct {
	Number int       // of the grid, in Grids
	At     geo.Point // the position, on the lattice
	ShiftM float64   // between the given numbers and the position
}

// Locate tells which grid has a position, with the errors of Resolve. It allocates nothing where a grid does.
func (s *Snapshot) Locate(p orb.Point, d datum.Datum) (Located, error) {
	if at, err := lattice(p, d); err == nil {
		if owner, ok := s.index.Owner(at); ok {
			return Located{Number: owner, At: at, ShiftM: tenth(moved(p, at))}, nil
		}
	}
	if _, err := s.Resolve(Query{Point: p, Datum: d}); err != nil { // which says why not
		return Located{}, err
	}
	return Located{}, fmt.Errorf("%v in %s lies in a grid and in none", p, d) // cannot be: both ask the same index
}

// moved is how far a position is from its numbers; most are not moved.
func moved(given orb.Point, p geo.Point) float64 {
	if q, err := geo.Round(given); err == nil && q == p {
		return 0
	}
	return shift(given, p)
}

// BorderOf tells how far the grid of a position reaches.
func (s *Snapshot) BorderOf(f Located) Border { return s.border(f.At, f.Number) }
