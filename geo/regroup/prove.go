package regroup

import (
	"context"
	"errors"
)

// Proof is a plan with a lower bound: no plan of the community has a J below it.
type Proof struct {
	Plan
	Bound   float64 // on J; 0, which proves nothing, for more than four grids
	Optimal bool    // the plan's J is the bound
	Nodes   int64   // cases that were looked at
}

const (
	defaultNodes = 250_000
	nodeSteps    = 1000 // a node takes about as long as so many steps of the search
)

// Prove is Solve, and then looks by branch and bound for a better plan, or for the proof that there is none, in communities
// of up to four grids. Where the nodes do not suffice, or ctx ends, the bound says how far from the optimum the plan may be.
func Prove(ctx context.Context, communities []Community, o Options) ([]Proof, error) {
	if o.Nodes == 0 {
		o.Nodes = defaultNodes
	}
	if !o.judge().plain() {
		return nil, errors.New("only the plans of the formula itself can be proven: leave weights and balance first out 仅可证明默认权重的方案")
	}
	proofs := make([]Proof, len(communities))
	err := o.each(communities, func(i int, s *search, steps int64) {
		proofs[i] = prove(ctx, newPlan(s.problem, s.run(ctx, steps)), o.Nodes, s.told)
	})
	if err != nil {
		return nil, err
	}
	return proofs, nil
}

func prove(ctx context.Context, best *plan, nodes int64, told func(int)) Proof {
	switch {
	case best.k == 1 || best.k == len(best.pop):
		return Proof{Plan: best.result(), Bound: best.j(), Optimal: true}
	case !best.exact() || best.total > mostSum/int64(len(best.pop)):
		return Proof{Plan: best.result()}
	}
	c := newCases(ctx, best)
	c.most = nodes
	c.visited = func() { told(nodeSteps) }
	c.grow()
	told(int(nodes-c.nodes) * nodeSteps)
	low := c.low()
	return Proof{c.best.result(), float64(low) / unit / float64(best.k), low == c.best.total, c.nodes}
}
