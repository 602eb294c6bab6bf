package postgis_test

import (
	"fmt"
	"strings"
	"testing"

	"wangge/registry/postgis/pgtest"
)

// The map that the statements below change by hand, and what it became in revision 2 (codes by their last digit):
//
//	1 | 2 | 3     revision 1
//	1 | 2 |       revision 2: 3 ended
const threeGrids = twoCodes + `
	INSERT INTO wangge.code_issue (scheme, code, county, community, sequence, batch, algorithm, actor)
		SELECT 'cn15', '37088300100400' || n, '370883', '370883001004', n, gen_random_uuid(), 'test', 't' FROM generate_series(3, 6) AS n;`

// code gives the code of a digit.
func code(n int) string { return fmt.Sprintf("%s%03d", community, n) }

// issues writes a code into the ledger.
func issues(n int) string {
	return fmt.Sprintf(`INSERT INTO wangge.code_issue (scheme, code, county, community, sequence, batch, algorithm, actor)
		VALUES ('cn15', '%s', '370883', '370883001004', %d, gen_random_uuid(), 'test', 't');`, code(n), n)
}

// begins puts the grid of a code on the nth square, and ends takes it away.
func begins(n, square, revision int) string {
	return fmt.Sprintf(`INSERT INTO wangge.grid (code, county, community, geom, area_m2, from_revision)
		SELECT '%s', '370883', '370883001004', ST_Multi(ST_MakeEnvelope(117 + %d * 0.01, 35, 117.01 + %[2]d * 0.01, 35.01, 4490)), 1, %[3]d;`, code(n), square, revision)
}

func ends(n, revision int) string {
	return fmt.Sprintf(`UPDATE wangge.grid SET to_revision = %d, valid_to = now() WHERE code = '%s' AND to_revision IS NULL;`, revision, code(n))
}

// passes is a step from a code to another, with the shares of both; 0 for nobody.
func passes(revision, from, to int, given, taken float64) string {
	successor := "NULL"
	if to != 0 {
		successor = "'" + code(to) + "'"
	}
	return fmt.Sprintf(`INSERT INTO wangge.lineage (revision, predecessor, successor, area_share, population_share, successor_area_share, successor_population_share)
		VALUES (%d, '%s', %s, %g, %[4]g, %[5]g, %[5]g);`, revision, code(from), successor, given, taken)
}

func closes(division string) string {
	return "UPDATE wangge.division SET valid_to = now() WHERE code = '" + division + "';"
}

func revision(n int) string {
	return fmt.Sprintf(`INSERT INTO wangge.revision (number, county, actor) VALUES (%d, '370883', 't');`, n)
}

// TestTheDatabaseHoldsTheLawsOfCodes tries them by hand at revision 3 of the map above.
func TestTheDatabaseHoldsTheLawsOfCodes(t *testing.T) {
	t.Parallel()
	url := pgtest.New(t)
	db := connect(t, url)
	mustExec(t, db, threeGrids+begins(1, 1, 1)+begins(2, 2, 1)+begins(3, 3, 1))
	mustExec(t, db, revision(2)+ends(3, 2)+passes(2, 3, 0, 1, 0))
	split := ends(1, 3) + begins(4, 1, 3) + begins(5, 11, 3)
	for _, tt := range []struct{ name, statement, want string }{
		{"a split", split + passes(3, 1, 4, 0.4, 1) + passes(3, 1, 5, 0.6, 1), ""},
		{"a merge", ends(1, 3) + ends(2, 3) + begins(4, 1, 3) + passes(3, 1, 4, 1, 0.3) + passes(3, 2, 4, 1, 0.7), ""},
		{"a grid dissolved into its neighbour", ends(1, 3) + passes(3, 1, 2, 1, 0.5), ""},
		{"a new grid on ground of one that stays", begins(4, 4, 3) + passes(3, 1, 4, 0.2, 1), ""},
		{"a border moved", ends(1, 3) + begins(1, 1, 3) + ends(2, 3) + begins(2, 2, 3), ""},
		{"three shares of a third", split + passes(3, 1, 4, 1./3, 1) + passes(3, 1, 5, 1./3, 1) + passes(3, 1, 0, 1./3, 0), ""},
		{"a community that closes when its grids have gone", ends(1, 3) + ends(2, 3) + passes(3, 1, 0, 1, 0) + passes(3, 2, 0, 1, 0) + closes(community), ""},
		{"a community that closes around its grids", closes(community), "division_left_empty"},
		{"a town that closes around its communities", closes(town), "division_left_empty"},
		{"a new grid in a community that closes", ends(1, 3) + ends(2, 3) + begins(4, 1, 3) + passes(3, 1, 4, 1, 0.5) + passes(3, 2, 4, 1, 0.5) + closes(community), "grid_in_open_community"},
		{"a retired code on other ground", begins(3, 13, 3), "grid_not_reused"},
		{"a code that is lost", ends(1, 3), "lineage_complete"},
		{"a part of a code that is lost", split + passes(3, 1, 4, 0.4, 1) + passes(3, 1, 5, 0.5, 1), "lineage_complete"},
		{"a little that is lost", split + passes(3, 1, 4, 0.4, 1) + passes(3, 1, 5, 0.599999, 1), "lineage_complete"},
		{"people who are lost", split + passes(3, 1, 4, 0.4, 1) + strings.Replace(passes(3, 1, 5, 0.6, 1), "0.6, 0.6", "0.6, 0.5", 1), "lineage_complete"},
		{"more than all passed on", split + passes(3, 1, 4, 0.6, 1) + passes(3, 1, 5, 0.6, 1), "lineage_shares_sum"},
		{"more than all taken", ends(1, 3) + ends(2, 3) + begins(4, 1, 3) + passes(3, 1, 4, 1, 0.6) + passes(3, 2, 4, 1, 0.6), "lineage_shares_sum"},
		{"a share above 1", ends(1, 3) + passes(3, 1, 2, 1, 1.5), "lineage_successor_shares"},
		{"a grid that passes on to itself", passes(3, 1, 1, 1, 1), "lineage_passes_on"},
		{"a successor that was never there", ends(1, 3) + passes(3, 1, 6, 1, 1), "lineage_successor_lives"},
		{"a successor that ended before", ends(1, 3) + passes(3, 1, 3, 1, 1), "lineage_successor_lives"},
		{"a successor that ends as well", ends(1, 3) + ends(2, 3) + passes(3, 1, 2, 1, 1) + passes(3, 2, 0, 1, 0), "lineage_successor_lives"},
		{"a predecessor that ended before", begins(4, 4, 3) + passes(3, 3, 4, 1, 1), "lineage_predecessor_lived"},
		{"a predecessor that just began", begins(4, 4, 3) + begins(5, 5, 3) + passes(3, 4, 5, 1, 1), "lineage_predecessor_lived"},
		{"two new ones in a circle", begins(4, 4, 3) + begins(5, 5, 3) + passes(3, 4, 5, 0.5, 0.5) + passes(3, 5, 4, 0.5, 0.5), "lineage_predecessor_lived"},
		{"two that stay in a circle", passes(3, 1, 2, 0.5, 0.5) + passes(3, 2, 1, 0.5, 0.5), "lineage_acyclic"},
		{"ground that one who stays passes to nobody", passes(3, 1, 0, 0.5, 0), "lineage_acyclic"},
		{"a successor named twice", ends(1, 3) + passes(3, 1, 2, 0.5, 0.5) + passes(3, 1, 2, 0.5, 0.5), "lineage_once"},
		{"nobody named twice", ends(1, 3) + passes(3, 1, 0, 0.5, 0) + passes(3, 1, 0, 0.5, 0), "lineage_once"},
		{"nobody takes a share", ends(1, 3) + passes(3, 1, 0, 1, 0.5), "lineage_nobody"},
		{"a step in an older revision", passes(2, 1, 2, 0.1, 0.1), "revision_newest"},
		{"a grid in an older revision", begins(4, 4, 2), "revision_newest"},
		{"a step in a revision published before", "ROLLBACK; BEGIN;" + passes(2, 3, 2, 0, 0), "revision_newest"},
		{"a grid in a revision published before", "ROLLBACK; BEGIN;" + begins(4, 4, 2), "revision_newest"},
		{"a revision that leaves out numbers", revision(5), "revision_follows"},
		{"a revision before the first", revision(-1), "revision_follows"},
		{"a revision that reverts to itself", strings.NewReplacer("actor)", "actor, reverts)", "'t')", "'t', 4)").Replace(revision(4)) + begins(3, 13, 4), "revision_reverts_earlier"},
		{"a code of another county's", strings.Replace(issues(7), "'370883'", "'370882'", 1), "code_issue_of_county"},
		{"a grid that ended in an older revision", ends(1, 2) + passes(2, 1, 2, 1, 0.5), "revision_newest"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := connect(t, url).Exec(t.Context(), "BEGIN;"+revision(3)+tt.statement+"SET CONSTRAINTS ALL IMMEDIATE")
			if got := refusedBy(t, err); got != tt.want {
				t.Errorf("refused by %q (%v), want %q", got, err, tt.want)
			}
		})
	}
}

func TestARevertAloneBringsACodeBack(t *testing.T) {
	t.Parallel()
	db := connect(t, pgtest.New(t))
	mustExec(t, db, threeGrids+begins(1, 1, 1)+begins(2, 2, 1))
	mustExec(t, db, "BEGIN;"+revision(2)+ends(1, 2)+passes(2, 1, 2, 1, 0.5)+"COMMIT")
	_, err := db.Exec(t.Context(), "BEGIN;"+revision(3)+begins(1, 1, 3)+passes(3, 2, 1, 0.5, 1)+"COMMIT")
	if got := refusedBy(t, err); got != "grid_not_reused" {
		t.Errorf("an ordinary revision: refused by %q (%v)", got, err)
	}
	reverting := func(to string) string {
		return strings.NewReplacer("actor)", "actor, reverts)", "'t')", "'t', "+to+")").Replace(revision(3))
	}
	mustExec(t, db, "ROLLBACK")
	_, err = db.Exec(t.Context(), "BEGIN;"+reverting("2")+begins(1, 1, 3)+passes(3, 2, 1, 0.5, 1)+"COMMIT")
	if got := refusedBy(t, err); got != "grid_not_reused" {
		t.Errorf("a revert to where it was gone: refused by %q (%v)", got, err)
	}
	mustExec(t, db, "ROLLBACK")
	_, err = db.Exec(t.Context(), "BEGIN;"+reverting("1")+begins(1, 13, 3)+"COMMIT")
	if got := refusedBy(t, err); got != "grid_not_reused" {
		t.Errorf("a revert that puts it on other ground: refused by %q (%v)", got, err)
	}
	mustExec(t, db, "ROLLBACK")
	mustExec(t, db, "BEGIN;"+reverting("1")+begins(1, 1, 3)+passes(3, 2, 1, 0.5, 1)+"COMMIT")
}

// TestTheDatabaseKeepsIssuedCodesApart tries what the ledger takes of other schemes, and of reserved ranges.
func TestTheDatabaseKeepsIssuedCodesApart(t *testing.T) {
	t.Parallel()
	url := pgtest.New(t)
	mustExec(t, connect(t, url), twoCodes)
	issue := func(scheme, code, community, grid, algorithm string) string {
		return fmt.Sprintf(`INSERT INTO wangge.code_issue (scheme, code, county, community, sequence, grid, batch, algorithm, actor)
			VALUES ('%s', '%s', '370883', '%s', 1, nullif('%s', ''), gen_random_uuid(), '%s', 't');`, scheme, code, community, grid, algorithm)
	}
	reserve := func(scheme, division string, from, to int) string {
		return fmt.Sprintf(`INSERT INTO wangge.code_reserve (scheme, division, from_sequence, to_sequence, actor) VALUES ('%s', '%s', %d, %d, 't');`, scheme, division, from, to)
	}
	for _, tt := range []struct{ name, statement, want string }{
		{"a code of another scheme", issue("cjt349", "a", community, code(1), "test"), ""},
		{"of two other schemes", issue("cjt349", "a", community, code(1), "test") + issue("city16", "a", community, code(1), "test"), ""},
		{"two codes of a scheme for one grid", issue("cjt349", "a", community, code(1), "test") + issue("cjt349", "b", community, code(1), "test"), "code_issue_grid_once"},
		{"a code for a unified one that was never issued", issue("cjt349", "a", community, code(3), "test"), "code_issue_grid"},
		{"a code for a grid of another community", issue("cjt349", "a", "370883001005", code(1), "test"), "code_issue_names"},
		{"a code for nothing", issue("cjt349", "a", community, "", "test"), "code_issue_names"},
		{"a code that is in use elsewhere", issue("cjt349", "a", community, "", "import"), ""},
		{"a unified code for another one", issue("cn15", code(1), community, code(2), "test"), "code_issue_names"},
		{"ranges side by side", reserve("cn15", community, 1, 9) + reserve("cn15", community, 10, 19), ""},
		{"one number in two ranges", reserve("cn15", community, 1, 9) + reserve("cn15", community, 9, 19), "code_reserve_apart"},
		{"one number in two divisions or schemes", reserve("cn15", community, 1, 9) + reserve("cn15", town, 1, 9) + reserve("x", community, 1, 9), ""},
		{"a range that ended gives way", reserve("cn15", community, 1, 9) + "UPDATE wangge.code_reserve SET valid_to = now();" + reserve("cn15", community, 1, 9), ""},
		{"a range backwards", reserve("cn15", community, 9, 1), "code_reserve_range"},
		{"a range of an unknown division", reserve("cn15", "370883009", 1, 9), "code_reserve_division"},
		{"the registry's own scheme adopted", `INSERT INTO wangge.scheme_adoption (county, scheme, actor) VALUES ('370883', 'cn15', 't')`, "scheme_adoption_other"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := connect(t, url).Exec(t.Context(), "BEGIN;"+tt.statement)
			if got := refusedBy(t, err); got != tt.want {
				t.Errorf("refused by %q (%v), want %q", got, err, tt.want)
			}
		})
	}
}

// TestDivisionsKeepTheirPast changes, closes and opens a community by hand.
func TestDivisionsKeepTheirPast(t *testing.T) {
	t.Parallel()
	db := connect(t, pgtest.New(t))
	mustExec(t, db, twoCodes)
	const at = " WHERE code = '370883001004'"
	for _, tt := range []struct{ statement, want string }{
		{"UPDATE wangge.division SET name = 'new'" + at, ""},
		{"UPDATE wangge.division SET name = 'new'" + at, ""}, // no change
		{"UPDATE wangge.division SET geom = ST_GeomFromText('MULTIPOLYGON(((117 35, 117.01 35, 117.01 35.01, 117 35)))', 4490)" + at, ""},
		{"UPDATE wangge.division SET valid_to = now()" + at, ""},
		{"UPDATE wangge.division SET name = 'newer'" + at, "division_closed"},
		{"UPDATE wangge.division SET name = 'another', valid_to = NULL" + at, "division_not_reused"},
		{"UPDATE wangge.division SET code = '370883001005'" + at, "division_identity"},
		{"DELETE FROM wangge.division" + at, "division_final"},
		{"UPDATE wangge.division SET valid_to = NULL" + at, ""},
		{"UPDATE wangge.division SET valid_from = '2020-01-01'" + at, ""}, // times are the trigger's
	} {
		_, err := db.Exec(t.Context(), tt.statement)
		if got := refusedBy(t, err); got != tt.want {
			t.Errorf("%s: refused by %q (%v), want %q", tt.statement, got, err, tt.want)
		}
	}
	if got := answer(t, db, "SELECT string_agg(name || (geom IS NOT NULL), ' ' ORDER BY valid_from) FROM wangge.division_past"); got != "mfalse newfalse newtrue" {
		t.Errorf("the past: %s", got)
	}
	const gaps = `SELECT count(*) FROM (SELECT valid_to, lead(valid_from) OVER (ORDER BY valid_from) AS next FROM
		(SELECT valid_from, valid_to FROM wangge.division_past UNION ALL SELECT valid_from, valid_to FROM wangge.division` + at + `) AS p) AS q WHERE next < valid_to`
	if got := answer(t, db, gaps); got != "0" {
		t.Errorf("%s periods overlap", got)
	}
	if got := answer(t, db, "SELECT valid_to IS NULL AND valid_from > '2026-01-01' FROM wangge.division"+at); got != "true" {
		t.Error("the times of the open division are not the database's")
	}
}

// TestTheLawsHoldBetweenTransactions lets two write before either ends; the second has to see what the first did.
func TestTheLawsHoldBetweenTransactions(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, first, second, want string }{
		{
			"a grid comes to a community that closes", closes("370883001005"),
			strings.ReplaceAll(revision(2)+begins(4, 4, 2), "370883001004", "370883001005"), "grid_in_open_community",
		},
		{
			"a community closes that a grid came to",
			strings.ReplaceAll(revision(2)+begins(4, 4, 2), "370883001004", "370883001005"), closes("370883001005"), "division_left_empty",
		},
		{"a revision beside another one", revision(2) + begins(4, 4, 2), revision(3) + begins(5, 4, 3), "revision_follows"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			url := pgtest.New(t)
			a, b := connect(t, url), connect(t, url)
			mustExec(t, a, threeGrids+`INSERT INTO wangge.division (code, county, level, parent, name) VALUES ('370883001005', '370883', 'community', '370883001', 'n');
				INSERT INTO wangge.code_issue (scheme, code, county, community, sequence, batch, algorithm, actor)
					VALUES ('cn15', '370883001005004', '370883', '370883001005', 4, gen_random_uuid(), 'test', 't');`+begins(1, 1, 1)+begins(2, 2, 1))
			mustExec(t, a, "BEGIN;"+tt.first)
			_, err := b.Exec(t.Context(), "BEGIN;"+tt.second)
			mustExec(t, a, "COMMIT")
			if err == nil {
				_, err = b.Exec(t.Context(), "COMMIT")
			}
			if got := refusedBy(t, err); got != tt.want {
				t.Errorf("refused by %q (%v), want %q", got, err, tt.want)
			}
		})
	}
}
