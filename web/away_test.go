package web_test

import (
	"log/slog"
	"net/http"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"wangge/registry/intake"
	"wangge/registry/postgis"
	"wangge/registry/postgis/embedded"
	"wangge/registry/postgis/pgtest"
	"wangge/web"
)

// A publish reaches every service on the database.
func TestAPublishReachesASecondService(t *testing.T) {
	t.Parallel()
	url := pgtest.New(t)
	one, two := serviceOn(t, opened(t, url)), serviceOn(t, opened(t, url))
	one.load(t, intake.Request{What: intake.Divisions}, "divisions.csv", "divisions.geojson")
	one.load(t, intake.Request{What: intake.Grids}, "grids/*.geojson")
	one.publish(t)
	two.awaits(t, 1)
	one.rename(t, "renamed")
	for _, s := range []*service{one, two} {
		s.awaits(t, 2)
	}
}

func opened(t *testing.T, url string) *postgis.Store {
	t.Helper()
	s, err := postgis.Open(t.Context(), url, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// awaits asks until the service serves the revision. A revision seen never goes back.
func (s *service) awaits(t *testing.T, revision int) {
	t.Helper()
	last := 0
	for range time.Tick(20 * time.Millisecond) {
		if now := s.maps.Load(); now == nil || now.Revision().Number == 0 {
			continue
		}
		var ready web.Readiness
		s.get(t, "/readyz", http.StatusOK, &ready)
		if ready.Revision < last {
			t.Fatalf("revision %d came after %d", ready.Revision, last)
		}
		if last = ready.Revision; last == revision {
			return
		}
	}
}

// Reads go on while the database is gone, those of an earlier state that is in memory too, and say how old the map is; writes say that they cannot be done now.
// Once it is back, what was published meanwhile is served.
func TestReadsGoOnWhileTheDatabaseIsAway(t *testing.T) {
	t.Parallel()
	cluster := embedded.Config{Data: openFolder(t), Log: slog.New(slog.DiscardHandler)}
	running := start(t, cluster)
	if err := postgis.Migrate(t.Context(), running.OwnerURL(), cluster.Log); err != nil {
		t.Fatal(err)
	}
	s := serviceOn(t, opened(t, running.URL()))
	s.load(t, intake.Request{What: intake.Divisions}, "divisions.csv", "divisions.geojson")
	s.load(t, intake.Request{What: intake.Grids}, "grids/*.geojson")
	s.publish(t)
	s.awaits(t, 1)
	s.rename(t, "renamed")
	s.awaits(t, 2)
	s.get(t, ask(116.9734, 35.4033, "wgs84")+"&at=1", http.StatusOK, nil)

	if err := running.Close(); err != nil {
		t.Fatal(err)
	}
	before, now := ask(116.9734, 35.4033, "wgs84")+"&at=1", ask(116.9734, 35.4033, "wgs84")
	for _, path := range []string{before, now, "/v1/grids", "/v1/divisions", "/v1/search?q=370883", "/v1/networks", "/tiles/grids.json", tileOver("grids", 12)} {
		s.get(t, path, http.StatusOK, nil)
	}
	for _, path := range []string{"/v1/revisions", "/v1/imports"} {
		p := s.refused(t, s.request(t, http.MethodGet, path, nil), http.StatusServiceUnavailable)
		if !strings.Contains(p.Detail, "database does not answer;") || strings.Contains(p.Detail, "wangge") { // neither user nor socket
			t.Errorf("%s: %s", path, p.Detail)
		}
	}
	s.refused(t, s.stored(t, `{}`), http.StatusServiceUnavailable)
	if done := s.imported(t, part{"what", "", "officers"}, sent(t, "file", "officers.csv")); done.Problem == nil || done.Problem.Status != http.StatusServiceUnavailable {
		t.Errorf("an import ended as %+v", done)
	}
	for range time.Tick(20 * time.Millisecond) {
		var ready web.Readiness
		s.get(t, "/readyz", http.StatusOK, &ready)
		if ready.AgeSeconds > 1 { // older than it ever is while the database answers
			break
		}
	}
	for _, path := range []string{before, now, tileOver("grids", 12)} {
		h := s.get(t, path, http.StatusOK, nil)
		if age, err := strconv.Atoi(h.Get("Wangge-Map-Age")); err != nil || age < 2 || h.Get("Wangge-Revision") != "2" {
			t.Errorf("%s tells of its map %v", path, h)
		}
	}

	start(t, cluster)
	s.rename(t, "renamed again")
	s.awaits(t, 3)
	for range time.Tick(20 * time.Millisecond) {
		if s.get(t, now, http.StatusOK, nil).Get("Wangge-Map-Age") == "0" {
			break
		}
	}
}

// openFolder is a temporary folder that user postgres may enter, which t.TempDir is not.
func openFolder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "wangge-away-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) }) // what is left in the temporary folder harms nobody
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// start runs a private cluster for as long as the test does, or until it is closed.
func start(t *testing.T, config embedded.Config) *embedded.Cluster {
	t.Helper()
	c, err := embedded.Start(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() }) // closed already where the test closes it
	return c
}
