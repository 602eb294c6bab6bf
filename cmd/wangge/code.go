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
	Assign  codeAssignCmd  `cmd:"" help:"Number the grids of a draft, or the published ones in another scheme: a preview, or for ever with --commit."`
	Recode  codeRecodeCmd  `cmd:"" help:"Make a plan of new codes of a change of divisions, or apply one. 区划变更"`
	Inspect codeInspectCmd `cmd:"" help:"Explain a code, digit by digit, and what it is today. 查编码"`
	Lineage codeLineageCmd `cmd:"" help:"Tell what a code came from and what became of it, at any date. 沿革"`
	Scheme  schemeCmd      `cmd:"" help:"See, check and adopt schemes of codes besides cn15. 编码规则"`
	Reserve reserveCmd     `cmd:"" help:"Keep ranges of numbers from being given automatically. 预留号段"`
}

type codeAssignCmd struct {
	County string    `help:"County; the only one there is by default."`
	Scheme string    `help:"Number the published grids in this scheme, which the county has adopted; by default a draft is numbered in cn15."`
	Draft  uuid.UUID `help:"Draft; the county's newest open one by default."`
	Commit bool      `help:"Write the codes to the ledger. A code is issued once and never again." env:"-"`
	All    bool      `help:"List every code in the preview, not only the first of each community, and every grid that changes."`

	Threshold float64 `help:"Share of a grid's ground or people, above which a grid that keeps its code is told to look like another one." default:"0.5"`
	By
}

// Run previews or issues codes.
func (c *codeAssignCmd) Run(ctx context.Context, g *Globals, e env) (err error) {
	store, county, err := g.openCounty(ctx, e, c.County)
	if err != nil {
		return err
	}
	defer closing(store, &err)
	if c.Scheme != "" && c.Scheme != gridcode.CN15.Name {
		return c.published(ctx, store.Registry, county.Code, e)
	}
	return c.draft(ctx, store.Registry, county.Code, e)
}

// draft numbers the grids of a draft. A preview tells, too, what becomes of the grids that have codes.
func (c *codeAssignCmd) draft(ctx context.Context, r registry.Registry, county string, e env) error {
	d, err := r.TheDraft(ctx, county, c.Draft)
	if err != nil {
		return err
	}
	if c.Commit {
		issued, err := r.AssignCodes(ctx, d, c.actor())
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(e.out, "issued %d codes to draft %s (%s); next `wangge publish`\n", len(issued), d.ID, gridcode.Algorithm)
		return err
	}
	n, err := r.PreviewCodes(ctx, d)
	if err != nil {
		return err
	}
	review, err := r.Review(ctx, d, c.Threshold)
	if err != nil {
		return err
	}
	if err := c.list(n, e); err != nil {
		return err
	}
	if err := writeReview(e.out, review, c.All); err != nil {
		return err
	}
	return wouldIssue(n, "draft "+d.ID.String(), e)
}

// published numbers the published grids in another scheme.
func (c *codeAssignCmd) published(ctx context.Context, r registry.Registry, county string, e env) error {
	if c.Draft != uuid.Nil {
		return fmt.Errorf("--draft and --scheme %s do not go together: codes of another scheme are issued to published grids", c.Scheme)
	}
	if c.Commit {
		issued, err := r.NumberScheme(ctx, county, c.Scheme, c.actor())
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(e.out, "issued %d %s codes to published grids of county %s (%s)\n", len(issued), c.Scheme, county, gridcode.Algorithm)
		return err
	}
	n, err := r.PreviewScheme(ctx, county, c.Scheme)
	if err != nil {
		return err
	}
	if err := c.list(n, e); err != nil {
		return err
	}
	return wouldIssue(n, "published grids of county "+county, e)
}

func wouldIssue(n registry.Numbered, to string, e env) error {
	_, err := fmt.Fprintf(e.out, "%s: %d codes would be issued, %d grids keep theirs (%s). Nothing was written: add --commit.\n",
		to, len(n.Issues), n.Kept, n.Algorithm)
	return err
}

// list writes the codes that would be issued.
func (c *codeAssignCmd) list(n registry.Numbered, e env) error {
	t := tabwriter.NewWriter(e.out, 0, 4, 2, ' ', 0)
	byCode := map[string]registry.Grid{}
	for i, code := range n.Codes {
		byCode[code] = n.Grids[i]
	}
	per := map[string]int{}
	for _, i := range n.Issues {
		per[i.Community]++
	}
	shown := map[string]bool{}
	for _, i := range n.Issues {
		if c.All {
			fmt.Fprintf(t, "%s\t%s\t%s\n", i.Code, byCode[i.Code].Name, i.Grid)
		} else if !shown[i.Community] {
			shown[i.Community] = true
			fmt.Fprintf(t, "%s\t%s\t%d new\n", i.Code, byCode[i.Code].Name, per[i.Community])
		}
	}
	return t.Flush()
}
