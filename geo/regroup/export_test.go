package regroup

// ReCom is the baseline of the benchmarks: plain recombination in short bursts of ten, each from the best plan so far. A pair of
// neighbouring grids is cut anew at an even chance among the cuts that leave both within 30 % of their mean. It gives the best J once the time is up.
func ReCom(c Community, seed uint64, up func() bool) float64 {
	p, err := newProblem(c, defaultTarget)
	if err != nil {
		panic(err)
	}
	s := newSearch(p, seed, 1)
	best := newPlan(p, s.start())
	for p.k > 1 && !up() {
		s.plan = newPlan(p, best.label)
		s.open(nil)
		for range 10 {
			if s.recombine(); s.total < best.total {
				best = newPlan(p, s.label)
			}
		}
	}
	return best.j()
}

func (s *search) recombine() {
	h := s.frontier.halves[s.pick(len(s.frontier.halves))]
	a, b := s.label[s.from[h]], s.label[s.to[h]]
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
