package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"wangge/geo/coverage"
	"wangge/geo/vector"
	"wangge/registry/intake"
)

type repairCmd struct {
	Files     []string `arg:"" help:"Files of grids: GeoJSON, Shapefile (.shp or .zip), GeoPackage, KML."`
	Out       string   `help:"Write the repaired grids here, as GeoJSON in CGCS2000." type:"path" placeholder:"FILE.geojson"`
	Plan      bool     `help:"Only say what would be done."`
	Report    string   `help:"Write the changes and what is left as JSON." type:"path" placeholder:"FILE.json"`
	Tolerance float64  `help:"Move no border by more than this many metres." default:"0.5" placeholder:"M"`
	Keep      []string `help:"Cells that give way to no other." placeholder:"CODE"`
	Newer     string   `help:"Property, a date or a number: of two cells the one with the greater keeps its border." placeholder:"PROPERTY"`
	Parent    []string `help:"What the grids have to fill; its border never gives way. Given again, the level above, which is only checked." type:"existingfile" sep:"none"`
	ID        string   `name:"id" help:"Property that names a grid; else the feature's id, else its number in the file from 0." placeholder:"PROPERTY"`
	reading
}

// Run repairs: exit 0 sound afterwards, 1 faults are left to a person, 2 could not be repaired.
func (c *repairCmd) Run(ctx context.Context, e env) error {
	plan, err := c.repair(ctx, e)
	if err != nil {
		return &exitError{code: 2, cause: err}
	}
	if !plan.Sound() {
		return &exitError{code: 1}
	}
	return nil
}

func (c *repairCmd) repair(ctx context.Context, e env) (coverage.Plan, error) {
	if err := c.refuse(); err != nil {
		return coverage.Plan{}, err
	}
	files, err := found(c.Files)
	if err != nil {
		return coverage.Plan{}, err
	}
	read, err := c.options()
	if err != nil {
		return coverage.Plan{}, err
	}
	q := intake.RepairRequest{
		CheckRequest: intake.CheckRequest{Files: files, Parents: c.Parent, ID: c.ID, Read: read},
		ToleranceM:   c.Tolerance, Keep: c.Keep, Newer: c.Newer,
	}
	bar := newProgress(e.err)
	defer bar.end()
	if bar.screen != nil {
		q.Progress = bar.tell
	}
	done, err := intake.Repair(ctx, q)
	bar.end()
	for _, n := range done.Notes {
		fmt.Fprintln(e.err, "note:", n)
	}
	if err != nil {
		return coverage.Plan{}, err
	}
	if err := c.write(done, e); err != nil {
		return coverage.Plan{}, err
	}
	return done.Plan, nil
}

// refuse tells calls that ask for nothing, or for an input to be overwritten.
func (c *repairCmd) refuse() error {
	switch {
	case c.Out == "" && !c.Plan && c.Report == "":
		return fmt.Errorf("name where to write with --out, or ask for the --plan alone")
	case c.Tolerance <= 0:
		return fmt.Errorf("--tolerance %g: a number of metres above 0 is wanted", c.Tolerance)
	}
	for _, in := range slices.Concat(c.Parent, c.Files) {
		if sameFile(in, c.Out) {
			return fmt.Errorf("--out %s would overwrite what is to be repaired: name another file", c.Out)
		}
	}
	return nil
}

func sameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

func (c *repairCmd) write(done intake.Repaired, e env) error {
	if c.Out != "" && !c.Plan {
		if err := vector.WriteGeoJSON(c.Out, done.Features); err != nil {
			return err
		}
	}
	if c.Report != "" {
		b, err := json.MarshalIndent(done.Plan, "", "  ")
		if err != nil {
			return err
		}
		if err := os.WriteFile(c.Report, append(b, '\n'), 0o644); err != nil { //nolint:gosec // a report is no secret
			return err
		}
	}
	return c.writeText(e.out, done.Plan)
}

var actionNames = map[coverage.Action]string{
	coverage.Node: "补结点", coverage.Snap: "吸附", coverage.Swap: "取用邻界", coverage.CutBack: "裁回上级边界", coverage.Fill: "补到上级边界",
	coverage.Despike: "去毛刺",
}

func (c *repairCmd) writeText(w io.Writer, p coverage.Plan) error {
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	for i, ch := range p.Changes {
		if i == 0 {
			fmt.Fprintln(t, "change\t\tgives way\tto\tat (lng,lat)\tarea m²\tdistance m")
		}
		by := strings.Join(ch.By, " ")
		if ch.Parent {
			by = strings.TrimSpace(by + " parent")
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%.7f,%.7f\t%.2f\t%.3f\n", ch.Action, actionNames[ch.Action], strings.Join(ch.Cells, " "), by, ch.At[0], ch.At[1], ch.AreaM2, ch.DistanceM)
	}
	for i, f := range p.Left {
		if i == 0 {
			fmt.Fprintln(t, "left to you 待人工处理\t\tcells\tproposal\tat (lng,lat)\tarea m²\twidth m")
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%.7f,%.7f\t%.2f\t%.3f\n", f.Kind, kindNames[f.Kind], strings.Join(f.Cells, " "), f.Proposal.Action, f.At[0], f.At[1], f.AreaM2, f.WidthM)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	what := "nothing was written (--plan) 未写入"
	if c.Out != "" && !c.Plan {
		what = "written to " + filepath.Base(c.Out)
	}
	_, err := fmt.Fprintf(w, "%d cells, %d changes to %d of them, %d findings left; %s\n", p.Cells, len(p.Changes), len(p.Changed), len(p.Left), what)
	return err
}
