package regroup_test

import (
	"context"
	"math"
	"testing"

	"wangge/geo/geotest"
	"wangge/geo/regroup"
)

// outside counts grids out of the band of 10 %.
func outside(p regroup.Plan) (n int) {
	for _, g := range p.Grids {
		if math.Abs(g.People-600) > 60 {
			n++
		}
	}
	return n
}

// cut is the length of the borders between grids.
func cut(c regroup.Community, p regroup.Plan) (m float64) {
	grid := map[string]int{}
	for i, n := range c.Nodes {
		grid[n.ID] = p.Labels[i]
	}
	for _, e := range c.Edges {
		if grid[e.A] != grid[e.B] {
			m += e.LengthM
		}
	}
	return m
}

// What weighs more is had more of.
func TestWeightsChangeWhatAPlanIsJudgedBy(t *testing.T) {
	t.Parallel()
	c := geotest.Faces(5, 10, 10)
	with := func(w regroup.Weights) regroup.Plan {
		return solve(t, regroup.Options{Steps: 200_000, Weights: w}, c)[0]
	}
	plain, ones := with(regroup.Weights{}), with(regroup.Weights{Balance: 1, Moved: 1, Border: 1, Street: 1, Legacy: 1})
	if plain.J != ones.J {
		t.Errorf("J is %v without weights and %v with ones", plain.J, ones.J)
	}
	short := with(regroup.Weights{Balance: 0.1, Moved: 0, Border: 10, Street: 0, Legacy: 0})
	if cut(c, short) >= cut(c, plain) {
		t.Errorf("borders of %v m where they weigh most, of %v m otherwise", cut(c, short), cut(c, plain))
	}
}

func TestBalanceFirstHasNoMoreGridsOutOfTheCloserBand(t *testing.T) {
	t.Parallel()
	before, after := 0, 0
	for seed := range uint64(12) {
		c := geotest.Faces(seed, 7, 7)
		before += outside(solve(t, regroup.Options{Steps: 100_000}, c)[0])
		after += outside(solve(t, regroup.Options{Steps: 100_000, BalanceFirst: true}, c)[0])
	}
	if after > before {
		t.Errorf("%d grids are out of the band with balance first, %d without", after, before)
	}
}

func TestWeightsThatAreNoneAreRefused(t *testing.T) {
	t.Parallel()
	for _, w := range []regroup.Weights{{Balance: -1}, {Border: math.NaN()}, {Moved: 11}, {Street: 3}} {
		if _, err := regroup.Solve(context.Background(), []regroup.Community{geotest.Faces(1, 3, 3)}, regroup.Options{Weights: w}); err == nil {
			t.Errorf("%+v was taken", w)
		}
	}
}
