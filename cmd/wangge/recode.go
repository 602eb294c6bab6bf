package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"wangge/geo/vector"
	"wangge/registry"
	"wangge/registry/intake"
)

type codeRecodeCmd struct {
	Changes string `arg:"" optional:"" type:"existingfile" help:"Table of the changes (CSV, XLSX, JSON, YAML): old code, new code, name. The same code twice renames; several old codes with one new code are merged; a grid's code moves it to a community."`
	County  string `help:"County; the only one there is by default."`
	Out     string `help:"Write the plan to a file, to be applied later." placeholder:"PLAN.json" env:"-"`
	Apply   string `help:"Apply a plan that --out wrote, as one revision, where nothing changed since. Codes are issued for ever." placeholder:"PLAN.json" type:"existingfile" env:"-"`
	All     bool   `help:"List every grid that gets a new code, not only the first of each community."`
	By
}

// Run previews a change of divisions, or applies a plan.
func (c *codeRecodeCmd) Run(ctx context.Context, g *Globals, e env) (err error) {
	if (c.Changes == "") == (c.Apply == "") {
		return errors.New("give a table of changes to preview, or --apply and the plan of a preview 请给出变更表，或用 --apply 指定方案")
	}
	store, err := g.open(ctx, e)
	if err != nil {
		return err
	}
	defer closing(store, &err)
	if c.Apply != "" {
		return c.apply(ctx, store.Registry, e)
	}
	changes, err := intake.ReadChanges(ctx, c.Changes, vector.Options{})
	if err != nil {
		return err
	}
	county, err := store.TheCounty(ctx, c.County)
	if err != nil {
		return err
	}
	plan, err := store.PreviewRecoding(ctx, county.Code, changes)
	if err != nil {
		return err
	}
	return c.preview(plan, e)
}

func (c *codeRecodeCmd) apply(ctx context.Context, r registry.Registry, e env) error {
	plan, err := readPlan(c.Apply)
	if err != nil {
		return err
	}
	rev, err := r.ApplyRecoding(ctx, plan, c.actor())
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(e.out, "revision %d of county %s: %d grids have new codes, %d divisions ended, %d postings moved\n",
		rev.Number, plan.County, len(plan.Grids), len(plan.Closed), plan.Postings.Moved)
	return err
}

func readPlan(path string) (plan registry.Recoding, err error) {
	f, err := os.Open(path)
	if err != nil {
		return plan, err
	}
	defer f.Close() //nolint:errcheck // it was only read
	d := json.NewDecoder(f)
	d.DisallowUnknownFields()
	if err := d.Decode(&plan); err != nil {
		return plan, fmt.Errorf("%w: %s is no plan of a re-coding: %w; make one with `wangge code recode CHANGES.csv --out PLAN.json`", registry.ErrInvalid, path, err)
	}
	return plan, nil
}

func (c *codeRecodeCmd) preview(plan registry.Recoding, e env) error {
	t := tabwriter.NewWriter(e.out, 0, 4, 2, ' ', 0)
	told, first := map[string]bool{}, firsts(plan.Grids)
	for _, d := range plan.Divisions {
		fmt.Fprintf(t, "%s\t%s → %s\t%s\t%s\n", d.Level, cameFrom(d), d.New, d.Name, codes(d, first[d.New]))
		for _, old := range d.Old {
			told[old] = true
		}
	}
	for _, code := range plan.Closed {
		if !told[code] {
			fmt.Fprintf(t, "ends\t%s\t\t\n", code)
		}
	}
	if c.All {
		for _, g := range plan.Grids {
			fmt.Fprintf(t, "grid\t%s → %s\t%s\t\n", g.Old, g.New, g.Name)
		}
	}
	if err := t.Flush(); err != nil {
		return err
	}
	return c.sum(plan, e.out)
}

// firsts gives the first grid that comes to each community.
func firsts(grids []registry.Recode) map[string]registry.Recode {
	out := map[string]registry.Recode{}
	for _, g := range slices.Backward(grids) {
		out[g.New[:12]] = g
	}
	return out
}

// codes counts the codes that a division gets, and shows the first of a community.
func codes(d registry.Redivision, first registry.Recode) string {
	switch {
	case d.Grids == 0:
		return "no code changes"
	case first.Old == "":
		return fmt.Sprintf("%d new codes", d.Grids)
	default:
		return fmt.Sprintf("%d new codes, the first %s → %s", d.Grids, first.Old, first.New)
	}
}

// cameFrom writes what a division was, itself included where it takes in others.
func cameFrom(d registry.Redivision) string {
	if len(d.Old) == 0 {
		return "new"
	}
	return strings.Join(d.Old, " + ")
}

// sum ends a preview, and keeps the plan where that is asked for.
func (c *codeRecodeCmd) sum(plan registry.Recoding, out io.Writer) error {
	next := "add --out PLAN.json to keep the plan"
	if c.Out != "" {
		text, err := json.MarshalIndent(plan, "", "  ")
		if err != nil {
			return err
		}
		if err := os.WriteFile(c.Out, append(text, '\n'), 0o644); err != nil { // codes are no secret
			return err
		}
		next = "apply it with `wangge code recode --apply " + c.Out + "`"
	}
	_, err := fmt.Fprintf(out, "county %s at revision %d: %d grids would get new codes, %d divisions would end, %d postings move, %d end. Nothing was written: %s.\n",
		plan.County, plan.Base, len(plan.Grids), len(plan.Closed), plan.Postings.Moved, plan.Postings.Ended, next)
	return err
}
