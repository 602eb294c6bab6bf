package coverage

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"wangge/geo"
)

// agreed gives the vertex nearest to v, within the tolerance, that at least two others have and the run has not, and who they are.
func (w *web) agreed(v geo.Point, r run, frame geo.Frame, toleranceM float64) (to geo.Point, owners []int32) {
	best := toleranceM
	w.around(v, r, frame, toleranceM, func(p geo.Point, distance float64, others []int32) {
		if len(others) >= 2 && distance <= best {
			to, owners, best = p, others, distance
		}
	})
	return to, owners
}

// firmest decides about a corner that each of three cells or more has somewhere else: it gives the vertex that the one has who
// is least to be doubted, a parent before all, and who that is; nobody where that is the cell of the run itself.
func (w *web) firmest(v geo.Point, r run, frame geo.Frame, o RepairOptions) (to geo.Point, owners []int32) {
	type vertex struct {
		at       geo.Point
		distance float64
	}
	nearest := map[int32]vertex{}
	w.around(v, r, frame, o.ToleranceM, func(p geo.Point, distance float64, others []int32) {
		for _, i := range others {
			if was, ok := nearest[i]; !ok || distance < was.distance {
				nearest[i] = vertex{p, distance}
			}
		}
	})
	if len(nearest) < 2 {
		return to, nil
	}
	own := int32(r.cell) //nolint:gosec // an index
	first := slices.MinFunc(append(slices.Collect(maps.Keys(nearest)), own), func(a, b int32) int { return w.compareFirmness(a, b, o.Rank) })
	if first == own {
		return to, nil
	}
	return nearest[first].at, []int32{first}
}

// compareFirmness puts parents first, then the higher rank, then who has less unmatched.
func (w *web) compareFirmness(a, b int32, rank func(int) int) int {
	cells := int32(len(w.set.Cells)) //nolint:gosec // a count
	if a >= cells || b >= cells {
		return cmp.Compare(b, a)
	}
	return cmp.Or(cmp.Compare(rank(int(b)), rank(int(a))), cmp.Compare(w.length[a], w.length[b]), cmp.Compare(a, b))
}

// around calls f with each vertex within the tolerance of v that others have and the run has not, and with the others, sorted.
func (w *web) around(v geo.Point, r run, frame geo.Frame, toleranceM float64, f func(p geo.Point, distance float64, others []int32)) {
	reach := geo.Rect{Min: v, Max: v}.Grow(int32(min(math.MaxInt32/2, toleranceM/min(frame.X, frame.Y)+1)))
	w.points.Search(reach, func(i int) bool {
		e := w.edges[i]
		d := frame.Distance(v, e.A)
		if d > toleranceM || e.group != w.home[r.cell] || slices.Contains(r.points, e.A) {
			return true
		}
		others := slices.DeleteFunc(slices.Clone(w.users[e.A]), func(o int32) bool { return int(o) == r.cell })
		slices.Sort(others)
		if len(others) > 0 {
			f(e.A, d, others)
		}
		return true
	})
}
