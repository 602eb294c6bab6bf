package locate

import "wangge/geo"

// Owner gives the cell that owns p, if any does.
func (x *Index) Owner(p geo.Point) (cell int, ok bool) {
	s, ok := x.find(p)
	if !ok {
		return 0, false
	}
	words := x.words[s.page]
	word := words[s.square]
	if word >= leaf {
		words = words[word-leaf:]
		if word = search(words, s, p); word == ask {
			return x.onRim(words, s, p)
		}
	}
	if word == nobody {
		return 0, false
	}
	return int(word), true
}

// Owners gives the owners of many points, -1 where nobody owns one, in out, which must be as long. It takes half the time of
// asking for each by itself in a large index: look-ups wait for memory together.
func (x *Index) Owners(points []geo.Point, out []int32) {
	var b block
	for len(points) > 0 {
		n := min(len(points), blockSize)
		b.resolve(x, points[:n], out[:n])
		points, out = points[n:], out[n:]
	}
}

const blockSize = 64

// block goes through each stage of a look-up with all its points before the next, so that what they read is on its way at once, and
// without a branch that depends on the point until leaves are searched.
type block struct {
	spots [blockSize]spot
	words [blockSize]uint32
	open  [blockSize]uint8    // points whose square does not name the owner
	pages [blockSize][]uint32 // and then leaves
	heads [blockSize]uint32   // of leaves: reading them brings the leaves here
}

func (b *block) resolve(x *Index, points []geo.Point, out []int32) {
	out = out[:len(points)]
	for i, p := range points {
		s, ok := x.find(p)
		b.spots[i], b.pages[i] = s, blank
		if ok {
			b.pages[i] = x.words[s.page]
		}
	}
	for i := range points {
		b.words[i] = b.pages[i][b.spots[i].square]
	}
	n := 0
	for i := range points {
		w := b.words[i]
		out[i] = int32(w) //nolint:gosec // an index, or put right below
		b.open[n] = uint8(i)
		n += int((w + 1) >> 31) // nobody or a leaf
	}
	for _, i := range b.open[:n] {
		if w := b.words[i]; w >= leaf {
			b.pages[i] = b.pages[i][w-leaf:]
			b.heads[i] = b.pages[i][0]
		}
	}
	for _, i := range b.open[:n] {
		out[i] = -1
		if b.words[i] == nobody {
			continue
		}
		if w := search(b.pages[i], b.spots[i], points[i]); w != ask {
			out[i] = int32(w) //nolint:gosec // an index
		} else if c, ok := x.onRim(b.pages[i], b.spots[i], points[i]); ok {
			out[i] = int32(c) //nolint:gosec // an index
		}
	}
}

// search asks a leaf.
func search(words []uint32, s spot, p geo.Point) uint32 {
	head, owner := words[0], words[1]
	n := int(head >> headBits)
	switch words = words[2:]; head & (wide | counting) {
	case 0:
		for words = words[:n*narrowSize]; len(words) >= narrowSize; words = words[narrowSize:] {
			if e := (*narrow)(words); e.west(s.x, s.y) {
				return e[3]
			}
		}
		return owner
	case wide:
		for words = words[:n*wideSize]; len(words) >= wideSize; words = words[wideSize:] {
			if e := (*broad)(words); e.west(p, s.y) {
				return e[6]
			}
		}
		return owner
	default:
		return count(words, n, head&wide, s, p)
	}
}

// count asks a leaf that is to be counted.
func count(words []uint32, n int, kind uint32, s spot, p geo.Point) uint32 {
	owner, in := uint32(ask), false
	for range n {
		var cell uint32
		var west bool
		if kind == wide {
			e := (*broad)(words)
			cell, west, words = e[6], e.west(p, s.y), words[wideSize:]
		} else {
			e := (*narrow)(words)
			cell, west, words = e[3], e.west(s.x, s.y), words[narrowSize:]
		}
		if cell != owner && in {
			return owner
		}
		owner, in = cell, in != west
	}
	if in {
		return owner
	}
	return ask
}

// narrow is a piece of four words: x and y of its southern point, the way to the northern one, its lowest row and how many it has, and
// the owner.
type narrow [narrowSize]uint32

// west reports whether the piece lies west of a point, counted from the square's corner.
func (e *narrow) west(x, y int32) bool {
	if uint32(y)-e[2]&0xffff >= e[2]>>16 { // rows below the lowest become huge
		return false
	}
	ax, ay := int64(int16(e[0])), int64(int16(e[0]>>16))
	return int64(int16(e[1]))*(int64(y)-ay) <= (int64(x)-ax)*int64(e[1]>>16)
}

// meets reports whether the point lies on the piece's edge.
func (e *narrow) meets(x, y int32) bool {
	dx, dy := int64(int16(e[1])), int64(e[1]>>16)
	px, py := int64(x)-int64(int16(e[0])), int64(y)-int64(int16(e[0]>>16))
	return dx*py == dy*px && 0 <= py && py <= dy && min(0, dx) <= px && px <= max(0, dx)
}

// broad is a piece of seven: both points, the lowest row and how many it has, and the owner.
type broad [wideSize]uint32

func (e *broad) west(p geo.Point, y int32) bool {
	if uint32(y)-e[4] >= e[5] {
		return false
	}
	a, b := geo.Point{X: int32(e[0]), Y: int32(e[1])}, geo.Point{X: int32(e[2]), Y: int32(e[3])}
	return geo.Orient(a, b, p) <= 0
}

func (e *broad) meets(p geo.Point) bool {
	return geo.OnSegment(p, geo.Point{X: int32(e[0]), Y: int32(e[1])}, geo.Point{X: int32(e[2]), Y: int32(e[3])})
}
