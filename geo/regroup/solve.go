package regroup

import (
	"context"
	"math/rand/v2"
	"runtime"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// Options tune Solve.
type Options struct {
	Target float64 // people of a grid; 600 by default
	Seed   uint64
	// Steps are those of one community; by default 12,000 for each of its faces, at least 1,000,000.
	Steps int64
	// Weights of the terms of J; zero for those of the package's formula.
	Weights Weights
	// BalanceFirst looks for grids in the band of 10 % before all else, and pays for that with a few per cent of J.
	BalanceFirst bool
	// Nodes of a proof's tree of cases at most, for each community; by default 250,000.
	Nodes int64
	// Told is called with the steps done and those to do, by several goroutines at once.
	Told func(done, total int64)
}

const (
	defaultTarget = 600
	defaultSteps  = 12_000
	leastSteps    = 1_000_000 // a tenth of a second
)

// Plan is a community's proposal.
type Plan struct {
	Labels []int // the grid of each face, numbered from 0 in the order of the faces
	Grids  []Grid
	J      float64 // by the weights that were asked for
}

// Grid is one of a plan's grids.
type Grid struct {
	People float64
	Reason Reason // why it is out of the band of 20 %; empty within
}

// Solve proposes a plan for each community, in their order. It checks all of them first: an error means that nothing was
// done. Once ctx has ended it gives the best plans so far, valid ones, for all.
func Solve(ctx context.Context, communities []Community, o Options) ([]Plan, error) {
	o.Nodes = 0
	plans := make([]Plan, len(communities))
	err := o.each(communities, func(i int, s *search, steps int64) {
		plans[i] = newPlan(s.problem, s.run(ctx, steps)).result()
	})
	if err != nil {
		return nil, err
	}
	return plans, nil
}

// each solves each problem with random numbers of its own: how many are solved at once changes no plan.
func (o Options) each(communities []Community, solve func(i int, s *search, steps int64)) error {
	if o.Target == 0 {
		o.Target = defaultTarget
	}
	problems := make([]*problem, len(communities))
	total := int64(0)
	for i, c := range communities {
		p, err := newProblem(c, o)
		if err != nil {
			return err
		}
		problems[i] = p
		total += o.steps(p)
		if p.exact() {
			total += o.Nodes * nodeSteps
		}
	}
	var done atomic.Int64
	told := func(n int) {
		if n := done.Add(int64(n)); o.Told != nil {
			o.Told(n, total)
		}
	}
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, p := range problems {
		g.Go(func() error {
			solve(i, &search{
				problem: p, random: rand.New(rand.NewPCG(o.Seed, uint64(i))), //nolint:gosec // plans are no secrets
				spot: make([]int32, len(p.pop)), seen: make([]int32, len(p.pop)), told: told,
			}, o.steps(p))
			return nil
		})
	}
	return g.Wait() // none of them fails
}

// steps that a problem gets; none where there is nothing to choose.
func (o Options) steps(p *problem) int64 {
	switch {
	case p.k == 1 || p.k == len(p.pop):
		return 0
	case o.Steps > 0:
		return o.Steps
	}
	return max(defaultSteps*int64(len(p.pop)), leastSteps)
}

// result numbers the grids anew, by their first face.
func (s *plan) result() Plan {
	out := Plan{Labels: make([]int, len(s.label)), J: s.j()}
	number := make([]int, s.k)
	for u, g := range s.label {
		if number[g] == 0 {
			out.Grids = append(out.Grids, Grid{float64(s.grids[g].people) / people, s.reason(g)})
			number[g] = len(out.Grids)
		}
		out.Labels[u] = number[g] - 1
	}
	return out
}
