package geo_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wangge/geo"
)

func randomBoxes(r *rand.Rand, n int) []geo.Rect {
	out := make([]geo.Rect, n)
	for i := range out {
		p := geo.Point{X: r.Int32N(1000), Y: r.Int32N(1000)}
		out[i] = geo.EmptyRect.Extend(p).Extend(geo.Point{X: p.X + r.Int32N(60), Y: p.Y + r.Int32N(60)})
	}
	return out
}

// A tree finds the boxes that meet a given one, and those that meet each other, as a look at all of them does; also when some grew.
func TestBoxTreeFindsWhatAllPairsFind(t *testing.T) {
	t.Parallel()
	for seed := range uint64(100) {
		r := rand.New(rand.NewPCG(seed, 1))
		boxes := randomBoxes(r, r.IntN(300))
		var along, sorted geo.BoxTree
		along.Build(slices.Clone(boxes))
		sorted.BuildSorted(boxes)
		for i := range boxes {
			if r.IntN(4) == 0 {
				boxes[i] = boxes[i].Union(randomBoxes(r, 1)[0])
				along.Grow(i, boxes[i])
				sorted.Grow(i, boxes[i])
			}
		}
		window := randomBoxes(r, 1)[0].Grow(50)
		var meeting []int
		var pairs [][2]int
		for i, b := range boxes {
			if b.Intersects(window) {
				meeting = append(meeting, i)
			}
			for j := range i {
				if b.Intersects(boxes[j]) {
					pairs = append(pairs, [2]int{j, i})
				}
			}
		}
		for name, tree := range map[string]*geo.BoxTree{"along": &along, "sorted": &sorted} {
			if diff := cmp.Diff(meeting, searched(tree, window)); diff != "" {
				t.Fatalf("seed %d, %s: boxes in a window (-want +got):\n%s", seed, name, diff)
			}
			if diff := cmp.Diff(pairs, paired(tree)); diff != "" {
				t.Fatalf("seed %d, %s: pairs (-want +got):\n%s", seed, name, diff)
			}
		}
	}
}

func searched(tree *geo.BoxTree, window geo.Rect) (out []int) {
	tree.Search(window, func(i int) bool {
		out = append(out, i)
		return true
	})
	slices.Sort(out)
	return out
}

func paired(tree *geo.BoxTree) (out [][2]int) {
	tree.Pairs(func(i, j int) bool {
		out = append(out, [2]int{min(i, j), max(i, j)})
		return true
	})
	slices.SortFunc(out, func(p, q [2]int) int { return slices.Compare([]int{p[1], p[0]}, []int{q[1], q[0]}) })
	return out
}
