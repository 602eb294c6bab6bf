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
	Graph  string  `help:"Graph of faces, a JSON array of communities." required:"" type:"existingfile" placeholder:"FILE"`
	Target float64 `help:"People of a grid." default:"600"`
	Seed   uint64  `help:"Another seed, another plan; the same seed and steps, the same plan on every machine." default:"1"`
	Steps  int64   `help:"Steps of the search for each community; by default 12,000 for each of its faces, at least 1,000,000." placeholder:"N"`
	Out    string  `help:"File to write." required:"" type:"path" placeholder:"FILE"`
}

// Help is what `wangge regroup --help` says besides the flags.
func (regroupCmd) Help() string {
	return `Groups the faces of each community into k contiguous grids of about the same number of people.
In:  [{"name","k","nodes":[{"id","pop","area","x","y","base","outer"}],"edges":[{"a","b","length","street"}]}]
     metres and m²; base is the legacy grid, outer the border shared with nobody; without k it is round(people/target), at least 1
Out: [{"name","labels":[grid of each node, from 0],"grids":[{"people","reason"}]}]
     reason, of a grid more than 20 % off the target: tower, small community, no whole number fits, cut off by shape, chosen
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
	if err := sensibleTarget(c.Target); err != nil {
		return &exitError{code: 2, cause: err}
	}
	plans, err := c.solve(ctx, e, in)
	if err != nil {
		return &exitError{code: 2, cause: fmt.Errorf("%s: %w", c.Graph, err)}
	}
	if err := whole(c.Out, func(f *os.File) error { return json.NewEncoder(f).Encode(written(in, plans)) }); err != nil {
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

func (c *regroupCmd) solve(ctx context.Context, e env, in []regroup.Community) ([]regroup.Plan, error) {
	bar := newProgress(e.err)
	defer bar.end()
	var one sync.Mutex
	return regroup.Solve(ctx, in, regroup.Options{
		Target: c.Target, Seed: c.Seed, Steps: c.Steps,
		Told: func(done, total int64) {
			one.Lock()
			defer one.Unlock()
			bar.tell("regroup", done, total)
		},
	})
}

type planOut struct {
	Name   string    `json:"name"`
	Labels []int     `json:"labels"`
	Grids  []gridOut `json:"grids"`
}

type gridOut struct {
	People float64        `json:"people"`
	Reason regroup.Reason `json:"reason"`
}

func written(in []regroup.Community, plans []regroup.Plan) []planOut {
	out := make([]planOut, len(in))
	for i, p := range plans {
		out[i] = planOut{Name: in[i].Name, Labels: p.Labels, Grids: []gridOut{}}
		for _, g := range p.Grids {
			out[i].Grids = append(out[i].Grids, gridOut(g))
		}
	}
	return out
}
