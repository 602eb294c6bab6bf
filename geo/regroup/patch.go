package regroup

import "context"

// patch anneals a few neighbouring grids again and goes back where that did not pay.
func (s *search) patch(ctx context.Context) {
	s.open(s.around(int32(s.pick(s.k)), 3+s.pick(4)))
	before, label := s.total, append([]int32(nil), s.label...)
	s.anneal(ctx, min(s.left, max(int64(len(s.frontier.halves))*300, levels)), patchHeat)
	if s.total > before {
		s.plan = newPlan(s.problem, label)
	}
}

// around marks up to n neighbouring grids.
func (s *search) around(g int32, n int) []bool {
	within := make([]bool, s.k)
	within[g] = true
	for have := 1; have < min(n, s.k); have++ {
		var next []int32
		for h, u := range s.from {
			if v := s.to[h]; within[s.label[u]] && !within[s.label[v]] {
				next = append(next, s.label[v])
			}
		}
		within[next[s.pick(len(next))]] = true
	}
	return within
}
