package geo

import "slices"

// BoxTree finds boxes that meet a given one. It is static: Build packs the boxes into levels of
// groups of eight. The zero BoxTree is empty; after Build it is safe for concurrent use.
type BoxTree struct {
	order  []int32  // place in the lowest level → index of the box; nil where they are the same
	place  []int32  // the reverse, made when it is first needed
	levels [][]Rect // boxes, then groups of boxFan, up to one group
}

const boxFan = 8

// Build indexes the boxes in the order they come, which should be one where neighbours are near
// (such as the edges along a ring). It reuses the memory of an earlier Build.
func (t *BoxTree) Build(boxes []Rect) {
	t.order, t.place = nil, nil
	t.build(boxes)
}

// BuildSorted indexes boxes that come in any order.
func (t *BoxTree) BuildSorted(boxes []Rect) { t.BuildIn(ZOrder(boxes), boxes) }

// BuildIn indexes boxes in a given order of their indexes, such as that of ZOrder. Indexes beyond the boxes are passed over.
func (t *BoxTree) BuildIn(order []int32, boxes []Rect) {
	t.order, t.place = make([]int32, 0, len(boxes)), nil
	packed := make([]Rect, 0, len(boxes))
	for _, i := range order {
		if int(i) < len(boxes) {
			t.order, packed = append(t.order, i), append(packed, boxes[i])
		}
	}
	t.build(packed)
}

// Grow makes box i cover r too. The tree finds it where it was as well, so callers that must know ask the box itself.
func (t *BoxTree) Grow(i int, r Rect) {
	at := i
	if t.order != nil {
		at = int(t.placeOf(i))
	}
	for _, boxes := range t.levels {
		if r.Empty() || r.Inside(boxes[at]) {
			return
		}
		boxes[at] = boxes[at].Union(r)
		at /= boxFan
	}
}

func (t *BoxTree) placeOf(i int) int32 {
	if t.place == nil {
		t.place = make([]int32, len(t.order))
		for at, j := range t.order {
			t.place[j] = int32(at) //nolint:gosec // as many as boxes
		}
	}
	return t.place[i]
}

func (t *BoxTree) build(boxes []Rect) {
	if len(t.levels) == 0 {
		t.levels = append(t.levels, nil)
	}
	t.levels[0] = boxes
	depth := 1
	for below := boxes; len(below) > 1; depth++ {
		if depth == len(t.levels) {
			t.levels = append(t.levels, nil)
		}
		level := t.levels[depth][:0]
		for i := 0; i < len(below); i += boxFan {
			box := EmptyRect
			for _, b := range below[i:min(i+boxFan, len(below))] {
				box = box.Union(b)
			}
			level = append(level, box)
		}
		t.levels[depth] = level
		below = level
	}
	t.levels = t.levels[:depth]
}

// Search calls yield with the index of every box that shares a point with r, until yield gives false.
// The order is the same for the same boxes.
func (t *BoxTree) Search(r Rect, yield func(i int) bool) {
	if n := len(t.levels); n > 0 && len(t.levels[0]) > 0 {
		t.search(n-1, 0, len(t.levels[n-1]), r, yield)
	}
}

func (t *BoxTree) search(level, from, to int, r Rect, yield func(i int) bool) bool {
	boxes := t.levels[level]
	for i := from; i < to; i++ {
		if !boxes[i].Intersects(r) {
			continue
		}
		switch {
		case level > 0:
			if first, end := t.below(level, i); !t.search(level-1, first, end, r, yield) {
				return false
			}
		case !yield(t.index(i)):
			return false
		}
	}
	return true
}

// Pairs calls yield once with the indexes of every two boxes that share a point, until it gives false, and reports whether
// it never did. The order is the same for the same boxes.
func (t *BoxTree) Pairs(yield func(i, j int) bool) bool {
	n := len(t.levels)
	return n == 0 || t.pairsAmong(n-1, 0, len(t.levels[n-1]), yield)
}

// pairsAmong takes the boxes below some of a level.
func (t *BoxTree) pairsAmong(level, from, to int, yield func(i, j int) bool) bool {
	boxes := t.levels[level]
	for i := from; i < to; i++ {
		if level > 0 {
			if first, end := t.below(level, i); !t.pairsAmong(level-1, first, end, yield) {
				return false
			}
		}
		for j := i + 1; j < to; j++ {
			if boxes[i].Intersects(boxes[j]) && !t.pairsBetween(level, i, j, yield) {
				return false
			}
		}
	}
	return true
}

// pairsBetween takes the boxes below one with those below another.
func (t *BoxTree) pairsBetween(level, i, j int, yield func(i, j int) bool) bool {
	if level == 0 {
		return yield(t.index(i), t.index(j))
	}
	boxes, above := t.levels[level-1], t.levels[level]
	first, end := t.below(level, i)
	first2, end2 := t.below(level, j)
	for k := first; k < end; k++ {
		if !boxes[k].Intersects(above[j]) {
			continue
		}
		for l := first2; l < end2; l++ {
			if boxes[k].Intersects(boxes[l]) && !t.pairsBetween(level-1, k, l, yield) {
				return false
			}
		}
	}
	return true
}

// below gives the boxes from first to end−1 of the next lower level that a group holds.
func (t *BoxTree) below(level, i int) (first, end int) {
	return i * boxFan, min((i+1)*boxFan, len(t.levels[level-1]))
}

func (t *BoxTree) index(i int) int {
	if t.order == nil {
		return i
	}
	return int(t.order[i])
}

// ZOrder gives the indexes of the boxes along a Z curve through their middles: near boxes come near each other.
func ZOrder(boxes []Rect) []int32 {
	whole := EmptyRect
	for _, b := range boxes {
		whole = whole.Union(b)
	}
	type keyed struct {
		key uint64
		i   int32
	}
	keys := make([]keyed, len(boxes))
	for i, b := range boxes {
		x := (int64(b.Min.X)+int64(b.Max.X))/2 - int64(whole.Min.X)
		y := (int64(b.Min.Y)+int64(b.Max.Y))/2 - int64(whole.Min.Y)
		keys[i] = keyed{spread(uint32(x)) | spread(uint32(y))<<1, int32(i)}
	}
	slices.SortFunc(keys, func(a, b keyed) int {
		switch {
		case a.key < b.key || a.key == b.key && a.i < b.i:
			return -1
		default:
			return 1
		}
	})
	order := make([]int32, len(keys))
	for i, k := range keys {
		order[i] = k.i
	}
	return order
}

// spread puts a zero between every two bits.
func spread(v uint32) uint64 {
	x := uint64(v)
	x = (x | x<<16) & 0x0000ffff0000ffff
	x = (x | x<<8) & 0x00ff00ff00ff00ff
	x = (x | x<<4) & 0x0f0f0f0f0f0f0f0f
	x = (x | x<<2) & 0x3333333333333333
	return (x | x<<1) & 0x5555555555555555
}
