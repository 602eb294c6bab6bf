package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/paulmach/orb"

	"wangge/geo/datum"
	"wangge/registry/snapshot"
)

type resolveCmd struct {
	Lng     float64 `required:"" help:"Longitude in degrees."`
	Lat     float64 `required:"" help:"Latitude in degrees."`
	Datum   string  `required:"" help:"Datum of the position: cgcs2000, wgs84, gcj02 or bd09."`
	Network string  `help:"Only the people of this network."`
}

// Run answers as GET /v1/resolve does.
func (c *resolveCmd) Run(ctx context.Context, g *Globals, e env) (err error) {
	d, err := datum.Parse(c.Datum)
	if err != nil {
		return &exitError{code: 2, cause: err}
	}
	store, err := g.open(ctx, e)
	if err != nil {
		return err
	}
	defer closing(store, &err)
	content, err := store.Store.Load(ctx)
	if err != nil {
		return err
	}
	if content.Revision.Number == 0 {
		return fmt.Errorf("nothing is published yet: see `wangge import` and `wangge publish`")
	}
	answer, err := snapshot.New(content, nil).Resolve(snapshot.Query{Point: orb.Point{c.Lng, c.Lat}, Datum: d, Network: c.Network})
	var wrong *snapshot.QueryError
	if errors.As(err, &wrong) {
		return &exitError{code: 2, cause: err}
	}
	if err != nil {
		return err
	}
	j := json.NewEncoder(e.out)
	j.SetIndent("", "  ")
	j.SetEscapeHTML(false)
	return j.Encode(answer)
}
