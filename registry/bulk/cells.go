package bulk

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"wangge/geo"
	"wangge/geo/coverage"
	"wangge/geo/datum"
	"wangge/geo/locate"
	"wangge/registry/snapshot"
)

// Cells answer with the code alone. Where they overlap the first has the ground.
type Cells struct {
	cells []coverage.Cell
	index *locate.Index
}

var _ Source = (*Cells)(nil)

// NewCells keeps the cells, which must not change any more.
func NewCells(cells []coverage.Cell) *Cells {
	shapes := make([]geo.MultiPolygon, len(cells))
	for i, c := range cells {
		shapes[i] = c.Shape
	}
	return &Cells{cells: cells, index: locate.New(shapes)}
}

// Columns names the code.
func (*Cells) Columns() []string { return []string{"code"} }

// Answer leaves the code empty where no cell owns the position; it is an error where one would with longitude and latitude exchanged.
func (c *Cells) Answer(p orb.Point, d datum.Datum, into []string) error {
	for i, f := range [2]struct {
		name string
		most float64
	}{{"lng", 180}, {"lat", 90}} {
		if !(math.Abs(p[i]) <= f.most) { // NaN too
			return &snapshot.QueryError{Field: f.name, Reason: c.beyond(p, d, f.most)}
		}
	}
	if code, ok := c.owner(p, d); ok {
		into[0] = code
		return nil
	}
	if _, ok := c.owner(orb.Point{p[1], p[0]}, d); ok {
		return &snapshot.QueryError{Field: "lng", Reason: "longitude and latitude seem to be swapped: exchanged, the position lies in a cell 经纬度似乎写反"}
	}
	return nil
}

func (c *Cells) owner(p orb.Point, d datum.Datum) (string, bool) {
	at, err := d.ToCGCS2000(p)
	if err != nil {
		return "", false
	}
	q, err := geo.Round(at)
	if err != nil {
		return "", false
	}
	i, ok := c.index.Owner(q)
	if !ok {
		return "", false
	}
	return c.cells[i].Code, true
}

// beyond says what numbers out of range may have been meant for.
func (c *Cells) beyond(p orb.Point, d datum.Datum, most float64) string {
	reason := fmt.Sprintf("must be degrees between %g and %g 必须是度，范围 %g 至 %g", -most, most, -most, most)
	_, swapped := c.owner(orb.Point{p[1], p[0]}, d)
	switch {
	case swapped:
		return reason + "; longitude and latitude are swapped: exchanged, the position lies in a cell 经纬度写反了"
	case math.Abs(p[0]) > 1000 && math.Abs(p[1]) > 1000:
		return reason + "; the numbers look like metres of a projection: convert them to degrees 数值像投影坐标（米），请换算成度"
	default:
		return reason
	}
}
