package locate

import (
	"math"
	"math/bits"
	"slices"

	"wangge/geo"
)

// ask is the owner of ground that nobody holds. A border may pass through a point of it all the same; then one of the leaf's pieces does.
const ask = nobody - 1

// A leaf is a head, the owner of the square's ground west of all its pieces, and the pieces. The head counts them in its upper bits.
//
// A piece has a line, the rows for which it stands, and the owner east of it; it lies west of a point of those rows if its line does. Rows
// are counted from the square's corner, and in narrow pieces all coordinates are, two to a word.
const (
	wide     = 1 // a word for every coordinate
	counting = 2 // pieces come cell by cell with the cell; a cell that has an odd number of them in the west of a point holds it

	headBits   = 2
	narrowSize = 4
	wideSize   = 7
)

// mostPieces of a leaf are ordered, and of as many cells: sets of them are the bits of a word.
const mostPieces = 64

// leafMaker writes the leaf of one square after the other.
type leafMaker struct {
	x0, y0, side int64
	based        []int32 // cells that hold the square's south-western corner, by index

	names []int32 // of the cells
	lines []strand
	rises []strand
	order []int
}

// strand is a piece, or several on the same edge, and what it says in an ordered leaf.
type strand struct {
	piece
	cells uint64 // whose border it is
	west  uint64 // strands that lie west of it
	east  uint64 // strands that lie east of it
	owner uint32 // of the ground east of it
}

func (l *leafMaker) begin(x0, y0, side int64) {
	l.x0, l.y0, l.side, l.based = x0, y0, side, l.based[:0]
}

// write appends the leaf of the pieces.
func (l *leafMaker) write(words []uint32, pieces []piece) []uint32 {
	kind := l.width(pieces)
	if !l.gather(pieces) || !l.compare() || !l.assign() {
		return l.count(words, pieces, kind)
	}
	at := len(words)
	words = append(words, 0, l.owner(l.base()))
	n, open := len(l.lines)+len(l.rises), words[at+1] == ask
	for _, i := range l.order {
		words = l.put(words, l.lines[i].piece, l.lines[i].owner, kind)
		open = open || l.lines[i].owner == ask
	}
	for _, r := range slices.Backward(l.rises) {
		words = l.put(words, r.piece, r.owner, kind)
		open = open || r.owner == ask
	}
	for _, p := range pieces {
		if open && !p.splits() {
			words = l.put(words, p, ask, kind)
			n++
		}
	}
	words[at] = uint32(n<<headBits | kind) //nolint:gosec // few
	return words
}

// count appends the leaf of pieces that have no order.
func (l *leafMaker) count(words []uint32, pieces []piece, kind int) []uint32 {
	at := len(words)
	words = append(words, 0, ask)
	n := 0
	put := func(p piece) {
		words = l.put(words, p, uint32(p.cell), kind) //nolint:gosec // an index
		n++
	}
	based := l.based
	for i, p := range pieces {
		for len(based) > 0 && based[0] <= p.cell {
			put(l.always(based[0]))
			based = based[1:]
		}
		put(pieces[i])
	}
	for _, c := range based {
		put(l.always(c))
	}
	words[at] = uint32(n<<headBits | counting | kind) //nolint:gosec // few
	return words
}

// always is a rise that stands for all rows: the cell holds the western column from the south.
func (l *leafMaker) always(cell int32) piece {
	return piece{lo: 0, hi: int32(l.side), cell: cell}
}

// width tells whether the pieces fit 16 bits.
func (l *leafMaker) width(pieces []piece) int {
	if l.side > math.MaxInt16 {
		return wide
	}
	for _, p := range pieces {
		if !p.rise() && !l.near(p.edge) {
			return wide
		}
	}
	return 0
}

// near reports whether the edge's southern point, and the way from there to the northern one, fit 16 bits.
func (l *leafMaker) near(e slant) bool {
	x, y := int64(e.lo.X)-l.x0, int64(e.lo.Y)-l.y0
	dx, dy := int64(e.hi.X)-int64(e.lo.X), int64(e.hi.Y)-int64(e.lo.Y)
	return x == int64(int16(x)) && y == int64(int16(y)) && dx == int64(int16(dx)) && dy == int64(uint16(dy))
}

// put appends a piece.
func (l *leafMaker) put(words []uint32, p piece, owner uint32, kind int) []uint32 {
	e, rows := p.edge, p.hi-p.lo
	if p.rise() { // an upright line west of all
		if e = (slant{geo.Point{X: math.MinInt32}, geo.Point{X: math.MinInt32, Y: 1}}); kind != wide {
			return append(words, pair(0, 0), pair(0, 1), pair(int64(p.lo), int64(rows)), owner)
		}
	}
	if kind == wide {
		return append(words, uint32(e.lo.X), uint32(e.lo.Y), uint32(e.hi.X), uint32(e.hi.Y), uint32(p.lo), uint32(rows), owner)
	}
	return append(words, pair(int64(e.lo.X)-l.x0, int64(e.lo.Y)-l.y0), pair(int64(e.hi.X)-int64(e.lo.X), int64(e.hi.Y)-int64(e.lo.Y)),
		pair(int64(p.lo), int64(rows)), owner)
}

func pair(a, b int64) uint32 { return uint32(uint16(a)) | uint32(uint16(b))<<16 }

// gather makes strands of the pieces: one for each edge, and one for each row with rises, from the south. It fails where there are too many.
func (l *leafMaker) gather(pieces []piece) bool {
	l.lines, l.rises, l.names = l.lines[:0], l.rises[:0], append(l.names[:0], l.based...)
	for _, p := range pieces {
		if i, found := slices.BinarySearch(l.names, p.cell); !found {
			l.names = slices.Insert(l.names, i, p.cell)
		}
	}
	if len(l.names) > mostPieces {
		return false
	}
	for _, p := range pieces {
		if !p.splits() {
			continue
		}
		i, _ := slices.BinarySearch(l.names, p.cell)
		list := &l.lines
		if p.rise() {
			list = &l.rises
		}
		if !join(list, p, 1<<i) {
			return false
		}
	}
	slices.SortFunc(l.rises, func(a, b strand) int { return int(a.lo - b.lo) })
	return true
}

// join adds a piece to a list of strands, if there is room.
func join(list *[]strand, p piece, cell uint64) bool {
	for j := range *list {
		if s := &(*list)[j]; s.edge == p.edge && s.lo == p.lo {
			s.cells ^= cell
			return true
		}
	}
	*list = append(*list, strand{piece: p, cells: cell})
	return len(*list) <= mostPieces
}

// compare finds for every two edges with rows in common which lies west, and an order from east to west that
// holds in all rows. It fails where there is none.
func (l *leafMaker) compare() bool {
	for i := range l.lines {
		for j := range i {
			s, t := &l.lines[i], &l.lines[j]
			if s.lo >= t.hi || t.lo >= s.hi {
				continue
			}
			side, ordered := s.edge.beside(t.edge)
			if !ordered {
				return false
			}
			if side < 0 {
				s, t = t, s
			}
			if s == &l.lines[i] {
				s.west, t.east = s.west|1<<j, t.east|1<<i
			} else {
				s.west, t.east = s.west|1<<i, t.east|1<<j
			}
		}
	}
	l.order = l.order[:0]
	for left := uint64(1)<<len(l.lines) - 1; left != 0; {
		next := -1
		for m := left; m != 0 && next < 0; m &= m - 1 {
			if i := bits.TrailingZeros64(m); l.lines[i].east&left == 0 {
				next = i
			}
		}
		if next < 0 {
			return false
		}
		l.order = append(l.order, next)
		left &^= 1 << next
	}
	return true
}

// assign finds the owners east of all strands. It fails where an edge has different ones in different rows.
func (l *leafMaker) assign() bool {
	for i := range l.rises {
		l.rises[i].owner = l.owner(l.atWest(l.rises[i].lo))
	}
	for i := range l.lines {
		s := &l.lines[i]
		s.owner = l.owner(l.eastOf(s, s.lo))
		for m := s.west; m != 0; m &= m - 1 {
			t := &l.lines[bits.TrailingZeros64(m)]
			if !l.same(s, t.lo) || !l.same(s, t.hi) {
				return false
			}
		}
		for _, r := range l.rises {
			if !l.same(s, r.lo) {
				return false
			}
		}
	}
	return true
}

// same reports whether the owner east of s in a row is the one found, or the row none of its.
func (l *leafMaker) same(s *strand, row int32) bool {
	return row <= s.lo || row >= s.hi || l.owner(l.eastOf(s, row)) == s.owner
}

// eastOf gives the cells that hold the ground east of s in a row.
func (l *leafMaker) eastOf(s *strand, row int32) uint64 {
	set := l.atWest(row) ^ s.cells
	for m := s.west; m != 0; m &= m - 1 {
		if t := &l.lines[bits.TrailingZeros64(m)]; t.lo <= row && row < t.hi {
			set ^= t.cells
		}
	}
	return set
}

// atWest gives the cells that hold the square's western column in a row.
func (l *leafMaker) atWest(row int32) uint64 {
	set := l.base()
	for _, r := range l.rises {
		if r.lo <= row {
			set ^= r.cells
		}
	}
	return set
}

// base gives the cells that hold the south-western corner.
func (l *leafMaker) base() (set uint64) {
	for _, c := range l.based {
		i, _ := slices.BinarySearch(l.names, c)
		set |= 1 << i
	}
	return set
}

// owner gives the first of a set of cells.
func (l *leafMaker) owner(set uint64) uint32 {
	if set == 0 {
		return ask
	}
	return uint32(l.names[bits.TrailingZeros64(set)]) //nolint:gosec // an index
}
