package locate

import "wangge/geo"

// Owner gives the cell that owns p, if any does.
func (x *Index) Owner(p geo.Point) (cell int, ok bool) {
	s, ok := x.find(p)
	if !ok {
		return 0, false
	}
	words := x.pages[s.page].words
	word := words[s.square]
	if word >= leaf {
		words = words[word-leaf:]
		word = search(words[0], words, s, p)
	}
	if word < ask {
		return int(word), true
	}
	if word == nobody {
		return 0, false
	}
	return x.onRim(p, s.page)
}

// Owners gives the owners of many points, -1 where nobody owns one, in out, which must be as long. It takes half the time of
// asking for each by itself: look-ups wait for memory together.
func (x *Index) Owners(points []geo.Point, out []int32) {
	var b block
	for len(points) > 0 {
		n := min(len(points), blockSize)
		b.resolve(x, points[:n], out[:n])
		points, out = points[n:], out[n:]
	}
}

const blockSize = 64

// block goes through each stage of a look-up with all its points before the next, so that what they read is on its way at once.
type block struct {
	spots [blockSize]spot
	pages [blockSize][]uint32
	words [blockSize]uint32
	heads [blockSize]uint32 // of leaves
}

func (b *block) resolve(x *Index, points []geo.Point, out []int32) {
	for i, p := range points {
		s, ok := x.find(p)
		b.pages[i] = blank
		if ok {
			b.pages[i] = x.pages[s.page].words
		}
		b.spots[i] = s
	}
	for i := range points {
		b.words[i] = b.pages[i][b.spots[i].square]
	}
	for i := range points {
		if w := b.words[i]; w >= leaf {
			b.pages[i] = b.pages[i][w-leaf:]
			b.heads[i] = b.pages[i][0]
		}
	}
	for i, p := range points {
		w := b.words[i]
		if w >= leaf {
			w = search(b.heads[i], b.pages[i], b.spots[i], p)
		}
		out[i] = -1
		if w < ask {
			out[i] = int32(w) //nolint:gosec // an index
		} else if w == ask {
			if c, ok := x.onRim(p, b.spots[i].page); ok {
				out[i] = int32(c) //nolint:gosec // an index
			}
		}
	}
}

// search asks a leaf.
func search(head uint32, words []uint32, s spot, p geo.Point) uint32 {
	n, owner := int(head>>headBits), words[1]
	words = words[2:]
	switch head & (wide | counting) {
	case 0:
		return searchNarrow(words[:n*narrowSize], owner, s)
	case wide:
		return searchWide(words[:n*wideSize], owner, s.y, p)
	case counting:
		return countNarrow(words[:n*narrowSize], s)
	default:
		return countWide(words[:n*wideSize], s.y, p)
	}
}

func searchNarrow(words []uint32, owner uint32, s spot) uint32 {
	for ; len(words) >= narrowSize; words = words[narrowSize:] {
		if narrowWest(words, s.x, s.y) {
			return words[3]
		}
	}
	return owner
}

// narrowWest reports whether the piece lies west of the point.
func narrowWest(e []uint32, x, y int32) bool {
	lo, hi := int32(uint16(e[2])), int32(e[2]>>16) //nolint:gosec // 16 bits
	if uint32(y-lo) >= uint32(hi-lo) {             //nolint:gosec // rows below lo become huge
		return false
	}
	ax, ay := int64(int16(e[0])), int64(int16(e[0]>>16))
	bx, by := int64(int16(e[1])), int64(int16(e[1]>>16))
	return (bx-ax)*(int64(y)-ay) <= (int64(x)-ax)*(by-ay)
}

func searchWide(words []uint32, owner uint32, row int32, p geo.Point) uint32 {
	for ; len(words) >= wideSize; words = words[wideSize:] {
		if wideWest(words, row, p) {
			return words[6]
		}
	}
	return owner
}

func wideWest(e []uint32, row int32, p geo.Point) bool {
	if row < int32(e[4]) || row >= int32(e[5]) { //nolint:gosec // rows of a square
		return false
	}
	a, b := geo.Point{X: int32(e[0]), Y: int32(e[1])}, geo.Point{X: int32(e[2]), Y: int32(e[3])} //nolint:gosec // as they were put
	return geo.Orient(a, b, p) <= 0
}

func countNarrow(words []uint32, s spot) uint32 {
	owner, in := uint32(ask), false
	for ; len(words) >= narrowSize; words = words[narrowSize:] {
		if words[3] != owner {
			if in {
				return owner
			}
			owner = words[3]
		}
		in = in != narrowWest(words, s.x, s.y)
	}
	if in {
		return owner
	}
	return ask
}

func countWide(words []uint32, row int32, p geo.Point) uint32 {
	owner, in := uint32(ask), false
	for ; len(words) >= wideSize; words = words[wideSize:] {
		if words[6] != owner {
			if in {
				return owner
			}
			owner = words[6]
		}
		in = in != wideWest(words, row, p)
	}
	if in {
		return owner
	}
	return ask
}
