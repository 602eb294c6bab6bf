package hexagon

import (
	"math"
	"strconv"

	"github.com/paulmach/orb"
	"github.com/uber/h3-go/v4"

	"wangge/geo"
)

// Cell is an H3 cell: from the top, its resolution in bits 52 to 55, the base cell, and a digit of three bits (0 to 6) for
// each resolution down to 15. The zero Cell is invalid.
type Cell uint64

// At gives the cell of a resolution from 0 to 15 that has the point.
func At(p geo.Point, res int) Cell {
	if res == Finest {
		return finest(p)
	}
	return call(p, res)
}

// call asks H3 itself.
func call(p geo.Point, res int) Cell {
	at := p.Orb()
	return Cell(h3.LatLngToCell(h3.LatLng{Lat: at.Lat(), Lng: at.Lon()}, res))
}

// String gives the form in which H3 cells are handed around: 15 hexadecimal digits.
func (c Cell) String() string { return strconv.FormatUint(uint64(c), 16) }

// Res is the cell's resolution.
func (c Cell) Res() int { return int(c >> resShift & 15) }

const resShift = 52

// digitShift tells where in a cell the digit of a resolution stands.
func digitShift(res int) int { return 3 * (15 - res) }

// digit tells which child of its parent at res−1 the cell, or its ancestor at res, is.
func (c Cell) digit(res int) uint64 { return uint64(c) >> digitShift(res) & 7 }

// child gives one of the seven children; of a pentagon, number 1 does not exist.
func (c Cell) child(digit uint64) Cell {
	res := c.Res() + 1
	return c&^(7<<digitShift(res))&^(15<<resShift) | Cell(digit)<<digitShift(res) | Cell(res)<<resShift
}

// pentagonal reports whether the cell's ancestor of a resolution is a pentagon.
func pentagonal(c Cell, res int) bool {
	return h3.Cell(c).Parent(res).IsPentagon()
}

// valid reports whether there is such a cell.
func (c Cell) valid() bool { return h3.Cell(c).IsValid() }

// descendants lists the cells of a finer resolution below c, by their numbers.
func (c Cell) descendants(res int) []h3.Cell { return h3.Cell(c).Children(res) }

// around lists c and the cells at most k steps away, in no order.
func (c Cell) around(k int) []Cell {
	disk := h3.Cell(c).GridDisk(k)
	out := make([]Cell, len(disk))
	for i, d := range disk {
		out[i] = Cell(d)
	}
	return out
}

// Center gives the lattice point in the middle.
func (c Cell) Center() geo.Point {
	at := h3.Cell(c).LatLng()
	return rounded(at.Lng, at.Lat)
}

// Ring gives the outline, counter-clockwise. East of the antimeridian the longitudes of a ring that began west of it go on beyond 180°.
func (c Cell) Ring() geo.Ring {
	corners := h3.Cell(c).Boundary()
	out := make(geo.Ring, len(corners))
	for i, p := range corners {
		lng := p.Lng + 360*math.Round((corners[0].Lng-p.Lng)/360)
		out[i] = rounded(lng, p.Lat)
	}
	return out
}

// Orb gives the outline in degrees, closed.
func (c Cell) Orb() orb.Polygon { return geo.Polygon{c.Ring()}.Orb() }

// rounded is geo.Round for numbers that H3 gave, which may lie beyond 180°.
func rounded(lng, lat float64) geo.Point {
	return geo.Point{X: int32(math.Round(lng * geo.Unit)), Y: int32(math.Round(lat * geo.Unit))}
}

// blown gives the ring stretched from its middle so that every edge of it moves outwards by some lattice steps and a share of its distance.
func blown(r geo.Ring, share float64, steps float64) geo.Ring {
	box := r.Bound()
	mid := box.Middle()
	half := min(int64(box.Max.X)-int64(box.Min.X), int64(box.Max.Y)-int64(box.Min.Y)) / 2
	by := 1 + share + steps/float64(half)
	out := make(geo.Ring, len(r))
	for i, p := range r {
		out[i] = geo.Point{
			X: int32(math.Round(float64(mid.X) + by*float64(int64(p.X)-int64(mid.X)))),
			Y: int32(math.Round(float64(mid.Y) + by*float64(int64(p.Y)-int64(mid.Y)))),
		}
	}
	return out
}

// wide gives a ring that holds every position whose cell H3 says c is, wherever arcs and rounding put it.
func wide(r geo.Ring) geo.Ring { return blown(r, 0, 6) }

// reach gives a box that holds the cell and all that lies below it: children stick out of their parent, grandchildren out of
// them, and so on, as far as 1.0525 edges from its middle at most (0.6547 ÷ (1 − 1/√7)), where the parent's own edges are 0.866 away.
func reach(r geo.Ring) geo.Rect { return blown(r, 0.3, 6).Bound() }
