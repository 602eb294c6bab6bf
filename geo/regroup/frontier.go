package regroup

// frontier is the half-edges between grids, so that a move can be drawn among them.
type frontier struct {
	halves []int32
	place  []int32 // of each half-edge, and one; 0 where it is not in
}

func (f *frontier) put(h int32) {
	if f.place[h] == 0 {
		f.halves = append(f.halves, h)
		f.place[h] = int32(len(f.halves))
	}
}

func (f *frontier) drop(h int32) {
	if at := f.place[h]; at > 0 {
		last := f.halves[len(f.halves)-1]
		f.halves[at-1] = last
		f.place[last] = at
		f.place[h] = 0
		f.halves = f.halves[:len(f.halves)-1]
	}
}

// open makes the frontier that of some grids, of all where nil.
func (s *search) open(within []bool) {
	f := &s.frontier
	f.halves = f.halves[:0]
	clear(f.place)
	for h, u := range s.from {
		a, b := s.label[u], s.label[s.to[h]]
		if a != b && (within == nil || within[a] && within[b]) {
			f.put(int32(h))
		}
	}
}

// move makes a change and keeps the frontier: borders with other grids than the two stay what they are.
func (s *search) move(c change) {
	a := s.label[c.face]
	s.do(c)
	for h := s.first[c.face]; h < s.first[c.face+1]; h++ {
		switch s.label[s.to[h]] {
		case a:
			s.frontier.put(h)
			s.frontier.put(s.back[h])
		case c.to:
			s.frontier.drop(h)
			s.frontier.drop(s.back[h])
		}
	}
}
