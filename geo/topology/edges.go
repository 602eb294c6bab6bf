package topology

import (
	"math/bits"

	"wangge/geo"
)

// edgeTable joins the two directions of edges: an edge waits in it until its twin comes. With cells in an order in which
// neighbours are near it holds no more than the rim of what came so far. It is a hash table with open addressing.
type edgeTable struct {
	slots []edgeSlot
	used  int
}

// edgeSlot is an edge that waits; one without points is free.
type edgeSlot struct {
	a, b  geo.Point
	place place
}

func newEdgeTable() *edgeTable { return &edgeTable{slots: make([]edgeSlot, 1<<10)} }

// home is the same for both directions.
func (t *edgeTable) home(a, b geo.Point) int {
	const p1, p2 = 0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F // the odd constants of xxHash64
	x, y := uint64(uint32(a.X))<<32|uint64(uint32(a.Y)), uint64(uint32(b.X))<<32|uint64(uint32(b.Y))
	if y < x {
		x, y = y, x
	}
	return int((bits.RotateLeft64(x*p1, 31) ^ y*p2) * p1 >> (64 - bits.TrailingZeros(uint(len(t.slots)))))
}

// meet takes the twin of an edge from the table, or leaves the edge there. It fails where the same edge waits already.
func (t *edgeTable) meet(a, b geo.Point, at place) (twin place, matched, ok bool) {
	if 2*t.used >= len(t.slots) {
		t.grow()
	}
	mask := len(t.slots) - 1
	for i := t.home(a, b); ; i = (i + 1) & mask {
		s := &t.slots[i]
		switch {
		case s.a == s.b:
			*s = edgeSlot{a, b, at}
			t.used++
			return place{}, false, true
		case s.a == b && s.b == a:
			twin = s.place
			t.remove(i)
			return twin, true, true
		case s.a == a && s.b == b:
			return place{}, false, false
		}
	}
}

// remove frees a slot and moves back what was put behind it for want of room.
func (t *edgeTable) remove(i int) {
	t.used--
	mask := len(t.slots) - 1
	for j := (i + 1) & mask; t.slots[j].a != t.slots[j].b; j = (j + 1) & mask {
		if h := t.home(t.slots[j].a, t.slots[j].b); (j-h)&mask >= (j-i)&mask {
			t.slots[i] = t.slots[j]
			i = j
		}
	}
	t.slots[i] = edgeSlot{}
}

func (t *edgeTable) grow() {
	old := t.slots
	t.slots, t.used = make([]edgeSlot, 2*len(old)), 0
	for _, s := range old {
		if s.a != s.b {
			t.meet(s.a, s.b, s.place)
		}
	}
}
