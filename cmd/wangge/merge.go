package main

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"wangge/geo/regroup"
	"wangge/registry/merger"
)

type mergeCmd struct {
	mergeFiles
	Base         string             `help:"Network against which moved people are counted; the first by default. 基准网" placeholder:"NAME"`
	Target       float64            `help:"People of a grid." default:"600"`
	Seed         uint64             `help:"Another seed, another plan; the same seed and steps, the same plan on every machine." default:"1"`
	Steps        int64              `help:"Steps of the search for each community; by default 12,000 for each of its faces, at least 1,000,000." placeholder:"N"`
	BalanceFirst bool               `help:"Look for grids within 10 % of the target before all else."`
	Weight       map[string]float64 `help:"Factor on what a plan is judged by: balance, moved, border, street or legacy, as moved=2; 1 each by default." placeholder:"NAME=VALUE"`
	Sliver       float64            `help:"Faces narrower than this many metres are noise." default:"3" placeholder:"M"`
	Out          string             `help:"Folder to write; a former merger's is replaced." required:"" type:"path" placeholder:"DIR"`
}

// Help is what `wangge merge --help` says besides the flags.
func (mergeCmd) Help() string {
	return `Lays the networks over each other within each community, proposes grids near the target by regrouping the faces, and tells for every
legacy grid which of them its ground and people are in. Written to DIR, whole or not at all:
  faces.geojson      the faces, each with its community, its owners in every network, and its grid
  proposal.geojson   the proposed grids
  crosswalk.csv      network,legacyCode,code,areaM2,shareOfLegacy,shareOfGrid,peopleShareOfLegacy,class
                     class: same, contained, contains, split, conflict, orphan (no code) or uncovered (no legacy code)
  crosswalk.xlsx     the same with people and households both ways, and counts by network and town
  crosswalk.geojson  the same with the ground of every row
  report.json        what the proposal is judged by beside the base network, and what was found in the input
code is what a first numbering of the communities would give; without --divisions it is the proposal's number. People come from the
buildings, else from the base network's population, else area is balanced. Ctrl-C writes the best so far.
Exit code 0: done; 130: ended by Ctrl-C, the best so far written; 2: it cannot be done, nothing written.`
}

// Run merges: what it reads, computes and writes is there whole or not at all.
func (c *mergeCmd) Run(ctx context.Context, e env) error {
	err := c.merge(ctx, e)
	var exit *exitError
	switch {
	case err == nil, errors.As(err, &exit), ctx.Err() != nil && errors.Is(err, context.Canceled):
		return err
	default:
		return refused(e, err)
	}
}

func (c *mergeCmd) merge(ctx context.Context, e env) (err error) {
	o, err := c.options()
	if err != nil {
		return err
	}
	in, notes, err := c.input(ctx, e)
	if err != nil {
		return err
	}
	out, err := newMergeFolder(c.Out)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.discard()) }()
	bar := newProgress(e.err)
	defer bar.end()
	var one sync.Mutex
	o.Told = func(stage string, done, total int64) {
		one.Lock()
		defer one.Unlock()
		bar.tell(stage, done, total)
	}
	o.Faces = out.keep
	p, err := merger.Merge(ctx, in, o)
	bar.end()
	if err != nil {
		return err
	}
	if err := p.Number(in.Divisions); err != nil {
		return err
	}
	if err := out.write(&p, newMergeReport(p, o, notes)); err != nil {
		return err
	}
	if err := writeMergeText(e.out, p, c.Out); err != nil {
		return err
	}
	if p.Cancelled {
		return &exitError{code: interrupted, cause: fmt.Errorf("interrupted; %s has the best proposal so far 已中断，已写入目前最优方案", c.Out)}
	}
	return nil
}

func (c *mergeCmd) options() (merger.Options, error) {
	o := merger.Options{
		Base: c.Base, SliverM: c.Sliver, Streets: len(c.Streets) > 0,
		Solver: regroup.Options{Target: c.Target, Seed: c.Seed, Steps: c.Steps, BalanceFirst: c.BalanceFirst},
	}
	switch {
	case c.Steps < 0:
		return o, fmt.Errorf("--steps must be above 0 必须大于 0")
	case !(c.Sliver > 0): // NaN too
		return o, fmt.Errorf("--sliver must be above 0 必须大于 0")
	}
	if err := sensibleTarget(c.Target); err != nil {
		return o, err
	}
	var err error
	o.Solver.Weights, err = weights(c.Weight)
	return o, err
}

// weights are 1 but for those that are named.
func weights(named map[string]float64) (regroup.Weights, error) {
	w := regroup.Weights{Balance: 1, Moved: 1, Border: 1, Street: 1, Legacy: 1}
	factors := map[string]*float64{"balance": &w.Balance, "moved": &w.Moved, "border": &w.Border, "street": &w.Street, "legacy": &w.Legacy}
	for name, v := range named {
		f := factors[name]
		if f == nil {
			return w, fmt.Errorf("--weight %s: there are balance, moved, border, street and legacy 没有该权重", name)
		}
		*f = v
	}
	return w, nil
}
