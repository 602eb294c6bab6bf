package locate

import (
	"math"
	"math/bits"

	"wangge/geo"
)

// Squares lie in pages, so that a change copies little: pageSide by pageSide of them, a row to a word of bits.
const (
	pageBits    = 5
	pageSide    = 1 << pageBits
	pageSquares = pageSide * pageSide
)

// raster lays squares over a box, from its south-western corner.
type raster struct {
	west, south int64
	side        int64  // of a square, in lattice steps
	inverse     uint64 // 2⁶⁴/side, rounded up: multiplying by it divides by side, exactly for all distances on earth
	wide, high  int64  // in pages

	width, height uint64 // in lattice steps
}

// newRaster chooses the side so that a cell has about perCell squares: by the ground of the cells, for the box may be mostly empty.
func newRaster(box geo.Rect, groundOfCells float64, cells, perCell int) raster {
	w, h := int64(box.Max.X)-int64(box.Min.X)+1, int64(box.Max.Y)-int64(box.Min.Y)+1
	squares := float64(cells) * float64(perCell)
	side := max(2, math.Sqrt(min(groundOfCells, float64(w)*float64(h))/squares))
	most := 64 + 8*squares/pageSquares
	for float64(pagesOver(w, side))*float64(pagesOver(h, side)) > most {
		side *= 1.25
	}
	r := raster{west: int64(box.Min.X), south: int64(box.Min.Y), side: int64(math.Ceil(side))}
	r.inverse = math.MaxUint64/uint64(r.side) + 1 //nolint:gosec // positive
	r.lay(pagesOver(w, float64(r.side)), pagesOver(h, float64(r.side)))
	return r
}

// lay gives the raster so many pages.
func (r *raster) lay(wide, high int64) {
	r.wide, r.high = wide, high
	r.width, r.height = uint64(wide*r.span()), uint64(high*r.span())
}

func pagesOver(length int64, side float64) int64 { return int64(float64(length)/(side*pageSide)) + 1 }

// span is the side of a page.
func (r *raster) span() int64 { return r.side * pageSide }

// spot is a point's place in the raster.
type spot struct {
	page, square int32
	x, y         int32 // from the square's corner
}

// find gives the place of a point, if the raster has it.
func (r *raster) find(p geo.Point) (s spot, ok bool) {
	dx, dy := uint64(int64(p.X)-r.west), uint64(int64(p.Y)-r.south) // huge where negative
	if dx >= r.width || dy >= r.height {
		return s, false
	}
	col, _ := bits.Mul64(dx, r.inverse)
	row, _ := bits.Mul64(dy, r.inverse)
	return spot{
		page:   int32(row>>pageBits*uint64(r.wide) + col>>pageBits),
		square: int32(row%pageSide<<pageBits | col%pageSide),
		x:      int32(dx - col*uint64(r.side)),
		y:      int32(dy - row*uint64(r.side)),
	}, true
}

// pages gives the columns and rows of pages that meet a box, ends excluded; none where it misses the raster.
func (r *raster) pages(b geo.Rect) (c0, r0, c1, r1 int64) {
	if b.Empty() || r.side == 0 {
		return 0, 0, 0, 0
	}
	clip := func(v, most int64) int64 { return min(max(v, 0), most) }
	c0 = clip(floorDiv(int64(b.Min.X)-r.west, r.span()), r.wide)
	c1 = clip(floorDiv(int64(b.Max.X)-r.west, r.span())+1, r.wide)
	r0 = clip(floorDiv(int64(b.Min.Y)-r.south, r.span()), r.high)
	r1 = clip(floorDiv(int64(b.Max.Y)-r.south, r.span())+1, r.high)
	return c0, r0, c1, r1
}

// corner gives the south-western point of a page.
func (r *raster) corner(page int) (x, y int64) {
	return r.west + int64(page)%r.wide*r.span(), r.south + int64(page)/r.wide*r.span()
}

// covers reports whether the whole box lies in the raster.
func (r *raster) covers(b geo.Rect) bool {
	return int64(b.Min.X) >= r.west && int64(b.Min.Y) >= r.south &&
		int64(b.Max.X) < r.west+r.wide*r.span() && int64(b.Max.Y) < r.south+r.high*r.span()
}

func floorDiv(a, b int64) int64 { // b > 0
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func ceilDiv(a, b int64) int64 { return -floorDiv(-a, b) }
