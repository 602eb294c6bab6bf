package main

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"wangge/registry"
)

type publishCmd struct {
	County string    `help:"County; the only one there is by default."`
	Draft  uuid.UUID `help:"Draft; the county's newest open one by default."`
	Revert int       `help:"Instead of a draft, restore the state of this revision, as a new revision." placeholder:"N" env:"-"`
	By
}

// Run proves the draft and publishes it, in one transaction.
func (c *publishCmd) Run(ctx context.Context, g *Globals, e env) (err error) {
	store, err := g.open(ctx, e)
	if err != nil {
		return err
	}
	defer closing(store, &err)
	county, err := store.TheCounty(ctx, c.County)
	if err != nil {
		return err
	}
	rev, err := c.publish(ctx, store.Registry, county.Code)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(e.out, "revision %d of county %s: %d grids added, %d changed, %d retired, %d as before\n",
		rev.Number, county.Code, rev.Tally.Added, rev.Tally.Changed, rev.Tally.Removed, rev.Tally.Unchanged)
	return err
}

func (c *publishCmd) publish(ctx context.Context, r registry.Registry, county string) (registry.Revision, error) {
	if c.Revert > 0 {
		return r.Store.Revert(ctx, county, c.Revert, c.actor())
	}
	d, err := r.TheDraft(ctx, county, c.Draft)
	if err != nil {
		return registry.Revision{}, err
	}
	return r.Publish(ctx, d, c.actor())
}
