package merger

import (
	"cmp"
	"maps"
	"slices"
)

// lump joins what the solver may not take apart.
func (s *sheet) lump(base baseGrids) {
	s.lumps = make([]int32, len(s.faces))
	for i := range s.lumps {
		s.lumps[i] = int32(i) //nolint:gosec // an index
	}
	s.keep(base)
	for _, faces := range s.byBuilding() {
		for _, i := range faces[1:] {
			s.unite(faces[0], i)
		}
	}
	s.attach(func(i int32) bool { return s.footprint[i] != nobody })
	s.attach(func(i int32) bool { return s.faces[i].Sliver })
	for i := range s.lumps {
		s.lumps[i] = s.lumpOf(int32(i)) //nolint:gosec // an index
	}
}

// keep unites the faces of each dedicated grid that has enough of its ground here.
func (s *sheet) keep(base baseGrids) {
	ground, first := map[int32]float64{}, map[int32]int32{}
	for i, f := range s.faces {
		ground[s.owner[i]] += f.AreaM2
	}
	s.kept = make([]bool, len(s.faces))
	for i, b := range s.owner {
		if !base.dedicated(b) || ground[b] < keptWhole*base.grids[b].Shape.AreaM2() {
			continue
		}
		s.kept[i] = true
		if _, ok := first[b]; !ok {
			first[b] = int32(i) //nolint:gosec // an index
		}
		s.unite(first[b], int32(i)) //nolint:gosec // an index
	}
}

// attach joins lumps all of whose faces are loose to a neighbour, until none is left that has one.
func (s *sheet) attach(loose func(i int32) bool) {
	for again := true; again; {
		again = false
		free := s.free(loose)
		offers := map[int32][]neighbour{}
		for _, b := range s.part.Borders {
			if b.B < 0 {
				continue
			}
			for _, side := range [2][2]int32{{b.A, b.B}, {b.B, b.A}} {
				if from, to := s.lumpOf(side[0]), s.lumpOf(side[1]); from != to && free[from] {
					offers[from] = plus(offers[from], neighbour{to, b.LengthM, s.owner[side[0]] == s.owner[side[1]], free[to]})
				}
			}
		}
		for _, from := range slices.Sorted(maps.Keys(offers)) {
			if to := best(offers[from]); s.lumpOf(to) != s.lumpOf(from) {
				s.unite(to, from)
				again = true
			}
		}
	}
}

// free tells which lumps have loose faces alone.
func (s *sheet) free(loose func(i int32) bool) map[int32]bool {
	out := map[int32]bool{}
	for i := range s.faces {
		l := s.lumpOf(int32(i)) //nolint:gosec // an index
		was, ok := out[l]
		out[l] = loose(int32(i)) && (was || !ok) //nolint:gosec // an index
	}
	return out
}

func (s *sheet) unite(a, b int32) {
	a, b = s.lumpOf(a), s.lumpOf(b)
	s.lumps[max(a, b)] = min(a, b)
}

// lumpOf gives the face that stands for all of a lump.
func (s *sheet) lumpOf(i int32) int32 {
	for s.lumps[i] != i {
		s.lumps[i] = s.lumps[s.lumps[i]]
		i = s.lumps[i]
	}
	return i
}

// neighbour is what a lump shares with another one.
type neighbour struct {
	lump  int32
	m     float64
	same  bool // of the same base grid
	loose bool
}

// plus adds a border to what a lump shares with its neighbours.
func plus(all []neighbour, n neighbour) []neighbour {
	for i := range all {
		if all[i].lump == n.lump {
			all[i].m += n.m
			all[i].same = all[i].same || n.same
			return all
		}
	}
	return append(all, n)
}

// best gives the neighbour that a lump goes to; a loose one only where there is no other.
func best(all []neighbour) int32 {
	rank := func(n neighbour) int {
		switch {
		case n.loose:
			return 0
		case n.same:
			return 2
		}
		return 1
	}
	return slices.MaxFunc(all, func(a, b neighbour) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.m, b.m), cmp.Compare(b.lump, a.lump))
	}).lump
}
