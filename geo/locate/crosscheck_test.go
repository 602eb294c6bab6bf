package locate_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"wangge/geo"
	"wangge/geo/geotest"
	"wangge/geo/locate"
	"wangge/registry/postgis/pgtest"
)

// inPostGIS gives a database.
func inPostGIS(t *testing.T) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), pgtest.NewEmpty(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.WithoutCancel(t.Context())) }) //nolint:errcheck // the test is over
	return conn
}

// agree compares Owner with the first cell that ST_Covers finds, for points on no border. PostGIS gets the lattice's integers, from
// the corner of the box, in SRID 0.
func agree(t *testing.T, cells []geo.MultiPolygon, points []geo.Point) {
	t.Helper()
	db, o := inPostGIS(t), cells[0][0][0][0]
	if _, err := db.Exec(t.Context(), `CREATE TABLE cell (id int, shape geometry(MultiPolygon, 0))`); err != nil {
		t.Fatal(err)
	}
	batch := &pgx.Batch{}
	for i, m := range cells {
		batch.Queue(`INSERT INTO cell VALUES ($1, ST_GeomFromText($2, 0))`, i, wkt(m, o))
	}
	batch.Queue(`CREATE INDEX ON cell USING gist (shape)`)
	if err := db.SendBatch(t.Context(), batch).Close(); err != nil {
		t.Fatal(err)
	}
	points = slices.DeleteFunc(slices.Clone(points), func(p geo.Point) bool {
		return slices.ContainsFunc(cells, func(m geo.MultiPolygon) bool { return m.Side(p) == geo.Border })
	})
	xs, ys := make([]int64, len(points)), make([]int64, len(points))
	for i, p := range points {
		xs[i], ys[i] = int64(p.X)-int64(o.X), int64(p.Y)-int64(o.Y)
	}
	rows, err := db.Query(t.Context(), `SELECT coalesce((SELECT min(id) FROM cell WHERE ST_Covers(shape, ST_Point(x, y))), -1)
		FROM unnest($1::bigint[], $2::bigint[]) WITH ORDINALITY AS p (x, y, n) ORDER BY n`, xs, ys)
	if err != nil {
		t.Fatal(err)
	}
	want, err := pgx.CollectRows(rows, pgx.RowTo[int32])
	if err != nil {
		t.Fatal(err)
	}
	got := make([]int32, len(points))
	locate.New(cells).Owners(points, got)
	for i, p := range points {
		if got[i] != want[i] {
			t.Errorf("%v belongs to %d, in PostGIS to %d", p, got[i], want[i])
		}
	}
	if len(points) < 1000 {
		t.Errorf("only %d points lie on no border", len(points))
	}
}

func wkt(m geo.MultiPolygon, o geo.Point) string {
	var b strings.Builder
	for _, part := range m {
		var rings []string
		for _, r := range part {
			var points []string
			for i := range len(r) + 1 {
				p := r[i%len(r)]
				points = append(points, fmt.Sprintf("%d %d", int64(p.X)-int64(o.X), int64(p.Y)-int64(o.Y)))
			}
			rings = append(rings, "("+strings.Join(points, ",")+")")
		}
		fmt.Fprintf(&b, ",(%s)", strings.Join(rings, ","))
	}
	if b.Len() == 0 {
		return "MULTIPOLYGON EMPTY"
	}
	return "MULTIPOLYGON(" + b.String()[1:] + ")"
}

// Random coverages with exclaves, holes and cells one step wide.
func TestCoveragesAgreeWithPostGIS(t *testing.T) {
	t.Parallel()
	for seed := range uint64(6) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			cells := coverage(seed)
			agree(t, cells, append(borderPoints(cells), around(rand.New(rand.NewPCG(seed, 4)), cells, 2000)...))
		})
	}
}

// Three real networks of New York, with islands and gaps.
func TestNewYorkAgreesWithPostGIS(t *testing.T) {
	t.Parallel()
	for _, name := range geotest.NewYorkNetworks {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cells := geotest.NewYork(t, name)
			r := rand.New(rand.NewPCG(1, 4))
			agree(t, cells, around(r, cells, 3000))
			border := borderPoints(cells)
			r.Shuffle(len(border), func(i, j int) { border[i], border[j] = border[j], border[i] })
			prove(t, locate.New(cells), cells, border[:500])
		})
	}
}

// Bearings are those of geodesics on the ellipsoid.
func TestBearingAgreesWithPostGIS(t *testing.T) {
	t.Parallel()
	db := inPostGIS(t)
	tiling := geotest.New(2, geotest.Options{})
	x, r := locate.New(tiling.Cells), rand.New(rand.NewPCG(3, 3))
	for range 200 {
		angle, far := r.Float64()*2*math.Pi, 4e5+r.Float64()*1e7 // 4 to 100 km
		p := geo.Point{X: 1169000000 + int32(far*math.Cos(angle)), Y: 354000000 + int32(far*math.Sin(angle))}
		cell, near := x.Nearest(p)
		got, distance := x.Bearing(p, cell)
		best := math.Inf(1) // the nearest vertex is at most half an edge from the nearest point
		var at geo.Point
		tiling.Cells[cell].Edges(func(a, _ geo.Point) {
			if d := geo.FrameAt(p).Distance(p, a); d < best {
				best, at = d, a
			}
		})
		var want float64
		a, b := p.Orb(), at.Orb()
		if err := db.QueryRow(t.Context(), `SELECT degrees(ST_Azimuth(ST_Point($1, $2)::geography, ST_Point($3, $4)::geography))`,
			a[0], a[1], b[0], b[1]).Scan(&want); err != nil {
			t.Fatal(err)
		}
		off := math.Abs(math.Mod(got-want+540, 360) - 180)
		if slack := 0.02 + 8/best*180/math.Pi; off > slack || distance != near {
			t.Errorf("from %v: %f°, %f m, want %f°, %f m, within %f°", p, got, distance, want, near, slack)
		}
	}
}
