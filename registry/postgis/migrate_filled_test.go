package postgis_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"wangge/registry"
	"wangge/registry/postgis"
	"wangge/registry/postgis/pgtest"
)

// firstRelease is what the first release left behind: three grids, of which revision 2 changed the first, retired the second
// without lineage and left the third; a fourth code whose draft is still open; a network, a roster and its imports.
const firstRelease = `SET search_path = wangge, public;
	INSERT INTO division (code, county, level, parent, name, geom) VALUES
		('370883', '370883', 'county', NULL, '邹城市', ST_Multi(ST_MakeEnvelope(117, 35, 118, 36, 4490))),
		('370883001', '370883', 'town', '370883', '钢山街道', NULL), ('370883001004', '370883', 'community', '370883001', '三里营', NULL);
	INSERT INTO network (county, name, datum) VALUES ('370883', 'unified', 'cgcs2000'), ('370883', 'urban', 'gcj02');
	INSERT INTO code_issue (scheme, code, county, community, sequence, batch, algorithm, actor)
		SELECT 'cn15', '37088300100400' || n, '370883', '370883001004', n, gen_random_uuid(), 'cn15-rows/1', 'planner' FROM generate_series(1, 4) AS n;
	INSERT INTO revision (number, county, actor, added) VALUES (1, '370883', 'planner', 3);
	INSERT INTO revision (number, county, actor, changed, removed, unchanged) VALUES (2, '370883', 'planner', 1, 1, 1);
	INSERT INTO grid (code, county, community, name, geom, area_m2, from_revision, to_revision, valid_to)
		SELECT '37088300100400' || n, '370883', '370883001004', name, ST_Multi(ST_MakeEnvelope(117 + n * 0.01, 35, 117.01 + n * 0.01, 35.01, 4490)), 1e6, born, gone, CASE WHEN gone > 0 THEN now() END
		FROM (VALUES (1, 'old', 1, 2), (1, 'new', 2, NULL), (2, 'b', 1, 2), (3, 'c', 1, NULL)) AS v (n, name, born, gone);
	INSERT INTO draft (id, county, base, actor) VALUES ('00000000-0000-4000-8000-000000000001', '370883', 2, 'planner');
	INSERT INTO draft_grid (draft, n, code, community, geom, area_m2)
		SELECT '00000000-0000-4000-8000-000000000001', n, '37088300100400' || n, '370883001004', ST_Multi(ST_MakeEnvelope(117 + n * 0.01, 35, 117.01 + n * 0.01, 35.01, 4490)), 1e6
		FROM generate_series(3, 4) AS n;
	INSERT INTO legacy_grid (county, network, code, geom, area_m2) SELECT '370883', 'urban', 'u1', geom, 1 FROM grid WHERE name = 'b';
	INSERT INTO officer (county, id, name) VALUES ('370883', '1', '张三');
	INSERT INTO posting (county, network, role, officer, target, state) VALUES ('370883', 'urban', 'head', '1', '370883001004001', 'active');
	INSERT INTO street (county, id, geom) VALUES ('370883', '1', ST_SetSRID(ST_MakeLine(ST_Point(117, 35), ST_Point(118, 36)), 4490));
	INSERT INTO building (county, id, geom, population) SELECT '370883', '1', geom, 10 FROM grid WHERE name = 'b';
	INSERT INTO import (id, county, what, files, notes, added, changed, removed, unchanged, actor) VALUES (gen_random_uuid(), '370883', 'grids', '{a.csv}', '{}', 3, 0, 0, 0, 'planner');
	INSERT INTO audit (actor, action, county, subject) VALUES ('planner', 'publish', '370883', '1');`

// contents gives every row of every table, by the columns that the tables have at that time.
func contents(t *testing.T, db *pgx.Conn, columns map[string]string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for table, list := range columns {
		out[table] = answer(t, db, "SELECT coalesce(string_agg(r::text, E'\\n' ORDER BY r::text), '') FROM (SELECT "+list+" FROM wangge."+table+") AS r")
	}
	return out
}

func columnsOf(t *testing.T, db *pgx.Conn) map[string]string {
	t.Helper()
	rows, err := db.Query(t.Context(), `SELECT table_name::text, string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position)
		FROM information_schema.columns WHERE table_schema = 'wangge' GROUP BY table_name`)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	var table, list string
	if _, err := pgx.ForEachRow(rows, []any{&table, &list}, func() error { out[table] = list; return nil }); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestADatabaseOfTheFirstReleaseComesOverUnharmedAndGoesOn(t *testing.T) {
	t.Parallel()
	url := pgtest.NewEmpty(t)
	if err := postgis.MigrateDown(t.Context(), url, 1, silent); err != nil { // up, to the first
		t.Fatal(err)
	}
	db := connect(t, url)
	mustExec(t, db, firstRelease)
	columns := columnsOf(t, db)
	before := contents(t, db, columns)
	migrated(t, url)
	if diff := cmp.Diff(before, contents(t, db, columns)); diff != "" {
		t.Error(diff)
	}
	s, err := postgis.Open(t.Context(), url, silent)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	open, err := s.Drafts(t.Context(), county)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Publish(t.Context(), open[0].ID, someone, registry.LineageOf); err != nil {
		t.Errorf("the draft that was open: %v", err)
	}
	c, err := s.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Legacy) != 1 || c.Legacy[0].Kind != registry.Base || c.Legacy[0].Population != nil || len(c.Crosswalk) != 0 {
		t.Errorf("the legacy grids are %+v, with crosswalks %+v", c.Legacy, c.Crosswalk)
	}
	want := []registry.Life{
		{Code: code(1), Name: "new", From: 1, To: 3},
		{Code: code(2), Name: "b", From: 1, To: 2},
		{Code: code(3), From: 1},
		{Code: code(4), From: 3},
	}
	if diff := cmp.Diff(want, c.Lives); diff != "" {
		t.Error(diff)
	}
	for _, l := range c.Lineage {
		if l.Revision < 3 {
			t.Errorf("a step of the first release was made up: %+v", l)
		}
	}
}
