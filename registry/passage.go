package registry

import (
	"slices"

	"wangge/geo"
	"wangge/geo/locate"
)

// passage is ground that was of one grid and is of another: indexes into the maps before and after, or nobody.
type passage struct {
	from, to int
	areaM2   float64
	people   int // in buildings on it
}

const nobody = -1

// Ground that passes between two grids is noise of their digitisation, not a decision, where it amounts to less than noiseM along
// the shorter of their borders, and to less than noiseShare of both. Vertices lie on a lattice of 11 mm: an edge that gets a new
// vertex, as where a border is split, swings by half a step there, and by a quarter of it in the mean.
const (
	noiseM     = 0.003
	noiseShare = 1e-3
)

// mapSide is one of the two maps that ground passes between.
type mapSide struct {
	grids   []Grid
	areaM2  []float64
	borderM []float64
	people  []int          // in the buildings of each grid
	byCode  map[string]int // its grids
}

func mapSideOf(grids []Grid) mapSide {
	s := mapSide{
		grids: grids, byCode: make(map[string]int, len(grids)),
		areaM2: make([]float64, len(grids)), borderM: make([]float64, len(grids)), people: make([]int, len(grids)),
	}
	for i, g := range grids {
		s.byCode[g.Code] = i
		s.areaM2[i], s.borderM[i] = g.Shape.AreaM2(), g.Shape.BorderM()
	}
	return s
}

func (s mapSide) has(code string) bool {
	_, ok := s.byCode[code]
	return ok
}

// transfer is what passes between two maps of one county.
type transfer struct {
	before, after mapSide
	passages      []passage // without noise
}

// transferOf finds the ground that passes between those grids, the ith before and the jth after, that are of concern. Of a grid
// that is on one map alone, what nobody has on the other is a passage too.
func transferOf(before, after []Grid, buildings []Building, concern func(t *transfer, i, j int) bool) *transfer {
	t := &transfer{before: mapSideOf(before), after: mapSideOf(after)}
	t.passages = t.meetings(concern)
	t.passages = append(t.passages, t.remainders()...)
	t.dropNoise()
	t.count(buildings)
	return t
}

// meetings gives the ground shared by every grid of the one map with every one of the other.
func (t *transfer) meetings(concern func(t *transfer, i, j int) bool) (out []passage) {
	boxes := make([]geo.Rect, len(t.after.grids))
	for j, g := range t.after.grids {
		boxes[j] = g.Shape.Bound()
	}
	var tree geo.BoxTree
	tree.BuildSorted(boxes)
	for i, g := range t.before.grids {
		tree.Search(g.Shape.Bound(), func(j int) bool {
			if !concern(t, i, j) {
				return true
			}
			if m2 := g.Shape.SharedM2(t.after.grids[j].Shape); m2 > 0 {
				out = append(out, passage{from: i, to: j, areaM2: m2})
			}
			return true
		})
	}
	return out
}

// remainders gives what is left of the grids that are on one map alone.
func (t *transfer) remainders() (out []passage) {
	restBefore, restAfter := slices.Clone(t.before.areaM2), slices.Clone(t.after.areaM2)
	for _, p := range t.passages {
		restBefore[p.from] -= p.areaM2
		restAfter[p.to] -= p.areaM2
	}
	for i := range t.before.grids {
		if restBefore[i] > 0 && t.ends(i) {
			out = append(out, passage{from: i, to: nobody, areaM2: restBefore[i]})
		}
	}
	for j := range t.after.grids {
		if restAfter[j] > 0 && t.begins(j) {
			out = append(out, passage{from: nobody, to: j, areaM2: restAfter[j]})
		}
	}
	return out
}

// dropNoise leaves out passages of noise, unless a grid that ends or begins had no other.
func (t *transfer) dropNoise() {
	out, left, come := t.passages[:0:0], map[int]bool{nobody: true}, map[int]bool{nobody: true}
	for _, p := range t.passages {
		if !t.noise(p) {
			out = append(out, p)
			left[p.from], come[p.to] = true, true
		}
	}
	for _, p := range t.passages {
		if t.noise(p) && (t.ends(p.from) && !left[p.from] || t.begins(p.to) && !come[p.to]) {
			out = append(out, p)
		}
	}
	t.passages = out
}

func (t *transfer) noise(p passage) bool {
	return t.before.noise(p.from, p.areaM2) && t.after.noise(p.to, p.areaM2)
}

// noise reports whether so much ground is noise beside the ith grid; beside nobody it is.
func (s mapSide) noise(i int, m2 float64) bool {
	return i == nobody || m2 < noiseM*s.borderM[i] && m2 < noiseShare*s.areaM2[i]
}

// ends reports whether the code of the ith grid before is not on the map after.
func (t *transfer) ends(i int) bool { return i != nobody && !t.after.has(t.before.grids[i].Code) }

// begins reports whether the code of the jth grid after was not on the map before.
func (t *transfer) begins(j int) bool { return j != nobody && !t.before.has(t.after.grids[j].Code) }

// count puts the people of each building where a point inside it lies on both maps.
func (t *transfer) count(buildings []Building) {
	if len(buildings) == 0 {
		return
	}
	before, after := locate.New(shapesOf(t.before.grids)), locate.New(shapesOf(t.after.grids))
	people := map[[2]int]int{}
	for _, b := range buildings {
		if b.Population == 0 || len(b.Shape) == 0 {
			continue
		}
		at, _ := b.Shape.Core()
		pair := [2]int{owner(before, at), owner(after, at)}
		people[pair] += b.Population
		t.before.add(pair[0], b.Population)
		t.after.add(pair[1], b.Population)
	}
	for i, p := range t.passages {
		t.passages[i].people = people[[2]int{p.from, p.to}]
	}
}

func (s mapSide) add(i, people int) {
	if i != nobody {
		s.people[i] += people
	}
}

func owner(x *locate.Index, at geo.Point) int {
	if i, ok := x.Owner(at); ok {
		return i
	}
	return nobody
}

func shapesOf(grids []Grid) []geo.MultiPolygon {
	out := make([]geo.MultiPolygon, len(grids))
	for i, g := range grids {
		out[i] = g.Shape
	}
	return out
}
