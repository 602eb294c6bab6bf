package main

import (
	"context"
	"fmt"
	"text/tabwriter"

	"github.com/google/uuid"

	"wangge/gridcode"
	"wangge/registry"
)

type codeCmd struct {
	Assign  codeAssignCmd  `cmd:"" help:"Number the grids of a draft: a preview, or for ever with --commit."`
	Recode  codeRecodeCmd  `cmd:"" help:"Make a plan of new codes of a change of divisions, or apply one. 区划变更"`
	Inspect codeInspectCmd `cmd:"" help:"Explain a code, digit by digit."`
}

type codeAssignCmd struct {
	County string    `help:"County; the only one there is by default."`
	Draft  uuid.UUID `help:"Draft; the county's newest open one by default."`
	Commit bool      `help:"Write the codes to the ledger. A code is issued once and never again." env:"-"`
	All    bool      `help:"List every code in the preview, not only the first of each community, and every grid that changes."`

	Threshold float64 `help:"Share of a grid's ground or people, above which a grid that keeps its code is told to look like another one." default:"0.5"`
	By
}

// Run previews or issues codes.
func (c *codeAssignCmd) Run(ctx context.Context, g *Globals, e env) (err error) {
	store, err := g.open(ctx, e)
	if err != nil {
		return err
	}
	defer closing(store, &err)
	county, err := store.TheCounty(ctx, c.County)
	if err != nil {
		return err
	}
	d, err := store.TheDraft(ctx, county.Code, c.Draft)
	if err != nil {
		return err
	}
	if c.Commit {
		issued, err := store.AssignCodes(ctx, d, c.actor())
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(e.out, "issued %d codes to draft %s (%s); next `wangge publish`\n", len(issued), d.ID, gridcode.Algorithm)
		return err
	}
	return c.preview(ctx, store.Registry, d, e)
}

func (c *codeAssignCmd) preview(ctx context.Context, r registry.Registry, d registry.Draft, e env) error {
	n, err := r.PreviewCodes(ctx, d)
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(e.out, 0, 4, 2, ' ', 0)
	byCode := map[string]registry.Grid{}
	for i, code := range n.Codes {
		byCode[code] = d.Grids[i]
	}
	per := map[string]int{}
	for _, i := range n.Issues {
		per[i.Community]++
	}
	shown := map[string]bool{}
	for _, i := range n.Issues {
		if c.All {
			fmt.Fprintf(t, "%s\t%s\n", i.Code, byCode[i.Code].Name)
		} else if !shown[i.Community] {
			shown[i.Community] = true
			fmt.Fprintf(t, "%s\t%s\t%d new\n", i.Code, byCode[i.Code].Name, per[i.Community])
		}
	}
	if err := t.Flush(); err != nil {
		return err
	}
	review, err := r.Review(ctx, d, c.Threshold)
	if err != nil {
		return err
	}
	if err := writeReview(e.out, review, c.All); err != nil {
		return err
	}
	_, err = fmt.Fprintf(e.out, "draft %s: %d codes would be issued, %d grids keep theirs (%s). Nothing was written: add --commit.\n",
		d.ID, len(n.Issues), n.Kept, n.Algorithm)
	return err
}

type codeInspectCmd struct {
	Code string `arg:"" help:"Code of a grid, or of a county, town or community."`
}

// Run explains the code; what is no code is told with the place and the reason.
func (c *codeInspectCmd) Run(e env) error {
	code, err := gridcode.CN15.ParsePrefix(c.Code)
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(e.out, 0, 4, 2, ' ', 0)
	for _, p := range code.Explain() {
		fmt.Fprintf(t, "%s\t%s %s\t%s %s\t%s\n", p.Digits, p.Segment, p.ZH, p.Meaning, p.Sense, p.Code)
	}
	return t.Flush()
}
