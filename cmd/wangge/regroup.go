package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"sync"

	"wangge/geo/regroup"
)

type regroupCmd struct {
	Graph        string             `help:"Graph of faces, a JSON array of communities." required:"" type:"existingfile" placeholder:"FILE"`
	Target       float64            `help:"People of a grid." default:"600"`
	Seed         uint64             `help:"Another seed, another plan; the same seed and steps, the same plan on every machine." default:"1"`
	Steps        int64              `help:"Steps of the search for each community; by default 12,000 for each of its faces, at least 1,000,000." placeholder:"N"`
	Prove        bool               `help:"Prove plans of up to four grids: no plan has a lower J, or none below the bound that is written."`
	Nodes        int64              `help:"Cases that a proof looks at, at most, for each community." default:"250000" placeholder:"N"`
	BalanceFirst bool               `help:"Look for grids within 10 % of the target before all else."`
	Weight       map[string]float64 `help:"Factor on what a plan is judged by: balance, moved, border, street or legacy, as moved=2; 1 each by default." placeholder:"NAME=VALUE"`
	Out          string             `help:"File to write." required:"" type:"path" placeholder:"FILE"`
}

// Help is what `wangge regroup --help` says besides the flags.
func (regroupCmd) Help() string {
	return `Groups the faces of each community into k contiguous grids of about the same number of people.
In:  [{"name","k","nodes":[{"id","pop","area","x","y","base","outer"}],"edges":[{"a","b","length","street"}]}]
     metres and m²; base is the legacy grid, outer the border shared with nobody; without k it is round(people/target), at least 1
Out: [{"name","labels":[grid of each node, from 0],"grids":[{"people","reason"}]}]
     reason, of a grid more than 20 % off the target: tower, small community, no whole number fits, cut off by shape, chosen
With --prove each plan has "j" too, "optimal", which is true where no plan has a lower J, and "bound", below which there is
     none; a bound of 0 proves nothing: more than four grids
Every community has to be connected. Ctrl-C writes the best plans so far.
Exit code 0: done; 130: ended by Ctrl-C, the best so far written; 2: the graph cannot be used, nothing written.`
}

// Run reads, solves and writes, whole or not at all.
func (c *regroupCmd) Run(ctx context.Context, e env) error {
	in, err := readGraph(c.Graph)
	if err != nil {
		return &exitError{code: 2, cause: fmt.Errorf("%s: %w", c.Graph, err)}
	}
	if c.Steps < 0 {
		return &exitError{code: 2, cause: fmt.Errorf("--steps must be above 0 必须大于 0")}
	}
	if c.Nodes < 1 {
		return &exitError{code: 2, cause: fmt.Errorf("--nodes must be above 0 必须大于 0")}
	}
	if err := sensibleTarget(c.Target); err != nil {
		return &exitError{code: 2, cause: err}
	}
	factors, err := weights(c.Weight)
	if err != nil {
		return &exitError{code: 2, cause: err}
	}
	plans, err := c.plans(ctx, e, in, factors)
	if err != nil {
		return &exitError{code: 2, cause: fmt.Errorf("%s: %w", c.Graph, err)}
	}
	if err := whole(c.Out, func(f *os.File) error { return json.NewEncoder(f).Encode(plans) }); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return &exitError{code: interrupted, cause: fmt.Errorf("interrupted; %s has the best plans so far 已中断，已写入目前最优方案", c.Out)}
	}
	return nil
}

func sensibleTarget(t float64) error {
	if !(t >= 1) { // NaN too
		return fmt.Errorf("--target must be at least 1 必须至少为 1")
	}
	return nil
}

func (c *regroupCmd) plans(ctx context.Context, e env, in []regroup.Community, factors regroup.Weights) ([]planOut, error) {
	bar := newProgress(e.err)
	defer bar.end()
	var one sync.Mutex
	o := regroup.Options{
		Target: c.Target, Seed: c.Seed, Steps: c.Steps, Nodes: c.Nodes, Weights: factors, BalanceFirst: c.BalanceFirst,
		Told: func(done, total int64) {
			one.Lock()
			defer one.Unlock()
			bar.tell("regroup", done, total)
		},
	}
	out := make([]planOut, len(in))
	if c.Prove {
		proofs, err := regroup.Prove(ctx, in, o)
		for i, p := range proofs {
			out[i] = written(in[i].Name, p.Plan)
			out[i].proofOut = &proofOut{p.J, p.Bound, p.Optimal}
		}
		return out, err
	}
	plans, err := regroup.Solve(ctx, in, o)
	for i, p := range plans {
		out[i] = written(in[i].Name, p)
	}
	return out, err
}

type planOut struct {
	Name   string    `json:"name"`
	Labels []int     `json:"labels"`
	Grids  []gridOut `json:"grids"`
	*proofOut
}

type gridOut struct {
	People float64        `json:"people"`
	Reason regroup.Reason `json:"reason"`
}

type proofOut struct {
	J       float64 `json:"j"`
	Bound   float64 `json:"bound"`
	Optimal bool    `json:"optimal"`
}

func written(name string, p regroup.Plan) planOut {
	out := planOut{Name: name, Labels: p.Labels, Grids: []gridOut{}}
	for _, g := range p.Grids {
		out.Grids = append(out.Grids, gridOut(g))
	}
	return out
}
