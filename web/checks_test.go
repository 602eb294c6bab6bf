package web_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"wangge/geo/coverage"
	"wangge/registry/intake"
)

// report is the answer of a check.
type report struct {
	coverage.Report
	Notes []string
}

// The door of HTTP gives what the check gives: every fault, in the same words and order.
func TestUploadedFilesHaveTheFaultsThatTheCheckFinds(t *testing.T) {
	t.Parallel()
	s := newService(t)
	for _, test := range []struct {
		name, file, id, parent, streets string
	}{
		{"sound grids against their communities", "grids/370883001.geojson", "name", "", ""},
		{"a Shapefile in metres against its parent", "legacy/urban.zip", "", "parents/urban.geojson", ""},
		{"a legacy network that leaves streets out", "legacy/police.gpkg", "beat_code", "parents/county.geojson", "streets.geojson"},
		{"zones without a parent", "legacy/civility.kml", "", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			datums := map[string]string{"legacy/police.gpkg": "gcj02", "legacy/urban.zip": "EPSG:4527"}
			parts := []part{sent(t, "file", test.file)}
			q := intake.CheckRequest{Files: []string{generated(t, test.file)}, ID: test.id}
			if d := datums[test.file]; d != "" {
				parts = append(parts, part{"datum", "", d})
				q.Read.Datum = parsed(t, d)
			}
			if test.id != "" {
				parts = append(parts, part{"id", "", test.id})
			}
			if test.parent != "" {
				parts = append(parts, sent(t, "parent", test.parent))
				q.Parents = []string{generated(t, test.parent)}
			}
			if test.streets != "" {
				parts = append(parts, sent(t, "streets", test.streets))
				q.Streets = generated(t, test.streets)
			}
			var got report
			s.do(t, s.form(t, "/v1/checks", parts...), http.StatusOK, &got)
			want, notes, err := intake.Check(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(asJSON(t, want), asJSON(t, got.Report)); diff != "" || got.Cells == 0 {
				t.Errorf("%d cells: %s", got.Cells, diff)
			}
			if diff := cmp.Diff(notes, got.Notes, cmpopts.EquateEmpty()); diff != "" {
				t.Error(diff)
			}
			if want.Sound() != strings.HasPrefix(test.name, "sound") {
				t.Errorf("%d faults, which is not what the test is about", len(want.Faults))
			}
		})
	}
}

func asJSON(t *testing.T, r coverage.Report) string {
	t.Helper()
	if r.Faults == nil {
		r.Faults = []coverage.Fault{}
	}
	b, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// stored asks for a check of what is stored.
func (s *service) stored(t *testing.T, question string) *http.Request {
	t.Helper()
	r := s.request(t, http.MethodPost, "/v1/checks", strings.NewReader(question))
	r.Header.Set("Content-Type", "application/json; charset=utf-8")
	return r
}

func TestStoredNetworksHaveTheFaultsThatTheCheckFinds(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	for _, test := range []struct {
		question, network string
		sound             bool
	}{{`{}`, "unified", true}, {`{"network": "governance", "county": "370883"}`, "governance", false}} {
		var got report
		s.do(t, s.stored(t, test.question), http.StatusOK, &got)
		want, err := s.reg.CheckNetwork(t.Context(), county, test.network)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(asJSON(t, want), asJSON(t, got.Report)); diff != "" || got.Sound() != test.sound || got.Cells == 0 {
			t.Errorf("%s: %d cells: %s", test.network, got.Cells, diff)
		}
	}
}

func TestChecksThatCannotBeMadeAreProblems(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	bowTie := `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[117,35],[118,36],[118,35],[117,36],[117,35]]]}}]}`
	grids := sent(t, "file", "grids/370883001.geojson")
	for _, test := range []struct {
		name   string
		r      *http.Request
		status int
	}{
		{"a network that is not there", s.stored(t, `{"network": "water"}`), http.StatusNotFound},
		{"a county that is not there", s.stored(t, `{"county": "110101"}`), http.StatusNotFound},
		{"a field unknown", s.stored(t, `{"net": "police"}`), http.StatusBadRequest},
		{"no JSON", s.stored(t, `network=police`), http.StatusBadRequest},
		{"more than one object", s.stored(t, `{} {}`), http.StatusBadRequest},
		{"an object too large", s.stored(t, `{"network": "`+strings.Repeat("x", 1<<17)+`"}`), http.StatusRequestEntityTooLarge},
		{"a file cut off", s.form(t, "/v1/checks", part{"file", "a.geojson", grids.text[:1000]}), http.StatusBadRequest},
		{"a file without polygons", s.form(t, "/v1/checks", part{"file", "a.geojson", `{"type":"FeatureCollection","features":[]}`}), http.StatusUnprocessableEntity},
		{"a property that no cell has", s.form(t, "/v1/checks", grids, part{"id", "", "nothing"}), http.StatusUnprocessableEntity},
		{"a parent that is invalid itself", s.form(t, "/v1/checks", grids, part{"parent", "p.geojson", bowTie}), http.StatusUnprocessableEntity},
		{"a parent that is no map", s.form(t, "/v1/checks", grids, part{"parent", "p.txt", "a"}), http.StatusBadRequest},
	} {
		t.Run(test.name, func(t *testing.T) {
			s.refused(t, test.r, test.status) // one after the other: there are two places for checks
		})
	}
}
