package locate

import (
	"math/bits"
	"slices"

	"wangge/geo"
)

// A page is a word for each of its squares, row by row from the south-west, and then their leaves. The word of a square is its owner, or
// nobody where it is away from all cells, or leaf and the place of its leaf in the page.
const (
	leaf   = 1 << 31
	nobody = leaf - 1
)

// piece is what a leaf has to know of an edge of a cell: the rows, counted from the square's corner, in which it passes
// between points of the square; none, where it only touches some. A rise (its edge is the zero slant) is a place where the cell's border passes
// between two points of the square's western column: from the row lo to the northern end, the western end of the rows is on its other side.
type piece struct {
	edge   slant
	lo, hi int32
	cell   int32
	square int32
}

func (p piece) rise() bool { return p.edge == slant{} }

// splits reports whether the piece has points of the square on both sides; else it only touches some.
func (p piece) splits() bool { return p.lo < p.hi }

// painter makes pages; its memory is used again. A painter is used by one goroutine.
type painter struct {
	raster
	x0, y0 int64 // the corner of the page

	cell   int32
	pieces []piece
	flips  [pageSide]uint32   // of the cell: squares at whose corner it begins or ends, coming from the west
	inside [][pageSide]uint32 // of each cell: squares whose corner it holds
	mixed  [pageSide]uint32   // squares that have pieces

	starts [pageSquares + 1]int32
	sorted []piece
	words  []uint32
	leaves leafMaker
}

// paint makes a page of the cells that reach it, which come by index.
func (w *painter) paint(page int, members []int32, shape func(int32) geo.MultiPolygon) []uint32 {
	w.x0, w.y0 = w.corner(page)
	w.pieces, w.inside, w.mixed = w.pieces[:0], w.inside[:0], [pageSide]uint32{}
	for _, c := range members {
		w.cell, w.flips = c, [pageSide]uint32{}
		w.walk(shape(c))
		for row, f := range w.flips {
			w.flips[row] = spread(f)
		}
		w.inside = append(w.inside, w.flips)
	}
	w.words = append(w.words[:0], make([]uint32, pageSquares)...)
	w.fill(members)
	w.sort()
	for row := range pageSide {
		for m := w.mixed[row]; m != 0; m &= m - 1 {
			w.mix(members, row, bits.TrailingZeros32(m))
		}
	}
	return w.words
}

// spread turns the places where something changes into those where it is on.
func spread(f uint32) uint32 {
	f ^= f << 1
	f ^= f << 2
	f ^= f << 4
	f ^= f << 8
	return f ^ f<<16
}

// fill enters the squares that no border touches.
func (w *painter) fill(members []int32) {
	for row := range pageSide {
		words := w.words[row<<pageBits:][:pageSide]
		left := ^w.mixed[row]
		for i, c := range members {
			for m := w.inside[i][row] & left; m != 0; m &= m - 1 {
				words[bits.TrailingZeros32(m)] = uint32(c) //nolint:gosec // an index
			}
			left &^= w.inside[i][row]
		}
		for ; left != 0; left &= left - 1 {
			words[bits.TrailingZeros32(left)] = nobody
		}
	}
}

// sort groups the pieces by square; those of a square stay in the order of cells.
func (w *painter) sort() {
	clear(w.starts[:])
	for _, p := range w.pieces {
		w.starts[p.square+1]++
	}
	for i := range pageSquares {
		w.starts[i+1] += w.starts[i]
	}
	if cap(w.sorted) < len(w.pieces) {
		w.sorted = make([]piece, 2*len(w.pieces))
	}
	w.sorted = w.sorted[:len(w.pieces)]
	next := w.starts
	for _, p := range w.pieces {
		w.sorted[next[p.square]] = p
		next[p.square]++
	}
}

// mix enters a square that borders pass.
func (w *painter) mix(members []int32, row, col int) {
	square := row<<pageBits | col
	l := &w.leaves
	l.begin(w.x0+int64(col)*w.side, w.y0+int64(row)*w.side, w.side)
	for i, c := range members {
		if w.inside[i][row]>>col&1 == 1 {
			l.based = append(l.based, c)
		}
	}
	pieces := w.sorted[w.starts[square]:w.starts[square+1]]
	if len(l.based) > 0 && !slices.ContainsFunc(pieces, piece.splits) {
		w.words[square] = uint32(l.based[0]) //nolint:gosec // an index
		return
	}
	w.words[square] = leaf | uint32(len(w.words)) //nolint:gosec // pages are small
	w.words = l.write(w.words, pieces)
}

// walk notes what the edges of a cell do to the page.
func (w *painter) walk(m geo.MultiPolygon) {
	east, north := w.x0+w.span(), w.y0+w.span()
	for _, part := range m {
		for _, r := range part {
			if len(r) == 0 {
				continue
			}
			a := r[len(r)-1]
			for _, b := range r {
				if int64(max(a.Y, b.Y)) >= w.y0 && int64(min(a.Y, b.Y)) < north && int64(min(a.X, b.X)) < east {
					w.edge(a, b)
				}
				a = b
			}
		}
	}
}

func (w *painter) edge(a, b geo.Point) {
	if a.X > b.X {
		a, b = b, a
	}
	s := slant{a, b}
	if a.Y > b.Y {
		s = slant{b, a}
	}
	if w.alone(s) {
		return
	}
	if w.touch(s, int64(s.hi.X), int64(s.hi.X)); a.Y == b.Y {
		w.touch(s, int64(a.X), int64(b.X))
	} else {
		w.rows(s)
	}
	w.columns(a, b)
}

// alone deals with an edge that stays within one square, as most do, and tells whether it was one.
func (w *painter) alone(s slant) bool {
	row, col := w.line(int64(s.lo.Y)-w.y0), w.line(int64(min(s.lo.X, s.hi.X))-w.x0)
	south, west := w.y0+row*w.side, w.x0+col*w.side
	if uint64(row) >= pageSide || uint64(col) >= pageSide || int64(s.lo.Y) == south || int64(min(s.lo.X, s.hi.X)) == west ||
		int64(s.hi.Y) >= south+w.side || int64(max(s.lo.X, s.hi.X)) >= west+w.side {
		return false
	}
	w.add(row, col, piece{edge: s, lo: int32(int64(s.lo.Y) - south), hi: int32(int64(s.hi.Y) - south)})
	return true
}

// line gives the row or column of squares at an offset from the page's corner; far outside where it is negative.
func (w *painter) line(offset int64) int64 {
	if offset < 0 {
		return floorDiv(offset, w.side)
	}
	n, _ := bits.Mul64(uint64(offset), w.inverse)
	return int64(n) //nolint:gosec // as many as squares
}

// touch notes that an edge has points of its northern row from one column to another, which may be of none of its rows.
func (w *painter) touch(s slant, from, to int64) {
	row := w.line(int64(s.hi.Y) - w.y0)
	if row < 0 || row >= pageSide {
		return
	}
	for col := max(0, w.line(from-w.x0)); col <= min(pageSide-1, w.line(to-w.x0)); col++ {
		w.add(row, col, piece{edge: s})
	}
}

func (w *painter) add(row, col int64, p piece) {
	p.cell, p.square = w.cell, int32(row<<pageBits|col)
	w.mixed[row] |= 1 << col
	w.pieces = append(w.pieces, p)
}

// rows goes through the rows of squares that an edge passes.
func (w *painter) rows(s slant) {
	first := max(0, w.line(int64(s.lo.Y)-w.y0))
	last := min(pageSide-1, w.line(int64(s.hi.Y)-1-w.y0))
	for row := first; row <= last; row++ {
		south := w.y0 + row*w.side
		from, to := max(int64(s.lo.Y), south), min(int64(s.hi.Y), south+w.side)
		x := s.reach(from)
		if from == south {
			if col := max(0, ceilDiv(x-w.x0, w.side)); col < pageSide {
				w.flips[row] ^= 1 << col
			}
		}
		xEnd := s.reach(to - 1)
		c0, c1 := w.line(min(x, xEnd)-w.x0), w.line(max(x, xEnd)-w.x0)
		for col := max(0, c0); col <= min(pageSide-1, c1); col++ {
			west := w.x0 + col*w.side
			lo, hi := s.within(west, west+w.side-1, from, to)
			w.add(row, col, piece{edge: s, lo: int32(lo - south), hi: int32(max(lo, hi) - south)})
		}
	}
}

// columns goes through the western columns of squares that an edge passes.
func (w *painter) columns(a, b geo.Point) {
	first := max(0, ceilDiv(int64(a.X)-w.x0, w.side))
	last := min(pageSide-1, ceilDiv(int64(b.X)-w.x0, w.side)-1)
	for col := first; col <= last; col++ {
		y := crossing(a, b, w.x0+col*w.side)
		row := w.line(y - w.y0)
		south := w.y0 + row*w.side
		if row >= 0 && row < pageSide && y > south {
			w.add(row, col, piece{lo: int32(y - south), hi: int32(w.side)})
		}
	}
}
