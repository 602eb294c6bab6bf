package hexagon

import (
	"errors"
	"fmt"
	"strconv"

	"wangge/geo"
)

// fewest levels that a location code has.
const fewest = 7

// apartM is how far cells of a resolution with the same digits below are from each other at least, in metres: their distance is 1.73 times the mean
// edge of H3's table on average, and 1.35 times where the raster is narrowest.
var apartM = [...]float64{1.2 * 1281256, 1.2 * 483057, 1.2 * 182513, 1.2 * 68979, 1.2 * 26072, 1.2 * 9854, 1.2 * 3725}

// levels tells how many a place inside the box needs.
func levels(box geo.Rect) int {
	across := geo.FrameAt(box.Middle()).Distance(box.Min, box.Max)
	for n := fewest; n < Finest; n++ {
		if across < apartM[Finest-n] {
			return n
		}
	}
	return Finest
}

// Location gives the location code of a point in a grid with the given box.
//
// It names a place of some 8 m across (an H3 cell of resolution 13, 44 m²) inside a grid whose code is known, in digits that can be
// said on the telephone: 六位数字. It is the last levels of the cell's number, each a digit from 0 to 6, read as one number and written
// decimal, with one digit less than there are levels and zeros in front. Seven levels make six digits, and come again every
// 6 km, enough for a grid of up to 4.4 km across; a greater grid takes a digit more for every 2.6 times as much.
//
// It depends on the place, and of the grid on nothing but its size: when borders move, what was written down still names the same
// place, unless the grid has grown so much that it takes a digit more. A grid of 1 km² has 3 % of all six digits: a wrong one among the first names nothing there, mostly, and is refused; one among
// the last names a place near by.
func Location(p geo.Point, grid geo.Rect) string { return At(p, Finest).Location(grid) }

// Location gives the location code of all points of a cell of resolution 13.
func (c Cell) Location(grid geo.Rect) string {
	n := levels(grid)
	v := uint64(0)
	for res := Finest - n + 1; res <= Finest; res++ {
		v = v*7 + c.digit(res)
	}
	digits := make([]byte, n-1)
	for i := n - 2; i >= 0; i-- {
		digits[i] = byte('0' + v%10)
		v /= 10
	}
	return string(digits)
}

// ErrLocation marks what is no location code, or none of the grid.
var ErrLocation = errors.New("no location code")

// Locate gives the cell that a location code names in a grid. It is the cell of every point of the grid with that code.
func Locate(grid geo.MultiPolygon, code string) (Cell, error) {
	box := grid.Bound()
	v, err := read(code, levels(box))
	if err != nil {
		return 0, err
	}
	var found []Cell
	n := len(code) + 1
	for _, above := range At(box.Middle(), Finest-n).around(2) {
		if c := above.below(v, n); c.valid() && meets(grid, box, c) {
			found = append(found, c)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return 0, fmt.Errorf("%w: %s names no place in this grid; was it misheard? 该网格内无此位置码，请核对是否听错", ErrLocation, code)
	default: // at a seam of H3's 122 pieces of the earth, where digits count in other directions
		return 0, fmt.Errorf("%w: %s names %d places in this grid: %v 位置码有歧义", ErrLocation, code, len(found), found)
	}
}

// read gives the number of a code for a grid that needs some levels. One of more levels will do: the grid was greater when it was written down.
func read(code string, need int) (uint64, error) {
	if len(code) < need-1 || len(code) >= Finest {
		return 0, fmt.Errorf("%w: those of this grid have %d digits, %q has %d 该网格的位置码为 %d 位数字", ErrLocation, need-1, code, len(code), need-1)
	}
	v, err := strconv.ParseUint(code, 10, 64)
	if top := sevens(len(code) + 1); err != nil || v >= top {
		return 0, fmt.Errorf("%w: %q; it is a number of %d digits below %d 位置码应为 %d 位数字", ErrLocation, code, len(code), top, len(code))
	}
	return v, nil
}

// sevens is how many cells lie n levels below one.
func sevens(n int) uint64 {
	out := uint64(1)
	for range n {
		out *= 7
	}
	return out
}

// below gives the descendant, n levels down, that has v for its digits.
func (c Cell) below(v uint64, n int) Cell {
	for top := sevens(n - 1); top > 0; top /= 7 {
		c = c.child(v / top % 7)
	}
	return c
}

// meets reports whether the grid may have a point whose cell c is.
func meets(grid geo.MultiPolygon, box geo.Rect, c Cell) bool {
	around := geo.MultiPolygon{{wide(c.Ring())}}
	return box.Intersects(around.Bound()) && (grid.Side(c.Center()) != geo.Outside || around.SharedM2(grid) > 0)
}

// In gives a point of the cell that lies in the grid, its middle where that does: a place at the grid's border has its middle
// in the neighbour sometimes. Where none of 13 tried does, it is the middle all the same.
func (c Cell) In(grid geo.MultiPolygon) geo.Point {
	middle := c.Center()
	tried := []geo.Point{middle}
	for _, half := range []bool{true, false} {
		for _, p := range c.Ring() {
			if half {
				p = geo.Rect{Min: p, Max: middle}.Middle()
			}
			tried = append(tried, p)
		}
	}
	for _, p := range tried {
		if grid.Side(p) == geo.Inside {
			return p
		}
	}
	return middle
}
