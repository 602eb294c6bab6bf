// Package deploy_test tries what an operator is told to run.
package deploy_test

import (
	"log/slog"
	"os"
	"os/exec"
	"testing"

	"github.com/jackc/pgx/v5"

	"wangge/registry/postgis"
	"wangge/registry/postgis/pgtest"
)

// A server of one's own: roles.sql as a superuser, `wangge migrate` as the owner, `wangge serve` as the service.
func TestTheServiceRunsOnRolesThatOwnNothing(t *testing.T) {
	t.Parallel()
	config, err := pgx.ParseConfig(pgtest.NewEmpty(t))
	if err != nil {
		t.Fatal(err)
	}
	runScript(t, config.Host)
	as := func(role string) string { return "host=" + config.Host + " dbname=wangge user=" + role }
	quiet := slog.New(slog.DiscardHandler)

	if err := postgis.Migrate(t.Context(), as("wangge_service"), quiet); err == nil {
		t.Error("the service's role made the schema")
	}
	if err := postgis.Migrate(t.Context(), as("wangge_owner"), quiet); err != nil {
		t.Fatal(err)
	}
	if err := postgis.Migrate(t.Context(), as("wangge_service"), quiet); err != nil {
		t.Errorf("nothing is left to migrate, yet: %v", err)
	}
	store, err := postgis.Open(t.Context(), as("wangge_service"), quiet)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(store.Close)
	if _, err := store.Load(t.Context()); err != nil {
		t.Errorf("the service reads an empty registry: %v", err)
	}
	ownsNothing(t, as("wangge_service"))
}

func runScript(t *testing.T, host string) {
	t.Helper()
	psql := exec.CommandContext(t.Context(), "psql", "--no-psqlrc", "--quiet", "-h", host, "-U", "postgres", "-f", "roles.sql")
	psql.Env = append(os.Environ(), "WANGGE_OWNER_PASSWORD=it's one", "WANGGE_SERVICE_PASSWORD=another")
	if out, err := psql.CombinedOutput(); err != nil {
		t.Fatalf("psql: %v: %s", err, out)
	}
}

func ownsNothing(t *testing.T, url string) {
	t.Helper()
	db, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close(t.Context()) //nolint:errcheck // the question's own error tells
	var power bool
	var owned int
	err = db.QueryRow(t.Context(), `SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls,
		(SELECT count(*) FROM pg_class WHERE pg_has_role(r.oid, relowner, 'MEMBER'))
		FROM pg_roles r WHERE rolname = current_user`).Scan(&power, &owned)
	if err != nil || power || owned > 0 {
		t.Errorf("the service's role: rights of an administrator %v, owner of %d relations (%v); want neither", power, owned, err)
	}
}
