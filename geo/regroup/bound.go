package regroup

import (
	"math"
	"math/bits"
)

// bound tells what no plan of a case costs less than: a Lagrangian relaxation. Each grid by itself looks for the cheapest
// set of faces (a minimum cut, with half the price of each border between its set and the rest), and for the number of
// people that it likes best, as though faces could be in several grids or none and the people were not those of the faces.
// Multipliers pull both together: what each face is worth to whoever takes it, and a rate that each grid pays for people.
// Any multipliers give a valid bound; subgradient steps look for good ones.
//
// Two grids need one set only, with whole prices: the other's faces are the rest.
//
// Lower bounds of costs are whole numbers below the costs, so rounding proves nothing false.
type bound struct {
	*problem
	scale  int64 // of all sums: 2 where borders are halved
	mains  []int32
	fee    []int64 // of a face that is not of its grid's main legacy grid
	may    []uint8 // grids that a face may be in, as bits
	fixed  []int32 // faces of each grid that may be in no other
	nets   []*network
	worth  []int64 // of a face
	rate   []int64 // of a grid, for a thousandth of a person
	size   float64 // people of a face, root of the mean square
	level  int64   // the bound, scaled
	spread balance

	bestWorth, nextWorth, lack []int64 // of raise and step
	bestRate, nextRate, excess []int64
}

func newBound(p *problem) *bound {
	n, k := len(p.pop), p.k
	b := &bound{
		problem: p, scale: 2, fee: make([]int64, n), may: make([]uint8, n), fixed: make([]int32, k),
		worth: make([]int64, n), rate: make([]int64, k), spread: newBalance(p),
		bestWorth: make([]int64, n), nextWorth: make([]int64, n), lack: make([]int64, n),
		bestRate: make([]int64, k), nextRate: make([]int64, k), excess: make([]int64, k),
	}
	sets := k
	if k == 2 {
		b.scale, sets = 1, 1
	}
	back := p.back()
	for range sets {
		b.nets = append(b.nets, newNetwork(p, back))
	}
	squares := 0.0
	for u, of := range p.pop {
		b.fee[u] = p.moving(of)
		squares += float64(float64(of) * float64(of))
	}
	b.size = max(1, math.Sqrt(squares/float64(n)))
	return b
}

// moving is less than what it costs that people move.
func (p *problem) moving(n int64) int64 { return max(0, p.cost(p.target, n)-p.cost(p.target, 0)-1) }

// begin leaves each face all grids.
func (b *bound) begin(r *root) {
	b.mains = r.mains
	for u := range b.may {
		b.may[u] = 1<<b.k - 1
	}
	clear(b.fixed)
	b.spread.begin()
	clear(b.rate)
	copy(b.rate, r.rate)
	for u := range b.worth {
		if b.worth[u] = 0; len(b.nets) == 1 {
			b.worth[u] = b.price(u, 1)
		}
	}
	copy(b.worth, r.worth)
	for g, w := range b.nets {
		w.begin(func(u int) int64 { return b.price(u, g) - b.worth[u] + b.rate[g]*b.pop[u] })
	}
}

// price of a face in a grid, without borders.
func (b *bound) price(u, g int) int64 {
	if b.base[u] == b.mains[g] {
		return 0
	}
	return b.scale * b.fee[u]
}

// allow sets the grids that a face may be in.
func (b *bound) allow(u int32, may uint8) {
	old, n := b.may[u], b.pop[u]
	for d := old &^ may; d != 0; d &= d - 1 {
		b.spread.most[bits.TrailingZeros8(d)] -= n
	}
	for d := may &^ old; d != 0; d &= d - 1 {
		b.spread.most[bits.TrailingZeros8(d)] += n
	}
	if g := bits.TrailingZeros8(old); old == 1<<g {
		b.spread.least[g] -= n
		b.fixed[g]--
	}
	if g := bits.TrailingZeros8(may); may == 1<<g {
		b.spread.least[g] += n
		b.fixed[g]++
	}
	b.may[u] = may
}

// raise looks for multipliers with a bound of the limit or more, but not longer than it is told; it keeps the best ones and
// gives the number of bounds that it took.
func (b *bound) raise(limit int64, turns int) int {
	b.level = math.MinInt64
	for tried := 1; ; tried++ {
		last := b.evaluate()
		if last > b.level {
			b.level = last
			copy(b.bestWorth, b.worth)
			copy(b.bestRate, b.rate)
		}
		if last < limit && tried < turns && b.step(min(limit-last, limit)) {
			continue
		}
		if last < b.level {
			b.pull(b.bestWorth, b.bestRate)
			b.evaluate()
			tried++
		}
		return tried
	}
}

// evaluate is the bound that the multipliers give.
func (b *bound) evaluate() int64 {
	sum := b.spread.cheapest(b.scale, b.rate)
	for g, w := range b.nets {
		sum += w.minimum(b.may, 1<<g)
	}
	for _, v := range b.worth {
		sum += v
	}
	return sum
}

// step changes the multipliers along a subgradient, as far as would close the gap if the bound were linear (Polyak). It is
// false where the sets are a plan that the balance likes, so that no multipliers are better.
func (b *bound) step(gap int64) bool {
	norm := b.mismatch()
	if norm == 0 {
		return false
	}
	far := float64(gap) / max(1, norm)
	for u, lack := range b.lack {
		b.nextWorth[u] = b.worth[u] + int64(far*float64(lack))
	}
	for g, excess := range b.excess {
		b.nextRate[g] = b.rate[g] + int64(far*float64(excess)/b.size/b.size)
	}
	b.pull(b.nextWorth, b.nextRate)
	return true
}

// mismatch counts the sets that lack each face, less the one that should have it, and the people of each set above those that
// the balance likes; it gives the norm of both.
func (b *bound) mismatch() float64 {
	norm := 0.0
	clear(b.excess)
	for u, n := range b.pop {
		b.lack[u] = 1
		for g, w := range b.nets {
			if w.has(int32(u)) {
				b.lack[u]--
				b.excess[g] += n
			}
		}
		if len(b.nets) == 1 {
			b.lack[u] = 0
		}
		norm += float64(b.lack[u] * b.lack[u])
	}
	for g := range b.nets {
		b.excess[g] -= b.spread.wish[g]
		d := float64(b.excess[g]) / b.size
		norm += float64(d * d)
	}
	return norm
}

// pull sets the multipliers.
func (b *bound) pull(worth, rate []int64) {
	for g, w := range b.nets {
		for u, n := range b.pop {
			w.cost[u] += b.worth[u] - worth[u] + (rate[g]-b.rate[g])*n
		}
	}
	copy(b.worth, worth)
	copy(b.rate, rate)
}

// lean is lower where a grid is likelier for a face.
func (b *bound) lean(u int32, g int) int64 {
	if g < len(b.nets) {
		return b.nets[g].cost[u]
	}
	return -b.nets[0].cost[u] // the rest's
}

// doubtful is the face to branch on, -1 where each has its grid: large ones first, then those with many people of whom the
// bound does not know where they belong.
func (b *bound) doubtful() int32 {
	most, out := 0.0, int32(-1)
	for u, m := range b.may {
		if m&(m-1) == 0 {
			continue
		}
		sure := 0.0
		for g, w := range b.nets {
			if m>>g&1 == 1 {
				sure += math.Abs(float64(w.cost[u]))
			}
		}
		doubt := (float64(b.fee[u]) + 0.001*unit) / (sure + 0.01*unit)
		if 3*b.pop[u] > b.target {
			doubt += float64(b.pop[u])
		}
		if doubt > most {
			most, out = doubt, int32(u)
		}
	}
	return out
}
