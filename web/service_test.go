package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"wangge/fixtures"
	"wangge/geo/datum"
	"wangge/registry"
	"wangge/registry/intake"
	"wangge/registry/postgis"
	"wangge/registry/postgis/pgtest"
	"wangge/registry/proposing"
	"wangge/registry/snapshot"
	"wangge/web"
)

// maxUpload is small, so that a test can go over it.
const maxUpload = 4 << 20

// historyMemory has room for every earlier state of the tests.
const historyMemory = 64 << 20

// county is the code of the generated county.
const county = "370883"

// grids is how many grids the county of the tests has.
const grids = 60

// files generates the county once; its folder is read only.
var files = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "wangge-web-test-")
	if err != nil {
		return "", err
	}
	return dir, fixtures.Generate(context.Background(), fixtures.Options{Grids: grids, Seed: 7, Dir: dir})
})

func TestMain(m *testing.M) {
	if database := os.Getenv(comparedDatabase); database != "" {
		compare(database)
		return
	}
	code := m.Run()
	if dir, err := files(); err == nil {
		_ = os.RemoveAll(dir) // what is left in the temporary folder harms nobody
	}
	os.Exit(code)
}

// service is the whole service on a database of its own, behind real HTTP.
type service struct {
	*httptest.Server
	web   *web.Server
	store *postgis.Store
	reg   registry.Registry
	maps  *snapshot.Holder

	database string // address of that of the published county
}

// newService starts a service on an empty store.
func newService(t testing.TB) *service {
	t.Helper()
	return serviceOn(t, pgtest.Store(t))
}

// serviceOn starts a service on a store until the test ends; several may share one database.
func serviceOn(t testing.TB, store *postgis.Store) *service {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	s, ended := begin(ctx, store)
	t.Cleanup(func() {
		s.Close()
		cancel()
		ended.Wait()
	})
	return s
}

// begin starts a service until ctx ends.
func begin(ctx context.Context, store *postgis.Store) (*service, *sync.WaitGroup) {
	log := slog.New(slog.DiscardHandler)
	s := &service{store: store, reg: registry.Registry{Store: store}, maps: &snapshot.Holder{}}
	jobs, proposals := intake.NewJobs(s.reg, log), proposing.NewJobs(s.reg, log)
	s.web = web.New(web.Config{Snapshots: s.maps, History: snapshot.NewHistory(store, historyMemory), Registry: s.reg, Jobs: jobs, Proposals: proposals, MaxUploadBytes: maxUpload, Version: "test", Log: log})
	s.Server = httptest.NewServer(s.web)
	var ended sync.WaitGroup
	ended.Go(func() { _ = jobs.Run(ctx) })                  // ends with the context alone
	ended.Go(func() { _ = proposals.Run(ctx) })             // as does this
	ended.Go(func() { _ = s.maps.Follow(ctx, store, log) }) // so does this
	return s, &ended
}

// published is a service that many tests read: it has the generated county, its people and one legacy network. It ends with the process.
var published struct {
	once sync.Once
	*service
}

// revisions is how often the county was published: once, and then twice with a grid renamed.
const revisions = 3

func publishedCounty(t testing.TB) *service {
	t.Helper()
	published.once.Do(func() {
		database := pgtest.Lasting(t)
		store, err := postgis.Open(context.Background(), database, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		s, _ := begin(context.Background(), store)
		s.fill(t)
		s.database = database
		published.service = s
	})
	if published.service == nil {
		t.Fatal("the county could not be made: see the test that tried first")
	}
	return published.service
}

// fill makes and publishes the generated county.
func (s *service) fill(t testing.TB) {
	t.Helper()
	s.load(t, intake.Request{What: intake.Divisions}, "divisions.csv", "divisions.geojson")
	s.load(t, intake.Request{What: intake.Grids}, "grids/*.geojson")
	s.publish(t)
	s.load(t, intake.Request{What: intake.Officers}, "officers.csv")
	s.load(t, intake.Request{What: intake.Postings}, "postings.csv")
	s.load(t, intake.Request{What: intake.Matters}, "matters.csv")
	s.load(t, intake.Request{What: intake.Grids, Network: "governance", Fields: map[string]string{"code": "网格编号"}}, "legacy/governance/*.geojson")
	s.rename(t, "one name")
	s.rename(t, "another name")
	s.follow(t)
}

// publish numbers the newest draft and publishes it.
func (s *service) publish(t testing.TB) registry.Revision {
	t.Helper()
	d, err := s.reg.TheDraft(t.Context(), county, uuid.Nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.reg.AssignCodes(t.Context(), d, tester); err != nil {
		t.Fatal(err)
	}
	if d, err = s.reg.TheDraft(t.Context(), county, d.ID); err != nil {
		t.Fatal(err)
	}
	rev, err := s.reg.Publish(t.Context(), d, tester)
	if err != nil {
		t.Fatal(err)
	}
	return rev.Revision
}

// rename publishes the county with another name for its first grid.
func (s *service) rename(t testing.TB, name string) {
	t.Helper()
	live, err := s.store.Grids(t.Context(), county)
	if err != nil {
		t.Fatal(err)
	}
	live[0].Name = name
	im := registry.Import{ID: uuid.New(), County: county, What: intake.Grids, Network: registry.Unified, Files: []string{}, Actor: tester, At: time.Now()}
	d := registry.Draft{ID: uuid.New(), County: county, Base: s.change(t).Revision, State: registry.Open, Actor: tester, Grids: live}
	if _, err := s.store.CreateDraft(t.Context(), im, d); err != nil {
		t.Fatal(err)
	}
	s.publish(t)
}

var tester = registry.Actor{Name: "test", Reason: "a test"}

// load imports files of the generated county.
func (s *service) load(t testing.TB, q intake.Request, patterns ...string) {
	t.Helper()
	for _, p := range patterns {
		found, err := filepath.Glob(generated(t, p))
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: no file, %v", p, err)
		}
		q.Files = append(q.Files, found...)
	}
	q.Actor = tester
	if _, err := intake.Run(t.Context(), s.reg, q); err != nil {
		t.Fatal(err)
	}
}

// generated gives the path of a generated file.
func generated(t testing.TB, name string) string {
	t.Helper()
	dir, err := files()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, name)
}

// follow reads the store's present state into the service, without waiting for the word of the store.
func (s *service) follow(t testing.TB) {
	t.Helper()
	content, err := s.store.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s.maps.Publish(snapshot.New(content, s.maps.Load())) // nothing to do where Follow was faster
}

// problem is a problem document, and a place in every list that may be asked for.
type problem struct {
	Type, Title, Detail, RequestID string
	Status                         int
	Errors                         []struct {
		Location, Message string
		Value             any
	}
	Nearest *struct {
		Code      string
		DistanceM float64
	}
	DidYouMean []string
	Today      []registry.Share
}

// get asks and decodes the answer, which must have the status.
func (s *service) get(t testing.TB, path string, status int, into any) http.Header {
	t.Helper()
	return s.do(t, s.request(t, http.MethodGet, path, nil), status, into)
}

func (s *service) request(t testing.TB, method, path string, body io.Reader) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, body)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// do asks and decodes the answer, which must have the status and be what the document says of it.
func (s *service) do(t testing.TB, r *http.Request, status int, into any) http.Header {
	t.Helper()
	answer, err := s.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close() //nolint:errcheck // read to its end below
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	if answer.StatusCode != status {
		t.Fatalf("%s %s: %s, want %d: %s", r.Method, r.URL.RequestURI(), answer.Status, status, body)
	}
	asDocumented(t, s.web.Document(), answer, body)
	if into != nil {
		if err := json.Unmarshal(body, into); err != nil {
			t.Fatalf("%s %s: %v: %s", r.Method, r.URL.RequestURI(), err, body)
		}
	}
	return answer.Header
}

// refused asks and gives the problem, which must be whole.
func (s *service) refused(t testing.TB, r *http.Request, status int) problem {
	t.Helper()
	var p problem
	h := s.do(t, r, status, &p)
	if h.Get("Content-Type") != "application/problem+json" || p.Status != status || p.Title == "" || p.Detail == "" || p.RequestID != h.Get("X-Request-Id") {
		t.Errorf("%s %s: no whole problem document: %+v, %v", r.Method, r.URL.RequestURI(), p, h)
	}
	return p
}

// part is a field or, with a file name, a file of a form.
type part struct{ field, file, text string }

// form makes a request of a form.
func (s *service) form(t testing.TB, path string, parts ...part) *http.Request {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for _, p := range parts {
		if p.file == "" {
			if err := w.WriteField(p.field, p.text); err != nil {
				t.Fatal(err)
			}
			continue
		}
		to, err := w.CreateFormFile(p.field, p.file)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(to, p.text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r := s.request(t, http.MethodPost, path, &body)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return r
}

// sent makes a part of a generated file.
func sent(t testing.TB, field, name string) part {
	t.Helper()
	b, err := os.ReadFile(generated(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return part{field, filepath.Base(name), string(b)}
}

// parsed reads a datum of a file.
func parsed(t testing.TB, s string) datum.Datum {
	t.Helper()
	d, err := datum.ParseFile(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
