package coverage

import (
	"math"
	"slices"

	"wangge/geo"
)

// boxIndex finds the boxes that meet a given one.
type boxIndex struct {
	boxes []geo.Rect
	size  int64
	bins  map[[2]int64][]int32
	large []int32 // boxes over many squares, always asked
}

func newBoxIndex(boxes []geo.Rect) boxIndex {
	x := boxIndex{boxes: boxes, bins: map[[2]int64][]int32{}}
	sum, n := 0.0, 0
	for _, b := range boxes {
		if !b.Empty() {
			sum += math.Max(float64(b.Max.X)-float64(b.Min.X), float64(b.Max.Y)-float64(b.Min.Y))
			n++
		}
	}
	x.size = max(16, int64(2*sum/float64(max(1, n))))
	for i, b := range boxes {
		switch {
		case b.Empty():
		case (int64(b.Max.X)-int64(b.Min.X))/x.size > 16 || (int64(b.Max.Y)-int64(b.Min.Y))/x.size > 16:
			x.large = append(x.large, int32(i))
		default:
			passSquares(b.Min, b.Max, x.size, 0, func(k [2]int64) { x.bins[k] = append(x.bins[k], int32(i)) })
		}
	}
	return x
}

// meet gives the boxes that share a point with r, sorted.
func (x boxIndex) meet(r geo.Rect) []int {
	var out []int
	ask := func(list []int32) {
		for _, i := range list {
			if x.boxes[i].Intersects(r) {
				out = append(out, int(i))
			}
		}
	}
	ask(x.large)
	passSquares(r.Min, r.Max, x.size, 0, func(k [2]int64) { ask(x.bins[k]) })
	slices.Sort(out)
	return slices.Compact(out)
}
