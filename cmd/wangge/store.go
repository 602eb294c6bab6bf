package main

import (
	"context"
	"errors"
	"log/slog"
	"os/user"

	"wangge/registry"
	"wangge/registry/postgis"
	"wangge/registry/postgis/embedded"
)

// Globals are the flags that all commands share.
type Globals struct {
	Data        string `help:"Folder of the private database cluster, ${default} by default." default:".wangge" placeholder:"DIR"`
	DatabaseURL string `help:"Use this PostGIS server instead of a private cluster." placeholder:"URL" name:"database-url"`
	LogFormat   string `help:"Log as text or json." enum:"text,json" default:"text"`
	LogLevel    string `help:"Log from this level up: debug, info, warn or error; a service says more than other commands by default." enum:",debug,info,warn,error" default:""`
}

// logger gives the log of a command, which tells from the usual level up unless a flag says otherwise.
func (g *Globals) logger(e env, usual slog.Level) *slog.Logger {
	level := usual
	if g.LogLevel != "" {
		_ = level.UnmarshalText([]byte(g.LogLevel)) // one of the words that the flag admits
	}
	return logger(g.LogFormat, level, e.err)
}

// opened is a store with all that has to be closed after it.
type opened struct {
	registry.Registry
	close []func() error
}

// Close closes in reverse order and gives all errors.
func (o *opened) Close() error {
	var errs []error
	for i := len(o.close) - 1; i >= 0; i-- {
		errs = append(errs, o.close[i]())
	}
	return errors.Join(errs...)
}

// open gives the store: of the given server, else of the private cluster, which is attached to where
// it runs already and started for as long as the command runs where not.
func (g *Globals) open(ctx context.Context, e env) (*opened, error) {
	return g.openWith(ctx, g.logger(e, slog.LevelWarn), embedded.Attach)
}

// openCounty opens the store for what is asked of one county: the one with the code, or the only one there is.
func (g *Globals) openCounty(ctx context.Context, e env, code string) (*opened, registry.Division, error) {
	store, err := g.open(ctx, e)
	if err != nil {
		return nil, registry.Division{}, err
	}
	county, err := store.TheCounty(ctx, code)
	if err != nil {
		return nil, county, errors.Join(err, store.Close())
	}
	return store, county, nil
}

func (g *Globals) openWith(ctx context.Context, log *slog.Logger, start func(context.Context, embedded.Config) (*embedded.Cluster, error)) (*opened, error) {
	o := &opened{}
	owner, service := g.DatabaseURL, g.DatabaseURL
	if g.DatabaseURL == "" {
		cluster, err := start(ctx, embedded.Config{Data: g.Data, Log: log})
		if err != nil {
			return nil, err
		}
		o.close = append(o.close, cluster.Close)
		owner, service = cluster.OwnerURL(), cluster.URL()
	}
	if err := postgis.Migrate(ctx, owner, log); err != nil {
		return nil, errors.Join(err, o.Close())
	}
	store, err := postgis.Open(ctx, service, log)
	if err != nil {
		return nil, errors.Join(err, o.Close())
	}
	o.close = append(o.close, func() error { store.Close(); return nil })
	o.Store = store
	return o, nil
}

// By says who changes something, and why, for the audit log.
type By struct {
	By     string `help:"Who does this, for the audit log; the system's user by default."`
	Reason string `help:"Why, for the audit log."`
}

func (b By) actor() registry.Actor {
	a := registry.Actor{Name: b.By, Reason: b.Reason}
	if a.Name == "" {
		if u, err := user.Current(); err == nil {
			a.Name = u.Username
		}
	}
	return a
}
