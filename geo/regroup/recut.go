package regroup

import (
	"context"
	"math"
)

// recut merges the grids of two neighbouring faces and cuts them anew, at the best cut of a random spanning tree.
func (s *search) recut(u, b int32, heat float64) {
	a := s.label[u]
	part := s.members(u, a, b)
	t := s.tree(part, [3]float64{0, 0.3, 1}[s.pick(3)])
	before, i, delta := int64(0), 0, int64(math.MaxInt64)
	for _, v := range part {
		for h := s.first[v]; h < s.first[v+1]; h++ {
			if w := s.to[h]; v < w && s.label[w] != s.label[v] && (s.label[w] == a || s.label[w] == b) {
				before += s.price[h]
			}
		}
	}
	before += s.grids[a].cost + s.grids[b].cost
	cut, moved := s.cuts(t), s.moved(t)
	for j := 1; j < len(part); j++ {
		n := t.people[j]
		after := cut[j] + s.cost(n, moved[j][0]) + s.cost(t.people[0]-n, moved[j][1])
		if after-before < delta {
			i, delta = j, after-before
		}
	}
	if s.bears(delta, heat) {
		inside, rest := t.sides(i)
		s.recast(a, b, inside, rest)
	}
}

// recast gives two grids new faces.
func (s *search) recast(a, b int32, inside, rest []int32) {
	for _, side := range []struct {
		grid  int32
		faces []int32
	}{{a, inside}, {b, rest}} {
		for _, u := range side.faces {
			if s.label[u] != side.grid {
				s.do(s.try(u, side.grid))
			}
		}
	}
}

// members are the faces of two grids, found from one of them.
func (s *search) members(u, a, b int32) []int32 {
	s.stamp++
	s.seen[u] = s.stamp
	part := []int32{u}
	for i := 0; i < len(part); i++ {
		for _, v := range s.to[s.first[part[i]]:s.first[part[i]+1]] {
			if s.seen[v] != s.stamp && (s.label[v] == a || s.label[v] == b) {
				s.seen[v] = s.stamp
				part = append(part, v)
			}
		}
	}
	return part
}

// moved gives for each branch, and for all without it, the people who are not from the main legacy grid.
func (s *search) moved(t *tree) [][2]int64 {
	spot := map[int32]int{}
	for _, u := range t.part {
		if _, ok := spot[s.base[u]]; !ok {
			spot[s.base[u]] = len(spot)
		}
	}
	w := len(spot)
	sum := make([]int64, w*len(t.part))
	for i := len(t.part) - 1; i >= 0; i-- {
		sum[i*w+spot[s.base[t.part[i]]]] += s.pop[t.part[i]]
		if p := int(t.parent[i]); p >= 0 {
			for b := range w {
				sum[p*w+b] += sum[i*w+b]
			}
		}
	}
	out := make([][2]int64, len(t.part))
	for i := range out {
		in, rest := int64(0), int64(0)
		for b := range w {
			in, rest = max(in, sum[i*w+b]), max(rest, sum[b]-sum[i*w+b])
		}
		out[i] = [2]int64{t.people[i] - in, t.people[0] - t.people[i] - rest}
	}
	return out
}

// patch anneals a few neighbouring grids again and goes back where that did not pay.
func (s *search) patch(ctx context.Context) {
	within := s.around(int32(s.pick(s.k)), 3+s.pick(4))
	halves := s.halves(within)
	if len(halves) == 0 { // a grid of one face without neighbours: k is 1
		s.left = 0
		return
	}
	before, label := s.total, append([]int32(nil), s.label...)
	s.anneal(ctx, min(s.left, max(int64(len(halves))*300, levels)), patchHeat, halves)
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
