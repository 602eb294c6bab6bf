package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"

	"golang.org/x/sync/errgroup"

	"wangge/registry/intake"
	"wangge/registry/postgis/embedded"
	"wangge/registry/snapshot"
	"wangge/web"
)

type serveCmd struct {
	Demo     bool   `help:"Load the demo city on the first start." env:"WANGGE_DEMO"`
	Listen   string `help:"Address to listen on, ${default} by default." default:"127.0.0.1:8080" env:"WANGGE_LISTEN" placeholder:"ADDR"`
	MaxBytes int64  `name:"max-upload" help:"Refuse uploads over this many bytes, ${default} by default." default:"536870912" env:"WANGGE_MAX_UPLOAD" placeholder:"BYTES"`
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
	jobs := intake.NewJobs(store.Registry)
	server := web.New(web.Config{
		Snapshots: holder, Registry: store.Registry, Jobs: jobs, MaxUploadBytes: c.MaxBytes, Version: version, Log: log,
	})
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return ended(ctx, holder.Follow(ctx, store.Store, log)) })
	group.Go(func() error { return ended(ctx, jobs.Run(ctx)) })
	group.Go(func() error { return ended(ctx, server.Serve(ctx, listener)) })
	group.Go(func() error {
		if c.Demo {
			if err := loadDemo(ctx, store.Registry, e); err != nil {
				return ended(ctx, fmt.Errorf("load the demo city: %w", err))
			}
		}
		_, err := fmt.Fprintf(e.out, "Wangge is up: http://%s (stop with Ctrl-C)\n", listener.Addr())
		return err
	})
	return group.Wait()
}

// ended takes the end of the context for what it is: a clean stop.
func ended(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}
