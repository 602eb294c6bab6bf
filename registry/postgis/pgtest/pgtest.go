// Package pgtest gives tests a database of their own on a real PostgreSQL with PostGIS.
//
// Each test process starts one private cluster on first use: in a folder of its own, on a Unix socket alone,
// without fsync. It ends with the process, and its folder with the next. A missing PostgreSQL fails
// the test with the command that installs it; nothing is skipped.
package pgtest

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"wangge/registry/postgis"
	"wangge/registry/postgis/embedded"
)

// shared starts the process's cluster once.
var shared = sync.OnceValues(start)

// numbers names databases.
var numbers atomic.Int64

// NewEmpty gives the address of a new database with PostGIS and nothing else; it is dropped when the test ends.
func NewEmpty(t testing.TB) string {
	t.Helper()
	url := create(t, "")
	run(t, url, "CREATE EXTENSION postgis")
	return url
}

// create makes a database that is dropped when the test ends.
func create(t testing.TB, options string) string {
	t.Helper()
	folder, name := lasting(t, options)
	t.Cleanup(func() { run(t, address(folder, "postgres"), "DROP DATABASE "+name+" WITH (FORCE)") })
	return address(folder, name)
}

// lasting makes a database that goes with the cluster.
func lasting(t testing.TB, options string) (folder, name string) {
	t.Helper()
	folder, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	name = fmt.Sprintf("test%d", numbers.Add(1))
	run(t, address(folder, "postgres"), "CREATE DATABASE "+name+options)
	return folder, name
}

func address(folder, database string) string {
	return fmt.Sprintf("host=%s user=postgres dbname=%s", folder, database)
}

// run executes one statement. It outlives the test's own context, which has ended when databases are dropped.
func run(t testing.TB, url, statement string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), time.Minute)
	defer cancel()
	db, err := pgx.Connect(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close(ctx) //nolint:errcheck // the statement's own error tells
	if _, err := db.Exec(ctx, statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// start makes a cluster and gives its folder, which is its socket folder too.
func start() (string, error) {
	bin, err := embedded.Programs(0)
	if err != nil {
		return "", err
	}
	folder, err := os.MkdirTemp("/tmp", "wangge-pg-") // short: a socket's path has at most 107 bytes
	if err != nil {
		return "", err
	}
	who, err := embedded.Servant()
	if err != nil {
		return "", err
	}
	if who != nil {
		if err := os.Chown(folder, int(who.Uid), int(who.Gid)); err != nil {
			return "", err
		}
	}
	data := filepath.Join(folder, "data")
	initdb := exec.Command(filepath.Join(bin, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
	initdb.SysProcAttr = &syscall.SysProcAttr{Credential: who}
	initdb.Dir = folder
	if out, err := initdb.CombinedOutput(); err != nil {
		return "", fmt.Errorf("initdb: %w: %s", err, out)
	}
	server := exec.Command(filepath.Join(bin, "postgres"), "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off",
		"-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "max_connections=60")
	server.Dir = folder
	server.SysProcAttr = &syscall.SysProcAttr{Credential: who, Setpgid: true}
	if err := server.Start(); err != nil {
		return "", err
	}
	if err := watch(server.Process.Pid, folder); err != nil {
		return "", err
	}
	return folder, ready(folder)
}

// watch leaves a shell behind that ends the cluster and removes its folder when this process is gone, however it went.
func watch(pid int, folder string) error {
	script := fmt.Sprintf("while kill -0 %d 2>/dev/null; do sleep 0.2; done; kill -INT %d; while kill -0 %d 2>/dev/null; do sleep 0.1; done; rm -rf '%s'", os.Getpid(), pid, pid, folder)
	cmd := exec.Command("/bin/sh", "-c", script)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	return cmd.Start()
}

func ready(folder string) error {
	var err error
	for range 300 {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		var db *pgx.Conn
		if db, err = pgx.Connect(ctx, address(folder, "postgres")); err == nil {
			err = db.Close(ctx)
			cancel()
			return err
		}
		cancel()
		time.Sleep(50 * time.Millisecond) // the server has no other way to say that it is there
	}
	return fmt.Errorf("the test cluster did not start: %w", err)
}

// migrated makes the template of databases with the schema once.
var migrated = sync.OnceValue(func() error {
	folder, err := shared()
	if err != nil {
		return err
	}
	ctx := context.Background()
	db, err := pgx.Connect(ctx, address(folder, "postgres"))
	if err != nil {
		return err
	}
	defer db.Close(ctx) //nolint:errcheck // the statement's own error tells
	if _, err := db.Exec(ctx, "CREATE DATABASE migrated"); err != nil {
		return err
	}
	return postgis.Migrate(ctx, address(folder, "migrated"), slog.New(slog.DiscardHandler))
})

// New gives the address of a new database with the registry's schema, for a superuser; the store gives that up by itself.
func New(t testing.TB) string {
	t.Helper()
	if err := migrated(); err != nil {
		t.Fatal(err)
	}
	return create(t, " TEMPLATE migrated")
}

// Lasting is New for what many tests read: the database outlives the test that makes it.
func Lasting(t testing.TB) string {
	t.Helper()
	if err := migrated(); err != nil {
		t.Fatal(err)
	}
	return address(lasting(t, " TEMPLATE migrated"))
}

// Store opens a store on a database of its own.
func Store(t testing.TB) *postgis.Store {
	t.Helper()
	s, err := postgis.Open(t.Context(), New(t), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}
