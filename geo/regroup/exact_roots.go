package regroup

import (
	"cmp"
	"slices"
)

// root is a choice of the grids' main legacy grids, with the multipliers that bound it best.
type root struct {
	mains       []int32
	low         int64
	worth, rate []int64
}

// roots are the choices that may have a better plan than the best. Two grids may have the same main legacy grid.
func (c *cases) roots() []root {
	of := make(map[int32]int64)
	for u, n := range c.pop {
		of[c.base[u]] += n
	}
	var bases []int32
	for b := range of {
		bases = append(bases, b)
	}
	slices.SortFunc(bases, func(a, b int32) int { return cmp.Or(cmp.Compare(of[b], of[a]), cmp.Compare(a, b)) })

	var out []root
	c.spread.begin()
	level := c.spread.cheapest(1, make([]int64, c.k))
	var choose func(mains []int32, from int, stay int64)
	choose = func(mains []int32, from int, stay int64) {
		rest := int64(c.k - len(mains))
		if rest == 0 {
			out = append(out, root{mains: slices.Clone(mains), low: level + c.moving(c.people()-stay)})
			return
		}
		for i := from; i < len(bases) && (i == 0 || of[bases[i]] > 0); i++ {
			now := stay
			if len(mains) == 0 || i > from {
				now += of[bases[i]]
			}
			atMost := min(now+(rest-1)*of[bases[i]], c.people())
			if level+c.moving(c.people()-atMost) < c.best.total {
				choose(append(mains, bases[i]), i, now)
			}
		}
	}
	choose(nil, 0, 0)
	return out
}
