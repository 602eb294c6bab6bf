package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"wangge/registry/postgis/embedded"
)

// scene is a folder with files to import, and a private cluster of its own that runs only while it is used.
type scene struct {
	dir     string
	program string
	cluster *embedded.Cluster // while attached
}

func newScene(t *testing.T) *scene {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "wangge-faults-") // user postgres may not enter t.TempDir()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	s := &scene{dir: dir, program: program}
	t.Cleanup(func() {
		if _, err := embedded.Remove(s.config()); err != nil {
			t.Error(err)
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	for name, text := range map[string]string{
		"divisions.csv":  "code,name\n370883,邹城市\n370883001,钢山街道\n370883001004,三里营\n",
		"changes.csv":    "old,new,name\n370883001,370883101,钢山镇\n",
		"codes.csv":      "code,name\n370883001004901,门牌\n370883001004902,门牌\n",
		"first.geojson":  squares(15, "第一"),
		"second.geojson": squares(14, "第二"),
		"merged.geojson": squares(13, "第三"),
		"beats.geojson":  squares(12, "警务"),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// squares is a map of n times n grids, in GeoJSON.
func squares(n int, name string) string {
	var features []string
	for i := range n * n {
		w, s := 116.9+float64(i%n)*0.002, 35.4+float64(i/n)*0.002
		e, north := w+0.002, s+0.002
		features = append(features, fmt.Sprintf(`{"type":"Feature","properties":{"community":"370883001004","name":"%s%d","population":600},"geometry":`+
			`{"type":"Polygon","coordinates":[[[%.4f,%.4f],[%.4f,%.4f],[%.4f,%.4f],[%.4f,%.4f],[%.4f,%.4f]]]}}`, name, i, w, s, e, s, e, north, w, north, w, s))
	}
	return `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4490"}},"features":[` + strings.Join(features, ",") + `]}`
}

func (s *scene) config() embedded.Config {
	return embedded.Config{Data: filepath.Join(s.dir, "data"), Log: slog.New(slog.DiscardHandler)}
}

// command is the program in a process of its own, which starts the cluster and stops it in the end.
func (s *scene) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, s.program, args...)
	cmd.Dir = s.dir
	cmd.Env = append(os.Environ(), asProgram+"=1", "WANGGE_DATA=data", "WANGGE_BY=tester")
	return cmd
}

// run runs the program to its end, which must come; it gives what it said.
func (s *scene) run(t *testing.T, args ...string) (string, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	out, err := s.command(ctx, args...).CombinedOutput()
	if ctx.Err() != nil {
		t.Fatalf("%v does not end:\n%s", args, out)
	}
	return string(out), err
}

func (s *scene) mustRun(t *testing.T, args ...string) {
	t.Helper()
	if out, err := s.run(t, args...); err != nil {
		t.Fatalf("%v: %v\n%s", args, err, out)
	}
}

// hit runs the program and lets a fault happen at a moment of its run.
func (s *scene) hit(t *testing.T, args []string, moment time.Duration, fault func(*scene, int)) {
	t.Helper()
	cmd := s.command(t.Context(), args...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(moment) // the moment is the test's subject, nothing is waited for
	fault(s, cmd.Process.Pid)
	var exit *exec.ExitError
	if err := cmd.Wait(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
}

// processes are those of the cluster, its postmaster among them.
func (s *scene) processes() (out []int) {
	folders, _ := filepath.Glob("/proc/[0-9]*/cwd") // the pattern is sound
	for _, f := range folders {
		if cwd, err := os.Readlink(f); err == nil && strings.HasPrefix(cwd, s.dir+"/data/pg") {
			pid, _ := strconv.Atoi(strings.Split(f, "/")[2]) // as the pattern says
			out = append(out, pid)
		}
	}
	return out
}

func (s *scene) postmaster() int {
	text, _ := os.ReadFile(filepath.Join(s.dir, "data", "pg", "postmaster.pid"))
	pid, _ := strconv.Atoi(strings.SplitN(string(text), "\n", 2)[0]) // 0 where there is none
	return pid
}

// backends are those that work for the program.
func (s *scene) backends() (out []int) {
	for _, pid := range s.processes() {
		if title, _ := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid)); strings.HasPrefix(string(title), "postgres: wangge_") {
			out = append(out, pid)
		}
	}
	return out
}

// attach starts the cluster for the test itself, leave stops it again.
func (s *scene) attach(t *testing.T) {
	t.Helper()
	var err error
	if s.cluster, err = embedded.Attach(t.Context(), s.config()); err != nil {
		t.Fatal(err)
	}
}

func (s *scene) leave(t *testing.T) {
	t.Helper()
	if err := s.cluster.Close(); err != nil {
		t.Error(err)
	}
}

// superuser connects to a database of the attached cluster.
func (s *scene) superuser(t *testing.T, database string) *pgx.Conn {
	t.Helper()
	address, err := url.Parse(s.cluster.URL())
	if err != nil {
		t.Fatal(err)
	}
	address.User, address.Path = url.User("postgres"), "/"+database
	db, err := pgx.Connect(t.Context(), address.String())
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// hurry spares the disk: what processes wrote outlives them with fsync or without; only the machine must not fail.
func (s *scene) hurry(t *testing.T) {
	t.Helper()
	s.attach(t)
	defer s.leave(t)
	db := s.superuser(t, "postgres")
	defer db.Close(t.Context()) //nolint:errcheck // of a test
	if _, err := db.Exec(t.Context(), "ALTER SYSTEM SET fsync = off"); err != nil {
		t.Fatal(err)
	}
}

func (s *scene) copyDatabase(t *testing.T, from, to string) {
	t.Helper()
	db := s.superuser(t, "postgres")
	defer db.Close(t.Context()) //nolint:errcheck // of a test
	for _, statement := range []string{
		"DROP DATABASE IF EXISTS " + to + " WITH (FORCE)",
		"CREATE DATABASE " + to + " TEMPLATE " + from + " OWNER wangge_owner",
	} {
		if _, err := db.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
}

// state is what the database holds, in numbers; what is torn shows there, or fails to be counted.
func (s *scene) state(t *testing.T) (state string) {
	t.Helper()
	db := s.superuser(t, "wangge")
	defer db.Close(t.Context()) //nolint:errcheck // of a test
	var schemas int
	if err := db.QueryRow(t.Context(), "SELECT count(*) FROM pg_namespace WHERE nspname = 'wangge'").Scan(&schemas); err != nil {
		t.Fatal(err)
	}
	if schemas == 0 {
		return "no schema"
	}
	if err := db.QueryRow(t.Context(), counts).Scan(&state); err != nil {
		t.Fatal(err)
	}
	return state
}

const counts = `SELECT row_to_json(counts)::text FROM (SELECT
	(SELECT version FROM public.wangge_schema_version) AS schema,
	(SELECT count(*) FROM pg_tables WHERE schemaname = 'wangge') AS tables,
	(SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal) AS triggers,
	(SELECT change FROM wangge.state) AS change,
	(SELECT count(*) FROM wangge.division) AS divisions,
	(SELECT count(*) FROM wangge.division WHERE valid_to IS NULL) AS open,
	(SELECT count(*) FROM wangge.lineage) AS steps,
	(SELECT count(*) FROM wangge.legacy_grid) AS legacy,
	(SELECT count(*) FROM wangge.crosswalk) AS crossings,
	(SELECT count(*) FROM wangge.network) AS networks,
	(SELECT count(*) FROM wangge.import) AS imports,
	(SELECT json_object_agg(state, n) FROM (SELECT state, count(*) AS n FROM wangge.draft GROUP BY state ORDER BY state) AS d) AS drafts,
	(SELECT count(*) FROM wangge.draft_grid) AS drawn,
	(SELECT count(code) FROM wangge.draft_grid) AS coded,
	(SELECT count(*) FROM wangge.code_issue) AS issued,
	(SELECT count(*) FROM wangge.revision) AS revisions,
	(SELECT count(*) FROM wangge.grid) AS versions,
	(SELECT count(*) FROM wangge.grid WHERE to_revision IS NULL) AS live,
	(SELECT count(*) FROM wangge.audit) AS audited) AS counts`
