package embedded_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"wangge/registry/postgis/embedded"
)

// asService makes the test binary a service on the folder that it names, until its standard input ends or it is killed.
const asService = "WANGGE_TEST_SERVICE"

func TestMain(m *testing.M) {
	if folder := os.Getenv(asService); folder != "" {
		if err := serve(folder); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func serve(folder string) error {
	c, err := embedded.Start(context.Background(), config(folder))
	if err != nil {
		return err
	}
	if _, err := os.Stdout.WriteString("up\n"); err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, os.Stdin)
	return errors.Join(err, c.Close())
}

// serving starts cmd, this test binary, as a service and waits until it is up; closing the pipe ends it.
func serving(t *testing.T, cmd *exec.Cmd) io.Closer {
	t.Helper()
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if word, err := io.ReadAll(io.LimitReader(out, 3)); err != nil || string(word) != "up\n" {
		t.Fatalf("the service did not start: %q, %v", word, err)
	}
	return in
}

// child is a service in a process of its own.
func child(folder string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), asService+"="+folder)
	return cmd
}

func config(folder string) embedded.Config {
	return embedded.Config{Data: folder, Log: slog.New(slog.DiscardHandler)}
}

// dataFolder is one that user postgres may enter.
func dataFolder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "wangge-cluster-")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := embedded.Remove(config(dir)); err != nil {
			t.Error(err)
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

func start(t *testing.T, folder string) *embedded.Cluster {
	t.Helper()
	c, err := embedded.Start(t.Context(), config(folder))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func stop(t *testing.T, c *embedded.Cluster) {
	t.Helper()
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
}

// ask runs a query that gives one text.
func ask(t *testing.T, url, query string) string {
	t.Helper()
	db, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close(context.Background()) //nolint:errcheck // of a test
	var out string
	if err := db.QueryRow(t.Context(), query).Scan(&out); err != nil {
		t.Fatal(err)
	}
	return out
}

func keep(t *testing.T, c *embedded.Cluster) {
	t.Helper()
	db, err := pgx.Connect(t.Context(), c.OwnerURL())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close(context.Background()) //nolint:errcheck // of a test
	if _, err := db.Exec(t.Context(), "CREATE SCHEMA s; CREATE TABLE s.kept AS SELECT 'here' AS it"); err != nil {
		t.Fatal(err)
	}
}

func postmaster(t *testing.T, folder string) int {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, "pg", "postmaster.pid"))
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.SplitN(string(text), "\n", 2)[0])
	if err != nil {
		t.Fatal(err)
	}
	return pid
}

func TestClusterIsUTF8WithChecksumsOnASocketAloneAndKeepsItsData(t *testing.T) {
	t.Parallel()
	folder := dataFolder(t)
	c := start(t, folder)
	keep(t, c)
	for setting, want := range map[string]string{"server_encoding": "UTF8", "data_checksums": "on", "listen_addresses": ""} {
		if got := ask(t, c.URL(), "SELECT current_setting('"+setting+"')"); got != want {
			t.Errorf("%s is %q, want %q", setting, got, want)
		}
	}
	if got := ask(t, c.URL(), "SELECT rolsuper::text FROM pg_roles WHERE rolname = current_user"); got != "false" {
		t.Error("the service's role is a superuser")
	}
	stop(t, c)
	if _, err := os.Stat(filepath.Join(folder, "pg", "postmaster.pid")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("after a clean stop the server is still there: %v", err)
	}
	c = start(t, folder)
	defer stop(t, c)
	if got := ask(t, c.OwnerURL(), "SELECT it FROM s.kept"); got != "here" {
		t.Errorf("kept %q", got)
	}
}

func TestASecondServiceIsRefusedAndACommandAttaches(t *testing.T) {
	t.Parallel()
	folder := dataFolder(t)
	c := start(t, folder)
	_, err := embedded.Start(t.Context(), config(folder))
	var inUse *embedded.InUseError
	if !errors.As(err, &inUse) {
		t.Errorf("a second service got %v, want InUseError", err)
	}
	guest, err := embedded.Attach(t.Context(), config(folder))
	if err != nil {
		t.Fatal(err)
	}
	if ask(t, guest.URL(), "SELECT pg_postmaster_start_time()::text") != ask(t, c.URL(), "SELECT pg_postmaster_start_time()::text") {
		t.Error("the command has a server of its own")
	}
	stop(t, guest)
	ask(t, c.URL(), "SELECT 'still there'")
	stop(t, c)
}

func TestACommandStartsTheClusterForAsLongAsItRuns(t *testing.T) {
	t.Parallel()
	folder := dataFolder(t)
	c, err := embedded.Attach(t.Context(), config(folder))
	if err != nil {
		t.Fatal(err)
	}
	pid := postmaster(t, folder)
	stop(t, c)
	if err := syscall.Kill(pid, 0); !errors.Is(err, syscall.ESRCH) {
		t.Errorf("the server outlives its command: %v", err)
	}
}

func TestServiceOutlivesItsKilledServer(t *testing.T) {
	t.Parallel()
	folder := dataFolder(t)
	c := start(t, folder)
	keep(t, c)
	busy := sleeping(t, c)
	first := postmaster(t, folder)
	kill(t, first)
	await(t, func() bool {
		db, err := pgx.Connect(t.Context(), c.OwnerURL())
		if err != nil {
			return false
		}
		defer db.Close(context.Background()) //nolint:errcheck // of a test
		var it string
		return postmaster(t, folder) != first && db.QueryRow(t.Context(), "SELECT it FROM s.kept").Scan(&it) == nil && it == "here"
	})
	<-busy
	stop(t, c)
}

func TestNextStartRecoversFromAKilledService(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name                string
		busy, postmasterToo bool
	}{
		{"idle", false, false},
		{"busy", true, false},
		{"idle, its postmaster too", false, true},
		{"busy, its postmaster too", true, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			folder := dataFolder(t)
			service := child(folder)
			serving(t, service)
			guest, err := embedded.Attach(t.Context(), config(folder))
			if err != nil {
				t.Fatal(err)
			}
			keep(t, guest)
			if tt.busy {
				sleeping(t, guest)
			}
			stop(t, guest)
			master := postmaster(t, folder)
			kill(t, service.Process.Pid)
			if tt.postmasterToo {
				_ = syscall.Kill(master, syscall.SIGKILL) // it may have ended by itself
			}
			_ = service.Wait() // it was killed
			c := start(t, folder)
			defer stop(t, c)
			if got := ask(t, c.OwnerURL(), "SELECT it FROM s.kept"); got != "here" {
				t.Errorf("kept %q", got)
			}
			if postmaster(t, folder) == master {
				t.Error("the orphan goes on")
			}
		})
	}
}

func TestAClusterHalfMadeIsMadeAnew(t *testing.T) {
	t.Parallel()
	folder := dataFolder(t)
	service := child(folder)
	if err := service.Start(); err != nil {
		t.Fatal(err)
	}
	await(t, func() bool {
		_, err := os.Stat(filepath.Join(folder, "pg.new", "base"))
		return err == nil
	})
	kill(t, service.Process.Pid)
	_ = service.Wait() // it was killed
	attachAndStop(t, folder)
	if _, err := os.Stat(filepath.Join(folder, "pg.new")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the half is still there: %v", err)
	}
}

func kill(t *testing.T, pid int) {
	t.Helper()
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
}

func TestAStaleLockThatNamesALivingProcessStopsNoStart(t *testing.T) {
	t.Parallel()
	folder := dataFolder(t)
	stop(t, start(t, folder))
	stale := strconv.Itoa(os.Getpid()) + "\n" + folder + "/pg\n1\n5432\n/tmp\n\n0 0\nready\n"
	if err := os.WriteFile(filepath.Join(folder, "pg", "postmaster.pid"), []byte(stale), 0o644); err != nil {
		t.Fatal(err)
	}
	stop(t, start(t, folder))
}

// sleeping keeps a backend busy; the channel closes when its query has ended, however.
func sleeping(t *testing.T, c *embedded.Cluster) <-chan struct{} {
	t.Helper()
	db, err := pgx.Connect(t.Context(), c.URL())
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = db.Exec(context.Background(), "SELECT count(*) FROM generate_series(1, 100000000000)")
	}()
	await(t, func() bool {
		return ask(t, c.OwnerURL(), "SELECT count(*)::text FROM pg_stat_activity WHERE usename = 'wangge_app'") == "1"
	})
	return done
}

// await looks until it is so; what it waits for happens in another process and cannot be subscribed to.
func await(t *testing.T, so func() bool) {
	t.Helper()
	for range 600 {
		if so() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("waited in vain")
}
