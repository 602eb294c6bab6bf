package registry

import (
	"cmp"
	"slices"
)

// LineageOf derives, from the maps of a county before and after a revision, who became whom: a step for every grid whose code ends
// and every one that took ground of it, and for every grid whose code begins and every one that gave ground to it. Ground
// that moved between two grids that both keep their codes is no step. Ground of a code that ends, and that
// nobody has any more, is a step without a successor.
//
// Shares of a code that ends add up to 1, and those that a code that begins came from, with what was nobody's before. Noise
// of digitisation (noiseM) is no step: its share is spread over the others. People are counted by the buildings, each where a
// point inside it lies; of a grid without people in buildings the share of area stands for theirs.
//
// The steps come by predecessor and successor, without their revision.
func LineageOf(before, after []Grid, buildings []Building) []Lineage {
	return transferOf(before, after, buildings, (*transfer).endsOrBegins).lineage()
}

func (t *transfer) endsOrBegins(i, j int) bool { return t.ends(i) || t.begins(j) }

func (t *transfer) lineage() (out []Lineage) {
	from, to := t.totals()
	for _, p := range t.passages {
		if p.from == nobody || !t.endsOrBegins(p.from, p.to) {
			continue
		}
		l := Lineage{Predecessor: t.before.grids[p.from].Code}
		l.AreaShare, l.PopulationShare = p.shareOf(from[p.from])
		if p.to != nobody {
			l.Successor = t.after.grids[p.to].Code
			l.SuccessorAreaShare, l.SuccessorPopulationShare = p.shareOf(to[p.to])
		}
		out = append(out, l)
	}
	slices.SortFunc(out, func(a, b Lineage) int {
		return cmp.Or(cmp.Compare(a.Predecessor, b.Predecessor), cmp.Compare(a.Successor, b.Successor))
	})
	return out
}

// total is what shares are shares of.
type total struct {
	areaM2 float64
	people int
}

// totals gives the whole of every grid on both maps: of one that keeps its code all that it is, of one that ends or
// begins the sum of its passages, so that noise is spread over them.
func (t *transfer) totals() (from, to []total) {
	from, to = t.before.totals(t.ends), t.after.totals(t.begins)
	for _, p := range t.passages {
		if t.ends(p.from) {
			from[p.from].add(p)
		}
		if t.begins(p.to) {
			to[p.to].add(p)
		}
	}
	return from, to
}

func (s mapSide) totals(summed func(i int) bool) []total {
	out := make([]total, len(s.grids))
	for i := range s.grids {
		if !summed(i) {
			out[i] = s.total(i)
		}
	}
	return out
}

func (s mapSide) total(i int) total { return total{areaM2: s.areaM2[i], people: s.people[i]} }

func (t *total) add(p passage) {
	t.areaM2 += p.areaM2
	t.people += p.people
}

// shareOf gives the shares of area and of people; where there are no people, that of area twice.
func (p passage) shareOf(t total) (area, people float64) {
	area = min(1, p.areaM2/t.areaM2)
	if t.people == 0 {
		return area, area
	}
	return area, min(1, float64(p.people)/float64(t.people))
}
