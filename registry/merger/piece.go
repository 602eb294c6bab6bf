package merger

import (
	"fmt"
	"math"
	"slices"

	"wangge/geo"
	"wangge/geo/regroup"
	"wangge/registry"
)

// piece is connected ground of a sheet that is regrouped by itself.
type piece struct {
	sheet *sheet
	lumps []int32
	far   [][2]int32 // lumps that count as neighbours although they are not
}

// pieces gives what the solver gets. What is kept as it is becomes a grid at once.
func (s *sheet) pieces(target float64) []*piece {
	for i := range s.label {
		s.label[i] = nobody
	}
	s.settleKept()
	parts := s.connected()
	var large, small []*piece
	most := -1.0
	people, of := make([]float64, len(parts)), s.peopled()
	for i, p := range parts {
		for _, l := range p.lumps {
			people[i] += of[l]
		}
		most = max(most, people[i])
	}
	for i, p := range parts {
		if people[i] == most && len(large) == 0 || people[i] >= target/2 {
			large = append(large, p)
		} else {
			small = append(small, p)
		}
	}
	for _, p := range small {
		s.join(p, large)
	}
	return large
}

// settleKept makes grids of dedicated ground, with what was attached to it.
func (s *sheet) settleKept() {
	number := map[int32]int32{}
	for i, l := range s.lumps {
		if _, ok := number[l]; s.kept[i] && !ok {
			number[l] = int32(len(s.reasons)) //nolint:gosec // an index
			s.reasons, s.kinds = append(s.reasons, Dedicated), append(s.kinds, registry.Dedicated)
		}
	}
	for i, l := range s.lumps {
		if g, ok := number[l]; ok {
			s.label[i] = g
		}
	}
}

// connected gives the pieces of what is not settled, by their first face.
func (s *sheet) connected() []*piece {
	to := map[int32][]int32{}
	for _, b := range s.part.Borders {
		if b.B >= 0 && s.label[b.A] == nobody && s.label[b.B] == nobody {
			a, c := s.lumps[b.A], s.lumps[b.B]
			to[a], to[c] = append(to[a], c), append(to[c], a)
		}
	}
	seen := map[int32]bool{}
	var out []*piece
	for i := range s.faces {
		l := s.lumps[i]
		if s.label[i] != nobody || seen[l] {
			continue
		}
		seen[l] = true
		p := &piece{sheet: s, lumps: []int32{l}}
		for k := 0; k < len(p.lumps); k++ {
			for _, n := range to[p.lumps[k]] {
				if !seen[n] {
					seen[n] = true
					p.lumps = append(p.lumps, n)
				}
			}
		}
		slices.Sort(p.lumps)
		out = append(out, p)
	}
	return out
}

// peopled gives the people of each lump.
func (s *sheet) peopled() map[int32]float64 {
	out := map[int32]float64{}
	for i, f := range s.faces {
		out[s.lumps[i]] += f.People
	}
	return out
}

// join lets a small piece count as a neighbour of the nearest lump of the large ones.
func (s *sheet) join(p *piece, large []*piece) {
	var to *piece
	var link [2]int32
	least := math.Inf(1)
	for _, q := range large {
		for _, a := range p.lumps {
			for _, b := range q.lumps {
				if d := s.apart(a, b); d < least {
					to, link, least = q, [2]int32{a, b}, d
				}
			}
		}
	}
	to.lumps, to.far = append(to.lumps, p.lumps...), append(to.far, link)
	slices.Sort(to.lumps)
}

// apart is how far the middles of two lumps are from each other, in m.
func (s *sheet) apart(a, b int32) float64 {
	middle := func(l int32) geo.Point { return geo.MultiPolygon{s.faces[l].Shape}.Bound().Middle() }
	return geo.Line{middle(a), middle(b)}.LengthM()
}

// community is a piece as the solver wants it.
func (p *piece) community(name string) regroup.Community {
	s := p.sheet
	c := regroup.Community{Name: name}
	at := map[int32]int{}
	for i, l := range p.lumps {
		at[l] = i
		c.Nodes = append(c.Nodes, regroup.Node{ID: fmt.Sprint(l)})
	}
	largest := make([]float64, len(p.lumps))
	for i, f := range s.faces {
		k, ok := at[s.lumps[i]]
		if !ok {
			continue
		}
		n := &c.Nodes[k]
		n.People += f.People
		n.AreaM2 += f.AreaM2
		if f.AreaM2 > largest[k] {
			largest[k], n.Base = f.AreaM2, fmt.Sprint(s.base[i])
		}
	}
	for _, b := range s.part.Borders {
		if b.B < 0 {
			if k, ok := at[s.lumps[b.A]]; ok {
				c.Nodes[k].OuterM += b.LengthM
			}
			continue
		}
		l, m := s.lumps[b.A], s.lumps[b.B]
		_, here := at[l]
		if _, there := at[m]; here && there && l != m {
			c.Edges = append(c.Edges, regroup.Edge{A: fmt.Sprint(l), B: fmt.Sprint(m), LengthM: b.LengthM, Street: share(b.LineM, b.LengthM)})
		}
	}
	for _, f := range p.far {
		c.Edges = append(c.Edges, regroup.Edge{A: fmt.Sprint(f[0]), B: fmt.Sprint(f[1])})
	}
	return c
}

// settle gives the faces of a piece the grids of a plan.
func (p *piece) settle(plan regroup.Plan) {
	s := p.sheet
	first := int32(len(s.reasons)) //nolint:gosec // an index
	grid := map[int32]int32{}
	for i, l := range p.lumps {
		grid[l] = first + int32(plan.Labels[i]) //nolint:gosec // an index
	}
	for _, g := range plan.Grids {
		s.reasons, s.kinds = append(s.reasons, g.Reason), append(s.kinds, registry.Base)
	}
	for i := range s.faces {
		if g, ok := grid[s.lumps[i]]; ok {
			s.label[i] = g
		}
	}
}
