package coverage

import (
	"math/bits"

	"wangge/geo"
)

// frontier holds the edges that nothing has cancelled yet: an edge put in one way and then the other is gone. With cells
// added in an order in which neighbours are near it never holds more than the rim of what was added so far.
//
// It is a hash table with open addressing; a slot without a net count is free. Edges cancel within their group alone.
type frontier struct {
	slots []slot
	used  int
}

// slot is an undirected edge and how often it was added from lo to hi, less how often the other way.
type slot struct {
	key span
	net int32
}

// span is an undirected edge of a group: its ends in order, packed.
type span struct {
	lo, hi uint64
	group  int32
}

// frontierLeast is the number of slots of a new frontier, a power of two.
const frontierLeast = 1 << 10

func pack(p geo.Point) uint64 { return uint64(uint32(p.X))<<32 | uint64(uint32(p.Y)) }

func unpack(v uint64) geo.Point { return geo.Point{X: int32(v >> 32), Y: int32(v)} } //nolint:gosec // the halves were put in so

func (s span) ends() (a, b geo.Point) { return unpack(s.lo), unpack(s.hi) }

// spanOf gives the edge without its direction, and 1 or -1 for the direction.
func spanOf(a, b geo.Point, group int32) (span, int32) {
	lo, hi := pack(a), pack(b)
	if hi < lo {
		return span{hi, lo, group}, -1
	}
	return span{lo, hi, group}, 1
}

// hash mixes the ends by two multiplications (the odd constants are those of xxHash64).
func (s span) hash() uint64 {
	const p1, p2, p3 = 0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9
	return (bits.RotateLeft64(s.lo*p1, 31) ^ (s.hi+uint64(uint32(s.group))*p3)*p2) * p1
}

func (f *frontier) home(s span) int {
	return int(s.hash() >> (64 - bits.TrailingZeros(uint(len(f.slots)))))
}

// add counts the directed edge a→b by n.
func (f *frontier) add(a, b geo.Point, group, n int32) {
	if a == b {
		return
	}
	key, sign := spanOf(a, b, group)
	f.count(key, n*sign)
}

func (f *frontier) count(key span, n int32) {
	if 2*f.used >= len(f.slots) {
		f.grow()
	}
	for i := f.home(key); ; i = (i + 1) & (len(f.slots) - 1) {
		s := &f.slots[i]
		switch {
		case s.net == 0:
			*s = slot{key, n}
			f.used++
			return
		case s.key == key:
			if s.net += n; s.net == 0 {
				f.free(i)
			}
			return
		}
	}
}

// free empties slot i and moves back what was put behind it for want of room, so that no search ends too early.
func (f *frontier) free(i int) {
	f.used--
	mask := len(f.slots) - 1
	for j := (i + 1) & mask; f.slots[j].net != 0; j = (j + 1) & mask {
		if h := f.home(f.slots[j].key); (j-h)&mask >= (j-i)&mask {
			f.slots[i] = f.slots[j]
			i = j
		}
	}
	f.slots[i] = slot{}
}

func (f *frontier) grow() { f.resize(max(frontierLeast, 2*len(f.slots))) }

// reserve makes room for n more edges. It has to come before edges of another frontier are put in: they come in the order of
// their hashes, which fills one end of a small table and makes every search a walk through all of it.
func (f *frontier) reserve(n int) {
	size := frontierLeast
	for size < 2*(f.used+n+1) {
		size *= 2
	}
	if size > len(f.slots) {
		f.resize(size)
	}
}

func (f *frontier) resize(size int) {
	old := f.slots
	f.slots, f.used = make([]slot, size), 0
	for _, s := range old {
		if s.net != 0 {
			f.count(s.key, s.net)
		}
	}
}

// addShape counts all edges of a shape by n.
func (f *frontier) addShape(m geo.MultiPolygon, group, n int32) {
	for _, p := range m {
		for _, r := range p {
			f.addRing(r, 0, len(r), group, n)
		}
	}
}

// addRing counts by n the edges of a ring that begin at its points from … to−1.
func (f *frontier) addRing(r geo.Ring, from, to int, group, n int32) {
	if from >= to {
		return
	}
	a := r[from]
	for _, b := range r[from+1 : to] {
		f.add(a, b, group, n)
		a = b
	}
	f.add(a, r[to%len(r)], group, n)
}

// merge adds what another frontier holds.
func (f *frontier) merge(g *frontier) {
	f.reserve(g.used)
	g.each(f.count)
}

// take moves over what another frontier holds, and leaves it empty with its memory.
func (f *frontier) take(g *frontier) {
	f.merge(g)
	clear(g.slots)
	g.used = 0
}

// each tells every edge that is left, in no stated order.
func (f *frontier) each(yield func(key span, net int32)) {
	for _, s := range f.slots {
		if s.net != 0 {
			yield(s.key, s.net)
		}
	}
}

// net tells how often an edge is left over from lo to hi, less how often the other way.
func (f *frontier) net(key span) int32 {
	if len(f.slots) == 0 {
		return 0
	}
	for i := f.home(key); f.slots[i].net != 0; i = (i + 1) & (len(f.slots) - 1) {
		if f.slots[i].key == key {
			return f.slots[i].net
		}
	}
	return 0
}
