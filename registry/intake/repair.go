package intake

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"wangge/geo"
	"wangge/geo/coverage"
	"wangge/geo/vector"
	"wangge/registry"
)

// RepairRequest asks for a repair of files alone; no store is needed.
type RepairRequest struct {
	CheckRequest
	ToleranceM float64 // how far a border may move; 0.5 by default
	// Keep names the cells that give way to no other.
	Keep []string
	// Newer is a property, a date or a number, of which the cell with the greater one keeps its border.
	Newer string
}

// Repaired is a plan and the features with it carried out, in their order; features that the plan leaves alone are as they
// were read.
type Repaired struct {
	Plan     coverage.Plan
	Features []vector.Feature
	Notes    []string
}

// Repair reads the files and plans their repair. Nothing is written.
func Repair(ctx context.Context, q RepairRequest) (Repaired, error) {
	c := checker{CheckRequest: q.CheckRequest, ctx: ctx}
	set, err := c.set()
	if err != nil {
		return Repaired{Notes: c.told.list()}, fmt.Errorf("repair: %w", err)
	}
	out := Repaired{}
	for _, l := range c.layers {
		out.Features = append(out.Features, l.Features...)
	}
	rank, err := q.rank(set.Cells, out.Features)
	if err != nil {
		return Repaired{Notes: c.told.list()}, fmt.Errorf("repair: %w", err)
	}
	out.Plan, err = coverage.PlanRepair(ctx, set, coverage.RepairOptions{
		ToleranceM: q.ToleranceM, SliverWidthM: q.SliverWidthM, Rank: rank, Progress: q.stage("repair"),
	})
	out.Notes = c.told.list()
	if err != nil {
		return out, err
	}
	out.carryOut()
	return out, nil
}

// rank puts the cells that are kept above all others, and these in the order of the property that says which is newer.
func (q RepairRequest) rank(cells []coverage.Cell, features []vector.Feature) (func(int) int, error) {
	ranks, newer := make([]int, len(cells)), make([]string, len(cells))
	found := map[string]bool{}
	for i, c := range cells {
		newer[i] = propertyText(features[i].Properties[q.Newer])
		if slices.Contains(q.Keep, c.Code) {
			found[c.Code], ranks[i] = true, len(cells)+1
		}
	}
	for _, code := range q.Keep {
		if !found[code] {
			return nil, fmt.Errorf("%w: there is no cell %q to keep (--keep)", registry.ErrInvalid, code)
		}
	}
	if q.Newer == "" {
		return func(i int) int { return ranks[i] }, nil
	}
	order := slices.Clone(newer)
	slices.SortFunc(order, compareAges)
	order = slices.CompactFunc(order, func(a, b string) bool { return compareAges(a, b) == 0 })
	if len(order) == 1 && order[0] == "" {
		return nil, fmt.Errorf("%w: no feature has a property %q (--newer)", registry.ErrInvalid, q.Newer)
	}
	for i := range ranks {
		at, _ := slices.BinarySearchFunc(order, newer[i], compareAges)
		ranks[i] += at
	}
	return func(i int) int { return ranks[i] }, nil
}

// compareAges compares numbers as such, and dates as they are written from the year on.
func compareAges(a, b string) int {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX == nil && errY == nil {
		return cmp.Compare(x, y)
	}
	return cmp.Compare(a, b)
}

// carryOut puts the new shapes into the features. A vertex that the feature or another one had already keeps its very
// number, so that neighbours agree to the last digit.
func (r *Repaired) carryOut() {
	exact := map[geo.Point]orb.Point{}
	for _, m := range r.Plan.Shapes {
		m.Edges(func(a, _ geo.Point) { exact[a] = a.Orb() })
	}
	if len(exact) == 0 {
		return
	}
	for _, f := range r.Features {
		eachVertex(f.Geometry, func(at geo.Point, p *orb.Point) {
			if _, wanted := exact[at]; wanted {
				exact[at] = *p
			}
		})
	}
	for i, m := range r.Plan.Shapes {
		own := map[geo.Point]orb.Point{}
		eachVertex(r.Features[i].Geometry, func(at geo.Point, p *orb.Point) { own[at] = *p })
		shape := m.Orb()
		eachVertex(shape, func(at geo.Point, p *orb.Point) {
			if was, ok := own[at]; ok {
				*p = was
			} else {
				*p = exact[at]
			}
		})
		r.Features[i].Geometry = shape
		if len(shape) == 1 {
			r.Features[i].Geometry = shape[0]
		}
	}
}

// eachVertex calls f for every vertex of a polygon or several, with its place on the lattice.
func eachVertex(g orb.Geometry, f func(at geo.Point, p *orb.Point)) {
	switch g := g.(type) {
	case orb.MultiPolygon:
		for _, p := range g {
			eachVertex(p, f)
		}
	case orb.Polygon:
		for _, ring := range g {
			for i := range ring {
				if at, err := geo.Round(ring[i]); err == nil {
					f(at, &ring[i])
				}
			}
		}
	}
}
