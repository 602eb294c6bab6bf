package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"wangge/registry/postgis"
	"wangge/registry/postgis/embedded"
)

type migrateCmd struct {
	Down *int32 `help:"Take the schema down to this migration; refused once a code has been issued." placeholder:"N" env:"-"`
}

// Run migrates up, or down where that is asked for.
func (c *migrateCmd) Run(ctx context.Context, g *Globals, e env) (err error) {
	log := g.logger(e, slog.LevelWarn)
	url := g.DatabaseURL
	if url == "" {
		cluster, err := embedded.Attach(ctx, embedded.Config{Data: g.Data, Log: log})
		if err != nil {
			return err
		}
		defer closing(cluster, &err)
		url = cluster.OwnerURL()
	}
	if c.Down != nil {
		err = postgis.MigrateDown(ctx, url, *c.Down, log)
	} else {
		err = postgis.Migrate(ctx, url, log)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(e.out, "the schema is as asked")
	return err
}

type healthCmd struct {
	URL string `arg:"" optional:"" help:"Address of the service." default:"http://127.0.0.1:8080"`
}

// Run fails unless the service answers that it is ready.
func (c *healthCmd) Run(ctx context.Context, e env) (err error) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.URL+"/readyz", http.NoBody)
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, res.Body.Close()) }()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answers %s", req.URL, res.Status)
	}
	_, err = fmt.Fprintln(e.out, "ready")
	return err
}
