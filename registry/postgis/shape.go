package postgis

import (
	"fmt"
	"reflect"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/ewkb"

	"wangge/geo"
)

// srid is CGCS2000 in degrees.
const srid = 4490

// shapeArg gives a shape as EWKB; no shape as NULL.
func shapeArg(m geo.MultiPolygon) ([]byte, error) {
	if len(m) == 0 {
		return nil, nil //nolint:nilnil // NULL
	}
	return ewkb.Marshal(m.Orb(), srid)
}

func lineArg(l geo.Line) ([]byte, error) { return ewkb.Marshal(l.Orb(), srid) }

// shapeOf reads EWKB back; the coordinates are those that were stored, to the last unit.
func shapeOf(b []byte) (geo.MultiPolygon, error) {
	if b == nil {
		return nil, nil //nolint:nilnil // NULL
	}
	g, _, err := ewkb.Unmarshal(b)
	if err != nil {
		return nil, fmt.Errorf("stored geometry: %w", err)
	}
	return geo.FromOrb(g)
}

func lineOf(b []byte) (geo.Line, error) {
	g, _, err := ewkb.Unmarshal(b)
	if err != nil {
		return nil, fmt.Errorf("stored geometry: %w", err)
	}
	l, ok := g.(orb.LineString)
	if !ok {
		return nil, fmt.Errorf("stored geometry: a %T is no line", g)
	}
	return geo.LineFromOrb(l)
}

// alike reports whether two values are the same in every field and vertex.
func alike[T any](a, b T) bool { return reflect.DeepEqual(a, b) }
