package coverage_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb/geojson"

	"wangge/geo"
	"wangge/geo/coverage"
	"wangge/geo/geotest"
	"wangge/registry/postgis/pgtest"
)

// The same cells through this package and through PostGIS, which gets the lattice's integers in SRID 0:
// points that are collinear on the lattice are not collinear as degrees in doubles.
//
// One difference is by design: PostGIS takes ground narrower than a lattice unit for an overlap or a gap, this
// package for borders that do not match. So whatever PostGIS finds that holds a circle of two units has to be found
// here, and whatever is found here PostGIS has to find at some width.

// wkt writes a shape in lattice units around the corner of the set, small enough for exact doubles.
func wkt(m geo.MultiPolygon, o geo.Point) string {
	var parts []string
	for _, p := range m {
		var rings []string
		for _, r := range p {
			var b strings.Builder
			for _, q := range append(slices.Clone(r), r[0]) {
				fmt.Fprintf(&b, ",%d %d", int64(q.X)-int64(o.X), int64(q.Y)-int64(o.Y))
			}
			rings = append(rings, "("+b.String()[1:]+")")
		}
		parts = append(parts, "("+strings.Join(rings, ",")+")")
	}
	return "MULTIPOLYGON(" + strings.Join(parts, ",") + ")"
}

// answer holds invalid cells, pairs whose interiors meet, and the number of pieces of the parent (or
// holes of the union) that no cell covers.
type answer struct {
	Invalid  []string
	Overlaps []string
	Gaps     int
	GapM2    float64
}

// askPostGIS counts overlaps and gaps that hold a circle of the given diameter in lattice units.
func askPostGIS(t *testing.T, cells []coverage.Cell, parent geo.MultiPolygon, diameter float64) answer {
	t.Helper()
	ctx := t.Context()
	db, err := pgx.Connect(ctx, pgtest.NewEmpty(t))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close(context.WithoutCancel(ctx)) //nolint:errcheck // the test is over
	exec := func(sql string, args ...any) {
		if _, err := db.Exec(ctx, sql, args...); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	exec(`CREATE TABLE cell (code text, shape geometry(MultiPolygon, 0)); CREATE INDEX ON cell USING gist (shape)`)
	o := cells[0].Shape.Bound().Min
	for _, c := range cells {
		exec(`INSERT INTO cell VALUES ($1, ST_GeomFromText($2, 0))`, c.Code, wkt(c.Shape, o))
	}
	strings1 := func(sql string, args ...any) []string {
		rows, _ := db.Query(ctx, sql, args...)
		out, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
		return out
	}
	a := answer{Invalid: strings1(`SELECT code FROM cell WHERE NOT ST_IsValid(shape) ORDER BY code`)}
	exec(`DELETE FROM cell WHERE NOT ST_IsValid(shape)`)
	a.Overlaps = strings1(`SELECT a.code || ' ' || b.code FROM cell a JOIN cell b ON a.code < b.code AND a.shape && b.shape
		WHERE ST_Relate(a.shape, b.shape, '2********') AND EXISTS (SELECT FROM ST_Dump(ST_Intersection(a.shape, b.shape)) d
			WHERE ST_Dimension(d.geom) = 2 AND 2 * (ST_MaximumInscribedCircle(d.geom)).radius >= $1) ORDER BY 1`, diameter)
	missing := `SELECT ST_Difference(ST_GeomFromText($2, 0), ST_Union(shape)) AS g FROM cell`
	if parent == nil {
		missing = `SELECT ST_BuildArea(ST_Collect(ST_InteriorRingN(d.geom, n))) AS g
			FROM (SELECT (ST_Dump(ST_Union(shape))).geom FROM cell) d, generate_series(1, ST_NumInteriorRings(d.geom)) n WHERE $2::text IS NULL`
	}
	var text *string
	if parent != nil {
		s := wkt(parent, o)
		text = &s
	}
	if err := db.QueryRow(ctx, `SELECT count(*), coalesce(sum(ST_Area(piece)), 0) FROM (SELECT (ST_Dump(g)).geom AS piece FROM (`+missing+`) m) d
		WHERE ST_Dimension(piece) = 2 AND 2 * (ST_MaximumInscribedCircle(piece)).radius >= $1`, diameter, text).Scan(&a.Gaps, &a.GapM2); err != nil {
		t.Fatal(err)
	}
	frame := geo.FrameAt(o)
	a.GapM2 *= frame.X * frame.Y
	return a
}

// ours gives the same facts from this package's report.
func ours(r coverage.Report) answer {
	var a answer
	seen := map[string]bool{}
	for _, f := range r.Faults {
		switch f.Kind {
		case coverage.InvalidRing:
			a.Invalid = append(a.Invalid, f.Cells[0])
		case coverage.Overlap, coverage.Contained, coverage.Duplicate:
			if pair := strings.Join(f.Cells, " "); !seen[pair] {
				seen[pair] = true
				a.Overlaps = append(a.Overlaps, pair)
			}
		case coverage.Gap, coverage.ShortOfParent:
			a.Gaps++
			a.GapM2 += f.AreaM2
		default: // PostGIS was not asked for the others
		}
	}
	slices.Sort(a.Invalid)
	slices.Sort(a.Overlaps)
	return a
}

// Tilings in which cells were moved, by 2 cm to 30 m, agree pair by pair and gap by gap.
func TestAgreesWithPostGIS(t *testing.T) {
	t.Parallel()
	for seed := range uint64(6) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			tiling := geotest.New(seed, geotest.Options{Columns: 8, Rows: 6})
			r := rand.New(rand.NewPCG(seed, 5))
			var cells []coverage.Cell
			for i, m := range tiling.Cells {
				c := coverage.Cell{Code: fmt.Sprintf("c%02d", i), Shape: m.Clone()}
				if r.IntN(6) == 0 {
					dx, dy := r.Int32N(2*2700)-2700, r.Int32N(2*2700)-2700
					if r.IntN(2) == 0 {
						dx, dy = r.Int32N(9)-4, r.Int32N(9)-4
					}
					for j := range c.Shape[0][0] {
						c.Shape[0][0][j].X += dx
						c.Shape[0][0][j].Y += dy
					}
				}
				cells = append(cells, c)
			}
			report, err := coverage.Check(t.Context(), coverage.Set{Cells: cells, Parents: []coverage.Cell{{Shape: tiling.Parent}}}, coverage.Options{})
			if err != nil {
				t.Fatal(err)
			}
			between(t, ours(report), askPostGIS(t, cells, tiling.Parent, 2), askPostGIS(t, cells, tiling.Parent, 0))
		})
	}
}

// between holds the answer against what PostGIS finds at two units and at any width.
func between(t *testing.T, got, wide, all answer) {
	t.Helper()
	if diff := cmp.Diff(wide.Invalid, got.Invalid, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("invalid cells (-PostGIS +ours):\n%s", diff)
	}
	for _, pair := range wide.Overlaps {
		if !slices.Contains(got.Overlaps, pair) {
			t.Errorf("PostGIS finds that %s overlap, we do not", pair)
		}
	}
	for _, pair := range got.Overlaps {
		if !slices.Contains(all.Overlaps, pair) {
			t.Errorf("we find that %s overlap, PostGIS does not", pair)
		}
	}
	// A gap with a neck narrower than a unit is two here and one there, so the ground is compared and not only the number.
	if got.Gaps < wide.Gaps || math.Abs(got.GapM2-all.GapM2) > 1+0.005*all.GapM2 {
		t.Errorf("%d gaps of %.2f m²; PostGIS has %d of two units and more, and %.2f m² in all", got.Gaps, got.GapM2, wide.Gaps, all.GapM2)
	}
}

// Three real networks of New York: the same invalid cells, overlaps and holes.
func TestNewYorkAgreesWithPostGIS(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"CD", "NTA", "MODZCTA_2010_WGS1984"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "data", "nyc", name+".geo.json"))
			if err != nil {
				t.Skip("the networks of New York are not beside the checkout")
			}
			fc, err := geojson.UnmarshalFeatureCollection(b)
			if err != nil {
				t.Fatal(err)
			}
			var cells []coverage.Cell
			for i, f := range fc.Features {
				m, err := geo.FromOrb(f.Geometry)
				if err != nil {
					t.Fatal(err)
				}
				cells = append(cells, coverage.Cell{Code: fmt.Sprintf("%03d", i), Shape: m})
			}
			report, err := coverage.Check(t.Context(), coverage.Set{Cells: cells}, coverage.Options{})
			if err != nil {
				t.Fatal(err)
			}
			between(t, ours(report), askPostGIS(t, cells, nil, 2), askPostGIS(t, cells, nil, 0))
		})
	}
}
