package main

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"wangge/registry"
	"wangge/registry/merger"
)

type publishCmd struct {
	County    string    `help:"County; the only one there is by default."`
	Draft     uuid.UUID `help:"Draft; the county's newest open one by default."`
	Crosswalk bool      `help:"Number the grids that have no code, and write down with the revision which shares of every legacy grid are in which unified one." env:"-"`
	Revert    int       `help:"Instead of a draft, restore the state of this revision, as a new revision." placeholder:"N" env:"-"`
	By
}

// Run proves the draft and publishes it, in one transaction.
func (c *publishCmd) Run(ctx context.Context, g *Globals, e env) (err error) {
	store, county, err := g.openCounty(ctx, e, c.County)
	if err != nil {
		return err
	}
	defer closing(store, &err)
	rev, err := c.publish(ctx, store.Registry, county.Code)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(e.out, "revision %d of county %s: %d grids added, %d changed, %d retired, %d as before\n",
		rev.Number, county.Code, rev.Tally.Added, rev.Tally.Changed, rev.Tally.Removed, rev.Tally.Unchanged)
	if err == nil && len(rev.Lineage) > 0 {
		_, err = fmt.Fprintln(e.out, lineageLine(rev.Lineage))
	}
	return err
}

// lineageLine sums the steps up.
func lineageLine(steps []registry.Lineage) string {
	from, to, ended := map[string]bool{}, map[string]bool{}, 0
	for _, l := range steps {
		from[l.Predecessor] = true
		if l.Successor == "" {
			ended++
		} else {
			to[l.Successor] = true
		}
	}
	line := fmt.Sprintf("lineage 沿革: %d steps, from %d to %d codes", len(steps), len(from), len(to))
	if ended > 0 {
		line += fmt.Sprintf("; ground of %d has no grid any more", ended)
	}
	return line
}

func (c *publishCmd) publish(ctx context.Context, r registry.Registry, county string) (registry.Publication, error) {
	if c.Revert > 0 && c.Crosswalk {
		return registry.Publication{}, &exitError{code: 2, cause: fmt.Errorf("--crosswalk is for a draft, not for a revert")}
	}
	if c.Revert > 0 {
		return r.Revert(ctx, county, c.Revert, c.actor())
	}
	d, err := r.TheDraft(ctx, county, c.Draft)
	if err != nil {
		return registry.Publication{}, err
	}
	if c.Crosswalk {
		return merger.Accept(ctx, r, d.ID, c.actor())
	}
	return r.Publish(ctx, d, c.actor())
}
