package locate

import (
	"maps"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"wangge/geo"
)

// Index finds the owner of a point. The zero Index owns nothing.
type Index struct {
	raster
	options Options
	words   [][]uint32 // of pages; what they hold is never changed
	members [][]int32  // of pages: the cells whose boxes reach them, by index
	cells   cells
	built   int // cells with ground when the raster was laid
}

// Options tune NewWith. The zero value suits most.
type Options struct {
	// SquaresPerCell is how fine the raster is. Defaults to 64, which takes about 1.6 kB for a cell of 88 points beside its shape;
	// 256 takes twice as much, and answers in two thirds of the time.
	SquaresPerCell int
}

// New builds the index of cells, which are called by their places in the list; the shapes are kept, not copied, and must not change
// afterwards. A cell without ground owns nothing.
func New(shapes []geo.MultiPolygon) *Index { return NewWith(shapes, Options{}) }

// NewWith is New with options.
func NewWith(shapes []geo.MultiPolygon, o Options) *Index {
	if o.SquaresPerCell <= 0 {
		o.SquaresPerCell = 64
	}
	x := &Index{options: o, cells: cellsOf(shapes)}
	box, ground := geo.EmptyRect, 0.0
	for i := range shapes {
		if b := x.cells.at(i).box; !b.Empty() {
			box, ground = box.Union(b), ground+extent(b)
			x.built++
		}
	}
	if x.built > 0 {
		x.raster = newRaster(box, ground, x.built, o.SquaresPerCell)
		x.words, x.members = make([][]uint32, x.wide*x.high), make([][]int32, x.wide*x.high)
		x.enlist()
		x.paint(all(len(x.words)))
	}
	return x
}

func extent(b geo.Rect) float64 {
	return (float64(b.Max.X) - float64(b.Min.X) + 1) * (float64(b.Max.Y) - float64(b.Min.Y) + 1)
}

func all(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// Len is the number of cells, those without ground included.
func (x *Index) Len() int { return x.cells.length }

// Shape gives a cell as it was given.
func (x *Index) Shape(cell int) geo.MultiPolygon { return x.cells.at(cell).shape }

// enlist finds the members of all pages.
func (x *Index) enlist() {
	counts := make([]int32, len(x.members)+1)
	x.eachMember(func(p int, _ int32) { counts[p+1]++ })
	for i := range x.members {
		counts[i+1] += counts[i]
	}
	list := make([]int32, counts[len(x.members)])
	for i := range x.members {
		x.members[i] = list[counts[i]:counts[i]:counts[i+1]]
	}
	x.eachMember(func(p int, c int32) { x.members[p] = append(x.members[p], c) })
}

func (x *Index) eachMember(f func(page int, cell int32)) {
	for i := range x.cells.length {
		x.eachPage(x.cells.at(i).box, func(p int) { f(p, int32(i)) }) //nolint:gosec // an index
	}
}

func (x *Index) eachPage(b geo.Rect, f func(page int)) {
	c0, r0, c1, r1 := x.pages(b)
	for row := r0; row < r1; row++ {
		for col := c0; col < c1; col++ {
			f(int(row*x.wide + col))
		}
	}
}

// blank is the page where no cell is.
var blank = slices.Repeat([]uint32{nobody}, pageSquares) //nolint:gochecknoglobals // never changed

// paint makes some pages anew from their members, on all processors.
func (x *Index) paint(pages []int) {
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(pages)) {
		group.Go(func() {
			w := painter{raster: x.raster}
			var room slab
			defer room.close()
			for i := next.Add(1) - 1; i < int64(len(pages)); i = next.Add(1) - 1 {
				p := pages[i]
				x.words[p] = blank
				if len(x.members[p]) > 0 {
					x.words[p] = room.keep(w.paint(p, x.members[p], x.shape), len(pages) > fewPages)
				}
			}
		})
	}
	group.Wait()
}

func (x *Index) shape(cell int32) geo.MultiPolygon { return x.cells.at(int(cell)).shape }

// With gives the index of the cells with some changed; nil takes a cell's ground away, and an index of Len or more adds one, with cells
// without ground before it if need be. It shares what does not change with x, which stays as it is. The answers are those of New with the
// same cells. Where the cells have become many more or fewer, or reach far beyond what they did, all is built anew.
func (x *Index) With(changed map[int]geo.MultiPolygon) *Index {
	order := slices.Sorted(maps.Keys(changed))
	y := &Index{raster: x.raster, options: x.options, cells: x.cells.fork(), built: x.built}
	reach := geo.EmptyRect
	for _, i := range order {
		y.cells.set(i, cellOf(changed[i]))
		reach = reach.Union(y.cells.at(i).box)
	}
	if y.outgrown() || !reach.Empty() && !y.covers(reach) && !y.extend(reach, len(x.words)) {
		return NewWith(y.cells.shapes(), x.options)
	}
	y.adopt(x)
	joining := map[int][]int32{} // what comes to the pages that change
	for _, i := range order {
		if i < x.cells.length {
			y.eachPage(x.cells.at(i).box, func(p int) { joining[p] = nil })
		}
	}
	for _, i := range order {
		y.eachPage(y.cells.at(i).box, func(p int) { joining[p] = append(joining[p], int32(i)) }) //nolint:gosec // an index
	}
	for p, cells := range joining {
		y.relist(p, order, cells)
	}
	y.paint(slices.Collect(maps.Keys(joining)))
	return y
}

// outgrown reports whether the squares are far too many or too few for the cells.
func (x *Index) outgrown() bool {
	n := x.cells.grounded
	return x.side == 0 || n > 2*x.built+64 || n < x.built/4
}

// extend adds pages to the raster so that it covers b, unless they would be too many.
func (x *Index) extend(b geo.Rect, now int) bool {
	c0 := min(0, floorDiv(int64(b.Min.X)-x.west, x.span()))
	r0 := min(0, floorDiv(int64(b.Min.Y)-x.south, x.span()))
	c1 := max(x.wide, floorDiv(int64(b.Max.X)-x.west, x.span())+1)
	r1 := max(x.high, floorDiv(int64(b.Max.Y)-x.south, x.span())+1)
	if (c1-c0)*(r1-r0) > int64(2*now)+64 {
		return false
	}
	x.west, x.south = x.west+c0*x.span(), x.south+r0*x.span()
	x.lay(c1-c0, r1-r0)
	return true
}

// adopt takes over the pages of an index whose raster is a part of x's.
func (x *Index) adopt(old *Index) {
	if x.raster == old.raster {
		x.words, x.members = slices.Clone(old.words), slices.Clone(old.members)
		return
	}
	x.words, x.members = slices.Repeat([][]uint32{blank}, int(x.wide*x.high)), make([][]int32, x.wide*x.high)
	col, row := (old.west-x.west)/x.span(), (old.south-x.south)/x.span()
	for r := range old.high {
		at, from := (row+r)*x.wide+col, r*old.wide
		copy(x.words[at:], old.words[from:from+old.wide])
		copy(x.members[at:], old.members[from:from+old.wide])
	}
}

// relist brings the members of a page up to date, of which some changed and some join.
func (x *Index) relist(p int, changed []int, joining []int32) {
	members := slices.DeleteFunc(slices.Clone(x.members[p]), func(c int32) bool {
		_, found := slices.BinarySearch(changed, int(c))
		return found
	})
	members = append(members, joining...)
	slices.Sort(members)
	x.members[p] = members
}
