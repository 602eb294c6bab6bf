package coverage_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb/geojson"

	"wangge/geo"
	"wangge/geo/coverage"
	"wangge/geo/geotest"
	"wangge/registry/postgis/pgtest"
)

// Sizes of a county, of a province and of the largest set that is promised, in columns and rows.
var (
	county   = [2]int{47, 30}
	province = [2]int{400, 340}
	million  = [2]int{1000, 1000}
)

func cellsOf(size [2]int) string { return fmt.Sprintf("cells=%d", size[0]*size[1]) }

// tilingOf makes cells of 88 vertices, 300 m wide as a town's are.
func tilingOf(size [2]int) geotest.Tiling {
	return geotest.New(1, geotest.Options{Columns: size[0], Rows: size[1], Points: 21, Spacing: 30000})
}

func setOf(tiling geotest.Tiling) coverage.Set {
	s := coverage.Set{Parents: []coverage.Cell{{Code: "parent", Shape: tiling.Parent}}, Cells: make([]coverage.Cell, len(tiling.Cells))}
	for i, m := range tiling.Cells {
		s.Cells[i] = coverage.Cell{Code: code(i), Shape: m}
	}
	return s
}

// BenchmarkCheck checks sound sets: rings, borders and the parent. peak-MB is the most memory that the process had, the set included.
func BenchmarkCheck(b *testing.B) {
	for _, size := range [][2]int{county, province, million} {
		b.Run(cellsOf(size), func(b *testing.B) {
			s := setOf(tilingOf(size))
			geotest.ForgetPeak(b)
			geotest.CPU(b, func() {
				r, err := coverage.Check(b.Context(), s, coverage.Options{})
				if err != nil || len(r.Faults) > 0 {
					b.Fatal(r.Faults, err)
				}
			})
			b.ReportMetric(geotest.Peak(b), "peak-MB")
		})
	}
}

// BenchmarkRecheck moves one vertex of a sound province and checks again; p95-cpu-ns is what 95 of 100 such edits stay below.
func BenchmarkRecheck(b *testing.B) {
	b.Run(cellsOf(province), func(b *testing.B) {
		s := setOf(tilingOf(province))
		c, err := coverage.New(b.Context(), s, coverage.Options{})
		if err != nil {
			b.Fatal(err)
		}
		r := rand.New(rand.NewPCG(1, 1))
		now := slices.Clone(s.Cells)
		var spent []time.Duration
		for b.Loop() {
			cells, shapes := moveVertex(r, now)
			spent = append(spent, geotest.ThreadCPU(b, func() {
				for k, i := range cells {
					c.Replace(i, shapes[k])
				}
				if report, err := c.Report(b.Context()); err != nil || len(report.Faults) > 0 {
					b.Fatal(report.Faults, err)
				}
			}))
		}
		slices.Sort(spent)
		b.ReportMetric(float64(spent[len(spent)/2]), "p50-cpu-ns")
		b.ReportMetric(float64(spent[len(spent)*95/100]), "p95-cpu-ns")
	})
}

// moveVertex moves a vertex of a cell away from the rim by up to 30 cm, for all cells that have it.
func moveVertex(r *rand.Rand, now []coverage.Cell) (cells []int, shapes []geo.MultiPolygon) {
	col, row := 1+r.IntN(province[0]-2), 1+r.IntN(province[1]-2)
	ring := now[row*province[0]+col].Shape[0][0]
	v := ring[r.IntN(len(ring))]
	to := geo.Point{X: v.X + r.Int32N(61) - 30, Y: v.Y + r.Int32N(61) - 30}
	for _, d := range [][2]int{{0, 0}, {-1, -1}, {0, -1}, {1, -1}, {-1, 0}, {1, 0}, {-1, 1}, {0, 1}, {1, 1}} {
		i := (row+d[1])*province[0] + col + d[0]
		if at := slices.Index(now[i].Shape[0][0], v); at >= 0 {
			shape := now[i].Shape.Clone()
			shape[0][0][at] = to
			now[i].Shape = shape
			cells, shapes = append(cells, i), append(shapes, shape)
		}
	}
	return cells, shapes
}

// BenchmarkRepair repairs a province of which one cell in a hundred is damaged.
func BenchmarkRepair(b *testing.B) {
	b.Run(cellsOf(province), func(b *testing.B) {
		s, _ := damaged(tilingOf(province), 1, geotest.DamageOptions{Share: 0.01})
		geotest.CPU(b, func() {
			if _, err := coverage.PlanRepair(b.Context(), s, coverage.RepairOptions{ToleranceM: 3}); err != nil {
				b.Fatal(err)
			}
		})
	})
}

// BenchmarkPostGIS finds the same facts in a table with an index: pairs that overlap, ground of the parent in no cell, and
// ground of cells outside the parent. Loading and indexing are not counted, nor is a test of validity, which is not made.
func BenchmarkPostGIS(b *testing.B) {
	b.Run(cellsOf(county), func(b *testing.B) {
		db, err := pgx.Connect(b.Context(), pgtest.NewEmpty(b))
		if err != nil {
			b.Fatal(err)
		}
		defer db.Close(context.WithoutCancel(b.Context())) //nolint:errcheck // the benchmark is over
		load(b, db, tilingOf(county))
		pid := int(db.PgConn().PID())
		before := spentBy(b, pid)
		for b.Loop() {
			for _, question := range []string{
				`SELECT count(*) FROM cell a JOIN cell b ON a.id < b.id AND a.shape && b.shape WHERE ST_Relate(a.shape, b.shape, '2********')`,
				`WITH whole AS MATERIALIZED (SELECT ST_Union(shape) AS shape FROM cell) SELECT count(*) FROM whole, parent
				WHERE NOT ST_IsEmpty(ST_Difference(parent.shape, whole.shape)) OR NOT ST_IsEmpty(ST_Difference(whole.shape, parent.shape))`,
			} {
				var found int
				if err := db.QueryRow(b.Context(), question).Scan(&found); err != nil || found > 0 {
					b.Fatal(found, err)
				}
			}
		}
		b.ReportMetric(float64(spentBy(b, pid)-before)/float64(b.N), "cpu-ns/op")
	})
}

// load fills a table of cells and one of their parent, and keeps the work in one process.
func load(b *testing.B, db *pgx.Conn, tiling geotest.Tiling) {
	b.Helper()
	o := tiling.Parent.Bound().Min
	if _, err := db.Exec(b.Context(), `CREATE TABLE cell (id int, shape geometry(MultiPolygon, 0)); CREATE TABLE parent (shape geometry(MultiPolygon, 0))`); err != nil {
		b.Fatal(err)
	}
	batch := &pgx.Batch{}
	for i, m := range tiling.Cells {
		batch.Queue(`INSERT INTO cell VALUES ($1, ST_GeomFromText($2, 0))`, i, wkt(m, o))
	}
	batch.Queue(`INSERT INTO parent VALUES (ST_GeomFromText($1, 0))`, wkt(tiling.Parent, o))
	batch.Queue(`CREATE INDEX ON cell USING gist (shape)`)
	batch.Queue(`ANALYZE cell`)
	batch.Queue(`SET max_parallel_workers_per_gather = 0`)
	if err := db.SendBatch(b.Context(), batch).Close(); err != nil {
		b.Fatal(err)
	}
}

// spentBy gives the processor time of another process that has one thread.
func spentBy(b *testing.B, pid int) time.Duration {
	b.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/schedstat", pid))
	if err != nil {
		b.Fatal(err)
	}
	ns, err := strconv.ParseInt(strings.Fields(string(text))[0], 10, 64)
	if err != nil {
		b.Fatal(err)
	}
	return time.Duration(ns)
}

// BenchmarkMapshaper cleans a province with mapshaper: cpu-ns is from parsed polygons to clean ones, as ours is from polygons
// in memory; parse-cpu-ns, the parsing of the GeoJSON before, is not counted.
func BenchmarkMapshaper(b *testing.B) {
	b.Run(cellsOf(province), func(b *testing.B) {
		path := filepath.Join(b.TempDir(), "grids.geojson")
		write(b, path, tilingOf(province))
		var parse, clean float64
		for b.Loop() {
			cmd := exec.CommandContext(b.Context(), "node", "--max-old-space-size=8000", "clean.cjs", path)
			cmd.Dir = filepath.Join("..", "geotest", "peers")
			out, err := cmd.Output()
			if err != nil {
				b.Fatalf("%v: is mapshaper there? `make peers` installs it", err)
			}
			var p, c float64
			if _, err := fmt.Fscan(bytes.NewReader(out), &p, &c); err != nil {
				b.Fatal(err)
			}
			parse, clean = parse+p, clean+c
		}
		b.ReportMetric(parse*1e9/float64(b.N), "parse-cpu-ns/op")
		b.ReportMetric(clean*1e9/float64(b.N), "cpu-ns/op")
	})
}

// write writes the cells as GeoJSON.
func write(b *testing.B, path string, tiling geotest.Tiling) {
	b.Helper()
	fc := geojson.NewFeatureCollection()
	for i, m := range tiling.Cells {
		f := geojson.NewFeature(m[0].Orb())
		f.Properties["code"] = code(i)
		fc.Append(f)
	}
	text, err := fc.MarshalJSON()
	if err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(path, text, 0o600); err != nil {
		b.Fatal(err)
	}
}
