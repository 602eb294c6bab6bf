package regroup

import "math"

// balance finds how the people of a case are spread best over the grids, each between those who are in it and those who may be.
//
// The cost of a grid's people is linear between knots, and lower at a band's edge than beyond it. So in a best spread all
// grids but one have as many people as a knot or an end of theirs; the one has the rest.
type balance struct {
	least, most []int64 // people of each grid
	wish        []int64 // people of each grid in the best spread
	knots       []int64
	problem     *problem
	scale       int64
	rate        []int64

	options [][]option // of each grid
	floor   []int64    // cost of its cheapest
	picked  []int64
	lowest  int64
}

type option struct{ people, cost int64 }

func newBalance(p *problem) balance {
	b := balance{problem: p, knots: []int64{p.target}, options: make([][]option, p.k)}
	for _, of := range []*[]int64{&b.least, &b.most, &b.wish, &b.floor, &b.picked} {
		*of = make([]int64, p.k)
	}
	for _, band := range []float64{closerBand, outOfBand} {
		edge := int64(float64(p.target)*band) + 1
		for float64(edge)/float64(p.target) > band {
			edge--
		}
		b.knots = append(b.knots, p.target-edge, p.target+edge)
	}
	return b
}

// begin lets all grids have all people.
func (b *balance) begin() {
	all := b.problem.people()
	for g := range b.most {
		b.least[g], b.most[g] = 0, all
	}
}

// cheapest is the cost of the best spread where each grid gets a rate for its people; costs are scaled.
func (b *balance) cheapest(scale int64, rate []int64) int64 {
	b.scale, b.rate, b.lowest = scale, rate, math.MaxInt64
	floor := int64(0)
	for g := range b.options {
		b.offer(g)
		floor += b.floor[g]
	}
	for rest := range b.options {
		b.try(0, rest, b.problem.people(), floor)
	}
	return b.lowest
}

func (b *balance) offer(g int) {
	least, most := b.least[g], b.most[g]
	b.options[g] = append(b.options[g][:0], option{least, b.cost(g, least)}, option{most, b.cost(g, most)})
	for _, n := range b.knots {
		if n > least && n < most {
			b.options[g] = append(b.options[g], option{n, b.cost(g, n)})
		}
	}
	b.floor[g] = math.MaxInt64
	for _, o := range b.options[g] {
		b.floor[g] = min(b.floor[g], o.cost)
	}
}

// cost of a grid's people is less than the plan's, whose cost is rounded together with that of the people moved.
func (b *balance) cost(g int, n int64) int64 {
	return b.scale*max(0, b.problem.cost(n, 0)-1) - b.rate[g]*n
}

// try gives each grid from g on one of its options, and the rest to one; floor is what all cost at least.
func (b *balance) try(g, rest int, people, floor int64) {
	if floor >= b.lowest {
		return
	}
	if g == rest {
		g++
	}
	if g >= len(b.options) {
		b.close(rest, people, floor)
		return
	}
	for _, o := range b.options[g] {
		b.picked[g] = o.people
		b.try(g+1, rest, people-o.people, floor-b.floor[g]+o.cost)
	}
}

func (b *balance) close(rest int, people, floor int64) {
	if people < b.least[rest] || people > b.most[rest] {
		return
	}
	b.picked[rest] = people
	if sum := floor - b.floor[rest] + b.cost(rest, people); sum < b.lowest {
		b.lowest = sum
		copy(b.wish, b.picked)
	}
}
