package postgis_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"wangge/registry"
	"wangge/registry/postgis"
	"wangge/registry/postgis/pgtest"
)

// twoCodes makes a community with two codes, and a revision, for someone who writes SQL by hand.
const twoCodes = `INSERT INTO wangge.division (code, county, level, parent, name) VALUES
		('370883', '370883', 'county', NULL, 'c'), ('370883001', '370883', 'town', '370883', 't'), ('370883001004', '370883', 'community', '370883001', 'm');
	INSERT INTO wangge.code_issue (scheme, code, county, community, sequence, batch, algorithm, actor) VALUES
		('cn15', '370883001004001', '370883', '370883001004', 1, gen_random_uuid(), 'test', 't'),
		('cn15', '370883001004002', '370883', '370883001004', 2, gen_random_uuid(), 'test', 't');
	INSERT INTO wangge.revision (number, county, actor) VALUES (1, '370883', 't');`

// refusedBy gives the constraint that refused, or the SQLSTATE of another refusal; empty for none.
func refusedBy(t *testing.T, err error) string {
	t.Helper()
	var refused *pgconn.PgError
	switch {
	case err == nil:
		return ""
	case !errors.As(err, &refused):
		t.Fatal(err)
		return ""
	case refused.ConstraintName != "":
		return refused.ConstraintName
	default:
		return refused.Code
	}
}

func TestOverlappingGridsAreRefusedByTheDatabase(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	over := grid(0)
	over.Shape = over.Shape.Clone()
	over.Shape[0][0][0].X += 500
	over.Shape[0][0][3].X += 500
	id := drafted(t, s, 0, grid(0), over)
	_, err := s.Publish(t.Context(), id, someone, registry.LineageOf)
	if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), "grid_no_overlap") {
		t.Errorf("got %v, want the constraint grid_no_overlap", err)
	}
	if revisions, err := s.Revisions(t.Context()); err != nil || len(revisions) != 0 {
		t.Errorf("a revision is left behind: %v %v", revisions, err)
	}
}

func TestGridsAreWrittenWhereOthersCommitsAreSeen(t *testing.T) {
	t.Parallel()
	db := connect(t, pgtest.New(t))
	mustExec(t, db, threeGrids+begins(1, 1, 1))
	mustExec(t, db, "BEGIN ISOLATION LEVEL REPEATABLE READ;"+revision(2)+begins(2, 2, 2))
	if _, err := db.Exec(t.Context(), "COMMIT"); err == nil {
		t.Error("grids were written in a transaction that cannot see what others commit")
	}
}

// TestAGridOnTheGroundOfAnEarlierRevision is refused whoever writes it.
func TestAGridOnTheGroundOfAnEarlierRevision(t *testing.T) {
	t.Parallel()
	db := connect(t, pgtest.New(t))
	mustExec(t, db, threeGrids+begins(1, 1, 1))
	_, err := db.Exec(t.Context(), "BEGIN;"+revision(2)+begins(2, 1, 2)+"COMMIT")
	if got := refusedBy(t, err); got != "grid_no_overlap" {
		t.Errorf("refused by %q (%v)", got, err)
	}
}

func TestTheDatabaseRefusesByNameWhatMustNeverBe(t *testing.T) {
	t.Parallel()
	url := pgtest.New(t)
	mustExec(t, connect(t, url), twoCodes)
	grid := func(code, community, wkt string) string {
		return `INSERT INTO wangge.grid (code, county, community, geom, area_m2, from_revision) VALUES ('` + code + `', '370883', '` + community + `', ST_GeomFromText('` + wkt + `', 4490), 1, 1)`
	}
	issue := func(code, sequence string) string {
		return `INSERT INTO wangge.code_issue (scheme, code, county, community, sequence, batch, algorithm, actor)
			VALUES ('cn15', '` + code + `', '370883', '370883001004', ` + sequence + `, gen_random_uuid(), 'test', 't')`
	}
	division := func(code, level, parent string) string {
		return `INSERT INTO wangge.division (code, county, level, parent, name) VALUES ('` + code + `', '370883', '` + level + `', '` + parent + `', 'n')`
	}
	const (
		square = "MULTIPOLYGON(((117 35, 117.01 35, 117.01 35.01, 117 35.01, 117 35)))"
		bowTie = "MULTIPOLYGON(((117 35, 117.01 35.01, 117.01 35, 117 35.01, 117 35)))"
	)
	for _, tt := range []struct{ name, statement, want string }{
		{"a grid that crosses itself", grid("370883001004001", "370883001004", bowTie), "grid_valid_shape"},
		{"a grid without ground", grid("370883001004001", "370883001004", "MULTIPOLYGON EMPTY"), "grid_valid_shape"},
		{"a grid whose code was never issued", grid("370883001004003", "370883001004", square), "grid_code_issued"},
		{"a grid in a community that its code does not name", grid("370883001004001", "370883001005", square), "grid_in_community"},
		{"a code twice in a map", grid("370883001004001", "370883001004", square) + ";" + grid("370883001004001", "370883001004", square), "grid_live_once"},
		{"a grid on another one's ground", grid("370883001004001", "370883001004", square) + ";" + grid("370883001004002", "370883001004", square), "grid_no_overlap"},
		{"a grid of a revision that is not there", strings.Replace(grid("370883001004001", "370883001004", square), "1, 1)", "1, 7)", 1), "grid_from_revision"},
		{"a code once more", issue("370883001004001", "1"), "code_issue_pkey"},
		{"a sequence once more", issue("370883001004003", "1"), "code_issue_cn15"},
		{"sequence 000", issue("370883001004000", "0"), "code_issue_cn15"},
		{"a code of 16 digits", issue("3708830010040010", "10"), "code_issue_cn15"},
		{"a code of an unknown community", strings.ReplaceAll(issue("370883001009001", "1"), "'370883001004'", "'370883001009'"), "code_issue_community"},
		{"a community under an unknown town", division("370883002001", "community", "370883002"), "division_parent"},
		{"a town under another county", division("370881001", "town", "370883"), "division_code"},
		{"an officer's post without the officer", `INSERT INTO wangge.posting (county, network, role, target, state) VALUES ('370883', 'g', 'head', '370883001', 'active')`, "posting_held"},
		{"a post that ends before it begins", `INSERT INTO wangge.posting (county, network, role, target, state, begins, ends) VALUES ('370883', 'g', 'head', '370883001', 'vacant', '2026-02-01', '2026-01-01')`, "posting_term"},
		{"days of a leave that is none", `INSERT INTO wangge.posting (county, network, role, target, state, away_until) VALUES ('370883', 'g', 'head', '370883001', 'vacant', '2026-02-01')`, "posting_away"},
		{"a matter that nobody answers for", `INSERT INTO wangge.matter (county, code, networks) VALUES ('370883', 'noise', '{}')`, "matter_answered"},
		{"a posting of an unknown officer", `INSERT INTO wangge.posting (county, network, role, officer, target, state) VALUES ('370883', 'g', 'head', 'x', '370883001', 'active')`, "posting_officer"},
		{"a change by nobody", `INSERT INTO wangge.audit (actor, action, county, subject) VALUES ('', 'a', 'c', 's')`, "audit_actor"},
		{"two open drafts of a county", `INSERT INTO wangge.draft (id, county, base, actor) SELECT gen_random_uuid(), '370883', 0, 'a' FROM generate_series(1, 2)`, "draft_open_once"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			db := connect(t, url)
			_, err := db.Exec(t.Context(), "BEGIN;"+tt.statement+"; SET CONSTRAINTS ALL IMMEDIATE")
			if got := refusedBy(t, err); got != tt.want {
				t.Errorf("refused by %q (%v), want %q", got, err, tt.want)
			}
		})
	}
}

// TestACrosswalkByHandIsRefusedByNameWhereItCannotBe writes one crosswalk after the other with a revision of its own.
func TestACrosswalkByHandIsRefusedByNameWhereItCannotBe(t *testing.T) {
	t.Parallel()
	url := pgtest.New(t)
	mustExec(t, connect(t, url), threeGrids+begins(1, 1, 1)+`INSERT INTO wangge.network (county, name) VALUES ('370883', 'police'), ('370883', 'urban');
		INSERT INTO wangge.legacy_grid (county, network, code, geom, area_m2, valid_to)
			SELECT '370883', network, 'p1', ST_GeomFromText('MULTIPOLYGON(((117 35, 117.01 35, 117.01 35.01, 117 35)))', 4490), 1, ended
			FROM (VALUES ('police', NULL), ('urban', now())) AS v (network, ended);`)
	// row is one of the police's p1: its code, what the unified one is, shares of ground, people and households, and the class.
	row := func(legacy, code, shares, class string) string {
		return `INSERT INTO wangge.crosswalk (revision, county, network, legacy_code, legacy_grid, code, area_m2, area_share, population_share, household_share,
			grid_area_share, population, grid_population_share, grid_household_share, class, noise)
			SELECT 2, '370883', 'police', ` + legacy + `, (SELECT id FROM wangge.legacy_grid WHERE network = 'police' AND code = ` + legacy + `), ` + code + `, 1, ` + shares + `, 1, 0, 1, 1, '` + class + `', false;`
	}
	live, dead := "'"+code(1)+"'", "'"+code(3)+"'"
	for _, tt := range []struct{ name, rows, want string }{
		{"all of a grid in one", row("'p1'", live, "1, 1, 1", "same"), ""},
		{"two parts of a grid, one in no unified grid", row("'p1'", live, "0.75, 1, 0.5", "split") + row("'p1'", "NULL", "0.25, 0, 0.5", "orphan"), ""},
		{"ground that the network never had", row("NULL", live, "0, 0, 0", "uncovered"), ""},
		{"ground that is left out", row("'p1'", live, "0.75, 1, 1", "split"), "crosswalk_complete"},
		{"people that are left out", row("'p1'", live, "1, 0.5, 1", "split"), "crosswalk_complete"},
		{"households that are left out", row("'p1'", live, "1, 1, 0.5", "split"), "crosswalk_complete"},
		{"more than all of it", row("'p1'", live, "1.5, 1, 1", "split"), "crosswalk_shares"},
		{"no number at all", row("'p1'", live, "'NaN', 1, 1", "split"), "crosswalk_shares"},
		{"the same pair twice", row("'p1'", live, "0.5, 0.5, 0.5", "split") + row("'p1'", live, "0.5, 0.5, 0.5", "split"), "crosswalk_once"},
		{"a legacy grid that is not there", row("'p9'", live, "1, 1, 1", "same"), "crosswalk_version"},
		{"a code that was never issued", row("'p1'", "'370883001004009'", "1, 1, 1", "same"), "crosswalk_code"},
		{"a code that has no grid", row("'p1'", dead, "1, 1, 1", "same"), "crosswalk_code_lives"},
		{"a class of its own", row("'p1'", live, "1, 1, 1", "equal"), "crosswalk_class"},
		{"an orphan in a grid", row("'p1'", live, "1, 1, 1", "orphan"), "crosswalk_class"},
		{"a network that is not there", strings.Replace(row("NULL", live, "0, 0, 0", "uncovered"), "'police'", "'civility'", 1), "crosswalk_network"},
		{
			"a version that has ended", strings.ReplaceAll(row("'p1'", live, "1, 1, 1", "same"), "'police'", "'urban'"), "crosswalk_legacy_lives",
		},
		{"another revision's", strings.Replace(row("'p1'", live, "1, 1, 1", "same"), "SELECT 2,", "SELECT 1,", 1), "revision_newest"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			db := connect(t, url)
			_, err := db.Exec(t.Context(), "BEGIN;"+revision(2)+tt.rows+"SET CONSTRAINTS ALL IMMEDIATE; ROLLBACK")
			if got := refusedBy(t, err); got != tt.want {
				t.Errorf("refused by %q (%v), want %q", got, err, tt.want)
			}
		})
	}
}

// TestLedgerAndAuditAreFinal tries as the tables' owner, whom triggers stop, and as the service, whom its rights stop already.
func TestLedgerAndAuditAreFinal(t *testing.T) {
	t.Parallel()
	url := pgtest.New(t)
	s, err := postgis.Open(t.Context(), url, silent)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.PutDivisions(t.Context(), importOf("divisions"), divisions()); err != nil {
		t.Fatal(err)
	}
	published(t, s, 0, grid(0))
	beats(t, s, registry.LegacyGrid{Code: "P1", Shape: square(0, 0), AreaM2: 1})
	owner, service := connect(t, url), connect(t, url)
	mustExec(t, service, "SET ROLE wangge_app")
	for _, tt := range []struct{ statement, owner, service string }{
		{"UPDATE wangge.code_issue SET code = code", "code_issue_final", denied},
		{"DELETE FROM wangge.code_issue", "code_issue_final", denied},
		{"TRUNCATE wangge.code_issue CASCADE", "code_issue_final", denied},
		{"UPDATE wangge.audit SET actor = 'x'", "audit_final", denied},
		{"DELETE FROM wangge.audit", "audit_final", denied},
		{"TRUNCATE wangge.audit", "audit_final", denied},
		{"UPDATE wangge.revision SET reason = 'x'", "revision_final", denied},
		{"DELETE FROM wangge.revision", "revision_final", denied},
		{"TRUNCATE wangge.revision CASCADE", "revision_final", denied},
		{"DELETE FROM wangge.grid", "grid_final", denied},
		{"TRUNCATE wangge.grid", "grid_final", denied},
		{"UPDATE wangge.lineage SET area_share = 0", "lineage_final", denied},
		{"DELETE FROM wangge.lineage", "lineage_final", denied},
		{"TRUNCATE wangge.lineage", "lineage_final", denied},
		{"UPDATE wangge.crosswalk SET area_share = 0", "crosswalk_final", denied},
		{"DELETE FROM wangge.crosswalk", "crosswalk_final", denied},
		{"TRUNCATE wangge.crosswalk", "crosswalk_final", denied},
		{"UPDATE wangge.legacy_grid SET geom = geom, area_m2 = area_m2 + 1", "legacy_grid_history", "legacy_grid_history"},
		{"DELETE FROM wangge.legacy_grid", "legacy_grid_final", denied},
		{"DELETE FROM wangge.scheme_adoption", "scheme_adoption_final", denied},
		{"DELETE FROM wangge.division", "division_final", denied},
		{"TRUNCATE wangge.division CASCADE", "division_final", denied},
		{"UPDATE wangge.division_past SET name = 'x'", "division_past_final", denied},
		{"UPDATE wangge.grid SET from_revision = 7", "grid_history", "grid_history"},
		{"UPDATE wangge.grid SET geom = geom, id = DEFAULT", "grid_history", "grid_history"},
		{"UPDATE wangge.grid SET name = 'x'", "grid_history", "grid_history"},
	} {
		for who, db := range map[string]*pgx.Conn{tt.owner: owner, tt.service: service} {
			_, err := db.Exec(t.Context(), tt.statement)
			if got := refusedBy(t, err); got != who {
				t.Errorf("%s: refused by %q (%v), want %q", tt.statement, got, err, who)
			}
		}
	}
	for _, statement := range []string{
		"ALTER TABLE wangge.audit DISABLE TRIGGER ALL", "SET session_replication_role = replica", "DROP TABLE wangge.audit",
		"DROP TRIGGER audit_final ON wangge.audit", "CREATE TABLE wangge.t ()", "ALTER FUNCTION wangge.refuse_change() RENAME TO f",
		"INSERT INTO wangge.division_past SELECT code, county, level, parent, name, geom, '2020-01-01', '2020-01-02' FROM wangge.division",
		"UPDATE wangge.code_reserve SET from_sequence = 1", "DELETE FROM wangge.code_reserve", "ALTER TABLE wangge.grid DISABLE TRIGGER grid_story",
		"UPDATE wangge.proposal SET report = '{}'", "DELETE FROM wangge.proposal_grid", "ALTER TABLE wangge.crosswalk DISABLE TRIGGER crosswalk_story",
	} {
		if _, err := service.Exec(t.Context(), statement); refusedBy(t, err) != denied {
			t.Errorf("the service's role may %s: %v", statement, err)
		}
	}
	if err := postgis.MigrateDown(t.Context(), url, 0, silent); err == nil || !strings.Contains(err.Error(), "codes have been issued") {
		t.Errorf("the schema was taken down although a code had been issued: %v", err)
	}
}

// denied is the SQLSTATE of a missing right.
const denied = "42501"
