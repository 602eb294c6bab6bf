package web_test

import (
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"wangge/registry/intake"
	"wangge/registry/postgis"
	"wangge/registry/postgis/embedded"
	"wangge/registry/postgis/pgtest"
)

// A hot standby refuses LISTEN: a service there looks for itself, and has a publish within the second as any other.
func TestAPublishReachesAServiceOnAStandby(t *testing.T) {
	t.Parallel()
	url := pgtest.New(t)
	one := serviceOn(t, opened(t, url))
	two := serviceOn(t, opened(t, standby(t, url)))
	one.load(t, intake.Request{What: intake.Divisions}, "divisions.csv", "divisions.geojson")
	one.load(t, intake.Request{What: intake.Grids}, "grids/*.geojson")
	one.publish(t)
	two.awaits(t, 1)
	for revision := 2; revision < 5; revision++ {
		one.rename(t, strings.Repeat("新", revision))
		began := time.Now()
		two.awaits(t, revision)
		t.Logf("revision %d was seen after %v", revision, time.Since(began))
	}
}

// standby runs a hot standby of the database's cluster until the test ends, and gives the database's address there.
func standby(t *testing.T, url string) string {
	t.Helper()
	bin, err := embedded.Programs(0)
	if err != nil {
		t.Fatal(err)
	}
	who, err := embedded.Servant()
	if err != nil {
		t.Fatal(err)
	}
	folder := openFolder(t)
	if who != nil {
		if err := os.Chown(folder, int(who.Uid), int(who.Gid)); err != nil {
			t.Fatal(err)
		}
	}
	run := func(program string, args ...string) *exec.Cmd {
		cmd := exec.Command(filepath.Join(bin, program), args...)
		cmd.Dir, cmd.SysProcAttr = folder, &syscall.SysProcAttr{Credential: who, Setpgid: true}
		return cmd
	}
	host, database := parts(t, url)
	data := filepath.Join(folder, "data")
	if out, err := run("pg_basebackup", "-h", host, "-U", "postgres", "-D", data, "-R", "-X", "stream", "-c", "fast", "--no-sync").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	server := run("postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off")
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = server.Process.Signal(syscall.SIGQUIT) // at once: it is not needed any more
		_ = server.Wait()
	})
	there := strings.Join([]string{"host=" + folder, "user=postgres", "dbname=" + database}, " ")
	for range time.Tick(20 * time.Millisecond) { // until it takes connections, or the test's time ends
		if store, err := postgis.Open(t.Context(), there, slog.New(slog.DiscardHandler)); err == nil {
			store.Close()
			break
		}
	}
	return there
}

// parts gives the socket folder and the database of an address of package pgtest.
func parts(t *testing.T, url string) (host, database string) {
	t.Helper()
	for field := range strings.FieldsSeq(url) {
		switch key, value, _ := strings.Cut(field, "="); key {
		case "host":
			host = value
		case "dbname":
			database = value
		}
	}
	return host, database
}
