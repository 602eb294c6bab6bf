package postgis_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"golang.org/x/sync/errgroup"

	"wangge/registry"
	"wangge/registry/postgis"
	"wangge/registry/postgis/pgtest"
)

var silent = slog.New(slog.DiscardHandler)

func migrated(t *testing.T, url string) {
	t.Helper()
	if err := postgis.Migrate(t.Context(), url, silent); err != nil {
		t.Fatal(err)
	}
}

// answer gives what a query says, as text.
func answer(t *testing.T, db *pgx.Conn, query string) string {
	t.Helper()
	var out any
	if err := db.QueryRow(t.Context(), query).Scan(&out); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return fmt.Sprint(out)
}

// role makes a login role of its own for one test, with the given rights, and gives the database's address for it.
func role(t *testing.T, at, name, rights string) string {
	t.Helper()
	db := connect(t, at)
	mustExec(t, db, "CREATE ROLE "+name+" LOGIN "+rights)
	t.Cleanup(func() {
		ctx := context.WithoutCancel(t.Context())
		db, err := pgx.Connect(ctx, at)
		if err != nil {
			t.Error(err)
			return
		}
		defer db.Close(ctx) //nolint:errcheck // of a test
		if _, err := db.Exec(ctx, "REASSIGN OWNED BY "+name+" TO postgres; DROP OWNED BY "+name+"; DROP ROLE "+name); err != nil {
			t.Error(err)
		}
	})
	return strings.Replace(at, "user=postgres", "user="+name, 1)
}

func TestSchemaGoesUpAndDownAndUpAgain(t *testing.T) {
	t.Parallel()
	url := pgtest.NewEmpty(t)
	for range 2 {
		migrated(t, url)
		if err := postgis.MigrateDown(t.Context(), url, 0, silent); err != nil {
			t.Fatal(err)
		}
		if got := answer(t, connect(t, url), "SELECT count(*) FROM pg_namespace WHERE nspname = 'wangge'"); got != "0" {
			t.Error("the schema is still there after the way down")
		}
	}
	migrated(t, url)
	s, err := postgis.Open(t.Context(), url, silent)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
}

func TestManyServersMigrateAtOnce(t *testing.T) {
	t.Parallel()
	url := pgtest.NewEmpty(t)
	mustExec(t, connect(t, url), "DROP EXTENSION postgis")
	var group errgroup.Group
	for range 8 {
		group.Go(func() error { return postgis.Migrate(t.Context(), url, silent) })
	}
	if err := group.Wait(); err != nil {
		t.Error(err)
	}
	if got := answer(t, connect(t, url), "SELECT count(*) FROM wangge.state"); got != "1" {
		t.Errorf("%s rows of state", got)
	}
}

// TestAMigrationThatIsKilledMidwayLeavesNothing stops it at its last trigger, when nearly all is there.
func TestAMigrationThatIsKilledMidwayLeavesNothing(t *testing.T) {
	t.Parallel()
	url := pgtest.NewEmpty(t)
	db := connect(t, url)
	mustExec(t, db, `CREATE FUNCTION stop() RETURNS event_trigger LANGUAGE plpgsql AS $$
		BEGIN IF EXISTS (SELECT FROM pg_trigger WHERE tgname = 'grid_history') THEN PERFORM pg_advisory_xact_lock(4711); END IF; END $$;
		CREATE EVENT TRIGGER stop ON ddl_command_end WHEN TAG IN ('CREATE TRIGGER') EXECUTE FUNCTION stop();
		SELECT pg_advisory_lock(4711)`)
	failed := make(chan error, 1)
	go func() { failed <- postgis.Migrate(t.Context(), url, silent) }()
	const waiting = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted"
	for answer(t, db, "SELECT count(*) FROM ("+waiting+") AS w") == "0" {
		select {
		case err := <-failed:
			t.Fatalf("it ended by itself: %v", err)
		default:
		}
	}
	mustExec(t, db, "SELECT pg_terminate_backend(pid) FROM ("+waiting+") AS w")
	if err := <-failed; !errors.Is(err, registry.ErrUnavailable) {
		t.Errorf("the killed migration ended with %v", err)
	}
	if got := answer(t, db, "SELECT count(*) FROM pg_namespace WHERE nspname = 'wangge'"); got != "0" {
		t.Error("half a schema is left")
	}
	mustExec(t, db, "DROP EVENT TRIGGER stop")
	migrated(t, url)
}

func TestADatabaseOfANewerProgramIsLeftAlone(t *testing.T) {
	t.Parallel()
	url := pgtest.New(t)
	mustExec(t, connect(t, url), "UPDATE wangge_schema_version SET version = 99")
	err := postgis.Migrate(t.Context(), url, silent)
	if !errors.Is(err, registry.ErrConflict) || !strings.Contains(err.Error(), "newer wangge") {
		t.Errorf("got %v", err)
	}
}

func TestARoleThatNeitherOwnsNorIsSuperuserServesWhatIsMigrated(t *testing.T) {
	t.Parallel()
	owner := pgtest.New(t)
	limited := role(t, owner, "limited", "")
	if err := postgis.Migrate(t.Context(), limited, silent); err == nil || !strings.Contains(err.Error(), "GRANT wangge_app TO this one") {
		t.Errorf("without the service's role: %v", err)
	}
	mustExec(t, connect(t, owner), "GRANT wangge_app TO limited")
	migrated(t, limited)
	s, err := postgis.Open(t.Context(), limited, silent)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.PutDivisions(t.Context(), importOf("divisions"), divisions()); err != nil {
		t.Error(err)
	}
}

func TestTheDatabasesOwnerMigratesWithoutBeingSuperuser(t *testing.T) {
	t.Parallel()
	pgtest.New(t) // makes the service's role, which all databases of the server share
	admin := pgtest.NewEmpty(t)
	owner := role(t, admin, "landlord", "")
	db := connect(t, admin)
	if err := postgis.Migrate(t.Context(), owner, silent); err == nil || !strings.Contains(err.Error(), "changed by the role that owns it") {
		t.Errorf("before it owns the database: %v", err)
	}
	mustExec(t, db, "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I OWNER TO landlord', current_database()); END $$")
	mustExec(t, db, "GRANT wangge_app TO landlord")
	migrated(t, owner)
	s, err := postgis.Open(t.Context(), owner, silent)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
}

func TestOpenSaysWhatIsWrongWithADatabase(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, spoil, want string }{
		{"no PostGIS", "DROP EXTENSION postgis CASCADE", "has no PostGIS: run CREATE EXTENSION postgis"},
		{"old PostGIS", "UPDATE pg_extension SET extversion = '3.2.9' WHERE extname = 'postgis'", "has PostGIS 3.2.9; 3.3 or newer is needed"},
		{"unreadable version", "UPDATE pg_extension SET extversion = 'x' WHERE extname = 'postgis'", "has PostGIS x; 3.3"},
		{"the service owns a table", "ALTER TABLE wangge.audit OWNER TO wangge_app", "could rewrite the ledger"},
		{"PostGIS elsewhere", "CREATE SCHEMA gis; DROP EXTENSION postgis CASCADE; CREATE EXTENSION postgis SCHEMA gis", "lies in schema gis"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			url := pgtest.New(t)
			mustExec(t, connect(t, url), tt.spoil)
			_, err := postgis.Open(t.Context(), url, silent)
			if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want ErrInvalid with %q", err, tt.want)
			}
		})
	}
}

func TestWhereNoServerAnswersTheStoreIsUnavailable(t *testing.T) {
	t.Parallel()
	nowhere := "postgres:///x?host=" + url.QueryEscape(t.TempDir())
	if _, err := postgis.Open(t.Context(), nowhere, silent); !errors.Is(err, registry.ErrUnavailable) {
		t.Errorf("Open: %v", err)
	}
	if err := postgis.Migrate(t.Context(), nowhere, silent); !errors.Is(err, registry.ErrUnavailable) {
		t.Errorf("Migrate: %v", err)
	}
}
