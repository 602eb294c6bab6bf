package locate

import (
	"cmp"
	"math"
	"slices"

	"wangge/geo"
)

// Index finds the owner of a point. The zero Index owns nothing.
type Index struct {
	cells []geo.MultiPolygon
	boxes []geo.Rect
	box   geo.Rect
	side  int64 // of a square, in lattice units
	wide  int64 // squares in a row
	high  int64

	// squares holds for each square the cell that fills it, or none, or ^i for the list that begins at lists[i].
	squares []int32
	lists   []int32 // each list: its length, then cells by index
}

const none = math.MaxInt32

// squaresPerCell was tuned at 1,410 cells of 88 points: more gain little there and cost 4 bytes each.
const squaresPerCell = 64

const maxSquares = 1 << 26

// New builds the index; the shapes are kept, not copied, and must not change afterwards.
func New(cells []geo.MultiPolygon) *Index {
	x := &Index{cells: cells, boxes: make([]geo.Rect, len(cells)), box: geo.EmptyRect}
	for i, c := range cells {
		x.boxes[i] = c.Bound()
		if !x.boxes[i].Empty() {
			x.box = x.box.Union(x.boxes[i])
		}
	}
	if x.box.Empty() {
		return x
	}
	w := int64(x.box.Max.X) - int64(x.box.Min.X) + 1
	h := int64(x.box.Max.Y) - int64(x.box.Min.Y) + 1
	want := min(float64(len(cells)*squaresPerCell), maxSquares)
	x.side = max(1, int64(math.Sqrt(float64(w)*float64(h)/want)), w/maxSquares+1, h/maxSquares+1)
	x.wide, x.high = (w-1)/x.side+1, (h-1)/x.side+1
	x.fill()
	return x
}

// claim says that a cell fills a square or touches it.
type claim struct {
	square int64
	cell   int32
	whole  bool
}

// fill writes the directory from the claims of all cells.
func (x *Index) fill() {
	var claims []claim
	var p painter
	for i := range x.cells {
		if !x.boxes[i].Empty() {
			claims = p.paint(x, int32(i), claims)
		}
	}
	slices.SortFunc(claims, func(a, b claim) int {
		return cmp.Or(cmp.Compare(a.square, b.square), cmp.Compare(a.cell, b.cell))
	})
	x.squares = make([]int32, x.wide*x.high)
	for i := range x.squares {
		x.squares[i] = none
	}
	for from := 0; from < len(claims); {
		to := from + 1
		for to < len(claims) && claims[to].square == claims[from].square {
			to++
		}
		x.enter(claims[from:to])
		from = to
	}
}

// enter writes one square. Cells after the first that fills it can own nothing there.
func (x *Index) enter(claims []claim) {
	at := claims[0].square
	if claims[0].whole {
		x.squares[at] = claims[0].cell
		return
	}
	start := len(x.lists)
	x.lists = append(x.lists, 0)
	for _, c := range claims {
		x.lists = append(x.lists, c.cell)
		if c.whole {
			break
		}
	}
	x.lists[start] = int32(len(x.lists) - start - 1)
	x.squares[at] = ^int32(start)
}

// square gives the column and row of a point in the box.
func (x *Index) square(p geo.Point) (col, row int64) {
	return (int64(p.X) - int64(x.box.Min.X)) / x.side, (int64(p.Y) - int64(x.box.Min.Y)) / x.side
}

// candidates gives the cells that may own a point of the square, by index; buf holds a single one.
func (x *Index) candidates(col, row int64, buf *[1]int32) []int32 {
	switch s := x.squares[row*x.wide+col]; {
	case s == none:
		return nil
	case s >= 0:
		buf[0] = s
		return buf[:]
	default:
		i := ^s
		return x.lists[i+1 : i+1+x.lists[i]]
	}
}

// Owner gives the cell that owns p, if any does.
func (x *Index) Owner(p geo.Point) (cell int, ok bool) {
	if x.side == 0 || !x.box.Contains(p) {
		return 0, false
	}
	col, row := x.square(p)
	s := x.squares[row*x.wide+col]
	if s >= 0 {
		return int(s), s != none
	}
	list := x.lists[^s+1 : ^s+1+x.lists[^s]]
	for _, c := range list {
		if x.boxes[c].Contains(p) && holds(x.cells[c], p) {
			return int(c), true
		}
	}
	for _, c := range list { // the outer rim
		if x.boxes[c].Contains(p) && x.cells[c].Side(p) != geo.Outside {
			return int(c), true
		}
	}
	return 0, false
}

// holds tells whether p, moved by the vanishing step, lies in m. An edge counts when it spans the
// point's row (half-open: its lower end belongs to it) and passes west of the point or through it.
func holds(m geo.MultiPolygon, p geo.Point) bool {
	in := false
	for _, poly := range m {
		for _, r := range poly {
			if len(r) == 0 {
				continue
			}
			a := r[len(r)-1]
			for _, b := range r {
				if a.Y > p.Y != (b.Y > p.Y) {
					lo, hi := a, b
					if lo.Y > hi.Y {
						lo, hi = hi, lo
					}
					if geo.Orient(lo, hi, p) <= 0 {
						in = !in
					}
				}
				a = b
			}
		}
	}
	return in
}
