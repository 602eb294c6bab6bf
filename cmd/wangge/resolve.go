package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/paulmach/orb"

	"wangge/geo/datum"
	"wangge/registry/bulk"
	"wangge/registry/snapshot"
)

type resolveCmd struct {
	Position []string `arg:"" optional:"" name:"lng lat" help:"Longitude and latitude in degrees (west and south after --: resolve --map F -- -73.98 40.75)."`
	Lng      *float64 `help:"Longitude in degrees."`
	Lat      *float64 `help:"Latitude in degrees."`
	Datum    string   `help:"Datum of the positions: cgcs2000, wgs84, gcj02 or bd09. A table may name it row by row in a column datum. With --map the file's own by default."`
	Network  string   `help:"Only the people of this network."`
	Matter   string   `help:"Only the people who answer for this kind of matter, instead of --network."`
	evidence
	tables
	coverageFile
}

// Help is what `wangge resolve --help` says besides the flags.
func (resolveCmd) Help() string {
	return `One position, answered as GET /v1/resolve does:
  wangge resolve --lng 116.9734 --lat 35.4033 --datum wgs84
  wangge resolve --lng 116.9734 --lat 35.4033 --datum wgs84 --accuracy 25 --trace
A table (CSV in UTF-8, GBK or GB18030, or XLSX; - is standard input or output, as CSV):
  wangge resolve --in calls.csv --out resolved.csv --datum gcj02

Every row stays as it is and gets the columns code, name, community, town and error (code_2 and so on where there is such a column
already). A row that cannot be answered says why in error, and the rest goes on; the output appears when it is whole.

Without a database, from a file of grids: the column code (empty where no grid owns the position) and error.
  wangge resolve --map grids.geojson --id code --in calls.csv --out resolved.csv --datum gcj02
  wangge resolve --map grids.geojson --id code --datum gcj02 116.9790 35.4030

Exit code 0: answered, faulty rows included (the last line counts them); 1: not done, nothing written; 2: wrongly called.`
}

// evidence are the flags of one position that ask for more than who answers.
type evidence struct {
	Accuracy       *float64 `help:"Radius in metres, at most 5000, of the circle that has the true place with 68 %: names the grids within." placeholder:"METRES"`
	AmbiguousBelow *float64 `help:"With --accuracy: the share of the circle that the grid needs for a clear answer; 0.8 by default." placeholder:"SHARE"`
	At             string   `help:"The map and the people of then: a revision's number (its last moment), a date (the end of that day, UTC+8) or a time (RFC 3339); now by default." placeholder:"WHEN"`
	Trace          bool     `help:"Explain the answer step by step."`
}

// ask adds what is asked to a query.
func (f evidence) ask(q *snapshot.Query) error {
	for _, v := range []struct {
		flag string
		from *float64
		to   *float64
	}{{"accuracy", f.Accuracy, &q.AccuracyM}, {"ambiguous-below", f.AmbiguousBelow, &q.AmbiguousBelow}} {
		if v.from == nil {
			continue
		}
		if *v.to = *v.from; !(*v.to > 0) { // NaN too; 0 is how a query leaves it out
			return &exitError{code: 2, cause: fmt.Errorf("--%s must be above 0 必须大于 0", v.flag)}
		}
	}
	q.Trace, q.AsOf = f.Trace, f.At
	return nil
}

// tables are the flags of positions that stand in a table.
type tables struct {
	In          string `help:"Table of positions: .csv or .xlsx; - is standard input." placeholder:"FILE"`
	Out         string `help:"Table to write: .csv or .xlsx; - is standard output." placeholder:"FILE"`
	LngColumn   string `name:"lng-column" help:"Column of the longitude; lng, lon, longitude, 经度 and the like by default." placeholder:"NAME"`
	LatColumn   string `name:"lat-column" help:"Column of the latitude; lat, latitude, 纬度 and the like by default." placeholder:"NAME"`
	DatumColumn string `name:"datum-column" help:"Column of the datum; datum, 坐标系 by default." placeholder:"NAME"`
	Border      bool   `help:"Add a column borderM too: metres to the border of the grid."`
	Encoding    string `help:"Encoding of the table: utf-8, gbk or gb18030. By default the table is looked at."`
}

// Run answers for one position, or for a table of them.
func (c *resolveCmd) Run(ctx context.Context, g *Globals, e env) error {
	if err := c.sensible(); err != nil {
		return &exitError{code: 2, cause: err}
	}
	if c.Map != nil {
		return c.fromFile(ctx, e)
	}
	return c.fromStore(ctx, g, e)
}

// sensible refuses flags that do not go together.
func (c *resolveCmd) sensible() error {
	if err := c.onePosition(); err != nil {
		return err
	}
	single := c.Lng != nil || c.Lat != nil
	switch {
	case single && (c.In != "" || c.Out != ""):
		return fmt.Errorf("name either one position, or a table with --in and --out")
	case c.In != "" && c.Out == "", c.In == "" && c.Out != "":
		return fmt.Errorf("a table needs both --in and --out; - is standard input or output")
	case c.In == "" && !single:
		return fmt.Errorf("name a position, or a table with --in and --out (see `wangge resolve --help`)")
	case c.In == "" && (c.Lng == nil || c.Lat == nil):
		return fmt.Errorf("name both the longitude and the latitude")
	case c.evidence != evidence{} && (c.In != "" || c.Map != nil):
		return fmt.Errorf("--accuracy, --ambiguous-below, --at and --trace belong to one position of the published map")
	case c.ID != "" && c.Map == nil, c.MapDatum != "" && c.Map == nil:
		return fmt.Errorf("--id and --map-datum say how to read the file of --map: name it")
	case c.Datum == "" && c.Map == nil && c.In == "":
		return fmt.Errorf("the datum is missing: say --datum cgcs2000, wgs84, gcj02 or bd09")
	}
	return nil
}

// onePosition reads LNG LAT.
func (c *resolveCmd) onePosition() error {
	switch {
	case len(c.Position) == 0:
		return nil
	case len(c.Position) != 2 || c.Lng != nil || c.Lat != nil:
		return fmt.Errorf("a position is two numbers, longitude and latitude")
	}
	for i, to := range []**float64{&c.Lng, &c.Lat} {
		v, err := bulk.Degrees([]string{"lng", "lat"}[i], c.Position[i])
		if err != nil {
			return err
		}
		*to = &v
	}
	return nil
}

// datum is the word of --datum; empty where it was not given.
func (c *resolveCmd) datum() (datum.Datum, error) {
	if c.Datum == "" {
		return "", nil
	}
	d, err := datum.Parse(c.Datum)
	if err != nil {
		return "", &exitError{code: 2, cause: err}
	}
	return d, nil
}

// fromStore answers with the published map.
func (c *resolveCmd) fromStore(ctx context.Context, g *Globals, e env) (err error) {
	d, err := c.datum()
	if err != nil {
		return err
	}
	store, err := g.open(ctx, e)
	if err != nil {
		return err
	}
	defer closing(store, &err)
	content, err := store.Store.Load(ctx)
	if err != nil {
		return err
	}
	if content.Revision.Number == 0 {
		return fmt.Errorf("nothing is published yet: see `wangge import` and `wangge publish`")
	}
	published := snapshot.New(content, nil)
	if c.In != "" {
		return c.convert(ctx, e, bulk.Published{Snapshot: published, Border: c.Border}, d)
	}
	q := snapshot.Query{Point: orb.Point{*c.Lng, *c.Lat}, Datum: d, Network: c.Network, Matter: c.Matter}
	if err := c.ask(&q); err != nil {
		return err
	}
	then, at, err := snapshot.NewHistory(store.Store, 0).At(ctx, published, q.AsOf)
	if err != nil {
		return askedWrongly(err)
	}
	q.At = at
	answer, err := then.Resolve(q)
	if err != nil {
		return askedWrongly(err)
	}
	j := json.NewEncoder(e.out)
	j.SetIndent("", "  ")
	j.SetEscapeHTML(false)
	return j.Encode(answer)
}

// askedWrongly gives an error in the question the exit code of a wrong call.
func askedWrongly(err error) error {
	if wrong := (*snapshot.QueryError)(nil); errors.As(err, &wrong) {
		return &exitError{code: 2, cause: err}
	}
	return err
}
