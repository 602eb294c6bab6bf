package hexagon

import (
	"cmp"
	"slices"

	"wangge/geo"
)

// Tally counts positions by the cell that has them.
//
// What it tells hides small numbers: a cell with fewer than k positions is not told, neither where it is nor how many it has. The counts
// that are told are exact. So whoever tells two tallies of the same positions, of two resolutions, or of the same days with and without one person,
// tells their difference too: k protects what is told once. Positions are counted, not people: where one person may have several, k has to be that many times as great.
type Tally struct {
	res   int
	cells map[Cell]Sum
}

// Sum is what a cell has.
type Sum struct {
	Count  int
	Weight float64
}

// NewTally counts into cells of a resolution.
func NewTally(res int) *Tally { return &Tally{res, map[Cell]Sum{}} }

// Add counts a position.
func (t *Tally) Add(p geo.Point, weight float64) {
	c := At(p, t.res)
	sum := t.cells[c]
	t.cells[c] = Sum{sum.Count + 1, sum.Weight + weight}
}

// Hot is a cell that is told.
type Hot struct {
	Cell Cell
	Sum
}

// AtLeast lists the cells with at least k positions by their numbers, and counts the positions in all others.
func (t *Tally) AtLeast(k int) (told []Hot, suppressed int) {
	told = []Hot{}
	for c, sum := range t.cells {
		if sum.Count >= k {
			told = append(told, Hot{c, sum})
		} else {
			suppressed += sum.Count
		}
	}
	slices.SortFunc(told, func(a, b Hot) int { return cmp.Compare(a.Cell, b.Cell) })
	return told, suppressed
}
