// Package proposing proposes unified grids for the legacy networks that are stored, and keeps what it proposed: for a command, or in the
// background.
//
// A proposal is stored whole, when it has been computed, or not at all. One that is cancelled is stored too, as the best that was found
// until then; one whose context ends otherwise leaves nothing.
package proposing

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"wangge/geo/regroup"
	"wangge/registry"
	"wangge/registry/background"
	"wangge/registry/merger"
)

// Options are what a proposal is computed with; the same options and networks give the same proposal.
type Options struct {
	Networks     []string        `json:"networks" doc:"that are merged"` // all legacy networks of the county by default
	Target       float64         `json:"target" doc:"people of a grid"`  // 600 by default
	Seed         uint64          `json:"seed"`
	Steps        int64           `json:"steps,omitempty" doc:"of the search for each community; by its size where absent"`
	BalanceFirst bool            `json:"balanceFirst" doc:"grids within 10 % of the target before all else"`
	Weights      regroup.Weights `json:"weights"`
	Streets      bool            `json:"streets" doc:"whether streets cut faces"`
}

// Request asks for one proposal.
type Request struct {
	ID     uuid.UUID // of the proposal; made where it is zero
	County string    // empty: the only county there is
	Name   string
	Base   string // the first of the networks by default
	Options
	Actor registry.Actor

	// Progress is told how far a stage came. May be nil.
	Progress background.Told
}

// Run computes and stores a proposal; it gives it without its grids. An error of a request that is not what it could be is ErrInvalid.
func Run(ctx context.Context, reg registry.Registry, q Request) (registry.Proposal, error) {
	p, err := run(ctx, reg, q)
	if err != nil && !errors.Is(err, background.ErrCancelled) {
		err = fmt.Errorf("propose: %w", err)
	}
	return p, err
}

func run(ctx context.Context, reg registry.Registry, q Request) (registry.Proposal, error) {
	q, in, err := q.read(ctx, reg)
	if err != nil {
		return registry.Proposal{}, err
	}
	var faces []merger.Face
	found, err := merger.Merge(ctx, in, merger.Options{
		Base: q.Base, Streets: q.Streets, Told: q.Progress,
		Solver: regroup.Options{Target: q.Target, Seed: q.Seed, Steps: q.Steps, Weights: q.Weights, BalanceFirst: q.BalanceFirst},
		Faces:  func(part []merger.Face) error { faces = append(faces, part...); return nil },
	})
	if ctx.Err() != nil && (err != nil || !errors.Is(context.Cause(ctx), background.ErrCancelled)) {
		return registry.Proposal{}, context.Cause(ctx)
	}
	if err != nil {
		return registry.Proposal{}, err
	}
	return q.keep(context.WithoutCancel(ctx), reg.Store, found, faces)
}

// Complete puts in what the request leaves open, and refuses what it cannot be, as Run does.
func (q Request) Complete(ctx context.Context, reg registry.Registry) (Request, error) {
	q, _, err := q.read(ctx, reg)
	return q, err
}

// read completes the request, and reads what it wants to be merged.
func (q Request) read(ctx context.Context, reg registry.Registry) (Request, merger.Input, error) {
	county, err := reg.TheCounty(ctx, q.County)
	if err != nil {
		return q, merger.Input{}, err
	}
	q.County = county.Code
	for i, name := range q.Networks {
		if slices.Contains(q.Networks[:i], name) {
			return q, merger.Input{}, fmt.Errorf("%w: network %q is named twice 网络重复", registry.ErrInvalid, name)
		}
	}
	in, err := merger.FromStore(ctx, reg.Store, q.County, q.Networks)
	if err != nil {
		return q, in, err
	}
	if q.Networks = names(in.Networks); len(q.Networks) == 0 {
		return q, in, fmt.Errorf("%w: county %s has no legacy network: import one with `wangge import grids --network NAME` 尚未导入任何旧网", registry.ErrInvalid, q.County)
	}
	if q.Base = cmp.Or(q.Base, q.Networks[0]); !slices.Contains(q.Networks, q.Base) {
		return q, in, fmt.Errorf("%w: the base network %q is not merged; merged are: %s 基准网不在合并之列", registry.ErrInvalid, q.Base, strings.Join(q.Networks, ", "))
	}
	if q.ID == uuid.Nil {
		q.ID = uuid.New()
	}
	return q, in, nil
}

func names(networks []merger.Network) (out []string) {
	for _, n := range networks {
		out = append(out, n.Name)
	}
	return out
}
