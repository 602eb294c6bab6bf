package web_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"wangge/registry"
	"wangge/registry/background"
	"wangge/web"
)

// imported starts an import and follows its events to the end.
func (s *service) imported(t *testing.T, parts ...part) web.ImportSummary {
	t.Helper()
	var begun web.ImportSummary
	h := s.do(t, s.form(t, "/v1/imports", parts...), http.StatusAccepted, &begun)
	if h.Get("Location") != "/v1/imports/"+begun.ID.String() {
		t.Errorf("Location is %q", h.Get("Location"))
	}
	events := s.events(t, h.Get("Location")+"/events")
	last := events[len(events)-1]
	if last.name != "done" && last.name != "failed" {
		t.Fatalf("the stream ends with %+v", last)
	}
	for _, e := range events[:len(events)-1] {
		var p background.Progress
		if err := json.Unmarshal([]byte(e.data), &p); err != nil || e.name != "progress" || p.State == "" {
			t.Errorf("an event is %+v, %v", e, err)
		}
	}
	var told, asked web.ImportSummary
	if err := json.Unmarshal([]byte(last.data), &told); err != nil {
		t.Fatal(err)
	}
	s.get(t, h.Get("Location"), http.StatusOK, &asked)
	if told.State != asked.State || string(told.State) != last.name {
		t.Errorf("the event says %+v, the address %+v", told, asked)
	}
	return asked
}

type event struct{ name, data string }

// events reads a stream of server-sent events to its end.
func (s *service) events(t *testing.T, path string) (all []event) {
	t.Helper()
	got := s.raw(t, http.MethodGet, path, map[string]string{"Accept-Encoding": "gzip"})
	if got.header.Get("Content-Type") != "text/event-stream" || got.header.Get("Cache-Control") != "no-store" || got.header.Get("Content-Encoding") != "" {
		t.Errorf("events come with %v", got.header)
	}
	for text := range strings.SplitSeq(strings.TrimSpace(string(got.body)), "\n\n") {
		name, data, ok := strings.Cut(text, "\ndata: ")
		if !ok {
			t.Fatalf("no event: %q", text)
		}
		all = append(all, event{strings.TrimPrefix(name, "event: "), data})
	}
	return all
}

// change is the store's present state, as readers tell one from another.
func (s *service) change(t testing.TB) registry.Version {
	t.Helper()
	v, err := s.store.Version(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestACountyIsImportedThroughTheServiceAndTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	s := newService(t)
	by := []part{{"by", "", "张工"}, {"reason", "", "first map"}}
	for _, step := range []struct {
		parts []part
		added int
	}{
		{[]part{{"what", "", "divisions"}, sent(t, "file", "divisions.csv"), sent(t, "file", "divisions.geojson")}, 0},
		{[]part{{"what", "", "grids"}, {"datum", "", "cgcs2000"}, sent(t, "file", "grids/370883001.geojson"), sent(t, "file", "grids/370883002.geojson")}, grids},
		{[]part{{"what", "", "officers"}, sent(t, "file", "officers.csv")}, 0},
		{[]part{{"what", "", "codes"}, {"scheme", "", "cn15"}, {"file", "codes.csv", "编码\n" + codeInUse(t) + "\n"}}, 1},
		{[]part{{"what", "", "grids"}, {"network", "", "urban"}, {"datum", "", "EPSG:4527"}, sent(t, "file", "legacy/urban.zip")}, 0},
		{[]part{{"what", "", "grids"}, {"network", "", "police"}, {"datum", "", "gcj02"}, {"field.code", "", "beat_code"}, sent(t, "file", "legacy/police.gpkg")}, 0},
	} {
		first := s.imported(t, append(step.parts, by...)...)
		if first.State != background.Done || first.Tally.Added == 0 || step.added > 0 && first.Tally.Added != step.added || first.By != "张工" || first.Reason != "first map" {
			t.Fatalf("%s: %+v, problem %+v", step.parts[0].text, first, first.Problem)
		}
		before := s.change(t)
		again := s.imported(t, append(step.parts, by...)...)
		if again.State != background.Done || again.Tally.Any() || again.Tally.Unchanged == 0 {
			t.Errorf("%s again: %+v, problem %+v", step.parts[0].text, again, again.Problem)
		}
		if diff := cmp.Diff(before, s.change(t)); diff != "" {
			t.Errorf("%s again changed the store: %s", step.parts[0].text, diff)
		}
	}
}

// codeInUse is a code of the first community of the table, which no grid here has.
func codeInUse(t *testing.T) string {
	t.Helper()
	community := regexp.MustCompile(`(?m)^370883\d{6}`).FindString(sent(t, "file", "divisions.csv").text)
	if community == "" {
		t.Fatal("the table has no community")
	}
	return community + "999"
}

// An import is remembered by the store, for services that did not run it.
func TestAnotherServiceTellsOfAnImport(t *testing.T) {
	t.Parallel()
	s := newService(t)
	done := s.imported(t, part{"what", "", "divisions"}, sent(t, "file", "divisions.csv"))
	other := serviceOn(t, s.store)
	var asked web.ImportSummary
	other.get(t, "/v1/imports/"+done.ID.String(), http.StatusOK, &asked)
	if diff := cmp.Diff(done, asked); diff != "" {
		t.Error(diff)
	}
	if events := other.events(t, "/v1/imports/"+done.ID.String()+"/events"); len(events) != 1 || events[0].name != "done" {
		t.Errorf("its events are %+v", events)
	}
}

func TestImportsAtOnceAllEndAndOneOfEachKindChangesSomething(t *testing.T) {
	t.Parallel()
	s := newService(t)
	var group sync.WaitGroup
	changed := make(chan bool, 4)
	for range cap(changed) {
		group.Go(func() {
			done := s.imported(t, part{"what", "", "divisions"}, sent(t, "file", "divisions.csv"))
			changed <- done.State == background.Done && done.Tally.Any()
		})
	}
	group.Wait()
	close(changed)
	n := 0
	for c := range changed {
		if c {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%d of the same four imports changed something", n)
	}
}

// zipped makes an archive with one entry.
func zipped(t *testing.T, name string, content io.Reader) string {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(w, content); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// zeros reads as n bytes of zero.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }

func TestFilesThatCannotBeTakenFailWholeAndTheServiceStaysUp(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	good := sent(t, "file", "grids/370883001.geojson")
	const crs = `"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}},`
	square := func(corner string) string {
		return `{"type":"FeatureCollection",` + crs + `"features":[{"type":"Feature","properties":{"name":"a"},"geometry":{"type":"Polygon","coordinates":[[[116.97,35.40],[116.98,35.40],` + corner + `,[116.97,35.40]]]}}]}`
	}
	before := s.change(t)
	for _, test := range []struct {
		name, what, file, text string
		status                 int
		want                   string
	}{
		{"cut off", "grids", "a.geojson", good.text[:len(good.text)/2], 400, "in the middle"},
		{"no JSON", "grids", "a.geojson", "PK\x03\x04", 400, "a.geojson"},
		{"empty", "grids", "a.geojson", "", 400, "empty"},
		{"NaN", "grids", "a.geojson", square("[NaN,35.41]"), 400, "feature 0"},
		{"infinite", "grids", "a.geojson", square("[1e999,35.41]"), 400, "feature 0"},
		{"beyond the earth", "grids", "a.geojson", square("[416.97,35.41]"), 400, "beyond the earth"},
		{"empty geometry", "grids", "a.geojson", `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"a"},"geometry":null}]}`, 400, "feature 0: geometry"},
		{"no features", "grids", "a.geojson", `{"type":"FeatureCollection",` + crs + `"features":[]}`, 422, "no rows"},
		{"in no datum that is told", "grids", "a.geojson", strings.ReplaceAll(square("[116.98,35.41]"), crs, ""), 400, "datum"},
		{"elsewhere", "grids", "a.geojson", strings.NewReplacer("116.9", "114.9").Replace(square("[116.98,35.41]")), 422, "km"},
		{"a table for a map", "grids", "a.csv", "code,name\n1,a\n", 422, "without geometry"},
		{"a format that nobody knows", "grids", "a.exe", "MZ", 400, "no known format"},
		{"a list of other files named KML", "grids", "a.kml", `<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>`, 400, "no KML"},
		{"a KML with entities", "grids", "a.kml", `<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY e SYSTEM "file:///etc/passwd">]><kml>&e;</kml>`, 400, "a.kml"},
		{"a zip bomb", "grids", "a.zip", zipped(t, "a.geojson", io.LimitReader(zeros{}, 64<<20)), 400, "zip bomb"},
		{"an archive that leads out", "grids", "a.zip", zipped(t, "../../a.shp", strings.NewReader("x")), 400, ""},
		{"an archive that is none", "grids", "a.zip", "PK\x03\x04 and no more", 400, "zip"},
		{"no GeoPackage", "grids", "a.gpkg", "SQLite format 4", 400, "SQLite"},
		{"neither UTF-8 nor GB18030", "officers", "a.csv", "id,name\n1,\xff\xff\n", 400, "line 2"},
		{"the same code twice", "divisions", "a.csv", "code,name\n370883003,a\n370883003,b\n", 422, "row 3"},
		{"an unknown parent", "divisions", "a.csv", "code,name\n370883777001,a\n", 422, "row 2"},
		{"a cycle", "divisions", "a.csv", "code,parent,name\n370883003,370883003001,a\n370883003001,370883003,b\n", 422, "row 2"},
		{"an officer without a name", "officers", "a.csv", "id,name\nW1,\n", 422, "row 2"},
		{"a code of another county", "codes", "a.csv", "code\n370811001004001\n", 422, "row 2"},
		{"a posting of nobody", "postings", "a.csv", "network,role,officer,target,state\npolice,police,W0,370883001,active\n", 422, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			done := s.imported(t, part{"what", "", test.what}, part{"file", test.file, test.text})
			if done.State != background.Failed || done.Problem == nil {
				t.Fatalf("it is %+v", done)
			}
			p := done.Problem
			text := p.Detail + fmt.Sprint(p.Errors)
			if p.Status != test.status || !strings.Contains(text, test.want) {
				t.Errorf("got %d %s, want %d and %q", p.Status, text, test.status, test.want)
			}
			if strings.Contains(text, os.TempDir()) {
				t.Errorf("the problem tells where files lie: %s", text)
			}
		})
	}
	if diff := cmp.Diff(before, s.change(t)); diff != "" {
		t.Errorf("the store changed: %s", diff)
	}
	s.get(t, "/healthz", http.StatusOK, nil)
	s.get(t, "/v1/grids", http.StatusOK, nil)
}

func TestFormsThatAreWrongAreRefusedByName(t *testing.T) {
	t.Parallel()
	s := newService(t)
	file := part{"file", "a.geojson", "{}"}
	what := part{"what", "", "grids"}
	for _, test := range []struct {
		name, path string
		parts      []part
		want       string
	}{
		{"no file", "/v1/imports", []part{what}, "form.file"},
		{"a file without a name", "/v1/imports", []part{file, what, {"file", "", "{}"}}, "form.file"},
		{"kind missing", "/v1/imports", []part{file}, "form.what"},
		{"kind unknown", "/v1/imports", []part{file, {"what", "", "cats"}}, "form.what"},
		{"kind twice", "/v1/imports", []part{file, what, what}, "form.what"},
		{"field unknown", "/v1/imports", []part{file, what, {"wath", "", "grids"}}, "form.wath"},
		{"file under another name", "/v1/imports", []part{file, what, {"map", "b.geojson", "{}"}}, "form.map"},
		{"datum unknown", "/v1/imports", []part{file, what, {"datum", "", "wgs72"}}, "form.datum"},
		{"datum without a known way", "/v1/imports", []part{file, what, {"datum", "", "EPSG:4610"}}, "form.datum"},
		{"neither yes nor no", "/v1/imports", []part{file, what, {"acceptRows", "", "maybe"}}, "form.acceptRows"},
		{"check without a file", "/v1/checks", []part{{"id", "", "code"}}, "form.file"},
		{"check with two files of streets", "/v1/checks", []part{file, {"streets", "a.geojson", "{}"}, {"streets", "b.geojson", "{}"}}, "form.streets"},
		{"check of a datum unknown", "/v1/checks", []part{file, {"datum", "", "mars"}}, "form.datum"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := s.refused(t, s.form(t, test.path, test.parts...), http.StatusBadRequest)
			if len(p.Errors) != 1 || p.Errors[0].Location != test.want {
				t.Errorf("got %+v, want %s", p, test.want)
			}
		})
	}
}

func TestBodiesThatAreNoFormsAreRefused(t *testing.T) {
	t.Parallel()
	s := newService(t)
	for _, test := range []struct {
		name, kind, body string
		status           int
	}{
		{"no kind", "", "{}", http.StatusUnsupportedMediaType},
		{"another kind", "application/zip", "PK", http.StatusUnsupportedMediaType},
		{"a form without a boundary", "multipart/form-data", "x", http.StatusBadRequest},
		{"a form that breaks off", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\ncode", http.StatusBadRequest},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := s.request(t, http.MethodPost, "/v1/imports", strings.NewReader(test.body))
			r.Header.Set("Content-Type", test.kind)
			s.refused(t, r, test.status)
		})
	}
}

// Not in parallel: the temporary folder is the process's own.
func TestUploadsOverTheLimitAreRefusedBeforeTheyFillTheDisk(t *testing.T) {
	s := newService(t)
	disk := t.TempDir()
	t.Setenv("TMPDIR", disk)
	patient := &http.Client{Transport: &http.Transport{ExpectContinueTimeout: time.Hour}} // sends no body before it is asked for
	const head = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n"
	for _, test := range []struct {
		name   string
		length int64
		taken  bool
	}{
		{"which says so", maxUpload + 1, false}, // not a byte of it is asked for
		{"which does not say", -1, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			body := &counted{Reader: io.LimitReader(io.MultiReader(strings.NewReader(head), zeros{}), maxUpload+1)}
			r := s.request(t, http.MethodPost, "/v1/imports", body)
			r.ContentLength = test.length
			r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
			r.Header.Set("Expect", "100-continue")
			answer, err := patient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			said, err := io.ReadAll(answer.Body)
			if err := errors.Join(err, answer.Body.Close()); err != nil {
				t.Fatal(err)
			}
			if answer.StatusCode != http.StatusRequestEntityTooLarge || !strings.Contains(string(said), fmt.Sprint(maxUpload)) {
				t.Errorf("%s: %s", answer.Status, said)
			}
			if left, err := os.ReadDir(disk); err != nil || len(left) > 0 {
				t.Errorf("left on the disk: %v, %v", left, err)
			}
			if (body.n > 0) != test.taken {
				t.Errorf("%d bytes were taken", body.n)
			}
		})
	}
}

type counted struct {
	io.Reader
	n int64
}

func (c *counted) Read(b []byte) (int, error) {
	n, err := c.Reader.Read(b)
	c.n += int64(n)
	return n, err
}

func FuzzUploadedNamesLeadNowhere(f *testing.F) {
	for _, name := range []string{"map.geojson", "../../etc/passwd", `C:\grids\map.shp`, "..", "-rf", ".zip", "a\x00b", strings.Repeat("网", 300) + ".zip"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		safe := web.SafeName(name)
		dir, base := filepath.Split(filepath.Join("folder", safe))
		if dir != "folder/" || base != safe || strings.ContainsAny(safe, "/\\\x00") || strings.HasPrefix(safe, "-") || len(safe) > 255 {
			t.Errorf("%q is kept as %q", name, safe)
		}
	})
}

func TestAShapefileMayComeInParts(t *testing.T) {
	t.Parallel()
	s := newService(t)
	archive, err := zip.OpenReader(generated(t, "legacy/urban.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close() //nolint:errcheck // only read from
	parts := []part{{"datum", "", "EPSG:4527"}}
	for _, entry := range archive.File {
		r, err := entry.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, part{"file", filepath.Base(entry.Name), string(b)})
	}
	var whole, inParts report
	s.do(t, s.form(t, "/v1/checks", parts...), http.StatusOK, &inParts)
	s.do(t, s.form(t, "/v1/checks", part{"datum", "", "EPSG:4527"}, sent(t, "file", "legacy/urban.zip")), http.StatusOK, &whole)
	if len(parts) < 4 || whole.Cells == 0 {
		t.Fatalf("%d parts, %d cells", len(parts), whole.Cells)
	}
	if diff := cmp.Diff(asJSON(t, whole.Report), asJSON(t, inParts.Report)); diff != "" {
		t.Error(diff)
	}
}
