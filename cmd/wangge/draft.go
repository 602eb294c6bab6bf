package main

import (
	"context"
	"fmt"
	"text/tabwriter"
)

type draftCmd struct {
	List draftListCmd `cmd:"" help:"List a county's drafts."`
}

type draftListCmd struct {
	County string `help:"County; the only one there is by default."`
}

// Run lists drafts, newest first.
func (c *draftListCmd) Run(ctx context.Context, g *Globals, e env) (err error) {
	store, err := g.open(ctx, e)
	if err != nil {
		return err
	}
	defer closing(store, &err)
	county, err := store.TheCounty(ctx, c.County)
	if err != nil {
		return err
	}
	drafts, err := store.Store.Drafts(ctx, county.Code)
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(e.out, 0, 4, 2, ' ', 0)
	for _, d := range drafts {
		fmt.Fprintf(t, "%s\t%s\t%s\t%d grids\t%d without a code\tby %s\n", d.ID, d.Created.Format("2006-01-02 15:04"), d.State, d.Count, d.Uncoded, d.Actor.Name)
	}
	return t.Flush()
}
