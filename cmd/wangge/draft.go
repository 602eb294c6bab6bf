package main

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/google/uuid"

	"wangge/registry"
	"wangge/registry/drafting"
)

type draftCmd struct {
	List     draftListCmd     `cmd:"" help:"List a county's drafts. 草稿列表"`
	Show     draftShowCmd     `cmd:"" help:"Show what a draft changes of the live map. 查看草稿"`
	Split    draftSplitCmd    `cmd:"" help:"Split a grid along a line: both parts get new codes, the old one is retired. 拆分"`
	Merge    draftMergeCmd    `cmd:"" help:"Merge grids of one community: the result gets a new code, the old ones are retired. 合并"`
	Dissolve draftDissolveCmd `cmd:"" help:"Give a grid's ground to a neighbour, which keeps its code; that of the grid is retired. 撤销"`
	Rename   draftRenameCmd   `cmd:"" help:"Rename a grid, which keeps its code. 更名"`
	Set      draftSetCmd      `cmd:"" help:"Set kind, body, households or population of a grid, which keeps its code. 修改属性"`
	Adjust   draftAdjustCmd   `cmd:"" help:"Give the border between two grids another course: both keep their codes. 调整边界"`
	Transfer draftTransferCmd `cmd:"" help:"Cut a piece off a grid and give it to a neighbour: both keep their codes. 划转"`
	Undo     draftUndoCmd     `cmd:"" help:"Take the draft's last change back. 撤回"`
	Discard  draftDiscardCmd  `cmd:"" help:"Give the draft up. 放弃草稿"`
}

type draftListCmd struct {
	County string `help:"County; the only one there is by default."`
}

// Run lists drafts, newest first.
func (c *draftListCmd) Run(ctx context.Context, g *Globals, e env) (err error) {
	store, county, err := g.openCounty(ctx, e, c.County)
	if err != nil {
		return err
	}
	defer closing(store, &err)
	drafts, err := store.Store.Drafts(ctx, county.Code)
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(e.out, 0, 4, 2, ' ', 0)
	for _, d := range drafts {
		fmt.Fprintf(t, "%s\t%s\t%s\t%d grids\t%d without a code\t%s\tby %s\n",
			d.ID, d.Created.Format("2006-01-02 15:04"), d.State, d.Count, d.Uncoded, d.Change, d.Actor.Name)
	}
	return t.Flush()
}

type draftShowCmd struct {
	County string    `help:"County; the only one there is by default."`
	Draft  uuid.UUID `help:"Draft; the county's open one by default."`
	All    bool      `help:"List every grid, with the number #n that names it while it has no code."`
}

// Run shows a draft beside the live map.
func (c *draftShowCmd) Run(ctx context.Context, g *Globals, e env) (err error) {
	store, county, err := g.openCounty(ctx, e, c.County)
	if err != nil {
		return err
	}
	defer closing(store, &err)
	d, err := store.TheDraft(ctx, county.Code, c.Draft)
	if err != nil {
		return err
	}
	live, err := store.Store.Grids(ctx, d.County)
	if err != nil {
		return err
	}
	fmt.Fprintf(e.out, "draft %s: %s, %s by %s %s\n%d grids, %d without a code\n",
		d.ID, d.State, d.Change, d.Actor.Name, d.Created.Format("2006-01-02 15:04"), d.Count, d.Uncoded)
	if c.All {
		return writeGrids(e.out, "", numbered(d.Grids))
	}
	return writeChanges(e.out, drafting.Compare(live, d.Grids))
}

func numbered(grids []registry.Grid) []drafting.Numbered {
	out := make([]drafting.Numbered, len(grids))
	for i, g := range grids {
		out[i] = drafting.Numbered{N: i + 1, Grid: g}
	}
	return out
}

// writeChanges lists what a state of the grids has that another one had not.
func writeChanges(w io.Writer, c drafting.Changes) error {
	for _, part := range []struct {
		what  string
		grids []drafting.Numbered
	}{
		{"loses its code 编码停用", c.Retiring},
		{"changed, keeps its code 保留编码", c.Kept},
		{"gains a code 获得编码", c.Coded},
		{"new, without a code 待编码", c.Uncoded},
	} {
		if err := writeGrids(w, part.what, part.grids); err != nil {
			return err
		}
	}
	return nil
}

func writeGrids(w io.Writer, what string, grids []drafting.Numbered) error {
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	for _, g := range grids {
		number := "-"
		if g.N > 0 {
			number = fmt.Sprintf("#%d", g.N)
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%d households\t%d people\t%.0f m²\tat %s\n",
			what, number, g.Code, g.Name, g.Households, g.Population, g.AreaM2, g.Shape.Inner())
	}
	return t.Flush()
}
