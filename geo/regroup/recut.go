package regroup

import "math"

// cutting is memory for the cuts of a tree.
type cutting struct {
	part  []int32
	cut   []int64 // price of the border of the branch at each member
	kinds []int32 // legacy grids of the part
	kind  []int32 // of each legacy grid: its place among them
	moved []int64 // people by member's branch and legacy grid
}

// recut merges the grids of two neighbouring faces and cuts them anew, at the best cut of a random spanning tree.
func (s *search) recut(u, b int32, heat float64) {
	a := s.label[u]
	part := s.members(u, a, b)
	before := s.grids[a].cost + s.grids[b].cost + s.between(part)
	t := s.tree(part, [3]float64{0, 0.3, 1}[s.pick(3)])
	i, after := s.bestCut(t)
	if s.bears(after-before, heat) {
		inside, rest := t.sides(i)
		s.recast(a, b, inside, rest)
	}
}

// between is the price of the border within the part.
func (s *search) between(part []int32) int64 {
	sum := int64(0)
	for _, u := range part {
		for h := s.first[u]; h < s.first[u+1]; h++ {
			if v := s.to[h]; u < v && s.seen[v] == s.stamp && s.label[u] != s.label[v] {
				sum += s.price[h]
			}
		}
	}
	return sum
}

// bestCut gives the branch of a tree whose cut costs least, and what the two grids and the border between them cost then.
func (s *search) bestCut(t *tree) (best int, least int64) {
	cut := s.cuts(t)
	s.sort(t)
	least = math.MaxInt64
	for i := 1; i < len(t.part); i++ {
		inside, rest := s.moved(t, i)
		n := t.people[i]
		if c := cut[i] + s.cost(n, inside) + s.cost(t.people[0]-n, rest); c < least {
			best, least = i, c
		}
	}
	return best, least
}

// recast gives two grids new faces: on the way they may be empty or in pieces.
func (s *search) recast(a, b int32, inside, rest []int32) {
	for _, side := range []struct {
		grid  int32
		faces []int32
	}{{a, inside}, {b, rest}} {
		for _, u := range side.faces {
			if s.label[u] != side.grid {
				s.move(s.try(u, side.grid))
			}
		}
	}
}

// members are the faces of two grids, found from one of them; they bear the stamp.
func (s *search) members(u, a, b int32) []int32 {
	s.stamp++
	s.seen[u] = s.stamp
	part := append(s.cutting.part[:0], u)
	for i := 0; i < len(part); i++ {
		for _, v := range s.to[s.first[part[i]]:s.first[part[i]+1]] {
			if s.seen[v] != s.stamp && (s.label[v] == a || s.label[v] == b) {
				s.seen[v] = s.stamp
				part = append(part, v)
			}
		}
	}
	s.cutting.part = part
	return part
}

// cuts gives for each branch the price of its border within the part: a half-edge counts on both ways up to where they meet.
func (s *search) cuts(t *tree) []int64 {
	cut := sized(&s.cutting.cut, len(t.part))
	for i, u := range t.part {
		for h := s.first[u]; h < s.first[u+1]; h++ {
			if v := s.to[h]; u < v && s.seen[v] == s.stamp {
				j := s.spot[v]
				cut[i] += s.price[h]
				cut[j] += s.price[h]
				cut[t.meet(int32(i), j)] -= 2 * s.price[h]
			}
		}
	}
	for i := len(cut) - 1; i > 0; i-- {
		cut[t.parent[i]] += cut[i]
	}
	return cut
}

// sort counts the people of each branch by legacy grid.
func (s *search) sort(t *tree) {
	c := &s.cutting
	c.kinds = c.kinds[:0]
	for _, u := range t.part {
		if b := s.base[u]; !c.knows(b) {
			c.kind[b] = int32(len(c.kinds))
			c.kinds = append(c.kinds, b)
		}
	}
	w := len(c.kinds)
	sum := sized(&c.moved, w*len(t.part))
	for i := len(t.part) - 1; i >= 0; i-- {
		sum[i*w+int(c.kind[s.base[t.part[i]]])] += s.pop[t.part[i]]
		if p := int(t.parent[i]); p >= 0 {
			for b := range w {
				sum[p*w+b] += sum[i*w+b]
			}
		}
	}
}

func (c *cutting) knows(base int32) bool {
	at := c.kind[base]
	return int(at) < len(c.kinds) && c.kinds[at] == base
}

// moved gives, of a branch and of the rest, the people who are not from the main legacy grid.
func (s *search) moved(t *tree, i int) (inside, rest int64) {
	w := len(s.cutting.kinds)
	all, branch := s.cutting.moved[:w], s.cutting.moved[i*w:(i+1)*w]
	for b, n := range branch {
		inside, rest = max(inside, n), max(rest, all[b]-n)
	}
	return t.people[i] - inside, t.people[0] - t.people[i] - rest
}

// sized gives n zeros in memory that is kept.
func sized(kept *[]int64, n int) []int64 {
	if cap(*kept) < n {
		*kept = make([]int64, 2*n)
	}
	out := (*kept)[:n]
	clear(out)
	return out
}
