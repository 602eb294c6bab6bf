package regroup

// Reason tells why a grid is out of the band of 20 % around the target.
type Reason string

// The reasons, in the order in which they are looked for.
const (
	Tower    Reason = "tower"                // one of its faces alone has more people than the band
	Small    Reason = "small community"      // the whole community has fewer
	NoNumber Reason = "no whole number fits" // no number of grids brings the community's mean into the band
	Shape    Reason = "cut off by shape"     // no single face can come or go that would bring it in
	Chosen   Reason = "chosen"               // another number of grids would have fitted, or the other terms of J weighed more
)

// fits is true in the band of 20 %.
func (p *problem) fits(n, grids int64) bool {
	return 5*max(n-p.target*grids, p.target*grids-n) <= p.target*grids
}

func (s *plan) reason(g int32) Reason {
	all := s.people()
	near := max(all/s.target, 1)
	switch {
	case s.fits(s.grids[g].people, 1):
		return ""
	case s.tower(g):
		return Tower
	case !s.fits(all, 1) && all < s.target:
		return Small
	case !s.fits(all, near) && !s.fits(all, near+1):
		return NoNumber
	case s.fits(all, int64(s.k)) && !s.mendable(g):
		return Shape
	}
	return Chosen
}

func (s *plan) tower(g int32) bool {
	for u, n := range s.pop {
		if s.label[u] == g && n > s.target && !s.fits(n, 1) {
			return true
		}
	}
	return false
}

// mendable is true where one face's move, that leaves its grid whole and the other in the band, brings a grid into it.
func (s *plan) mendable(g int32) bool {
	look := &search{problem: s.problem, plan: s, seen: make([]int32, len(s.pop))}
	for h, u := range s.from {
		a, b := s.label[u], s.label[s.to[h]]
		if a == b || a != g && b != g || s.grids[a].faces == 1 {
			continue
		}
		if s.fits(s.grids[a].people-s.pop[u], 1) && s.fits(s.grids[b].people+s.pop[u], 1) && look.spares(u) {
			return true
		}
	}
	return false
}
