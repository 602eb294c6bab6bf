package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/google/uuid"
	"github.com/paulmach/orb/geojson"

	"wangge/geo/coverage"
	"wangge/registry"
	"wangge/registry/intake"
)

type checkCmd struct {
	Files     []string `arg:"" optional:"" help:"Files of grids: GeoJSON, Shapefile (.shp or .zip), GeoPackage, KML."`
	Stored    bool     `help:"Check what is stored instead of files: the network of --network, or the newest open draft with --draft."`
	County    string   `help:"County of --stored; the only one there is by default."`
	Network   string   `help:"Network of --stored." default:"unified"`
	Draft     bool     `help:"With --stored: check the draft that is on its way."`
	Parent    []string `help:"What the grids have to fill: one polygon, or several (communities) that take the grids that lie in them. Given again, the level above (towns, then the county), which these have to fill." type:"existingfile" sep:"none"`
	Streets   string   `help:"Streets that the grids have to cover." type:"existingfile"`
	Buildings string   `help:"Buildings that no grid's border should cut." type:"existingfile"`
	Along     float64  `help:"A street runs along a border that is nearer than this many metres." default:"5" placeholder:"M"`
	Expect    string   `help:"Codes that have to be there: a text file, one to a line, or a CSV with a column code." type:"existingfile"`
	ID        string   `name:"id" help:"Property that names a grid; else the feature's id, else its number in the file from 0." placeholder:"PROPERTY"`
	Sliver    float64  `help:"Faults narrower than this many metres are marked as slivers." default:"0.5"`
	Format    string   `help:"text, json or geojson." enum:"text,json,geojson" default:"text"`
	reading
}

// Run checks: exit 0 sound (warnings alone included), 1 faults, 2 could not be checked.
func (c *checkCmd) Run(ctx context.Context, g *Globals, e env) error {
	report, err := c.report(ctx, g, e)
	if err != nil {
		return &exitError{code: 2, cause: err}
	}
	if err := c.write(report, e); err != nil {
		return &exitError{code: 2, cause: err}
	}
	if !report.Sound() {
		return &exitError{code: 1}
	}
	return nil
}

func (c *checkCmd) report(ctx context.Context, g *Globals, e env) (coverage.Report, error) {
	switch {
	case c.Stored && len(c.Files) > 0:
		return coverage.Report{}, fmt.Errorf("check either files or, with --stored, what is stored")
	case c.Stored:
		return c.checkStored(ctx, g, e)
	case len(c.Files) == 0:
		return coverage.Report{}, fmt.Errorf("name the files to check, or --stored (see `wangge check --help`)")
	default:
		return c.checkFiles(ctx, e)
	}
}

// checkStored finds the faults of a stored network or draft.
func (c *checkCmd) checkStored(ctx context.Context, g *Globals, e env) (report coverage.Report, err error) {
	store, err := g.open(ctx, e)
	if err != nil {
		return report, err
	}
	defer closing(store, &err)
	set, err := c.stored(ctx, store.Registry)
	if err != nil {
		return report, err
	}
	return c.check(ctx, e, intake.CheckRequest{Stored: &set})
}

func (c *checkCmd) stored(ctx context.Context, r registry.Registry) (coverage.Set, error) {
	if !c.Draft {
		return r.NetworkSet(ctx, c.County, c.Network)
	}
	county, err := r.TheCounty(ctx, c.County)
	if err != nil {
		return coverage.Set{}, err
	}
	d, err := r.TheDraft(ctx, county.Code, uuid.Nil)
	if err != nil {
		return coverage.Set{}, err
	}
	return r.DraftSet(ctx, d)
}

func (c *checkCmd) checkFiles(ctx context.Context, e env) (coverage.Report, error) {
	files, err := found(c.Files)
	if err != nil {
		return coverage.Report{}, err
	}
	return c.check(ctx, e, intake.CheckRequest{Files: files, ID: c.ID})
}

// check checks what q names by the files and options of the flags.
func (c *checkCmd) check(ctx context.Context, e env, q intake.CheckRequest) (report coverage.Report, err error) {
	if q.Read, err = c.options(); err != nil {
		return report, err
	}
	q.Parents, q.Streets, q.Buildings, q.Expect = c.Parent, c.Streets, c.Buildings, c.Expect
	q.SliverWidthM, q.AlongM = c.Sliver, c.Along
	bar := newProgress(e.err)
	defer bar.end()
	if bar.screen != nil {
		q.Progress = bar.tell
	}
	report, notes, err := intake.Check(ctx, q)
	bar.end()
	for _, n := range notes {
		fmt.Fprintln(e.err, "note:", n)
	}
	return report, err
}

func (c *checkCmd) write(r coverage.Report, e env) error {
	switch c.Format {
	case "json":
		if r.Faults == nil {
			r.Faults = []coverage.Fault{}
		}
		return json.NewEncoder(e.out).Encode(r)
	case "geojson":
		return json.NewEncoder(e.out).Encode(asFeatures(r))
	default:
		return writeText(e.out, r)
	}
}

// asFeatures makes one feature of each fault, for a GIS to open.
func asFeatures(r coverage.Report) *geojson.FeatureCollection {
	fc := geojson.NewFeatureCollection()
	for _, f := range r.Faults {
		feature := &geojson.Feature{Type: "Feature", ID: f.ID, Properties: geojson.Properties{
			"kind": f.Kind, "severity": f.Severity, "sliver": f.Sliver, "cells": strings.Join(f.Cells, ", "),
			"areaM2": f.AreaM2, "widthM": f.WidthM, "lengthM": f.LengthM, "street": f.Street, "building": f.Building, "at": f.At,
		}}
		if f.Geometry != nil {
			feature.Geometry = f.Geometry.Geometry()
		}
		fc.Append(feature)
	}
	return fc
}

var kindNames = map[coverage.Kind]string{
	coverage.InvalidRing: "环无效", coverage.Overlap: "重叠", coverage.Gap: "空隙", coverage.OutsideParent: "越出上级边界",
	coverage.ShortOfParent: "未达上级边界", coverage.UnmatchedEdge: "边界不匹配", coverage.Duplicate: "重复", coverage.Contained: "被包含",
	coverage.Missing: "缺失", coverage.StreetUncovered: "街巷未覆盖", coverage.Multipart: "多部分", coverage.Pinch: "自相接触", coverage.BuildingCut: "切割建筑",
}

// writeStreets sums the streets up; the JSON has each of them.
func writeStreets(w io.Writer, streets []coverage.StreetReport) error {
	if len(streets) == 0 {
		return nil
	}
	length, bare, along := 0.0, 0.0, 0
	for _, s := range streets {
		length += s.LengthM
		bare += s.UncoveredM
		if slices.ContainsFunc(s.Cells, func(c coverage.StreetCell) bool { return c.AlongM > 0 }) {
			along++
		}
	}
	_, err := fmt.Fprintf(w, "%d streets 街巷, %.1f km, %.1f m in no grid, %d run along a border\n", len(streets), length/1000, bare, along)
	return err
}

func writeText(w io.Writer, r coverage.Report) error {
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	errorsN, warnings := 0, 0
	for i, f := range r.Faults {
		if i == 0 {
			fmt.Fprintln(t, "severity\tkind\t\tcells\tat (lng,lat)\tarea m²\twidth, length m")
		}
		if f.Severity == coverage.Error {
			errorsN++
		} else {
			warnings++
		}
		sliver := ""
		if f.Sliver {
			sliver = " sliver 碎面"
		}
		concerned := f.Cells
		for _, n := range [2]string{f.Street, f.Building} {
			if n != "" {
				concerned = append([]string{n}, concerned...)
			}
		}
		fmt.Fprintf(t, "%s\t%s%s\t%s\t%s\t%.7f,%.7f\t%.2f\t%.3f\n", f.Severity, f.Kind, sliver, kindNames[f.Kind], strings.Join(concerned, " "), f.At[0], f.At[1], f.AreaM2, max(f.WidthM, f.LengthM))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	if err := writeStreets(w, r.Streets); err != nil {
		return err
	}
	verdict := "sound 合格"
	if errorsN > 0 {
		verdict = "not sound 不合格"
	}
	_, err := fmt.Fprintf(w, "%d cells, %d errors, %d warnings: %s\n", r.Cells, errorsN, warnings, verdict)
	return err
}
