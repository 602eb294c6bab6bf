package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"wangge/geo"
	"wangge/geo/coverage"
	"wangge/geo/hexagon"
	"wangge/registry"
	"wangge/registry/snapshot"
)

type exportH3Cmd struct {
	Res    int    `help:"H3 resolution, 7 (cells of 5 km²) to 13 (44 m²); 11 is 2,150 m²." default:"11"`
	Format string `help:"csv or parquet. By default as the file's name ends, csv for standard output." enum:"csv,parquet,auto" default:"auto"`
	Out    string `help:"File to write; CSV goes to standard output by default." type:"path" placeholder:"FILE"`
	County string `help:"Only the grids of this county; all by default." placeholder:"CODE"`
	coverageFile
}

// Help is what `wangge export h3 --help` says besides the flags.
func (exportH3Cmd) Help() string {
	return `Every H3 cell that meets a grid of the published map, by its number, with the columns
  h3         the cell, 15 hexadecimal digits (parquet has its number too, as h3Index)
  code,name  the grid; empty for ground of no grid
  areaShare  of the cell's area, to a billionth; the rows of a cell add up to 1, the greatest first
  revision   of the map; empty with --map
A cell with one row lies inside that grid with every position in it: join, and you are done. A cell with more rows lies on a border: the grid of a
position there is one of them, and /v1/resolve (wangge resolve) says which. Positions have to be WGS 84 or CGCS2000 before H3 takes
them: GCJ-02 and BD-09 are other cells.`
}

// maxHexagons is what an engine may still load in a minute; a county at resolution 13 has half of it.
const maxHexagons = 100_000_000

// Run writes the table, whole or not at all.
func (c *exportH3Cmd) Run(ctx context.Context, g *Globals, e env) error {
	if err := c.settle(); err != nil {
		return &exitError{code: 2, cause: err}
	}
	m, err := c.grids(ctx, g, e)
	if err != nil {
		return err
	}
	table, err := hexagon.NewTable(m.shapes, c.Res)
	if err != nil {
		return &exitError{code: 2, cause: err}
	}
	about := table.Cells()
	if about > maxHexagons {
		return &exitError{code: 2, cause: fmt.Errorf("about %d million cells of resolution %d are more than the %d million that one table may have: choose a smaller --res, or a --county 网格过多，请降低 --res 或指定 --county",
			about/1e6, c.Res, maxHexagons/1_000_000)}
	}
	fmt.Fprintf(e.err, "about %d cells of resolution %d, %d grids 约 %d 个六边形\n", about, c.Res, len(m.shapes), about)
	return c.write(ctx, table, m, about, e)
}

// settle finds the format, and refuses what cannot be.
func (c *exportH3Cmd) settle() error {
	if c.Format == "auto" {
		c.Format = "csv"
		if strings.EqualFold(filepath.Ext(c.Out), ".parquet") {
			c.Format = "parquet"
		}
	}
	switch {
	case c.Res < hexagon.Coarsest || c.Res > hexagon.Finest:
		return fmt.Errorf("--res %d: a table may have resolution %d to %d", c.Res, hexagon.Coarsest, hexagon.Finest)
	case c.Format == "parquet" && c.Out == "":
		return fmt.Errorf("name the file to write with --out: Parquet is nothing for a terminal")
	case c.Map != nil && c.County != "":
		return fmt.Errorf("--county is of the published map, not of --map")
	}
	return nil
}

// hexMap is the grids that a table is made of.
type hexMap struct {
	shapes      []geo.MultiPolygon
	codes       []string
	names       []string
	revision    int // 0: of a file
	publishedAt time.Time
}

func (c *exportH3Cmd) grids(ctx context.Context, g *Globals, e env) (hexMap, error) {
	if c.Map != nil {
		return c.ofFile(ctx, e)
	}
	return c.published(ctx, g, e)
}

// ofFile gives the cells of a file. They may leave gaps, but not share ground: what a cell has of each would not add up.
func (c *exportH3Cmd) ofFile(ctx context.Context, e env) (m hexMap, err error) {
	cells, _, err := c.cells(ctx, e)
	if err != nil {
		return m, err
	}
	faults, err := faultsOf(ctx, cells, append([]coverage.Kind{coverage.InvalidRing}, overlaps...)...)
	if err != nil {
		return m, err
	}
	if len(faults) > 0 {
		f := faults[0]
		return m, fmt.Errorf("%d places where cells overlap or are invalid, such as %v at %.7f,%.7f: repair them first (wangge check lists them, wangge repair mends most) 网格重叠或无效，请先修复", len(faults), f.Cells, f.At[0], f.At[1])
	}
	for _, cell := range cells {
		m.shapes, m.codes, m.names = append(m.shapes, cell.Shape), append(m.codes, cell.Code), append(m.names, "")
	}
	return m, nil
}

// published gives the grids of the published map.
func (c *exportH3Cmd) published(ctx context.Context, g *Globals, e env) (m hexMap, err error) {
	store, err := g.open(ctx, e)
	if err != nil {
		return m, err
	}
	defer closing(store, &err)
	content, err := store.Store.Load(ctx)
	if err != nil {
		return m, err
	}
	if content.Revision.Number == 0 {
		return m, fmt.Errorf("nothing is published yet: see `wangge import` and `wangge publish`")
	}
	snap := snapshot.New(content, nil)
	if d, ok := snap.Division(c.County); c.County != "" && (!ok || d.Level != registry.County) {
		return m, &exitError{code: 2, cause: fmt.Errorf("there is no county %s 没有该县", c.County)}
	}
	m.revision, m.publishedAt = content.Revision.Number, content.Revision.PublishedAt.UTC()
	for _, g := range snap.Grids() {
		if c.County == "" || g.Within(c.County) {
			m.shapes, m.codes, m.names = append(m.shapes, g.Shape), append(m.codes, g.Code), append(m.names, g.Name)
		}
	}
	if len(m.shapes) == 0 {
		return m, fmt.Errorf("county %s has no published grid 没有已发布的网格", c.County)
	}
	return m, nil
}

// write puts the table in its place, and says what it has.
func (c *exportH3Cmd) write(ctx context.Context, table *hexagon.Table, m hexMap, about int64, e env) error {
	var n hexCount
	if c.Out == "" {
		return c.fill(ctx, table, m, about, e, e.out, &n)
	}
	err := whole(c.Out, func(f *os.File) error { return c.fill(ctx, table, m, about, e, f, &n) })
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(e.out, "%d rows of %d cells in %s; %d cells lie inside one grid 共 %d 行\n", n.rows, n.cells, c.Out, n.inside, n.rows)
	return err
}

// hexCount is what a table turned out to have.
type hexCount struct{ cells, inside, rows int64 }

func (c *exportH3Cmd) fill(ctx context.Context, table *hexagon.Table, m hexMap, about int64, e env, w io.Writer, n *hexCount) error {
	rows := c.rows(w, m)
	bar := newProgress(e.err)
	defer bar.end()
	err := table.Each(ctx, func(cell hexagon.Cell, shares []hexagon.Share) error {
		if n.cells++; len(shares) == 1 {
			n.inside++
		}
		if n.cells%1024 == 1 {
			bar.tell("H3 cells 六边形", n.cells, max(about, n.cells))
		}
		row := hexRow{H3: cell.String(), Index: uint64(cell), Revision: int32(m.revision)}
		for _, s := range shares {
			row.Code, row.Name, row.AreaShare = "", "", s.Share
			if s.Grid != hexagon.Nobody {
				row.Code, row.Name = m.codes[s.Grid], m.names[s.Grid]
			}
			if err := rows.write(row); err != nil {
				return err
			}
			n.rows++
		}
		return nil
	})
	if err != nil {
		return err
	}
	return rows.end()
}

func (c *exportH3Cmd) rows(w io.Writer, m hexMap) hexRows {
	if c.Format == "csv" {
		return newHexCSV(w)
	}
	about := map[string]string{"h3.resolution": strconv.Itoa(c.Res), "wangge.datum": "cgcs2000"}
	if m.revision > 0 {
		about["wangge.revision"], about["wangge.publishedAt"] = strconv.Itoa(m.revision), m.publishedAt.Format(time.RFC3339)
	}
	return newHexParquet(w, about)
}
