package overlay

import (
	"cmp"
	"fmt"
	"slices"

	"wangge/geo"
	"wangge/geo/arrangement"
)

// arrange gives the faces of the ground that is wanted by the owners that cover it, and their borders.
func (o *overlayer) arrange(borders []border, wanted func(state []step) bool) ([]Face, []Border, error) {
	edges := make([]arrangement.Edge, len(borders))
	for i, b := range borders {
		edges[i] = arrangement.Edge{A: b.lo, B: b.hi, Owner: int32(i), Weight: 1} //nolint:gosec // an index
	}
	noded, err := arrangement.Node(edges)
	if err != nil {
		return nil, nil, err
	}
	s := &sheet{overlayer: o, borders: borders}
	s.graph = arrangement.New(noded, func(bundle []arrangement.Edge) bool { return len(s.steps(bundle, bundle[0].A)) > 0 })
	s.cover()
	s.wanted = make([]bool, len(s.states))
	for c, state := range s.states {
		s.wanted[c] = wanted(state)
	}
	s.join()
	return s.tell()
}

// sheet is the borders around one part, noded. Its cycles are joined to ground in one piece: lots.
type sheet struct {
	*overlayer
	borders []border
	graph   *arrangement.Graph
	states  [][]step // of every cycle: who covers it, by owner, and how often
	wanted  []bool   // of every cycle
	lots    []int32  // of every cycle, another one of its lot or itself

	few []step // the last answer of steps
}

// steps sums what the owners add on the left of a bundle, seen from one of its ends; it is valid until it is asked again.
func (s *sheet) steps(bundle []arrangement.Edge, from geo.Point) []step {
	s.few = s.few[:0]
	for _, e := range bundle {
		sign := int32(1)
		if e.A != from {
			sign = -1
		}
		for _, st := range s.borders[e.Owner].steps {
			s.few = append(s.few, step{st.owner, sign * st.by})
		}
	}
	if len(bundle) == 1 {
		return s.few
	}
	slices.SortFunc(s.few, func(a, b step) int { return cmp.Compare(a.owner, b.owner) })
	sum := s.few[:0]
	for _, st := range s.few {
		sum = addStep(sum, 0, st)
	}
	return sum
}

// cover finds who covers each cycle, from outside inwards.
func (s *sheet) cover() {
	s.states = make([][]step, len(s.graph.Cycles()))
	s.lots = make([]int32, len(s.states))
	for i := range s.lots {
		s.lots[i] = int32(i) //nolint:gosec // an index
	}
	arrangement.Nest(s.graph).Walk(func(outer, around int) {
		if around >= 0 {
			s.states[outer] = s.states[around]
			s.unite(outer, around)
		}
	}, func(h int) {
		from, _ := s.graph.Ends(h)
		s.states[s.graph.Cycle(h^1)] = less(s.states[s.graph.Cycle(h)], s.steps(s.graph.Bundle(h), from))
	})
}

// less takes steps from a state.
func less(state, steps []step) []step {
	out := make([]step, 0, len(state)+len(steps))
	for len(state) > 0 || len(steps) > 0 {
		switch {
		case len(steps) == 0 || len(state) > 0 && state[0].owner < steps[0].owner:
			out, state = append(out, state[0]), state[1:]
		case len(state) == 0 || steps[0].owner < state[0].owner:
			if steps[0].owner != line {
				out = append(out, step{steps[0].owner, -steps[0].by})
			}
			steps = steps[1:]
		default:
			if by := state[0].by - steps[0].by; by != 0 {
				out = append(out, step{state[0].owner, by})
			}
			state, steps = state[1:], steps[1:]
		}
	}
	return out
}

// cells gives the part of a state that is cells from one layer on, and before another.
func (s *sheet) cells(state []step, from, to int) []step {
	find := func(layer int) int {
		i, _ := slices.BinarySearchFunc(state, s.first[layer], func(st step, owner int32) int { return cmp.Compare(st.owner, owner) })
		return i
	}
	return state[find(from):find(to)]
}

// sameCells reports whether the same cells of some layers cover two cycles.
func (s *sheet) sameCells(c, d, from, to int) bool {
	return slices.EqualFunc(s.cells(s.states[c], from, to), s.cells(s.states[d], from, to), func(a, b step) bool { return a.owner == b.owner })
}

// join unites cycles between which nothing is divided: a border of an owner with itself, or of another parent.
func (s *sheet) join() {
	for h := 0; h < s.graph.Halves(); h += 2 {
		c, d := s.graph.Cycle(h), s.graph.Cycle(h^1)
		if s.wanted[c] && s.wanted[d] && !s.onLine(s.graph.Bundle(h)) && s.sameCells(c, d, 0, len(s.Layers)) {
			s.unite(c, d)
		}
	}
}

func (s *sheet) unite(c, d int) {
	a, b := s.lot(c), s.lot(d)
	s.lots[max(a, b)] = int32(min(a, b)) //nolint:gosec // an index
}

// lot gives the cycle that stands for all of a lot.
func (s *sheet) lot(c int) int {
	for int(s.lots[c]) != c {
		s.lots[c] = s.lots[s.lots[c]]
		c = int(s.lots[c])
	}
	return c
}

func (s *sheet) onLine(bundle []arrangement.Edge) bool {
	for _, e := range bundle {
		if s.borders[e.Owner].steps[0].owner == line {
			return true
		}
	}
	return false
}

// tell gives the faces of the wanted lots. What has one lot on both sides, such as the dead end of a line, is left out.
func (s *sheet) tell() ([]Face, []Border, error) {
	lean, from := s.graph.Sub(func(bundle int) bool {
		c, d := s.graph.Cycle(2*bundle), s.graph.Cycle(2*bundle+1)
		return (s.wanted[c] || s.wanted[d]) && s.lot(c) != s.lot(d)
	})
	lotOf := func(h int) int { // on the left of a half of the lean graph; -1 where it is not wanted
		if c := s.graph.Cycle(2*int(from[h/2]) + h%2); s.wanted[c] {
			return s.lot(c)
		}
		return -1
	}
	shapes := map[int]geo.Polygon{}
	for i, halves := range lean.Cycles() {
		lot := lotOf(int(halves[0]))
		if lot < 0 {
			continue
		}
		for _, r := range cutLoops(lean.Ring(i)) {
			r = fromLowest(r)
			if r.Sign() > 0 {
				shapes[lot] = slices.Insert(shapes[lot], 0, r)
			} else {
				shapes[lot] = append(shapes[lot], r)
			}
		}
	}
	faces, number, err := s.number(shapes)
	if err != nil {
		return nil, nil, err
	}
	t := tally{byFaces: map[[2]int32]*Border{}, layers: len(s.Layers)}
	for h := 0; h < lean.Halves(); h += 2 {
		face := [2]int32{-1, -1}
		for k := range face {
			if lot := lotOf(h + k); lot >= 0 {
				face[k] = number[lot]
			}
		}
		a, b := lean.Ends(h)
		border, length := t.add(face, a, b)
		if s.onLine(lean.Bundle(h)) {
			border.LineM += length
		}
		c, d := s.graph.Cycle(2*int(from[h/2])), s.graph.Cycle(2*int(from[h/2])+1)
		for l := range s.Layers {
			if !s.sameCells(c, d, l, l+1) {
				border.LayersM[l] += length
			}
		}
	}
	return faces, t.sorted(), nil
}

// number makes faces of lots, by their lowest point.
func (s *sheet) number(shapes map[int]geo.Polygon) (faces []Face, number map[int]int32, err error) {
	lots := make([]int, 0, len(shapes))
	for lot, p := range shapes {
		lots = append(lots, lot)
		slices.SortFunc(p[1:], compareRings)
		if p[0].Sign() <= 0 {
			return nil, nil, fmt.Errorf("the face at %s has no outer ring", p[0][0])
		}
	}
	slices.SortFunc(lots, func(l, m int) int { return compareRings(shapes[l][0], shapes[m][0]) })
	number = make(map[int]int32, len(lots))
	for i, lot := range lots {
		f := Face{Shape: shapes[lot], AreaM2: shapes[lot].AreaM2(), Owners: make([][]int32, len(s.Layers))}
		for l := range s.Layers {
			for _, st := range s.cells(s.states[lot], l, l+1) {
				f.Owners[l] = append(f.Owners[l], st.owner-s.first[l])
			}
		}
		faces = append(faces, f)
		number[lot] = int32(i) //nolint:gosec // an index
	}
	return faces, number, nil
}

func compareRings(r, s geo.Ring) int { return slices.CompareFunc(r, s, geo.Point.Compare) }

// fromLowest begins a ring at its lowest point.
func fromLowest(r geo.Ring) geo.Ring {
	start := slices.Index(r, slices.MinFunc(r, geo.Point.Compare))
	return slices.Concat(r[start:], r[:start])
}

// cutLoops cuts a ring where it comes back to a point.
func cutLoops(ring geo.Ring) (rings []geo.Ring) {
	seen := make(map[geo.Point]int, len(ring))
	var open geo.Ring
	for _, p := range ring {
		if i, ok := seen[p]; ok {
			loop := slices.Clone(open[i:])
			for _, q := range loop {
				delete(seen, q)
			}
			rings = append(rings, loop)
			open = open[:i]
		}
		seen[p] = len(open)
		open = append(open, p)
	}
	return append(rings, open)
}

// tally sums borders by their faces.
type tally struct {
	byFaces map[[2]int32]*Border
	layers  int
}

// add gives the border between two faces, one of which may be -1, longer by an edge, and the edge's length.
func (t tally) add(faces [2]int32, a, b geo.Point) (*Border, float64) {
	if faces[0] < 0 || faces[1] >= 0 && faces[1] < faces[0] {
		faces[0], faces[1] = faces[1], faces[0]
	}
	border := t.byFaces[faces]
	if border == nil {
		border = &Border{A: faces[0], B: faces[1], LayersM: make([]float64, t.layers)}
		t.byFaces[faces] = border
	}
	length := geo.Line{a, b}.LengthM()
	border.LengthM += length
	return border, length
}

func (t tally) sorted() []Border {
	out := make([]Border, 0, len(t.byFaces))
	for _, b := range t.byFaces {
		out = append(out, *b)
	}
	slices.SortFunc(out, func(a, b Border) int { return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B)) })
	return out
}
