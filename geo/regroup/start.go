package regroup

// start groups the faces by cutting random spanning trees in two, again and again.
func (s *search) start() []int32 {
	label := make([]int32, len(s.pop))
	all := make([]int32, len(s.pop))
	for u := range all {
		all[u] = int32(u)
	}
	s.split(all, 0, s.k, label)
	return label
}

const startTrees = 8 // tried for a cut

// split gives the grids from first on, k of them, to the faces of one contiguous part. There is always a cut that leaves each
// side as many faces as grids.
func (s *search) split(part []int32, first, k int, label []int32) {
	if k == 1 {
		for _, u := range part {
			label[u] = int32(first)
		}
		return
	}
	var inside, rest []int32
	var grids int
	best := int64(-1)
	for range startTrees {
		t := s.tree(part, 0)
		for i := 1; i < len(part); i++ {
			g, off := t.suits(i, k)
			if best < 0 || off < best {
				best, grids = off, g
				inside, rest = t.sides(i)
			}
		}
	}
	s.split(inside, first, grids, label)
	s.split(rest, first+grids, k-grids, label)
}

// suits tells how many of k grids the branch at i should have, and by how many people it is off.
func (t *tree) suits(i, k int) (int, int64) {
	all, faces := t.people[0], t.faces[0]
	least, most := max(1, k-int(faces-t.faces[i])), min(k-1, int(t.faces[i]))
	g := least
	if all > 0 {
		g = int(float64(t.people[i])*float64(k)/float64(all) + 0.5)
	}
	g = min(max(g, least), most)
	if least > most { // too few faces on this side
		return 0, 1 << 62
	}
	off := t.people[i] - all/int64(k)*int64(g) // a product with all could be too large
	return g, max(off, -off)
}
