package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"wangge/geo"
	"wangge/geo/datum"
	"wangge/registry"
	"wangge/registry/drafting"
)

// editing is what every change of a draft takes. Without an open draft it begins one of the live map.
type editing struct {
	County string    `help:"County; the only one there is by default."`
	Draft  uuid.UUID `help:"Draft that has to be the open one; the county's by default, or else the live map."`
	By
}

// apply changes the draft and tells what came of it.
func (c *editing) apply(ctx context.Context, g *Globals, e env, o drafting.Operation) (err error) {
	store, err := g.open(ctx, e)
	if err != nil {
		return err
	}
	defer closing(store, &err)
	base, err := c.base(ctx, store.Registry)
	if err != nil {
		return err
	}
	out, err := drafting.Apply(ctx, store.Registry, base, o, c.actor())
	if err != nil {
		return err
	}
	if err := writeChanges(e.out, out.Changes); err != nil {
		return err
	}
	return next(e, out.Draft)
}

func (c *editing) base(ctx context.Context, r registry.Registry) (registry.Draft, error) {
	if c.Draft != uuid.Nil {
		return r.Store.Draft(ctx, c.Draft)
	}
	county, err := r.TheCounty(ctx, c.County)
	if err != nil {
		return registry.Draft{}, err
	}
	return drafting.Base(ctx, r, county.Code)
}

// next tells what may be done with a draft now.
func next(e env, d registry.Draft) error {
	todo := "`wangge publish`"
	if d.Uncoded > 0 {
		todo = fmt.Sprintf("`wangge code assign --commit` (%d grids have no code), `wangge publish`", d.Uncoded)
	}
	if d.ID == uuid.Nil {
		_, err := fmt.Fprintln(e.out, "no draft is open: the live map stands 无打开的草稿")
		return err
	}
	_, err := fmt.Fprintf(e.out, "draft %s: next %s; or back with `wangge draft undo`\n", d.ID, todo)
	return err
}

// course are the positions of a line.
type course struct {
	Line  []position `arg:"" help:"Positions of the line, each as lng,lat in degrees."`
	Datum string     `required:"" help:"Datum of the positions: cgcs2000, wgs84, gcj02 or bd09."`
}

// position is a longitude and a latitude as they are typed.
type position orb.Point

// UnmarshalText reads lng,lat.
func (p *position) UnmarshalText(text []byte) error {
	lng, lat, ok := strings.Cut(string(text), ",")
	var errs [2]error
	p[0], errs[0] = strconv.ParseFloat(strings.TrimSpace(lng), 64)
	p[1], errs[1] = strconv.ParseFloat(strings.TrimSpace(lat), 64)
	if !ok || errs[0] != nil || errs[1] != nil {
		return fmt.Errorf("%q: a position is lng,lat in degrees, such as 116.9734,35.4033 坐标格式为 经度,纬度", text)
	}
	return nil
}

func (c *course) line() (geo.Line, error) {
	d, err := datum.Parse(c.Datum)
	if err != nil {
		return nil, err
	}
	points := make([]orb.Point, len(c.Line))
	for i, p := range c.Line {
		points[i] = orb.Point(p)
	}
	return drafting.LineOf(points, d)
}

// along applies an operation that has a line.
func (c *editing) along(ctx context.Context, g *Globals, e env, o drafting.Operation, line *course) (err error) {
	if o.Line, err = line.line(); err != nil {
		return &exitError{code: 2, cause: err}
	}
	return c.apply(ctx, g, e, o)
}

type draftSplitCmd struct {
	Grid string   `arg:"" help:"Grid: its code; while it has none its name, or its number as #n (see draft show --all)."`
	Name []string `help:"Names of the parts, given twice, the larger part's first; by default 甲 and 乙 are added to its own." sep:"none"`
	course
	editing
}

// Run splits a grid.
func (c *draftSplitCmd) Run(ctx context.Context, g *Globals, e env) error {
	return c.along(ctx, g, e, drafting.Operation{Op: drafting.Split, Grids: []string{c.Grid}, Names: c.Name}, &c.course)
}

type draftMergeCmd struct {
	Grids []string `arg:"" help:"Grids that lie together, in one community; the first one gives kind and body."`
	Name  []string `help:"Name of the result; that of the first grid by default." sep:"none"`
	editing
}

// Run merges grids.
func (c *draftMergeCmd) Run(ctx context.Context, g *Globals, e env) error {
	return c.apply(ctx, g, e, drafting.Operation{Op: drafting.Merge, Grids: c.Grids, Names: c.Name})
}

type draftDissolveCmd struct {
	Grid string `arg:"" help:"Grid that ends."`
	Into string `help:"Neighbour that takes its ground; by default the one of its community with the longest common border."`
	editing
}

// Run dissolves a grid.
func (c *draftDissolveCmd) Run(ctx context.Context, g *Globals, e env) error {
	return c.apply(ctx, g, e, drafting.Operation{Op: drafting.Dissolve, Grids: []string{c.Grid}, Into: c.Into})
}

type draftRenameCmd struct {
	Grid string `arg:"" help:"Grid."`
	Name string `arg:"" help:"Its new name."`
	editing
}

// Run renames a grid.
func (c *draftRenameCmd) Run(ctx context.Context, g *Globals, e env) error {
	return c.apply(ctx, g, e, drafting.Operation{Op: drafting.Rename, Grids: []string{c.Grid}, Names: []string{c.Name}})
}

type draftSetCmd struct {
	Grid       string        `arg:"" help:"Grid."`
	Kind       registry.Kind `help:"base (基础网格) or dedicated (专属网格)."`
	Body       *string       `help:"Responsible body 责任主体."`
	Households *int          `help:"Number of households."`
	Population *int          `help:"Number of people."`
	editing
}

// Run sets what a grid has besides its name and ground.
func (c *draftSetCmd) Run(ctx context.Context, g *Globals, e env) error {
	return c.apply(ctx, g, e, drafting.Operation{
		Op: drafting.Set, Grids: []string{c.Grid}, Kind: c.Kind, Body: c.Body, Households: c.Households, Population: c.Population,
	})
}

type draftAdjustCmd struct {
	Grid  string `arg:"" help:"Grid."`
	Other string `arg:"" help:"Its neighbour."`
	course
	editing
}

// Run moves a border.
func (c *draftAdjustCmd) Run(ctx context.Context, g *Globals, e env) error {
	return c.along(ctx, g, e, drafting.Operation{Op: drafting.Adjust, Grids: []string{c.Grid, c.Other}}, &c.course)
}

type draftTransferCmd struct {
	From string `arg:"" help:"Grid that gives; the smaller piece beside the line is cut off."`
	To   string `arg:"" help:"Its neighbour that takes."`
	course
	editing
}

// Run transfers ground.
func (c *draftTransferCmd) Run(ctx context.Context, g *Globals, e env) error {
	return c.along(ctx, g, e, drafting.Operation{Op: drafting.Transfer, Grids: []string{c.From, c.To}}, &c.course)
}

type draftUndoCmd struct{ editing }

// Run takes the last change back.
func (c *draftUndoCmd) Run(ctx context.Context, g *Globals, e env) error {
	return c.apply(ctx, g, e, drafting.Operation{Op: drafting.Undo})
}

type draftDiscardCmd struct {
	County string    `help:"County; the only one there is by default."`
	Draft  uuid.UUID `help:"Draft; the county's open one by default."`
	By
}

// Run gives a draft up.
func (c *draftDiscardCmd) Run(ctx context.Context, g *Globals, e env) (err error) {
	store, county, err := g.openCounty(ctx, e, c.County)
	if err != nil {
		return err
	}
	defer closing(store, &err)
	d, err := store.TheDraft(ctx, county.Code, c.Draft)
	if err != nil {
		return err
	}
	if err := store.Store.DiscardDraft(ctx, d.ID, c.actor()); err != nil {
		return err
	}
	_, err = fmt.Fprintf(e.out, "draft %s is discarded: the live map stands 草稿已放弃\n", d.ID)
	return err
}
