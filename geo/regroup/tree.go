package regroup

import (
	"cmp"
	"slices"
)

// tree is a random spanning tree of a contiguous part; its members are numbered from the root on, parents first.
type tree struct {
	part   []int32 // faces, parents first
	parent []int32 // member
	depth  []int32
	people []int64 // of the branch
	faces  []int32
}

type link struct {
	half   int32
	weight uint64
}

// tree draws a spanning tree; penalty, from 0 to 1, keeps it from crossing streets and legacy borders, so that cuts follow them.
func (s *search) tree(part []int32, penalty float64) *tree {
	for i, u := range part {
		s.spot[u] = int32(i) + 1
	}
	links := s.links(part, penalty)
	joined := s.join(part, links)
	t := s.hang(part, joined)
	for _, u := range part {
		s.spot[u] = 0
	}
	return t
}

// links are the edges within a part, lightest first.
func (s *search) links(part []int32, penalty float64) []link {
	more := uint64(penalty * (1 << 32))
	s.buffer = s.buffer[:0]
	for _, u := range part {
		for h := s.first[u]; h < s.first[u+1]; h++ {
			if v := s.to[h]; u < v && s.spot[v] > 0 {
				w := s.random.Uint64() >> 32
				if s.old[h] {
					w += more
				}
				s.buffer = append(s.buffer, link{h, w})
			}
		}
	}
	slices.SortFunc(s.buffer, func(a, b link) int { return cmp.Or(cmp.Compare(a.weight, b.weight), cmp.Compare(a.half, b.half)) })
	return s.buffer
}

// join gives each member its tree neighbours (Kruskal).
func (s *search) join(part []int32, links []link) [][]int32 {
	group := make([]int32, len(part))
	for i := range group {
		group[i] = int32(i)
	}
	find := func(i int32) int32 {
		for group[i] != i {
			group[i] = group[group[i]]
			i = group[i]
		}
		return i
	}
	joined := make([][]int32, len(part))
	for _, l := range links {
		a, b := s.spot[s.from[l.half]]-1, s.spot[s.to[l.half]]-1
		if ra, rb := find(a), find(b); ra != rb {
			group[ra] = rb
			joined[a], joined[b] = append(joined[a], b), append(joined[b], a)
		}
	}
	return joined
}

// hang roots the tree at its first member and counts its branches.
func (s *search) hang(part []int32, joined [][]int32) *tree {
	n := len(part)
	t := &tree{make([]int32, 0, n), make([]int32, 0, n), make([]int32, 0, n), make([]int64, n), make([]int32, n)}
	order := []int32{0}
	t.parent, t.depth = append(t.parent, -1), append(t.depth, 0)
	for i := 0; i < len(order); i++ {
		m := order[i]
		t.part = append(t.part, part[m])
		for _, to := range joined[m] {
			if p := t.parent[i]; p >= 0 && order[p] == to {
				continue
			}
			order = append(order, to)
			t.parent, t.depth = append(t.parent, int32(i)), append(t.depth, t.depth[i]+1)
		}
	}
	for i := n - 1; i >= 0; i-- {
		t.people[i] += s.pop[t.part[i]]
		t.faces[i]++
		if p := t.parent[i]; p >= 0 {
			t.people[p] += t.people[i]
			t.faces[p] += t.faces[i]
		}
	}
	return t
}

// sides are the faces of the branch at i, and all others.
func (t *tree) sides(i int) (inside, rest []int32) {
	in := make([]bool, len(t.part))
	in[i] = true
	for j, u := range t.part {
		if p := t.parent[j]; p >= 0 && in[p] {
			in[j] = true
		}
		if in[j] {
			inside = append(inside, u)
		} else {
			rest = append(rest, u)
		}
	}
	return inside, rest
}

// cuts gives for each branch the price of its border within the part: a half-edge counts on both ways up to where they meet.
func (s *search) cuts(t *tree) []int64 {
	for i, u := range t.part {
		s.spot[u] = int32(i) + 1
	}
	cut := make([]int64, len(t.part))
	for i, u := range t.part {
		for h := s.first[u]; h < s.first[u+1]; h++ {
			if v := s.to[h]; u < v && s.spot[v] > 0 {
				j := s.spot[v] - 1
				cut[i] += s.price[h]
				cut[j] += s.price[h]
				cut[t.meet(int32(i), j)] -= 2 * s.price[h]
			}
		}
	}
	for i := len(cut) - 1; i > 0; i-- {
		cut[t.parent[i]] += cut[i]
	}
	for _, u := range t.part {
		s.spot[u] = 0
	}
	return cut
}

// meet is the nearest common ancestor.
func (t *tree) meet(a, b int32) int32 {
	for a != b {
		if t.depth[a] < t.depth[b] {
			a, b = b, a
		}
		a = t.parent[a]
	}
	return a
}
