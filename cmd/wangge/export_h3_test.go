package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"wangge/fixtures"
	"wangge/geo"
	"wangge/geo/datum"
	"wangge/geo/hexagon"
	"wangge/registry"
	"wangge/registry/postgis"
	"wangge/registry/snapshot"
)

// Both formats hold the same rows, and the same map gives the same bytes. What fails leaves nothing behind.
func TestExportH3(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.begin()
	dir := t.TempDir()
	asCSV, asParquet := filepath.Join(dir, "cells.csv"), filepath.Join(dir, "cells.parquet")
	o.does(1, "nothing is published yet", "export", "h3", "--out", asCSV)
	o.does(0, "60 added", "import", "grids", "grids/*.geojson")
	o.does(0, "issued 60 codes", "code", "assign", "--commit")
	o.does(0, "revision 1", "publish", "--reason", "first")
	o.does(2, "resolution 7 to 13", "export", "h3", "--res", "6", "--out", asCSV)
	o.does(2, "--out", "export", "h3", "--format", "parquet")
	o.does(2, "there is no county 370884", "export", "h3", "--county", "370884", "--out", asCSV)
	o.does(1, "no such file or directory", "export", "h3", "--out", filepath.Join(dir, "nowhere", "cells.csv"))
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Fatalf("refused exports left %v, %v", left, err)
	}
	o.does(0, "cells lie inside one grid", "export", "h3", "--res", "9", "--out", asCSV)
	o.does(0, "cells lie inside one grid", "export", "h3", "--res", "9", "--county", "370883", "--out", asParquet)
	rows := csvRows(t, asCSV)
	if diff := cmp.Diff(rows, parquetRows(t, asParquet)); diff != "" {
		t.Errorf("the formats differ: %s", diff)
	}
	_, out, _ := wangge(t, "export", "h3", "--res", "9", "--database-url", o.database)
	if first, err := os.ReadFile(asCSV); err != nil || out != string(first) {
		t.Errorf("standard output has %d bytes, the file %d, %v", len(out), len(first), err)
	}
	first, err := os.ReadFile(asParquet)
	if err != nil {
		t.Fatal(err)
	}
	o.does(0, "cells lie inside one grid", "export", "h3", "--res", "9", "--out", asParquet)
	if again, err := os.ReadFile(asParquet); err != nil || !bytes.Equal(first, again) {
		t.Errorf("the same map gives another file, %v", err)
	}
	agrees(t, o.snapshot(), rows)
}

// snapshot is the map as resolve has it.
func (o office) snapshot() *snapshot.Snapshot {
	o.t.Helper()
	store, err := postgis.Open(o.t.Context(), o.database, slog.New(slog.DiscardHandler))
	if err != nil {
		o.t.Fatal(err)
	}
	defer store.Close()
	content, err := store.Load(o.t.Context())
	if err != nil {
		o.t.Fatal(err)
	}
	return snapshot.New(content, nil)
}

// agrees holds a table to what resolve says of positions, and to the grids' areas.
func agrees(t *testing.T, snap *snapshot.Snapshot, rows []hexRow) {
	t.Helper()
	byCell, areas := map[string][]hexRow{}, map[string]float64{}
	for _, r := range rows {
		byCell[r.H3] = append(byCell[r.H3], r)
		areas[r.Code] += r.AreaShare * geo.MultiPolygon{{hexagon.Cell(r.Index).Ring()}}.AreaM2()
	}
	for _, g := range snap.Grids() {
		if got, want := areas[g.Code], g.Shape.AreaM2(); math.Abs(got-want) > 1e-6*want {
			t.Errorf("%s has %.2f m² by the table, %.2f m² by itself", g.Code, got, want)
		}
	}
	r, alone := rand.New(rand.NewPCG(11, 6)), 0
	county, _ := snap.Division("370883")
	for range 20_000 {
		p := geo.Point{X: county.Box.Min.X + r.Int32N(county.Box.Max.X-county.Box.Min.X), Y: county.Box.Min.Y + r.Int32N(county.Box.Max.Y-county.Box.Min.Y)}
		answer, err := snap.Resolve(snapshot.Query{Point: p.Orb(), Datum: datum.CGCS2000})
		if err != nil && !errors.Is(err, registry.ErrNotFound) {
			t.Fatal(err)
		}
		cell := byCell[hexagon.At(p, 9).String()]
		if len(cell) == 1 {
			alone++
		}
		found := len(cell) == 0 && err != nil
		for _, row := range cell {
			found = found || row.Code == answer.Grid.Code && row.Name == answer.Grid.Name
		}
		if !found {
			t.Fatalf("%v lies in %q, its cell says %v", p.Orb(), answer.Grid.Code, cell)
		}
	}
	if alone < 1000 {
		t.Errorf("%d positions of 20,000 lie in a cell with one row", alone)
	}
}

// A file of grids is enough, as long as no two of them have the same ground.
func TestExportH3OfAFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	const two = `{"type":"FeatureCollection","features":[` +
		`{"type":"Feature","properties":{"name":"甲"},"geometry":{"type":"Polygon","coordinates":[[[116.9,35.4],[116.92,35.4],[116.92,35.42],[116.9,35.42],[116.9,35.4]]]}},` +
		`{"type":"Feature","properties":{"name":"乙"},"geometry":{"type":"Polygon","coordinates":[[[116.92,35.4],[116.94,35.4],[116.94,35.42],[116.92,35.42],[116.92,35.4]]]}}%s]}`
	sound := file("sound.geojson", fmt.Sprintf(two, ""))
	code, out, errs := wangge(t, "export", "h3", "--res", "10", "--map", sound, "--id", "name")
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if code != 0 || err != nil || len(rows) < 400 || !strings.Contains(errs, "cells of resolution 10, 2 grids") {
		t.Fatalf("exit %d, %d rows, %v: %s", code, len(rows), err, errs)
	}
	seen := map[string]int{}
	for _, r := range rows[1:] {
		if seen[r[1]]++; r[4] != "" {
			t.Fatalf("%v names a revision", r)
		}
	}
	if len(seen) != 3 || seen["甲"] < 100 || seen["乙"] < 100 || seen[""] < 30 {
		t.Errorf("rows by code: %v", seen)
	}
	double := file("double.geojson", fmt.Sprintf(two, `,{"type":"Feature","properties":{"name":"丙"},"geometry":{"type":"Polygon","coordinates":[[[116.93,35.41],[116.95,35.41],[116.95,35.43],[116.93,35.41]]]}}`))
	if code, _, errs := wangge(t, "export", "h3", "--map", double, "--id", "name"); code != 1 || !strings.Contains(errs, "overlap") || !strings.Contains(errs, "wangge repair") {
		t.Errorf("exit %d: %s", code, errs)
	}
	if code, _, errs := wangge(t, "export", "h3", "--map", sound, "--county", "370883"); code != 2 || !strings.Contains(errs, "--county") {
		t.Errorf("exit %d: %s", code, errs)
	}
	huge := file("huge.geojson", `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[100,30],[110,30],[110,40],[100,40],[100,30]]]}}]}`)
	if code, _, errs := wangge(t, "export", "h3", "--map", huge, "--res", "13"); code != 2 || !strings.Contains(errs, "smaller --res") {
		t.Errorf("exit %d: %s", code, errs)
	}
}

func csvRows(t *testing.T, name string) (out []hexRow) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil || len(rows) < 1000 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if diff := cmp.Diff([]string{"h3", "code", "name", "areaShare", "revision"}, rows[0]); diff != "" {
		t.Error(diff)
	}
	for _, r := range rows[1:] {
		index, err1 := strconv.ParseUint(r[0], 16, 64)
		share, err2 := strconv.ParseFloat(r[3], 64)
		revision, err3 := strconv.ParseInt(r[4], 10, 32)
		if err := errors.Join(err1, err2, err3); err != nil {
			t.Fatal(err)
		}
		out = append(out, hexRow{r[0], index, r[1], r[2], share, int32(revision)})
	}
	return out
}

func parquetRows(t *testing.T, name string) []hexRow {
	t.Helper()
	rows, err := parquet.ReadFile[hexRow](name)
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	p, err := parquet.OpenFile(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	if revision, ok := p.Lookup("wangge.revision"); !ok || revision != "1" {
		t.Errorf("the file is of revision %q", revision)
	}
	return rows
}

// demoGrids gives the demo city's 1,410 grids.
func demoGrids(b *testing.B) hexMap {
	b.Helper()
	dir := b.TempDir()
	if err := fixtures.Generate(b.Context(), fixtures.Options{Grids: 1410, Seed: 1, Dir: dir}); err != nil {
		b.Fatal(err)
	}
	c := exportH3Cmd{coverageFile: coverageFile{Map: []string{filepath.Join(dir, "grids", "*.geojson")}, ID: "name"}}
	m, err := c.ofFile(b.Context(), env{err: io.Discard})
	if err != nil {
		b.Fatal(err)
	}
	return m
}

// BenchmarkExportH3 writes the table of the demo city's 1,410 grids at resolution 11.
func BenchmarkExportH3(b *testing.B) {
	m := demoGrids(b)
	for _, format := range []string{"csv", "parquet"} {
		b.Run(format, func(b *testing.B) {
			c, n := exportH3Cmd{Res: 11, Format: format}, hexCount{}
			for b.Loop() {
				table, err := hexagon.NewTable(m.shapes, c.Res)
				if err != nil {
					b.Fatal(err)
				}
				if err := c.fill(b.Context(), table, m, table.Cells(), env{err: io.Discard}, io.Discard, &n); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n.rows)/float64(b.N), "rows")
			b.ReportMetric(float64(n.rows)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
