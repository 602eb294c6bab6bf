package regroup

import "slices"

// tree is a random spanning tree of a contiguous part; its members are numbered from the root on, parents first. A search
// draws one at a time, always in the same memory.
type tree struct {
	part   []int32 // faces, parents first
	parent []int32 // member
	depth  []int32
	people []int64 // of the branch
	faces  []int32

	links []uint64 // weight, then half-edge
	group []int32  // of members that are joined already
	last  []int32  // of each face: the newest of its joints, 0 for none
	joint []joint  // from 1 on
}

// joint is a tree's edge at one of its ends.
type joint struct {
	to       int32 // face
	previous int32 // joint of the same face
}

// tree draws a spanning tree; penalty, from 0 to 1, keeps it from crossing streets and legacy borders, so that cuts follow
// them. Until the next walk its faces bear the stamp, and spot tells which member a face is.
func (s *search) tree(part []int32, penalty float64) *tree {
	s.number(part)
	t := &s.drawn
	s.link(t, part, penalty)
	s.join(t, part)
	s.hang(t, part[0])
	s.number(t.part)
	return t
}

// number stamps faces and tells each its place.
func (s *search) number(part []int32) {
	s.stamp++
	for i, u := range part {
		s.seen[u] = s.stamp
		s.spot[u] = int32(i)
	}
}

// link lists the edges within a part, lightest first.
func (s *search) link(t *tree, part []int32, penalty float64) {
	more := uint64(penalty * (1 << 31))
	t.links = t.links[:0]
	for _, u := range part {
		for h := s.first[u]; h < s.first[u+1]; h++ {
			if v := s.to[h]; u < v && s.seen[v] == s.stamp {
				w := s.random.Uint64() >> 33
				if s.old[h] {
					w += more
				}
				t.links = append(t.links, w<<32|uint64(h))
			}
		}
	}
	slices.Sort(t.links)
}

// join takes each edge that joins two pieces (Kruskal).
func (s *search) join(t *tree, part []int32) {
	t.group, t.last = t.group[:0], t.last[:0]
	for i := range part {
		t.group, t.last = append(t.group, int32(i)), append(t.last, 0)
	}
	t.joint = append(t.joint[:0], joint{})
	for _, l := range t.links {
		u, v := s.from[uint32(l)], s.to[uint32(l)]
		a, b := s.spot[u], s.spot[v]
		ra, rb := t.find(a), t.find(b)
		if ra == rb {
			continue
		}
		t.group[ra] = rb
		t.joint = append(t.joint, joint{v, t.last[a]}, joint{u, t.last[b]})
		t.last[a], t.last[b] = int32(len(t.joint)-2), int32(len(t.joint)-1)
		if len(t.joint) == 2*len(part)-1 {
			return
		}
	}
}

func (t *tree) find(i int32) int32 {
	for t.group[i] != i {
		t.group[i] = t.group[t.group[i]]
		i = t.group[i]
	}
	return i
}

// hang roots the tree at a face and counts its branches.
func (s *search) hang(t *tree, root int32) {
	t.part, t.parent, t.depth = append(t.part[:0], root), append(t.parent[:0], -1), append(t.depth[:0], 0)
	t.people, t.faces = t.people[:0], t.faces[:0]
	for i := 0; i < len(t.part); i++ {
		u, p := t.part[i], t.parent[i]
		t.people, t.faces = append(t.people, s.pop[u]), append(t.faces, 1)
		for j := t.last[s.spot[u]]; j > 0; j = t.joint[j].previous {
			if v := t.joint[j].to; p < 0 || t.part[p] != v {
				t.part, t.parent, t.depth = append(t.part, v), append(t.parent, int32(i)), append(t.depth, t.depth[i]+1)
			}
		}
	}
	for i := len(t.part) - 1; i > 0; i-- {
		p := t.parent[i]
		t.people[p] += t.people[i]
		t.faces[p] += t.faces[i]
	}
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
