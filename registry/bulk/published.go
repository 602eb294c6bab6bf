package bulk

import (
	"strconv"

	"github.com/paulmach/orb"

	"wangge/geo/datum"
	"wangge/registry"
	"wangge/registry/snapshot"
)

// Published answers with a published map: the grid, its community and town, and how far it reaches.
type Published struct{ *snapshot.Snapshot }

var _ Source = Published{}

const borderM = "borderM"

// Columns names code, name, community, town and borderM.
func (Published) Columns() []string { return []string{"code", "name", "community", "town", borderM} }

// Answer is that of snapshot.Resolve, in short.
func (m Published) Answer(p orb.Point, d datum.Datum, into []string) error {
	r, err := m.Resolve(snapshot.Query{Point: p, Datum: d})
	if err != nil {
		return err
	}
	into[0], into[1] = r.Grid.Code, r.Grid.Name
	for _, step := range r.Path {
		switch step.Level {
		case registry.Community:
			into[2] = step.Name
		case registry.Town:
			into[3] = step.Name
		default: // the county is the same everywhere
		}
	}
	into[4] = strconv.FormatFloat(r.Border.DistanceM, 'f', -1, 64)
	return nil
}
