package intake

import (
	"context"
	"fmt"

	"wangge/geo/coverage"
	"wangge/geo/datum"
)

// Cells reads the cells of files as a check does: the same formats, datums and names. It gives the datum of the first layer too, and notes
// of what was assumed.
func Cells(ctx context.Context, q CheckRequest) ([]coverage.Cell, datum.Datum, []string, error) {
	c := checker{CheckRequest: q, ctx: ctx}
	cells, err := c.cells()
	if err != nil {
		return nil, "", c.told.list(), err
	}
	if n := c.unnamed(); n > 0 {
		c.told.add(c.layers[0].Name, fmt.Sprintf("%d of %d cells have no %q: they are named by their id or number 部分网格缺少该属性", n, len(cells), c.ID))
	}
	return cells, c.layers[0].Datum, c.told.list(), nil
}

// unnamed counts the cells that have no value in the property asked for.
func (c *checker) unnamed() (n int) {
	for _, l := range c.layers {
		for _, f := range l.Features {
			if c.ID != "" && propertyText(f.Properties[c.ID]) == "" {
				n++
			}
		}
	}
	return n
}
