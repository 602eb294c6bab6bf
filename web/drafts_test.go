package web_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"wangge/geo"
	"wangge/registry"
	"wangge/registry/intake"
	"wangge/web"
)

// drawn is a service with the generated county published once, and its grids by code.
func drawn(t *testing.T) (*service, []registry.Grid) {
	t.Helper()
	s := newService(t)
	s.load(t, intake.Request{What: intake.Divisions}, "divisions.csv", "divisions.geojson")
	s.load(t, intake.Request{What: intake.Grids}, "grids/*.geojson")
	s.publish(t)
	live, err := s.store.Grids(t.Context(), county)
	if err != nil {
		t.Fatal(err)
	}
	return s, live
}

// sending makes a request with a JSON body.
func (s *service) sending(t testing.TB, path string, value any) *http.Request {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	r := s.request(t, http.MethodPost, path, strings.NewReader(string(text)))
	r.Header.Set("Content-Type", "application/json")
	return r
}

type fields map[string]any

// begun begins a draft.
func (s *service) begun(t *testing.T) web.DraftSummary {
	t.Helper()
	var d web.DraftSummary
	h := s.do(t, s.sending(t, "/v1/drafts", fields{"county": county, "by": "张工", "reason": "调整"}), http.StatusCreated, &d)
	if h.Get("Location") != "/v1/drafts/"+d.ID.String() || d.By != "张工" || d.Reason != "调整" || d.Grids != grids {
		t.Errorf("begun: %+v at %q", d, h.Get("Location"))
	}
	return d
}

// changed applies an operation to a draft.
func (s *service) changed(t *testing.T, id uuid.UUID, operation fields) web.ChangedDraft {
	t.Helper()
	var out web.ChangedDraft
	s.do(t, s.sending(t, operations(id), operation), http.StatusOK, &out)
	return out
}

func operations(id uuid.UUID) string { return "/v1/drafts/" + id.String() + "/operations" }

// across is a line through the middle of a grid, beyond its border on both sides.
func across(g registry.Grid) [][2]float64 {
	middle, box := g.Shape.Inner(), g.Shape.Bound().Grow(1000)
	var line [][2]float64
	for _, p := range []geo.Point{{X: middle.X, Y: box.Min.Y}, middle, {X: middle.X, Y: box.Max.Y}} {
		line = append(line, p.Orb())
	}
	return line
}

// A planner splits a grid, looks at the draft, and publishes: the old code is retired, both parts have new ones.
func TestADraftIsChangedThroughTheService(t *testing.T) {
	t.Parallel()
	s, live := drawn(t)
	d := s.begun(t)
	split := s.changed(t, d.ID, fields{"op": "split", "grids": []string{live[7].Code}, "line": across(live[7]), "datum": "cgcs2000", "names": []string{"东", "西"}, "by": "张工"})
	if c := split.Changes; len(c.Retiring) != 1 || c.Retiring[0].Code != live[7].Code || len(c.Uncoded) != 2 || c.Uncoded[0].Population+c.Uncoded[1].Population != live[7].Population {
		t.Errorf("split: %+v", c)
	}
	if split.Draft.Uncoded != 2 || *split.Draft.From != d.ID || split.Draft.Change != "split "+live[7].Code {
		t.Errorf("the next state: %+v", split.Draft)
	}
	renamed := s.changed(t, split.Draft.ID, fields{"op": "rename", "grids": []string{"东"}, "names": []string{"东区"}})
	var shown web.DraftDetails
	s.get(t, "/v1/drafts/"+renamed.Draft.ID.String(), http.StatusOK, &shown)
	if len(shown.Changes.Retiring) != 1 || len(shown.Changes.Uncoded) != 2 || shown.State != registry.Open || shown.By != "api" {
		t.Errorf("shown: %+v", shown)
	}
	rev := s.publish(t)
	s.follow(t)
	if rev.Tally.Added != 2 || rev.Tally.Removed != 1 {
		t.Errorf("published %+v", rev.Tally)
	}
	s.get(t, "/v1/drafts/"+renamed.Draft.ID.String(), http.StatusOK, &shown)
	if shown.State != registry.Published {
		t.Errorf("the draft is %s", shown.State)
	}
}

func TestTheDraftsOfACountyAreListedAndUndoneAndDiscarded(t *testing.T) {
	t.Parallel()
	s, live := drawn(t)
	first := s.begun(t)
	second := s.changed(t, first.ID, fields{"op": "set", "grids": []string{live[0].Code}, "kind": "dedicated", "body": "开发区", "households": 0})
	if c := second.Changes.Kept; len(c) != 1 || c[0].Kind != registry.Dedicated || c[0].Body != "开发区" || c[0].Population != live[0].Population {
		t.Errorf("set: %+v", c)
	}
	undone := s.changed(t, second.Draft.ID, fields{"op": "undo"})
	if undone.Draft.ID != first.ID || undone.Draft.State != registry.Open {
		t.Errorf("undone: %+v", undone.Draft)
	}
	var newest, others struct {
		Items []web.DraftSummary
		Next  string
	}
	s.get(t, "/v1/drafts?limit=1", http.StatusOK, &newest)
	if len(newest.Items) != 1 || newest.Items[0].ID != second.Draft.ID || newest.Items[0].State != registry.Discarded {
		t.Errorf("the newest: %+v", newest)
	}
	s.get(t, "/v1/drafts?cursor="+newest.Next+"&county="+county, http.StatusOK, &others)
	if len(others.Items) != 2 || others.Items[0].ID != first.ID || others.Next != "" {
		t.Errorf("the others: %+v", others)
	}
	s.do(t, s.request(t, http.MethodDelete, "/v1/drafts/"+first.ID.String()+"?by=x", nil), http.StatusNoContent, nil)
	s.refused(t, s.request(t, http.MethodDelete, "/v1/drafts/"+first.ID.String(), nil), http.StatusConflict)
	back := s.changed(t, s.begun(t).ID, fields{"op": "undo"})
	if back.Draft != nil {
		t.Errorf("back at the live map there is a draft: %+v", back.Draft)
	}
}

// What is wrong is told, and nothing is stored.
func TestAChangeOfADraftIsRefused(t *testing.T) {
	t.Parallel()
	s, live := drawn(t)
	code, line := live[7].Code, across(live[7])
	d := s.begun(t)
	stale := d.ID
	d = *s.changed(t, d.ID, fields{"op": "rename", "grids": []string{code}, "names": []string{"新名"}}).Draft
	for _, test := range []struct {
		name   string
		id     uuid.UUID
		body   fields
		status int
		words  string
	}{
		{"somebody was faster", stale, fields{"op": "rename", "grids": []string{code}, "names": []string{"b"}}, 409, "somebody else"},
		{"no such draft", uuid.New(), fields{"op": "undo"}, 404, "no draft"},
		{"no such operation", d.ID, fields{"op": "explode"}, 400, "op"},
		{"no operation", d.ID, fields{}, 400, "op"},
		{"an unknown field", d.ID, fields{"op": "undo", "why": "x"}, 400, "why"},
		{"a line without a datum", d.ID, fields{"op": "split", "grids": []string{code}, "line": line}, 400, "datum"},
		{"a datum without a line", d.ID, fields{"op": "split", "grids": []string{code}, "datum": "gcj02"}, 400, "datum"},
		{"an unknown datum", d.ID, fields{"op": "split", "grids": []string{code}, "line": line, "datum": "xian80"}, 400, "datum"},
		{"a position of three numbers", d.ID, fields{"op": "split", "grids": []string{code}, "line": [][3]float64{{116, 35, 1}}, "datum": "wgs84"}, 400, "line[0]"},
		{"swapped axes", d.ID, fields{"op": "split", "grids": []string{code}, "line": [][2]float64{{35.4, 116.9}, {35.5, 116.9}}, "datum": "cgcs2000"}, 422, "position 1"},
		{"elsewhere", d.ID, fields{"op": "split", "grids": []string{code}, "line": [][2]float64{{110, 30}, {111, 31}}, "datum": "cgcs2000"}, 422, "does not divide the cell at 11"},
		{"no such grid", d.ID, fields{"op": "rename", "grids": []string{"370883001004999"}, "names": []string{"b"}}, 422, "has no grid"},
		{"too few grids", d.ID, fields{"op": "merge", "grids": []string{code}}, 422, "takes 2"},
		{"what it does not take", d.ID, fields{"op": "rename", "grids": []string{code}, "names": []string{"b"}, "into": code}, 422, "into"},
		{"a negative count", d.ID, fields{"op": "set", "grids": []string{code}, "population": -1}, 400, "population"},
	} {
		if p := s.refused(t, s.sending(t, operations(test.id), test.body), test.status); !strings.Contains(p.Detail, test.words) {
			t.Errorf("%s: %q does not say %q", test.name, p.Detail, test.words)
		}
	}
	elsewhere := fields{"op": "split", "grids": []string{code}, "line": [][2]float64{{110, 30}, {111, 31}}, "datum": "cgcs2000"}
	if p := s.refused(t, s.sending(t, operations(d.ID), elsewhere), 422); len(p.Errors) != 1 || p.Errors[0].Location != "map" || p.Errors[0].Message != "noDivision" {
		t.Errorf("a refused edit does not tell its place: %+v", p.Errors)
	}
	if p := s.refused(t, s.sending(t, "/v1/drafts", fields{"county": county}), 409); !strings.Contains(p.Detail, d.ID.String()) {
		t.Errorf("a second draft: %q does not name the first", p.Detail)
	}
	s.refused(t, s.sending(t, "/v1/drafts", fields{"county": "110101"}), 404)
	s.refused(t, s.request(t, http.MethodPost, operations(d.ID), strings.NewReader(`{"op":"undo"} {}`)), 400)
	s.refused(t, s.request(t, http.MethodPost, operations(d.ID), strings.NewReader(``)), 400)
	if now, err := s.reg.TheDraft(t.Context(), county, uuid.Nil); err != nil || now.ID != d.ID {
		t.Errorf("the open draft is %s (%v), want %s", now.ID, err, d.ID)
	}
}

// The codes of a draft are issued once, as they were previewed; afterwards nothing is left to issue.
func TestTheCodesOfADraftAreIssuedForEver(t *testing.T) {
	t.Parallel()
	s, live := drawn(t)
	split := s.changed(t, s.begun(t).ID, fields{"op": "split", "grids": []string{live[7].Code}, "line": across(live[7]), "datum": "cgcs2000"})
	var preview web.NumberingPreview
	s.get(t, "/v1/codes/preview", http.StatusOK, &preview)
	var want []string
	for _, g := range preview.Items {
		if !g.Kept {
			want = append(want, g.Code)
		}
	}
	codes := "/v1/drafts/" + split.Draft.ID.String() + "/codes"
	var issued, again web.IssuedCodes
	s.do(t, s.sending(t, codes, fields{"by": "张工", "reason": "拆分"}), http.StatusCreated, &issued)
	if len(want) != 2 || !slices.Equal(issued.Codes, want) || issued.Batch == nil {
		t.Errorf("issued %+v, want %v", issued, want)
	}
	s.do(t, s.sending(t, codes, fields{"by": "张工"}), http.StatusCreated, &again)
	if len(again.Codes) != 0 || again.Batch != nil {
		t.Errorf("again: %+v", again)
	}
	s.refused(t, s.sending(t, "/v1/drafts/"+uuid.NewString()+"/codes", fields{}), http.StatusNotFound)
	s.refused(t, s.sending(t, "/v1/drafts/"+preview.Draft.String()+"/codes", fields{"by": 1}), http.StatusBadRequest)
	s.do(t, s.request(t, http.MethodDelete, "/v1/drafts/"+split.Draft.ID.String(), nil), http.StatusNoContent, nil)
	s.refused(t, s.sending(t, codes, fields{}), http.StatusConflict)
}
