package drafting

import (
	"fmt"

	"github.com/paulmach/orb"

	"wangge/geo"
	"wangge/geo/datum"
	"wangge/registry"
)

// LineOf takes positions in a datum to the lattice.
func LineOf(positions []orb.Point, d datum.Datum) (geo.Line, error) {
	out := make(geo.Line, len(positions))
	for i, p := range positions {
		at, err := d.ToCGCS2000(p)
		if err == nil {
			out[i], err = geo.Round(at)
		}
		if err != nil {
			return nil, fmt.Errorf("%w: position %d of the line: %w 坐标有误，应为经度在前", registry.ErrInvalid, i+1, err)
		}
	}
	return out, nil
}
