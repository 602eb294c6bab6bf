package regroup

import (
	"math/rand/v2"
	"time"
)

// ReCom is the baseline of the benchmarks: plain recombination in short bursts of ten, each from the best plan so far. A pair of
// neighbouring grids is cut anew at an even chance among the cuts that leave both within 30 % of their mean. It gives the best J.
func ReCom(c Community, seed uint64, within time.Duration) float64 {
	p, err := newProblem(c, Options{Target: defaultTarget})
	if err != nil {
		panic(err)
	}
	s := &search{problem: p, random: rand.New(rand.NewPCG(seed, 1)), spot: make([]int32, len(p.pop)), seen: make([]int32, len(p.pop))}
	best := newPlan(p, s.start())
	for end := time.Now().Add(within); time.Now().Before(end) && p.k > 1; {
		s.plan = newPlan(p, best.label)
		for range 10 {
			if s.recombine(); s.total < best.total {
				best = newPlan(p, s.label)
			}
		}
	}
	return best.j()
}

func (s *search) recombine() {
	h := s.pick(len(s.from))
	a, b := s.label[s.from[h]], s.label[s.to[h]]
	if a == b {
		return
	}
	t := s.tree(s.members(s.from[h], a, b), 0)
	var legal []int
	for i := 1; i < len(t.part); i++ {
		if n := 2 * t.people[i]; 10*max(n-t.people[0], t.people[0]-n) <= 3*t.people[0] {
			legal = append(legal, i)
		}
	}
	if len(legal) > 0 {
		inside, rest := t.sides(legal[s.pick(len(legal))])
		s.recast(a, b, inside, rest)
	}
}
