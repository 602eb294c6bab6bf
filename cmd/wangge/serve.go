package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"time"

	"golang.org/x/sync/errgroup"

	"wangge/registry"
	"wangge/registry/intake"
	"wangge/registry/postgis/embedded"
	"wangge/registry/proposing"
	"wangge/registry/snapshot"
	"wangge/web"
)

type serveCmd struct {
	Demo      bool      `help:"Load the demo city on the first start."`
	Listen    string    `help:"Address to listen on, ${default} by default." default:"127.0.0.1:8080" placeholder:"ADDR"`
	MaxBytes  int64     `name:"max-upload" help:"Refuse uploads over this many bytes, ${default} by default." default:"536870912" placeholder:"BYTES"`
	History   int64     `name:"history-memory" help:"Keep earlier states of the map, which at= asks for, in this many MB; ${default} by default." default:"512" placeholder:"MB"`
	PublicURL publicURL `name:"public-url" help:"Where the public reaches the service, such as https://grid.example.gov.cn; QR codes lead there. By default where the caller does." placeholder:"URL"`
}

// Run serves until the context ends, then drains and stops everything it started.
func (c *serveCmd) Run(ctx context.Context, g *Globals, e env) (err error) {
	log := g.logger(e, slog.LevelInfo)
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("listen on %s: %w (name another address with --listen)", c.Listen, err)
	}
	defer listener.Close() //nolint:errcheck // the server closes it first
	store, err := g.openWith(ctx, log, embedded.Start)
	if err != nil {
		return err
	}
	defer closing(store, &err)
	return c.serve(ctx, listener, store, log, e)
}

func (c *serveCmd) serve(ctx context.Context, listener net.Listener, store *opened, log *slog.Logger, e env) error {
	holder := &snapshot.Holder{}
	jobs, proposals := intake.NewJobs(store.Registry, log), proposing.NewJobs(store.Registry, log)
	server := web.New(web.Config{
		Snapshots: holder, History: snapshot.NewHistory(store.Store, c.History<<20), Registry: store.Registry, Jobs: jobs, Proposals: proposals, MaxUploadBytes: c.MaxBytes, PublicURL: string(c.PublicURL), Version: version, Log: log,
	})
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return ended(ctx, holder.Follow(ctx, store.Store, log)) })
	group.Go(func() error { return ended(ctx, jobs.Run(ctx)) })
	group.Go(func() error { return ended(ctx, proposals.Run(ctx)) })
	group.Go(func() error { return ended(ctx, server.Serve(ctx, listener)) })
	group.Go(func() error {
		if c.Demo {
			if err := keepLoadingDemo(ctx, store.Registry, log, e); err != nil {
				return ended(ctx, err)
			}
		}
		if err := holder.Await(ctx, 0); err != nil { // whoever reads the line finds the map
			return ended(ctx, err)
		}
		_, err := fmt.Fprintf(e.out, "Wangge is up: http://%s (stop with Ctrl-C)\n", listener.Addr())
		return err
	})
	return group.Wait()
}

// keepLoadingDemo loads the demo city, and goes on with it when the database went away and came back.
func keepLoadingDemo(ctx context.Context, r registry.Registry, log *slog.Logger, e env) error {
	for {
		err := loadDemo(ctx, r, e)
		if err == nil {
			return nil
		}
		if !errors.Is(err, registry.ErrUnavailable) {
			return fmt.Errorf("load the demo city: %w", err)
		}
		log.Warn("the demo city is not loaded yet; it goes on when the database answers", "error", err)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(2 * time.Second):
		}
	}
}

// ended takes the end of the context for what it is: a clean stop.
func ended(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}
