package regroup

// plan is a grouping with all that a change's cost needs, kept as whole numbers: a change costs the face's degree.
type plan struct {
	*problem
	label []int32
	grids []grid
	cut   int64 // price of the inner borders
	total int64 // cost of all: J·k in units
}

type grid struct {
	people int64
	faces  int32
	shares []share // people by legacy grid
	cost   int64
}

type share struct {
	base   int32
	faces  int32
	people int64
}

func newPlan(p *problem, label []int32) *plan {
	s := &plan{problem: p, label: append([]int32(nil), label...), grids: make([]grid, p.k)}
	for u, g := range s.label {
		s.grids[g].add(p.base[u], p.pop[u], 1)
	}
	for i := range s.grids {
		g := &s.grids[i]
		g.cost = p.cost(g.people, g.people-g.main(-1, 0))
		s.total += g.cost
	}
	for h, u := range p.from {
		if u < p.to[h] && s.label[u] != s.label[p.to[h]] {
			s.cut += p.price[h]
		}
	}
	s.total += s.cut
	return s
}

// main gives the people of the strongest legacy grid once n more of base have come.
func (g *grid) main(base int32, n int64) int64 {
	most, met := int64(0), false
	for _, s := range g.shares {
		if s.base == base {
			s.people += n
			met = true
		}
		most = max(most, s.people)
	}
	if !met {
		most = max(most, n)
	}
	return most
}

// add lets a face come (1) or go (-1).
func (g *grid) add(base int32, n int64, faces int32) {
	g.people += n
	g.faces += faces
	for i := range g.shares {
		s := &g.shares[i]
		if s.base != base {
			continue
		}
		s.people += n
		if s.faces += faces; s.faces == 0 {
			last := len(g.shares) - 1
			g.shares[i] = g.shares[last]
			g.shares = g.shares[:last]
		}
		return
	}
	g.shares = append(g.shares, share{base, faces, n})
}

// change is a face's move to another grid, and what it costs.
type change struct {
	face, to         int32
	left, gained     int64 // cost of the two grids after it
	cutDelta, totalD int64
}

func (s *plan) try(u, b int32) change {
	a := s.label[u]
	from, into, n := &s.grids[a], &s.grids[b], s.pop[u]
	c := change{face: u, to: b}
	c.left = s.cost(from.people-n, from.people-n-from.main(s.base[u], -n))
	c.gained = s.cost(into.people+n, into.people+n-into.main(s.base[u], n))
	for h := s.first[u]; h < s.first[u+1]; h++ {
		switch s.label[s.to[h]] {
		case a:
			c.cutDelta += s.price[h]
		case b:
			c.cutDelta -= s.price[h]
		}
	}
	c.totalD = c.left + c.gained - from.cost - into.cost + c.cutDelta
	return c
}

func (s *plan) do(c change) {
	u := c.face
	a := s.label[u]
	s.grids[a].add(s.base[u], -s.pop[u], -1)
	s.grids[c.to].add(s.base[u], s.pop[u], 1)
	s.grids[a].cost, s.grids[c.to].cost = c.left, c.gained
	s.label[u] = c.to
	s.cut += c.cutDelta
	s.total += c.totalD
}

// j is the plan's J.
func (s *plan) j() float64 { return float64(s.total) / unit / float64(s.k) }
