package web_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"wangge/registry"
	"wangge/web"
)

func (s *service) post(t *testing.T, path string, body any) *http.Request {
	t.Helper()
	b, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	r := s.request(t, http.MethodPost, path, strings.NewReader(string(b)))
	r.Header.Set("Content-Type", "application/json")
	return r
}

// A change of divisions is previewed, applied as one revision, and refused afterwards.
func TestARecodingIsPreviewedAndAppliedOnce(t *testing.T) {
	t.Parallel()
	s := newService(t)
	s.fill(t)
	question := map[string]any{"changes": []map[string]string{{"old": "370883001", "new": "370883198", "name": "钢山镇"}}}
	var plan registry.Recoding
	s.do(t, s.post(t, "/v1/recodings/preview", question), http.StatusOK, &plan)
	if len(plan.Grids) == 0 || plan.Divisions[0].New != "370883198" || plan.Base != 3 || plan.Postings.Moved == 0 {
		t.Fatalf("got %+v", plan)
	}
	var rev web.RevisionSummary
	order := web.RecodingOrder{Recoding: plan, By: "王工", Reason: "撤街设镇"}
	s.do(t, s.post(t, "/v1/recodings", order), http.StatusCreated, &rev)
	if rev.Number != 4 || rev.Tally.Added != len(plan.Grids) || rev.By != "王工" {
		t.Errorf("got %+v", rev)
	}
	if p := s.refused(t, s.post(t, "/v1/recodings", order), http.StatusConflict); !strings.Contains(p.Detail, "revision 4 was published by 王工") {
		t.Errorf("again: %s", p.Detail)
	}
}

func TestRecodingsRefuseWithThePlace(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	row := func(from, to string) map[string]any {
		return map[string]any{"changes": []map[string]string{{"old": "370883001", "new": "370883198"}, {"old": from, "new": to}}}
	}
	tests := []struct {
		name, path string
		body       any
		status     int
		want       string
	}{
		{"an unknown code", "/v1/recodings/preview", row("370883777", "370883778"), http.StatusUnprocessableEntity, "row 2, old"},
		{"scientific notation", "/v1/recodings/preview", row("3.70883E+11", "370883778"), http.StatusUnprocessableEntity, "row 2, old"},
		{"a number", "/v1/recodings/preview", map[string]any{"changes": []map[string]any{{"old": 370883001, "new": "370883198"}}}, http.StatusBadRequest, "body.changes[0].old"},
		{"no rows", "/v1/recodings/preview", map[string]any{"changes": []string{}}, http.StatusBadRequest, "body.changes"},
		{"another county", "/v1/recodings/preview", map[string]any{"county": "110000", "changes": []map[string]string{{"old": "1", "new": "2"}}}, http.StatusNotFound, ""},
		{"no plan", "/v1/recodings", map[string]any{"by": "x"}, http.StatusBadRequest, "body"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := s.refused(t, s.post(t, tt.path, tt.body), tt.status)
			if tt.want != "" && (len(p.Errors) == 0 || !strings.Contains(p.Errors[0].Location, tt.want)) {
				t.Errorf("got %+v, want the place %s", p, tt.want)
			}
		})
	}
}
