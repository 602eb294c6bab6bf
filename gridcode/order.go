package gridcode

import (
	"cmp"
	"math"
	"slices"
)

// Algorithm is the version of the numbering, kept with every code that it gave.
//
// cn15-rows/1: the grids of a community are laid in rows from north to south. The northernmost
// point that is not yet in a row opens one (by Y, then from west to east); the row takes every
// point less than half the median height of the community's grids below it. Within a row numbers
// run from west to east, by X, then from north to south, then by key. The point of a grid is the
// one that its caller gives, inside the grid. All of it is integer arithmetic on 1e-7 degree.
const Algorithm = "cn15-rows/1"

// Place is a grid to be numbered: a point inside it and its extent from south to north, in 1e-7 degree.
type Place struct {
	Key        int // breaks the last tie; unique in the batch
	X, Y       int32
	MinY, MaxY int32
	Kind       string // has a say where ranges are reserved for kinds
}

// InOrder gives the indexes of the places in the order of Algorithm.
func InOrder(places []Place) []int {
	idx := make([]int, len(places))
	for i := range idx {
		idx[i] = i
	}
	byKey := func(a, b int) int { return cmp.Compare(places[a].Key, places[b].Key) }
	slices.SortFunc(idx, func(a, b int) int {
		p, q := places[a], places[b]
		return cmp.Or(cmp.Compare(q.Y, p.Y), cmp.Compare(p.X, q.X), byKey(a, b))
	})
	half := medianHeight(places) / 2
	for from := 0; from < len(idx); {
		top := int64(places[idx[from]].Y)
		to := from + 1
		for to < len(idx) && top-int64(places[idx[to]].Y) < half {
			to++
		}
		slices.SortFunc(idx[from:to], func(a, b int) int {
			p, q := places[a], places[b]
			return cmp.Or(cmp.Compare(p.X, q.X), cmp.Compare(q.Y, p.Y), byKey(a, b))
		})
		from = to
	}
	return idx
}

// medianHeight gives the lower median of the places' heights.
func medianHeight(places []Place) int64 {
	if len(places) == 0 {
		return 0
	}
	heights := make([]int64, len(places))
	for i, p := range places {
		heights[i] = min(max(0, int64(p.MaxY)-int64(p.MinY)), math.MaxInt32)
	}
	slices.Sort(heights)
	return heights[(len(heights)-1)/2]
}
