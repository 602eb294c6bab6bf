package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"wangge/geo/coverage"
	"wangge/geo/datum"
	"wangge/geo/vector"
	"wangge/registry"
	"wangge/registry/bulk"
	"wangge/registry/intake"
)

// coverageFile are the flags of a file of grids that answers instead of a database.
type coverageFile struct {
	Map      []string `help:"Answer from this file of grids, without a database. It is read as 'wangge check' does." placeholder:"FILE" sep:"none"`
	ID       string   `name:"id" help:"Property of --map that names a grid; else the feature's id, else its number in the file from 0." placeholder:"PROPERTY"`
	MapDatum string   `name:"map-datum" help:"Datum of --map: cgcs2000, wgs84, gcj02, bd09 or EPSG:n. By default as the file says; a GeoJSON that says nothing is WGS 84 (RFC 7946)." placeholder:"DATUM"`
	ToWGS84  string   `name:"towgs84" env:"WANGGE_TOWGS84" help:"Parameters of a datum of --map whose way to CGCS2000 is not public: dx,dy,dz[,rx,ry,rz,s]." placeholder:"PARAMETERS"`
}

// fromFile answers with the grids of a file.
func (c *resolveCmd) fromFile(ctx context.Context, e env) error {
	d, err := c.datum()
	if err != nil {
		return err
	}
	cells, own, err := c.cells(ctx, e)
	if err != nil {
		return err
	}
	if err := warnOfOverlaps(ctx, e, cells); err != nil {
		return err
	}
	if d == "" {
		d = degreesOf(own)
		fmt.Fprintf(e.err, "note: no --datum: positions that do not name theirs are taken to be %s, as the map is 未指定坐标系，按地图的坐标系\n", d)
	}
	source := bulk.NewCells(cells)
	if c.In != "" {
		return c.convert(ctx, e, source, d)
	}
	return c.code(e, source, d)
}

// degreesOf gives the datum of degrees on a map: its own, or the one that a projected map is brought to.
func degreesOf(own datum.Datum) datum.Datum {
	if slices.Contains(datum.Words[:], own) {
		return own
	}
	return datum.CGCS2000
}

// code writes the code of one position.
func (c *resolveCmd) code(e env, source bulk.Source, d datum.Datum) error {
	var code [1]string
	if err := source.Answer(orb.Point{*c.Lng, *c.Lat}, d, code[:]); err != nil {
		return askedWrongly(err)
	}
	if code[0] == "" {
		return fmt.Errorf("no cell of the file owns the position 位置不在任何网格内")
	}
	_, err := fmt.Fprintln(e.out, code[0])
	return err
}

// cells reads the file.
func (c *coverageFile) cells(ctx context.Context, e env) ([]coverage.Cell, datum.Datum, error) {
	files, err := found(c.Map)
	if err != nil {
		return nil, "", err
	}
	options, err := vector.OptionsOf(c.MapDatum, c.ToWGS84, "")
	if err != nil {
		return nil, "", &exitError{code: 2, cause: err}
	}
	bar := newProgress(e.err)
	defer bar.end()
	q := intake.CheckRequest{Files: files, ID: c.ID, Read: options}
	if bar.screen != nil {
		q.Progress = bar.tell
	}
	cells, own, notes, err := intake.Cells(ctx, q)
	bar.end()
	for _, n := range notes {
		fmt.Fprintln(e.err, "note:", n)
	}
	return cells, own, err
}

// warnOfOverlaps tells where the order of the file decides.
func warnOfOverlaps(ctx context.Context, e env, cells []coverage.Cell) error {
	doubled, err := faultsOf(ctx, cells, overlaps...)
	if err != nil || len(doubled) == 0 {
		return err
	}
	f := doubled[0]
	_, err = fmt.Fprintf(e.err, "warning: cells overlap in %d places, such as %v at %.7f,%.7f: there the first in the file is taken 网格重叠处取文件中靠前者（wangge check 列出全部）\n", len(doubled), f.Cells, f.At[0], f.At[1])
	return err
}

// overlaps are the kinds of fault where several cells have the same ground.
var overlaps = []coverage.Kind{coverage.Overlap, coverage.Duplicate, coverage.Contained}

// faultsOf finds the faults of some kinds.
func faultsOf(ctx context.Context, cells []coverage.Cell, kinds ...coverage.Kind) ([]coverage.Fault, error) {
	report, err := registry.Check(ctx, coverage.Set{Cells: cells}, coverage.Options{})
	return slices.DeleteFunc(report.Faults, func(f coverage.Fault) bool { return !slices.Contains(kinds, f.Kind) }), err
}
