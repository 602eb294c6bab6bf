package web_test

import (
	"fmt"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"wangge/geo"
	"wangge/gridcode"
	"wangge/registry"
	"wangge/registry/drafting"
	"wangge/registry/findings"
	"wangge/registry/intake"
	"wangge/web"
)

// storied is a service whose grid A was split into B and C at revision 2, which were merged into D at 3, which a revert to 1 undid
// at 4. Before the revert the draft of another split had its codes issued, so those are unused.
type storied struct {
	*service
	a, b, c, d string
	unused     []string
}

// tell makes the history, once for all tests that read it.
func tell(t *testing.T) storied {
	t.Helper()
	s := storied{service: newService(t)}
	s.load(t, intake.Request{What: intake.Divisions}, "divisions.csv", "divisions.geojson")
	s.load(t, intake.Request{What: intake.Grids}, "grids/*.geojson")
	s.load(t, intake.Request{What: intake.Grids, Network: "governance", Fields: map[string]string{"code": "网格编号"}}, "legacy/governance/*.geojson")
	s.publish(t)
	first := s.live(t)
	s.a = first[0].Code
	s.split(t, first[0])
	s.publish(t)
	s.b, s.c = fresh(first, s.live(t))
	s.edit(t, drafting.Operation{Op: drafting.Merge, Grids: []string{s.b, s.c}})
	s.publish(t)
	s.d, _ = fresh(first, s.live(t))
	s.split(t, first[1])
	d, err := s.reg.TheDraft(t.Context(), county, uuid.Nil)
	if err != nil {
		t.Fatal(err)
	}
	issues, err := s.reg.AssignCodes(t.Context(), d, tester)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range issues {
		s.unused = append(s.unused, i.Code)
	}
	if _, err := s.reg.Revert(t.Context(), county, 1, tester); err != nil {
		t.Fatal(err)
	}
	s.follow(t)
	return s
}

func (s *service) live(t *testing.T) []registry.Grid {
	t.Helper()
	grids, err := s.store.Grids(t.Context(), county)
	if err != nil {
		t.Fatal(err)
	}
	return grids
}

// fresh gives the codes that were not there before; one of them twice where it is the only one.
func fresh(before, after []registry.Grid) (one, other string) {
	for _, g := range after {
		if slices.ContainsFunc(before, func(b registry.Grid) bool { return b.Code == g.Code }) {
			continue
		}
		if one == "" {
			one = g.Code
		}
		other = g.Code
	}
	return one, other
}

// split cuts a grid from west to east, near its middle.
func (s *service) split(t *testing.T, g registry.Grid) {
	t.Helper()
	box, y := g.Shape.Bound(), g.Shape.Inner().Y
	s.edit(t, drafting.Operation{Op: drafting.Split, Grids: []string{g.Code}, Line: geo.Line{{X: box.Min.X - 100, Y: y}, {X: box.Max.X + 100, Y: y}}})
}

func (s *service) edit(t *testing.T, o drafting.Operation) {
	t.Helper()
	base, err := drafting.Base(t.Context(), s.reg, county)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := drafting.Apply(t.Context(), s.reg, base, o, tester); err != nil {
		t.Fatal(err)
	}
}

// names writes the codes of the history as letters.
func (s storied) names(text string) string {
	return strings.NewReplacer(s.a, "A", s.b, "B", s.c, "C", s.d, "D").Replace(text)
}

func TestTheStoryOfACode(t *testing.T) {
	t.Parallel()
	s := tell(t)
	t.Run("lineage", s.testLineage)
	t.Run("as of", s.testAt)
	t.Run("retired", s.testRetired)
	t.Run("unused", s.testUnused)
	t.Run("readings", s.testReadings)
	t.Run("schemes", s.testSchemes)
	t.Run("findings", s.testFindings)
	t.Run("preview", s.testPreview)
}

func (s storied) lineage(t *testing.T, code, at string) web.Lineage {
	t.Helper()
	path := "/v1/grids/" + code + "/lineage"
	if at != "" {
		path += "?at=" + url.QueryEscape(at)
	}
	var out web.Lineage
	s.get(t, path, http.StatusOK, &out)
	return out
}

func (s storied) testLineage(t *testing.T) {
	l := s.lineage(t, s.a, "")
	var steps []string
	for _, step := range l.Steps {
		steps = append(steps, fmt.Sprintf("%d %s %s>%s", step.Revision.Number, step.Kind, s.names(step.Predecessor.Code), s.names(step.Successor.Code)))
		if step.Revision.By != tester.Name || step.Revision.Reason != tester.Reason || step.Revision.PublishedAt.IsZero() || step.Predecessor.Name == "" {
			t.Errorf("a step without author, reason, time or name: %+v", step)
		}
	}
	want := []string{"2 split A>B", "2 split A>C", "3 merge B>D", "3 merge C>D", "4 revert D>A"}
	if d := cmp.Diff(want, steps); d != "" {
		t.Error(d)
	}
	if len(l.Lives) != 2 || l.Lives[0].From.Number != 1 || l.Lives[0].To.Number != 2 || l.Lives[1].From.Number != 4 || l.Lives[1].To != nil {
		t.Errorf("the lives of A are %+v", l.Lives)
	}
	var lives []string
	for _, c := range l.Codes {
		for _, life := range c.Lives {
			lives = append(lives, fmt.Sprintf("%s %d", s.names(c.Code), life.From.Number))
			if life.To != nil {
				lives[len(lives)-1] += fmt.Sprintf("-%d", life.To.Number)
			}
		}
	}
	slices.Sort(lives)
	if d := cmp.Diff([]string{"A 1-2", "A 4", "B 2-3", "C 2-3", "D 3-4"}, lives); d != "" {
		t.Error(d)
	}
	if l.Issued.By != tester.Name || l.Issued.Algorithm != gridcode.Algorithm || l.Issued.Batch == nil || l.At.Number != 4 || l.Scheme != "cn15" || !strings.HasPrefix(l.Spoken, s.a+"-") {
		t.Errorf("the issue of A is %+v, spoken %s, at %v", l.Issued, l.Spoken, l.At)
	}
	if spoken := s.lineage(t, l.Spoken, ""); spoken.Code != s.a {
		t.Errorf("%s leads to %s", l.Spoken, spoken.Code)
	}
}

// At every revision the shares of what a code is add up to 1.
func (s storied) testAt(t *testing.T) {
	for _, test := range []struct{ code, at, want string }{
		{s.a, "1", "live A"},
		{s.a, "2", "retired B C"},
		{s.a, "3", "retired D"},
		{s.a, "4", "live A"},
		{s.a, time.Now().In(registry.China).Format(time.DateOnly), "live A"},
		{s.b, "1", "unused notYet"},
		{s.b, "2", "live B"},
		{s.b, "", "retired A"},
		{s.unused[0], "", "unused unused"},
	} {
		l := s.lineage(t, test.code, test.at)
		var grids []string
		sum := 0.0
		for _, g := range l.Today {
			grids = append(grids, s.names(g.Code))
			sum += g.Area
		}
		slices.Sort(grids)
		got := append([]string{string(l.State)}, grids...)
		if l.Ended != nil {
			got = append(got, string(l.Ended.Reason))
			sum += l.Ended.Area
		}
		if strings.Join(got, " ") != test.want || math.Abs(sum-1) > 1e-9 {
			t.Errorf("%s at %q is %v, adding up to %g, want %q", s.names(test.code), test.at, got, sum, test.want)
		}
	}
	for at, says := range map[string]string{"5": "last one is 4", "2001-01-01": "from 20", "gestern": "no date", "2026-13-01": "no date"} {
		p := s.refused(t, s.request(t, http.MethodGet, "/v1/grids/"+s.a+"/lineage?at="+at, nil), http.StatusBadRequest)
		if len(p.Errors) != 1 || p.Errors[0].Location != "query.at" || !strings.Contains(p.Detail, says) {
			t.Errorf("at=%s: %+v, want %q", at, p, says)
		}
	}
}

func (s storied) testRetired(t *testing.T) {
	p := s.refused(t, s.request(t, http.MethodGet, "/v1/grids/"+s.b, nil), http.StatusGone)
	if p.Type != "/problems/retired" || len(p.Today) != 1 || p.Today[0].Code != s.a || !strings.Contains(p.Detail, s.a) {
		t.Errorf("a retired code: %+v", p)
	}
	var live web.GridDetails
	s.get(t, "/v1/grids/"+s.lineage(t, s.a, "").Spoken, http.StatusOK, &live)
	if live.Code != s.a {
		t.Errorf("a code with its check character leads to %s", live.Code)
	}
}

func (s storied) testUnused(t *testing.T) {
	p := s.refused(t, s.request(t, http.MethodGet, "/v1/grids/"+s.unused[0], nil), http.StatusNotFound)
	if !strings.Contains(p.Detail, "no grid was published with it") {
		t.Errorf("an unused code: %+v", p)
	}
}

func (s storied) testReadings(t *testing.T) {
	spoken := s.lineage(t, s.a, "").Spoken
	wrong := spoken[:len(spoken)-1] + "7"
	if wrong == spoken {
		wrong = spoken[:len(spoken)-1] + "8"
	}
	read := func(code string) []web.CodeReading {
		var out struct{ Items []web.CodeReading }
		s.get(t, "/v1/codes?code="+url.QueryEscape(code), http.StatusOK, &out)
		return out.Items
	}
	if r := read(spoken); len(r) != 1 || r[0].Network != "unified" || r[0].State != registry.LiveCode || r[0].Story != "/v1/grids/"+s.a+"/lineage" {
		t.Errorf("%s reads as %+v", spoken, r)
	}
	legacy, err := s.store.Legacy(t.Context(), county, "governance")
	if err != nil {
		t.Fatal(err)
	}
	old := legacy[0].Code
	r := read(old)
	if len(r) != 1 || r[0].Network != "governance" || r[0].Scheme != "legacy" || len(r[0].Today) == 0 {
		t.Errorf("%s reads as %+v", old, r)
	}
	var one web.CodeReading
	s.get(t, "/v1/codes/governance/legacy/"+url.PathEscape(old), http.StatusOK, &one)
	if d := cmp.Diff(r[0], one); d != "" {
		t.Errorf("one reading and all of them: %s", d)
	}
	s.get(t, "/v1/codes/unified/cn15/"+s.b, http.StatusOK, &one)
	if one.State != registry.RetiredCode || one.Today[0].Code != s.a {
		t.Errorf("B is %+v", one)
	}
	for _, test := range []struct {
		path   string
		status int
		kind   string
		near   string
	}{
		{"/v1/codes?code=" + wrong, http.StatusBadRequest, "/problems/check", s.a},
		{"/v1/codes/unified/cn15/" + wrong, http.StatusBadRequest, "/problems/check", s.a},
		{"/v1/grids/" + wrong, http.StatusBadRequest, "/problems/check", s.a},
		{"/v1/grids/" + wrong + "/lineage", http.StatusBadRequest, "/problems/check", s.a},
		{"/v1/codes?code=" + s.a[:14], http.StatusBadRequest, "/problems/parameters", s.a},
		{"/v1/codes?code=3.70883E%2B14", http.StatusBadRequest, "/problems/parameters", ""},
		{"/v1/codes?code=" + url.QueryEscape(fullWidth(s.a)), http.StatusBadRequest, "/problems/parameters", ""},
		{"/v1/codes?code=" + s.a[:12] + "999", http.StatusNotFound, "about:blank", ""},
		{"/v1/grids/" + s.a[:12] + "9" + s.a[13:], http.StatusNotFound, "about:blank", s.a},
		{"/v1/codes/unified/cn16/" + s.a, http.StatusNotFound, "about:blank", ""},
		{"/v1/codes/unified/cjt349/" + s.a, http.StatusBadRequest, "/problems/parameters", ""},
		{"/v1/codes/governance/cn15/" + url.PathEscape(old), http.StatusNotFound, "about:blank", ""},
		{"/v1/codes/water/legacy/1", http.StatusNotFound, "about:blank", ""},
	} {
		p := s.refused(t, s.request(t, http.MethodGet, test.path, nil), test.status)
		if p.Type != test.kind || test.near != "" && !slices.Contains(p.DidYouMean, test.near) {
			t.Errorf("%s: %+v, want %s and %s", test.path, p, test.kind, test.near)
		}
	}
	if p := s.refused(t, s.request(t, http.MethodGet, "/v1/codes/water/cn15/"+s.a, nil), http.StatusNotFound); !strings.Contains(p.Detail, "there is no network") {
		t.Errorf("a network that is not there: %q", p.Detail)
	}
}

func (s storied) testSchemes(t *testing.T) {
	var out struct{ Items []web.SchemeSummary }
	s.get(t, "/v1/codes/schemes", http.StatusOK, &out)
	if len(out.Items) != 3 || out.Items[0].Name != "cn15" || !out.Items[0].Own || out.Items[0].Issued != grids+3+len(s.unused) || out.Items[1].Issued != 0 {
		t.Errorf("the schemes are %+v", out.Items)
	}
}

// Legacy codes that look like ours, on our ground or beside it.
func (s storied) testFindings(t *testing.T) {
	live := s.live(t)
	far := live[len(live)-1]
	im := registry.Import{ID: uuid.New(), County: county, What: intake.Grids, Network: "copied", Files: []string{}, Actor: tester, At: time.Now()}
	typo := live[1].Code[:9] + "9" + live[1].Code[10:]
	if _, err := s.store.PutLegacy(t.Context(), im, []registry.LegacyGrid{
		{County: county, Network: "copied", Code: s.a, Shape: far.Shape, AreaM2: far.AreaM2},
		{County: county, Network: "copied", Code: live[2].Code, Shape: live[2].Shape, AreaM2: live[2].AreaM2},
		{County: county, Network: "copied", Code: "一/3%", Shape: live[3].Shape, AreaM2: live[3].AreaM2},
		{County: county, Network: "copied", Code: typo, Shape: live[1].Shape, AreaM2: live[1].AreaM2},
	}); err != nil {
		t.Fatal(err)
	}
	s.follow(t)
	var odd web.CodeReading
	s.get(t, "/v1/codes/copied/legacy/"+url.PathEscape("一/3%"), http.StatusOK, &odd)
	if len(odd.Today) != 1 || odd.Today[0].Code != live[3].Code {
		t.Errorf("a code with a slash leads to %+v", odd)
	}
	var out struct{ Items []findings.Finding }
	s.get(t, "/v1/codes/findings", http.StatusOK, &out)
	var got []string
	for _, f := range out.Items {
		got = append(got, fmt.Sprintf("%s %v %v %v", f.Kind, f.Where, f.Codes, f.Likely))
		if f.Text.EN == "" || f.Text.ZH == "" || f.Remedy.EN == "" || f.Remedy.ZH == "" {
			t.Errorf("a finding without words: %+v", f)
		}
	}
	want := []string{
		fmt.Sprintf("collision [copied cn15] [%s] []", s.a),
		fmt.Sprintf("nearMiss [copied] [%s] [%s]", typo, live[1].Code),
		fmt.Sprintf("unused [cn15] %v []", s.unused),
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	s.refused(t, s.request(t, http.MethodGet, "/v1/codes/findings?county=110101", nil), http.StatusNotFound)
}

func (s storied) testPreview(t *testing.T) {
	s.refused(t, s.request(t, http.MethodGet, "/v1/codes/preview", nil), http.StatusNotFound)
	s.split(t, s.live(t)[0])
	var out web.NumberingPreview
	s.get(t, "/v1/codes/preview", http.StatusOK, &out)
	var order []int
	for _, g := range out.Items {
		if !g.Kept {
			order = append(order, g.Order)
		}
		if g.At == nil || g.Code == "" || g.Name == "" {
			t.Errorf("a grid without place, code or name: %+v", g)
		}
	}
	if out.New != 2 || out.Kept != grids-1 || len(out.Items) != grids+1 || !slices.Equal(order, []int{1, 2}) {
		t.Errorf("%d new, %d kept, %d in all, order %v", out.New, out.Kept, len(out.Items), order)
	}
	s.refused(t, s.request(t, http.MethodGet, "/v1/codes/preview?scheme=zc99", nil), http.StatusNotFound)
	s.refused(t, s.request(t, http.MethodGet, "/v1/codes/preview?scheme=city16&draft="+out.Draft.String(), nil), http.StatusBadRequest)
	if err := s.reg.AdoptScheme(t.Context(), registry.Adoption{County: county, Scheme: "city16"}, tester); err != nil {
		t.Fatal(err)
	}
	var further web.NumberingPreview
	s.get(t, "/v1/codes/preview?scheme=city16", http.StatusOK, &further)
	if further.Draft != nil || further.Scheme != "city16" || further.New+further.Kept != grids || len(further.Items[0].Code) != 16 {
		t.Errorf("of another scheme: %+v", further)
	}
}
