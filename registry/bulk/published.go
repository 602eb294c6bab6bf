package bulk

import (
	"strconv"

	"github.com/paulmach/orb"

	"wangge/geo/datum"
	"wangge/registry"
	"wangge/registry/snapshot"
)

// Published answers with a published map: the grid, its community and town.
type Published struct {
	*snapshot.Snapshot
	Border bool // tell how far the grid reaches too, which costs several times as much as the grid
}

var _ Source = Published{}

const borderM = "borderM"

// Columns names code, name, community, town and, where it is asked for, borderM.
func (m Published) Columns() []string {
	out := []string{"code", "name", "community", "town"}
	if m.Border {
		out = append(out, borderM)
	}
	return out
}

// Answer is that of snapshot.Resolve, in short.
func (m Published) Answer(p orb.Point, d datum.Datum, into []string) error {
	found, err := m.Locate(p, d)
	if err != nil {
		return err
	}
	g := m.Grids()[found.Number]
	into[0], into[1] = g.Code, g.Name
	for _, step := range g.Path {
		switch step.Level {
		case registry.Community:
			into[2] = step.Name
		case registry.Town:
			into[3] = step.Name
		default: // the county is the same everywhere
		}
	}
	if m.Border {
		into[4] = strconv.FormatFloat(m.BorderOf(found).DistanceM, 'f', -1, 64)
	}
	return nil
}
