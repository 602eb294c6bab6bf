package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/google/uuid"

	"wangge/fixtures"
	"wangge/geo/datum"
	"wangge/geo/vector"
	"wangge/registry"
	"wangge/registry/intake"
	"wangge/registry/postgis/embedded"
)

type demoCmd struct {
	Generate demoGenerateCmd `cmd:"" help:"Write the demo city's files: divisions, grids, people, streets, buildings and four dirty legacy networks."`
	Load     demoLoadCmd     `cmd:"" help:"Load the demo city into the store."`
	Reset    demoResetCmd    `cmd:"" help:"Remove the private cluster and all that is in it, so that the next start begins anew."`
}

type demoGenerateCmd struct {
	Grids int    `help:"Number of grids; beyond some 3,000 further synthetic counties are laid beside the first." default:"1410"`
	Seed  int64  `help:"The same seed gives the same city." default:"1"`
	Out   string `help:"Folder to write to." required:"" type:"path" placeholder:"DIR"`
}

// Run writes the files.
func (c *demoGenerateCmd) Run(ctx context.Context, e env) error {
	bar := newProgress(e.err)
	defer bar.end()
	err := fixtures.Generate(ctx, fixtures.Options{
		Grids: c.Grids, Seed: c.Seed, Dir: c.Out,
		Progress: func(done, total int, what string) { bar.tell(what, int64(done), int64(total)) },
	})
	if err != nil {
		return err
	}
	bar.end()
	_, err = fmt.Fprintf(e.out, "%d grids written to %s; README.md there says what each file is\n", c.Grids, c.Out)
	return err
}

type demoLoadCmd struct{}

// Run loads the demo city where it is not loaded yet.
func (demoLoadCmd) Run(ctx context.Context, g *Globals, e env) (err error) {
	store, err := g.open(ctx, e)
	if err != nil {
		return err
	}
	defer closing(store, &err)
	return loadDemo(ctx, store.Registry, e)
}

type demoResetCmd struct{}

// Run removes the cluster. A server of one's own is left alone.
func (demoResetCmd) Run(g *Globals, e env) error {
	if g.DatabaseURL != "" {
		return fmt.Errorf("demo reset removes a private cluster only; drop the database of --database-url yourself")
	}
	where, err := embedded.Remove(embedded.Config{Data: g.Data, Log: g.logger(e, slog.LevelWarn)})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(e.out, "removed %s; the next `wangge serve --demo` loads the demo city anew\n", where)
	return err
}

const demoCounty = "370883"

// demoStep is one import of the demo, on the same way that any county's data goes.
type demoStep struct {
	what, network string
	files         []string // patterns below the folder of generated files
	datum         datum.Datum
	fields        map[string]string
}

// demoStart makes the county, demoRest what comes once its grids are published.
var (
	demoStart = []demoStep{
		{what: intake.Divisions, files: []string{"divisions.csv", "divisions.geojson"}},
		{what: intake.Grids, network: registry.Unified, files: []string{"grids/*.geojson"}},
	}
	demoRest = []demoStep{
		{what: intake.Officers, files: []string{"officers.csv"}},
		{what: intake.Postings, files: []string{"postings.csv"}},
		{what: intake.Matters, files: []string{"matters.csv"}},
		{what: intake.Streets, files: []string{"streets.geojson"}},
		{what: intake.Buildings, files: []string{"buildings.geojson"}},
	}
)

// loadDemo generates the city and takes it the way of any county: import, check, code assign, publish. What is
// there already stays, so a load that was interrupted goes on.
func loadDemo(ctx context.Context, r registry.Registry, e env) error {
	if done, err := demoLoaded(ctx, r); err != nil || done {
		return err
	}
	dir, err := os.MkdirTemp("", "wangge-demo-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // what is left in the temporary folder harms nobody
	bar := newProgress(e.err)
	defer bar.end()
	l := demoLoader{ctx: ctx, reg: r, dir: dir, bar: bar}
	return l.load()
}

// demoLoaded reports whether the last step of a load is there. A county that somebody else began is left alone.
func demoLoaded(ctx context.Context, r registry.Registry) (bool, error) {
	imports, err := r.Store.Imports(ctx, uuid.Nil, 1000)
	if err != nil {
		return false, err
	}
	last := fixtures.Layers[len(fixtures.Layers)-1].Name
	loaded := false
	for _, im := range imports {
		loaded = loaded || im.County == demoCounty && im.Network == last && im.Actor == demoActor
	}
	if !loaded && len(imports) > 0 && imports[len(imports)-1].Actor != demoActor {
		return false, fmt.Errorf("%w: the store holds data of its own already; the demo city goes into an empty one (another --data folder)", registry.ErrConflict)
	}
	return loaded, nil
}

type demoLoader struct {
	ctx  context.Context //nolint:containedctx // lives as long as loadDemo
	reg  registry.Registry
	dir  string
	bar  *progress
	done int
}

func (l *demoLoader) load() error {
	err := fixtures.Generate(l.ctx, fixtures.Options{
		Grids: fixtures.DefaultGrids, Seed: fixtures.DefaultSeed, Dir: l.dir,
		Progress: func(done, total int, what string) { l.bar.tell("demo: "+what, int64(done), int64(total)) },
	})
	if err != nil {
		return err
	}
	steps := append([]demoStep{}, demoRest...)
	for _, layer := range fixtures.Layers {
		steps = append(steps, demoStep{
			what: intake.Grids, network: layer.Name, files: []string{layer.File}, datum: layer.Datum,
			fields: map[string]string{"code": layer.IDProperty},
		})
	}
	total := int64(len(demoStart) + 1 + len(steps))
	for _, s := range demoStart {
		if err := l.step(s, total); err != nil {
			return err
		}
	}
	if err := l.publish(total); err != nil {
		return err
	}
	for _, s := range steps {
		if err := l.step(s, total); err != nil {
			return err
		}
	}
	return nil
}

var demoActor = registry.Actor{Name: "demo", Reason: "the demo city is loaded"}

func (l *demoLoader) step(s demoStep, total int64) error {
	l.bar.tell("demo: import", int64(l.done), total)
	l.done++
	var files []string
	for _, pattern := range s.files {
		found, err := filepath.Glob(filepath.Join(l.dir, pattern))
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return fmt.Errorf("the demo city has no file %s", pattern)
		}
		files = append(files, found...)
	}
	_, err := intake.Run(l.ctx, l.reg, intake.Request{
		What: s.what, County: demoCounty, Network: s.network, Files: files, Read: vector.Options{Datum: s.datum}, Fields: s.fields, Actor: demoActor,
	})
	return err
}

// publish numbers the draft and publishes it, unless that was done before.
func (l *demoLoader) publish(total int64) error {
	l.bar.tell("demo: import", int64(l.done), total)
	l.done++
	live, err := l.reg.Store.Grids(l.ctx, demoCounty)
	if err != nil || len(live) > 0 {
		return err
	}
	d, err := l.reg.TheDraft(l.ctx, demoCounty, uuid.Nil)
	if err != nil {
		return err
	}
	if _, err := l.reg.AssignCodes(l.ctx, d, demoActor); err != nil {
		return err
	}
	if d, err = l.reg.TheDraft(l.ctx, demoCounty, d.ID); err != nil {
		return err
	}
	_, err = l.reg.Publish(l.ctx, d, demoActor)
	return err
}
