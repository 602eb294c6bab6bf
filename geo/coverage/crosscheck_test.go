package coverage_test

import (
	"context"
	"encoding/json"
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
	"github.com/paulmach/orb"

	"wangge/geo"
	"wangge/geo/coverage"
	"wangge/geo/geotest"
	"wangge/registry/postgis/pgtest"
)

// The same cells through this package and through PostGIS, which gets the lattice's integers in SRID 0:
// points that are collinear on the lattice are not collinear as degrees in doubles.
//
// What differs is by design:
//   - PostGIS takes ground narrower than a lattice unit for an overlap or a gap, this package for borders that do not
//     match. So whatever PostGIS finds that holds a circle of two units has to be found here, and whatever is found here
//     PostGIS has to find at some width. A gap with a neck narrower than a unit is one piece there and two here, so
//     of gaps the ground is compared beside the number.
//   - What an invalid cell leaves unmatched belongs to its own fault here. PostGIS, which is given such cells made valid
//     (ST_MakeValid), would tell it as gaps: of these it is asked for those alone that share no border with such a cell.
//   - A shell that touches itself in a point is invalid for PostGIS and a warning here (pinch), since its ground is
//     without doubt; a hole that touches its shell in a point is valid there, and a warning here too.
//   - PostGIS takes no ring of less than three points; here it is an invalid ring, whatever else is wrong with the cell.
//   - Cells on the same ground overlap for PostGIS in every pair; here they are one fault, and one of them goes on
//     against the others.

// postGIS is a database with the cells of a set and their parent.
type postGIS struct {
	*pgx.Conn
	origin geo.Point // the corner of the set, from which lattice units are counted: small enough for exact doubles
}

func inPostGIS(t *testing.T, s coverage.Set) postGIS {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), pgtest.NewEmpty(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.WithoutCancel(t.Context())) }) //nolint:errcheck // the test is over
	box := geo.EmptyRect
	for _, c := range slices.Concat(s.Cells, s.Parents) {
		if b := c.Shape.Bound(); !b.Empty() {
			box = box.Union(b)
		}
	}
	db := postGIS{Conn: conn, origin: box.Min}
	if _, err := db.Exec(t.Context(), `
		CREATE TABLE given (code text, shape geometry(MultiPolygon, 0));
		CREATE TABLE parent (shape geometry(MultiPolygon, 0))`); err != nil {
		t.Fatal(err)
	}
	batch := &pgx.Batch{}
	for _, c := range s.Cells {
		batch.Queue(`INSERT INTO given VALUES ($1, ST_GeomFromText($2, 0))`, c.Code, wkt(c.Shape, db.origin))
	}
	for _, p := range s.Parents {
		batch.Queue(`INSERT INTO parent VALUES (ST_GeomFromText($1, 0))`, wkt(p.Shape, db.origin))
	}
	batch.Queue(`CREATE TABLE cell AS SELECT code, CASE WHEN ST_IsValid(shape) THEN shape ELSE ST_MakeValid(shape) END AS shape, ST_IsValid(shape) AS valid FROM given`)
	batch.Queue(`CREATE INDEX ON cell USING gist (shape)`)
	batch.Queue(`ANALYZE cell`)
	if err := db.SendBatch(t.Context(), batch).Close(); err != nil {
		t.Fatal(err)
	}
	return db
}

// wkt writes a shape in lattice units from a corner. Rings of less than three points are left out: PostGIS takes none.
func wkt(m geo.MultiPolygon, o geo.Point) string {
	var parts []string
	for _, p := range m {
		var rings []string
		for _, r := range p {
			if len(r) < 3 {
				continue
			}
			var b strings.Builder
			for _, q := range append(slices.Clone(r), r[0]) {
				fmt.Fprintf(&b, ",%d %d", int64(q.X)-int64(o.X), int64(q.Y)-int64(o.Y))
			}
			rings = append(rings, "("+b.String()[1:]+")")
		}
		if len(rings) > 0 {
			parts = append(parts, "("+strings.Join(rings, ",")+")")
		}
	}
	if len(parts) == 0 {
		return "MULTIPOLYGON EMPTY"
	}
	return "MULTIPOLYGON(" + strings.Join(parts, ",") + ")"
}

// answer is what both have to agree on.
type answer struct {
	Overlaps []string // pairs of valid cells whose interiors meet
	Gaps     ground   // of the parent, or without one within the cells, in no cell
	Outside  ground   // of valid cells, outside the parent, cell by cell
}

// ground is a number of pieces and their area.
type ground struct {
	Pieces int
	AreaM2 float64
}

// invalidPlaces gives the cells that PostGIS calls invalid, the reason and the place, in lattice units from the corner.
func (db postGIS) invalidPlaces(t *testing.T) map[string]string {
	t.Helper()
	type row struct {
		Code, Reason string
		X, Y         float64
	}
	rows, _ := db.Query(t.Context(), `SELECT code, reason(d) AS reason, coalesce(ST_X(location(d)), 0) AS x, coalesce(ST_Y(location(d)), 0) AS y
		FROM given, ST_IsValidDetail(shape) d WHERE NOT valid(d)`)
	found, err := pgx.CollectRows(rows, pgx.RowToStructByName[row])
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, r := range found {
		out[r.Code] = fmt.Sprintf("%s %.1f %.1f", r.Reason, r.X, r.Y)
	}
	return out
}

// ask counts what holds a circle of the given diameter in lattice units.
func (db postGIS) ask(t *testing.T, diameter float64) (a answer) {
	t.Helper()
	rows, _ := db.Query(t.Context(), `SELECT a.code || ' ' || b.code FROM cell a JOIN cell b ON a.code < b.code AND a.shape && b.shape
		WHERE a.valid AND b.valid AND ST_Relate(a.shape, b.shape, '2********')
		AND EXISTS (SELECT FROM ST_Dump(ST_Intersection(a.shape, b.shape)) d
			WHERE ST_Dimension(d.geom) = 2 AND 2 * (ST_MaximumInscribedCircle(d.geom)).radius >= $1) ORDER BY 1`, diameter)
	var err error
	if a.Overlaps, err = pgx.CollectRows(rows, pgx.RowTo[string]); err != nil {
		t.Fatal(err)
	}
	a.Gaps = db.ground(t, diameter, `SELECT coalesce(
		(SELECT ST_Difference(parent.shape, whole.shape) FROM parent),
		(SELECT ST_BuildArea(ST_Collect(ST_InteriorRingN(d.geom, n))) FROM ST_Dump(whole.shape) d, generate_series(1, ST_NumInteriorRings(d.geom)) n)
	) AS shape FROM (SELECT ST_Union(shape) AS shape FROM cell) whole`)
	a.Outside = db.ground(t, diameter, `SELECT ST_Difference(cell.shape, parent.shape) AS shape FROM cell, parent WHERE valid AND NOT ST_CoveredBy(cell.shape, parent.shape)`)
	return a
}

// ground counts the pieces that a query gives and that share no border with an invalid cell.
func (db postGIS) ground(t *testing.T, diameter float64, shapes string) (g ground) {
	t.Helper()
	err := db.QueryRow(t.Context(), `SELECT count(*), coalesce(sum(ST_Area(piece)), 0) FROM (SELECT (ST_Dump(shape)).geom AS piece FROM (`+shapes+`) s) d
		WHERE ST_Dimension(piece) = 2 AND 2 * (ST_MaximumInscribedCircle(piece)).radius >= $1
		AND NOT EXISTS (SELECT FROM cell WHERE NOT valid AND cell.shape && piece AND ST_Relate(cell.shape, piece, '****1****'))`, diameter).Scan(&g.Pieces, &g.AreaM2)
	if err != nil {
		t.Fatal(err)
	}
	frame := geo.FrameAt(db.origin)
	g.AreaM2 *= frame.X * frame.Y
	return g
}

// ours gives the same facts from this package's report.
func ours(r coverage.Report) (a answer) {
	same := map[string][]string{} // the cells on the ground of one, which goes on against the others for them all
	for _, f := range r.Faults {
		if f.Kind == coverage.Duplicate {
			same[f.Cells[0]] = f.Cells
		}
	}
	all := func(c string) []string { return append([]string{c}, same[c]...) }
	for _, f := range r.Faults {
		switch f.Kind {
		case coverage.Overlap, coverage.Contained, coverage.Duplicate:
			for i, c := range f.Cells {
				for _, d := range f.Cells[i+1:] {
					a.Overlaps = append(a.Overlaps, pairs(all(c), all(d))...)
				}
			}
		case coverage.Gap, coverage.ShortOfParent:
			a.Gaps.Pieces++
			a.Gaps.AreaM2 += f.AreaM2
		case coverage.OutsideParent:
			copies := max(1, len(same[f.Cells[0]]))
			a.Outside.Pieces += copies
			a.Outside.AreaM2 += float64(copies) * f.AreaM2
		default: // PostGIS was not asked for the others
		}
	}
	slices.Sort(a.Overlaps)
	a.Overlaps = slices.Compact(a.Overlaps)
	return a
}

func pairs(some, others []string) (out []string) {
	for _, c := range some {
		for _, d := range others {
			if c != d {
				out = append(out, min(c, d)+" "+max(c, d))
			}
		}
	}
	return out
}

// agree checks a set here and there.
func agree(t *testing.T, s coverage.Set) coverage.Report {
	t.Helper()
	report, err := coverage.Check(t.Context(), s, coverage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	db := inPostGIS(t, s)
	agreeOnValidity(t, db, s, report)
	got, wide, all := ours(report), db.ask(t, 2), db.ask(t, 0)
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
	sameGround(t, "gaps", got.Gaps, wide.Gaps, all.Gaps)
	sameGround(t, "pieces outside the parent", got.Outside, wide.Outside, all.Outside)
	return report
}

func sameGround(t *testing.T, what string, got, wide, all ground) {
	t.Helper()
	if got.Pieces < wide.Pieces || math.Abs(got.AreaM2-all.AreaM2) > 1+0.005*all.AreaM2 {
		t.Errorf("%d %s of %.2f m²; PostGIS has %d of two units and more, and %.2f m² in all", got.Pieces, what, got.AreaM2, wide.Pieces, all.AreaM2)
	}
}

// agreeOnValidity holds invalid cells, and the place that PostGIS names first, against ours.
func agreeOnValidity(t *testing.T, db postGIS, s coverage.Set, report coverage.Report) {
	t.Helper()
	theirs := db.invalidPlaces(t)
	shapes := map[string]geo.MultiPolygon{}
	for _, c := range s.Cells {
		shapes[c.Code] = c.Shape
	}
	places := map[string][]geo.Point{}
	pinched := map[string]bool{}
	for _, f := range report.Faults {
		if f.Kind == coverage.InvalidRing || f.Kind == coverage.Pinch {
			places[f.Cells[0]], pinched[f.Cells[0]] = pointsOf(t, f), f.Kind == coverage.Pinch
		}
	}
	for code, told := range theirs {
		var x, y float64
		if _, err := fmt.Sscanf(told[strings.LastIndexByte(told[:strings.LastIndexByte(told, ' ')], ' ')+1:], "%f %f", &x, &y); err != nil {
			t.Fatal(err)
		}
		near := func(p geo.Point) bool {
			return math.Hypot(float64(p.X)-float64(db.origin.X)-x, float64(p.Y)-float64(db.origin.Y)-y) <= 1
		}
		switch found, ok := places[code]; {
		case !ok:
			t.Errorf("PostGIS: cell %s: %s; we find nothing", code, told)
		case !tooShort(shapes[code]) && !slices.ContainsFunc(found, near) && !onOneEdge(shapes[code], found, near):
			t.Errorf("PostGIS: cell %s: %s, from the corner %v; we find %v", code, told, db.origin, found)
		}
	}
	for _, c := range s.Cells {
		if _, found := places[c.Code]; found && theirs[c.Code] == "" && !pinched[c.Code] && !tooShort(c.Shape) {
			t.Errorf("we find the cell %s invalid at %v, PostGIS does not", c.Code, places[c.Code])
		}
	}
}

// onOneEdge reports an edge between one of the places and another that is looked for: where edges run along each other, one
// end of what they share is told here and the other there.
func onOneEdge(m geo.MultiPolygon, places []geo.Point, other func(geo.Point) bool) (found bool) {
	m.Edges(func(a, b geo.Point) {
		for _, p := range places {
			found = found || geo.OnSegment(p, a, b) && (other(a) || other(b))
		}
	})
	return found
}

func tooShort(m geo.MultiPolygon) bool {
	return slices.ContainsFunc(m, func(p geo.Polygon) bool {
		return len(p) == 0 || slices.ContainsFunc(p, func(r geo.Ring) bool { return len(r) < 3 })
	})
}

func pointsOf(t *testing.T, f coverage.Fault) (out []geo.Point) {
	t.Helper()
	var points orb.MultiPoint
	if f.Geometry == nil {
		return nil
	}
	switch g := f.Geometry.Geometry().(type) {
	case orb.Point:
		points = orb.MultiPoint{g}
	case orb.MultiPoint:
		points = g
	}
	for _, p := range points {
		q, err := geo.Round(p)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, q)
	}
	return out
}

// Tilings in which cells were moved, by 2 cm to 30 m.
func TestMovedCellsAgreeWithPostGIS(t *testing.T) {
	t.Parallel()
	for seed := range uint64(6) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			tiling := geotest.New(seed, geotest.Options{Columns: 8, Rows: 6})
			r := rand.New(rand.NewPCG(seed, 5))
			set := coverage.Set{Parents: []coverage.Cell{{Shape: tiling.Parent}}}
			for i, m := range tiling.Cells {
				c := coverage.Cell{Code: code(i), Shape: m.Clone()}
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
				set.Cells = append(set.Cells, c)
			}
			agree(t, set)
		})
	}
}

// Tilings with every kind of damage, also several at one place.
func TestDamageAgreesWithPostGIS(t *testing.T) {
	t.Parallel()
	for seed := range uint64(6) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			tiling := geotest.New(seed, geotest.Options{Columns: 12, Rows: 9, Spacing: 20000, Points: 7})
			set, _ := damaged(tiling, seed, geotest.DamageOptions{Share: 0.3 + float64(seed%2), LeastM: 0.02, MostM: 30, Touching: seed%2 == 1})
			agree(t, set)
		})
	}
}

// Three real networks of New York.
func TestNewYorkAgreesWithPostGIS(t *testing.T) {
	t.Parallel()
	for _, name := range geotest.NewYorkNetworks {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var set coverage.Set
			for i, m := range geotest.NewYork(t, name) {
				set.Cells = append(set.Cells, coverage.Cell{Code: code(i), Shape: m})
			}
			agree(t, set)
		})
	}
}

// The counties of the United States lie on both sides of 180°; quantisation made 40 of 3,231 invalid.
func TestCountiesAgreeWithPostGIS(t *testing.T) {
	t.Parallel()
	set := coverage.Set{Cells: counties(t)}
	report := agree(t, set)
	counts := map[coverage.Kind]int{}
	for _, f := range report.Faults {
		counts[f.Kind]++
	}
	want := map[coverage.Kind]int{coverage.InvalidRing: 40, coverage.Overlap: 2, coverage.Pinch: 2, coverage.Multipart: 99}
	if diff := cmp.Diff(want, counts, cmpopts.EquateEmpty()); len(set.Cells) != 3231 || diff != "" {
		t.Errorf("faults of %d counties (-want +got):\n%s", len(set.Cells), diff)
	}
}

// counties reads us-atlas 3.0.1, a TopoJSON: lines that neighbours share, quantised, each as a point and steps from there.
func counties(t *testing.T) (cells []coverage.Cell) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "geotest", "peers", "node_modules", "us-atlas", "counties-10m.json"))
	if err != nil {
		t.Fatalf("%v: `make peers` installs it", err)
	}
	var topo struct {
		Arcs      [][]orb.Point
		Transform struct{ Scale, Translate orb.Point }
		Objects   struct {
			Counties struct {
				Geometries []struct {
					Type, ID string
					Arcs     json.RawMessage
				}
			}
		}
	}
	if err := json.Unmarshal(text, &topo); err != nil {
		t.Fatal(err)
	}
	scale, corner := topo.Transform.Scale, topo.Transform.Translate
	lines := make([]orb.LineString, len(topo.Arcs))
	for i, arc := range topo.Arcs {
		var at orb.Point
		for _, step := range arc {
			at[0], at[1] = at[0]+step[0], at[1]+step[1]
			lines[i] = append(lines[i], orb.Point{at[0]*scale[0] + corner[0], at[1]*scale[1] + corner[1]})
		}
	}
	for _, g := range topo.Objects.Counties.Geometries {
		parts := make([][][]int, 1) // of rings of lines; ^i is line i backwards
		into := any(&parts)
		if g.Type == "Polygon" {
			into = &parts[0]
		}
		if err := json.Unmarshal(g.Arcs, into); err != nil {
			t.Fatal(err)
		}
		var shape orb.MultiPolygon
		for _, rings := range parts {
			shape = append(shape, polygonOf(rings, lines))
		}
		m, err := geo.FromOrb(shape)
		if err != nil {
			t.Fatal(err)
		}
		cells = append(cells, coverage.Cell{Code: g.ID, Shape: m})
	}
	return cells
}

func polygonOf(rings [][]int, lines []orb.LineString) (p orb.Polygon) {
	for _, ring := range rings {
		var r orb.Ring
		for _, i := range ring {
			if i >= 0 {
				r = append(r, lines[i]...)
				continue
			}
			back := slices.Clone(lines[^i])
			back.Reverse()
			r = append(r, back...)
		}
		p = append(p, r)
	}
	return p
}
