package drafting

import (
	"cmp"
	"slices"

	"wangge/geo"
	"wangge/registry"
)

// census tells where people live.
type census []registry.Building

// people reads the county's buildings, once.
func (d *drawing) people() (census, error) {
	var err error
	if d.census == nil {
		d.census, err = d.registry.Store.Buildings(d.ctx, d.draft.County)
	}
	return d.census, err
}

// divide shares the people of a grid out among parts of its ground: by those who live in the buildings there, where any are
// known, else by area. Sums are exact.
func (c census) divide(g registry.Grid, parts []geo.MultiPolygon) (households, population []int) {
	byHouseholds, byPopulation := c.weigh(g.Shape, parts)
	ground := make([]float64, len(parts))
	for k, p := range parts {
		ground[k] = g.Shape.SharedM2(p)
	}
	return apportion(g.Households, byHouseholds, byPopulation, ground), apportion(g.Population, byPopulation, byHouseholds, ground)
}

// weigh counts who lives in a shape's buildings, by the part in which the middle of a building lies.
func (c census) weigh(shape geo.MultiPolygon, parts []geo.MultiPolygon) (households, population []float64) {
	households, population = make([]float64, len(parts)), make([]float64, len(parts))
	box := shape.Bound()
	for _, b := range c {
		if !b.Shape.Bound().Intersects(box) {
			continue
		}
		at := b.Shape.Inner()
		k := slices.IndexFunc(parts, func(p geo.MultiPolygon) bool { return p.Side(at) != geo.Outside })
		if k >= 0 && shape.Side(at) != geo.Outside {
			households[k] += float64(b.Households)
			population[k] += float64(b.Population)
		}
	}
	return households, population
}

// apportion shares a number out by the first weights that are not all zero, by the largest remainder: no share is off by one or
// more, and the sum is exact. Equal remainders go to the earlier part.
func apportion(total int, weights ...[]float64) []int {
	shares, sum := weights[0], 0.0
	for _, w := range weights {
		sum = 0
		for _, x := range w {
			sum += x
		}
		if shares = w; sum > 0 {
			break
		}
	}
	out, order, left := make([]int, len(shares)), make([]int, len(shares)), total
	remainder := make([]float64, len(shares))
	for k, x := range shares {
		quota := float64(total) * x / sum
		out[k], order[k] = int(quota), k
		remainder[k] = quota - float64(out[k])
		left -= out[k]
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(remainder[b], remainder[a]) })
	for _, k := range order[:max(0, left)] {
		out[k]++
	}
	return out
}
