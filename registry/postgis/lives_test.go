package postgis_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"wangge/geo"
	"wangge/geo/geotest"
	"wangge/geo/topology"
	"wangge/gridcode"
	"wangge/registry"
	"wangge/registry/drafting"
	"wangge/registry/postgis"
	"wangge/registry/postgis/pgtest"
)

// realm is a small county in PostGIS that lives at random, on the ways that its people have: drafts that are edited, numbered
// and published, reverts, and changes of divisions.
type realm struct {
	*rand.Rand
	registry.Registry
	t    *testing.T
	sql  *pgx.Conn // of someone who writes SQL by hand
	next int       // number of the next division
	done map[string]int
}

// newRealm publishes a county of two towns of two communities each, of two columns of grids.
func newRealm(t *testing.T, seed uint64) *realm {
	t.Helper()
	url := pgtest.New(t)
	s, err := postgis.Open(t.Context(), url, slog.New(slog.NewTextHandler(io.Discard, nil)))
	must(t, err)
	t.Cleanup(s.Close)
	conn, err := pgx.Connect(t.Context(), url)
	must(t, err)
	t.Cleanup(func() { must(t, conn.Close(context.Background())) })
	r := &realm{Rand: rand.New(rand.NewPCG(seed, 3)), Registry: registry.Registry{Store: s}, t: t, sql: conn, next: 3, done: map[string]int{}}
	tiling := geotest.New(seed, geotest.Options{Columns: 8, Rows: 4, Spacing: 40000})
	var all []registry.Grid
	ground := map[string][]geo.MultiPolygon{}
	for i, shape := range tiling.Cells {
		home := fmt.Sprintf("%s00%d00%d", county, 1+i%8/4, 1+i%4/2)
		ground[home], ground[home[:9]] = append(ground[home], shape), append(ground[home[:9]], shape)
		all = append(all, registry.Grid{Name: fmt.Sprint("网格", i), Kind: registry.Base, Community: home, Shape: shape, AreaM2: shape.AreaM2(), Population: 100})
	}
	rows := []registry.Division{{Code: county, Level: registry.County, Name: "邹城市", Shape: tiling.Parent}}
	for _, town := range []string{county + "001", county + "002"} {
		rows = append(rows, registry.Division{Code: town, Level: registry.Town, Parent: county, Name: "街道" + town, Shape: topology.Union(ground[town]...)})
		for _, home := range []string{town + "001", town + "002"} {
			rows = append(rows, registry.Division{Code: home, Level: registry.Community, Parent: town, Name: "社区" + home, Shape: topology.Union(ground[home]...)})
		}
	}
	_, err = s.PutDivisions(t.Context(), importOf("divisions"), rows)
	must(t, err)
	var houses []registry.Building
	for i, plot := range geotest.New(seed, geotest.Options{Columns: 80, Rows: 40, Spacing: 4000, Points: 1}).Cells {
		if i%11 == 0 {
			houses = append(houses, registry.Building{ID: fmt.Sprint(i), Shape: plot, Population: r.IntN(30)})
		}
	}
	_, err = s.PutBuildings(t.Context(), importOf("buildings"), houses)
	must(t, err)
	im := importOf("grids")
	im.Network = registry.Unified
	_, err = s.CreateDraft(t.Context(), im, registry.Draft{County: county, Actor: someone, Grids: all})
	must(t, err)
	r.publish()
	return r
}

func (r *realm) draft() registry.Draft {
	r.t.Helper()
	d, err := drafting.Base(r.t.Context(), r.Registry, county)
	must(r.t, err)
	return d
}

// publish numbers the open draft and makes it the next revision.
func (r *realm) publish() {
	r.t.Helper()
	d := r.draft()
	if d.ID == uuid.Nil {
		return
	}
	_, err := r.AssignCodes(r.t.Context(), d, someone)
	must(r.t, err)
	_, err = r.Publish(r.t.Context(), r.draft(), someone)
	must(r.t, err)
	r.done["publish"]++
}

// edit does one thing to the draft, if it can be done.
func (r *realm) edit() {
	d := r.draft()
	i := r.IntN(len(d.Grids))
	name := func(i int) string { return fmt.Sprint("#", i+1) }
	near := r.near(d.Grids, i)
	o := drafting.Operation{Grids: []string{name(i)}}
	switch n := r.IntN(10); {
	case n < 3:
		o.Op, o.Line = drafting.Split, r.line(d.Grids[i].Shape)
	case n < 5:
		o.Op, o.Grids = drafting.Merge, []string{name(i), name(near)}
	case n < 6:
		o.Op, o.Into = drafting.Dissolve, name(near)
	case n < 8:
		o.Op, o.Grids, o.Line = drafting.Transfer, []string{name(i), name(near)}, r.line(d.Grids[i].Shape)
	case n < 9:
		o.Op, o.Names = drafting.Rename, []string{d.Grids[i].Name + "新"}
	default:
		r.recoded(d, i)
		return
	}
	if _, err := drafting.Apply(r.t.Context(), r.Registry, d, o, someone); err == nil {
		r.done[string(o.Op)]++
	}
}

// recoded gives a grid another code on the same ground, as a file does that leaves its code out.
func (r *realm) recoded(d registry.Draft, i int) {
	next := d
	next.Actor, next.Change = someone, "recode"
	next.Grids[i].Code = ""
	_, err := r.Store.ReviseDraft(r.t.Context(), d, next)
	must(r.t, err)
	r.done["code left out"]++
}

// near picks a neighbour in the same community, or the grid itself where it has none.
func (r *realm) near(grids []registry.Grid, i int) int {
	cells := make([]geo.MultiPolygon, len(grids))
	for j, g := range grids {
		cells[j] = g.Shape
	}
	plan, err := topology.New(cells, nil)
	must(r.t, err)
	best := i
	for n, j := range plan.Neighbours(i) {
		if grids[j].Community == grids[i].Community && (best == i || r.IntN(n+1) == 0) {
			best = j
		}
	}
	return best
}

// line runs through the middle of a shape, from beyond it to beyond it.
func (r *realm) line(shape geo.MultiPolygon) geo.Line {
	at, box := shape.Inner(), shape.Bound()
	reach := float64(int64(box.Max.X) - int64(box.Min.X) + int64(box.Max.Y) - int64(box.Min.Y))
	dy, dx := math.Sincos(r.Float64() * math.Pi)
	x, y := int32(dx*reach), int32(dy*reach)
	return geo.Line{{X: at.X - x, Y: at.Y - y}, {X: at.X + x, Y: at.Y + y}}
}

// revert restores an earlier map.
func (r *realm) revert() {
	revisions, err := r.Store.Revisions(r.t.Context())
	must(r.t, err)
	if _, err := r.Revert(r.t.Context(), county, 1+r.IntN(len(revisions)), someone); err == nil {
		r.done["revert"]++
	}
}

// recode gives a town or community another code, merges a community into another one, or moves a grid there.
func (r *realm) recode() {
	grids, err := r.Store.Grids(r.t.Context(), county)
	must(r.t, err)
	g, other := grids[r.IntN(len(grids))], grids[r.IntN(len(grids))]
	r.next++
	change := []registry.DivisionChange{
		{Old: g.Community, New: g.Community[:9] + fmt.Sprintf("%03d", r.next), Name: fmt.Sprint("社区", r.next)},
		{Old: g.Community[:9], New: county + fmt.Sprintf("%03d", r.next), Name: fmt.Sprint("街道", r.next)},
		{Old: g.Community, New: other.Community},
		{Old: g.Code, New: other.Community},
	}[r.IntN(4)]
	plan, err := r.PreviewRecoding(r.t.Context(), county, []registry.DivisionChange{change})
	if err != nil || len(plan.Grids) == 0 {
		return
	}
	_, err = r.ApplyRecoding(r.t.Context(), plan, someone)
	must(r.t, err)
	r.done["recode"]++
}

// year is a revision, or none.
func (r *realm) year() {
	switch r.IntN(10) {
	case 0:
		r.revert()
		return
	case 1:
		r.recode()
		return
	}
	for range 1 + r.IntN(5) {
		r.edit()
	}
	r.publish()
}

// TestRandomLivesInPostGISKeepTheLaws asks for every law in SQL, written by hand for the tables alone.
func TestRandomLivesInPostGISKeepTheLaws(t *testing.T) {
	t.Parallel()
	years := 90
	if testing.Short() {
		years = 10
	}
	r := newRealm(t, 1)
	for range years {
		r.year()
	}
	t.Log(r.done)
	_, err := r.sql.Exec(t.Context(), life)
	must(t, err)
	for _, law := range laws {
		r.none(law.breach, law.sql)
	}
	r.resolve()
	r.none("codes whose shares do not add up to 1", `SELECT code, begun, sum(area), sum(people) FROM fate GROUP BY code, begun
		HAVING abs(sum(area) - 1) > 1e-9 OR abs(sum(people) - 1) > 1e-9`)
	r.none("lives that came to nothing", `SELECT code, begun FROM life EXCEPT SELECT code, begun FROM fate`)
	r.none("codes that resolve to what is not live", `SELECT today FROM fate WHERE today <> '' EXCEPT SELECT code FROM wangge.grid WHERE to_revision IS NULL`)
	r.stories()
}

// none fails where a query finds anything.
func (r *realm) none(breach, sql string) {
	r.t.Helper()
	rows, err := r.sql.Query(r.t.Context(), sql)
	must(r.t, err)
	found, err := pgx.CollectRows(rows, pgx.RowToMap)
	must(r.t, err)
	if len(found) > 0 {
		r.t.Errorf("%s: %d, the first %v", breach, len(found), found[0])
	}
}

// life is a view of the spans that codes had a grid in.
const life = `CREATE TEMP VIEW life AS
	SELECT code, min(from_revision) AS begun, nullif(max(coalesce(to_revision, 2000000000)), 2000000000) AS ended
	FROM (
		SELECT code, from_revision, to_revision, count(*) FILTER (WHERE before IS DISTINCT FROM from_revision) OVER (PARTITION BY code ORDER BY from_revision) AS n
		FROM (SELECT *, lag(to_revision) OVER (PARTITION BY code ORDER BY from_revision) AS before FROM wangge.grid) AS version
	) AS numbered
	GROUP BY code, n`

// laws are queries for what must not be.
var laws = []struct{ breach, sql string }{
	{"codes issued twice", `SELECT scheme, code FROM wangge.code_issue GROUP BY scheme, code HAVING count(*) > 1`},
	{"numbers issued twice", `SELECT community, sequence FROM wangge.code_issue GROUP BY community, sequence HAVING count(*) > 1`},
	{"grids without an issued code", `SELECT g.code FROM wangge.grid AS g LEFT JOIN wangge.code_issue AS i USING (scheme, code) WHERE i.code IS NULL`},
	{"codes used again without a revert", `SELECT l.code FROM life AS l JOIN life AS earlier USING (code)
		JOIN wangge.revision AS r ON r.number = l.begun WHERE earlier.ended <= l.begun AND r.reverts IS NULL`},
	{"shares of ended codes that do not add up to 1", `SELECT l.code, l.ended, sum(s.area_share) AS area, sum(s.population_share) AS people
		FROM life AS l LEFT JOIN wangge.lineage AS s ON s.predecessor = l.code AND s.revision = l.ended
		WHERE l.ended IS NOT NULL GROUP BY l.code, l.ended
		HAVING count(s.predecessor) = 0 OR abs(sum(s.area_share) - 1) > 1e-12 OR abs(sum(s.population_share) - 1) > 1e-12`},
	{"new codes whose ground came from nowhere", `SELECT l.code, l.begun, sum(s.successor_area_share) AS area
		FROM life AS l LEFT JOIN wangge.lineage AS s ON s.successor = l.code AND s.revision = l.begun
		WHERE l.begun > 1 GROUP BY l.code, l.begun HAVING count(s.successor) = 0 OR abs(sum(s.successor_area_share) - 1) > 1e-12`},
	{"steps from a code without a grid before", `SELECT s.* FROM wangge.lineage AS s WHERE NOT EXISTS
		(SELECT FROM life AS l WHERE l.code = s.predecessor AND l.begun < s.revision AND (l.ended IS NULL OR l.ended >= s.revision))`},
	{"steps to a code without a grid after", `SELECT s.* FROM wangge.lineage AS s WHERE s.successor IS NOT NULL AND NOT EXISTS
		(SELECT FROM life AS l WHERE l.code = s.successor AND l.begun <= s.revision AND (l.ended IS NULL OR l.ended > s.revision))`},
	{"steps at which no code ended or began", `SELECT s.* FROM wangge.lineage AS s
		WHERE NOT EXISTS (SELECT FROM life AS l WHERE l.code = s.predecessor AND l.ended = s.revision)
			AND NOT EXISTS (SELECT FROM life AS l WHERE l.code = s.successor AND l.begun = s.revision)`},
	{"shares of area that are not those of ST_Intersection", `SELECT s.*, ST_Area(ST_Intersection(a.geom, b.geom)::geography) / ST_Area(a.geom::geography) AS share
		FROM wangge.lineage AS s
		JOIN wangge.grid AS a ON a.code = s.predecessor AND a.to_revision = s.revision
		JOIN wangge.grid AS b ON b.code = s.successor AND b.from_revision = s.revision
		WHERE abs(s.area_share - ST_Area(ST_Intersection(a.geom, b.geom)::geography) / ST_Area(a.geom::geography)) > 1e-4`},
	{"ground that passed on without a step", `SELECT a.code, b.code, ST_Area(ST_Intersection(a.geom, b.geom)::geography) AS m2
		FROM wangge.grid AS a
		JOIN wangge.grid AS b ON b.from_revision = a.to_revision AND b.code <> a.code AND ST_Relate(a.geom, b.geom, '2********')
		WHERE (EXISTS (SELECT FROM life AS l WHERE l.code = a.code AND l.ended = a.to_revision)
				OR EXISTS (SELECT FROM life AS l WHERE l.code = b.code AND l.begun = b.from_revision))
			AND NOT EXISTS (SELECT FROM wangge.lineage AS s WHERE (s.revision, s.predecessor, s.successor) = (a.to_revision, a.code, b.code))
			AND ST_Area(ST_Intersection(a.geom, b.geom)::geography) > 1e-3 * least(ST_Area(a.geom::geography), ST_Area(b.geom::geography))`},
}

// resolve makes the table of what became of every life, from the last revision back: a life that ended became what its successors did.
func (r *realm) resolve() {
	r.t.Helper()
	last := 0
	must(r.t, r.sql.QueryRow(r.t.Context(), `SELECT max(number) FROM wangge.revision`).Scan(&last))
	_, err := r.sql.Exec(r.t.Context(), `CREATE TEMP TABLE fate AS SELECT code, begun, code AS today, 1::double precision AS area, 1::double precision AS people
		FROM life WHERE ended IS NULL`)
	must(r.t, err)
	for ; last > 0; last-- {
		_, err := r.sql.Exec(r.t.Context(), `INSERT INTO fate
			SELECT l.code, l.begun, coalesce(f.today, ''), sum(s.area_share * coalesce(f.area, 1)), sum(s.population_share * coalesce(f.people, 1))
			FROM life AS l
			JOIN wangge.lineage AS s ON s.predecessor = l.code AND s.revision = l.ended
			LEFT JOIN life AS n ON n.code = s.successor AND n.begun <= l.ended AND (n.ended IS NULL OR n.ended > l.ended)
			LEFT JOIN fate AS f ON f.code = n.code AND f.begun = n.begun
			WHERE l.ended = $1
			GROUP BY l.code, l.begun, coalesce(f.today, '')`, last)
		must(r.t, err)
	}
}

// stories compares what the service tells of every code with the table.
func (r *realm) stories() {
	r.t.Helper()
	c, err := r.Store.Load(r.t.Context())
	must(r.t, err)
	stories := registry.NewStories(c)
	for _, issue := range c.Ledger {
		story, ok := stories.Story(gridcode.CN15.Name, issue.Code, c.Version.Revision)
		if !ok {
			r.t.Fatalf("%s has no story", issue.Code)
		}
		told := map[string][2]float64{}
		for _, s := range story.Today {
			told[s.Code] = [2]float64{s.Area, s.Population}
		}
		rows, err := r.sql.Query(r.t.Context(), `SELECT today, area, people FROM fate WHERE code = $1 AND today <> '' AND begun = (SELECT max(begun) FROM life WHERE code = $1)`, issue.Code)
		must(r.t, err)
		var today string
		var area, people float64
		n := 0
		_, err = pgx.ForEachRow(rows, []any{&today, &area, &people}, func() error {
			n++
			if got := told[today]; math.Abs(got[0]-area) > 1e-9 || math.Abs(got[1]-people) > 1e-9 {
				r.t.Errorf("%s became %s with %v and %v, its story says %v", issue.Code, today, area, people, got)
			}
			return nil
		})
		must(r.t, err)
		if n != len(told) {
			r.t.Errorf("%s became %d grids, its story tells of %d", issue.Code, n, len(told))
		}
	}
}
