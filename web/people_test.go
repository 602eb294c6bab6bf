package web_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"wangge/registry"
	"wangge/registry/snapshot"
	"wangge/web"
)

func TestMattersSayWhoAnswers(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	var list struct{ Items []web.MatterSummary }
	s.get(t, "/v1/matters", http.StatusOK, &list)
	i := slices.IndexFunc(list.Items, func(m web.MatterSummary) bool { return m.Matter == "street-lamp" })
	if i < 0 || list.Items[i].Name != "路灯故障" || !slices.Equal(list.Items[i].Networks, []string{"urban", "governance"}) {
		t.Errorf("got %+v", list.Items)
	}
}

// onePost gives the posting that a list with a query begins with.
func (s *service) onePost(t *testing.T, query string) snapshot.Post {
	t.Helper()
	var list struct{ Items []snapshot.Post }
	s.get(t, "/v1/postings?limit=1&"+query, http.StatusOK, &list)
	if len(list.Items) == 0 {
		t.Fatalf("no posting with %s", query)
	}
	return list.Items[0]
}

// A leave shows in who answers and in the report as soon as it is answered, ends by return, and is a conflict for whoever changes the version before.
func TestAPostIsLeftVacatedAndFilled(t *testing.T) {
	t.Parallel()
	s := newService(t)
	s.fill(t)
	p := s.onePost(t, "network=urban&state=active")
	unattended := func() bool {
		var report struct{ Items []snapshot.Unattended }
		s.get(t, "/v1/reports/unattended?network=urban&limit=1000&within="+p.Target, http.StatusOK, &report)
		return len(report.Items) == 1 && report.Items[0].Answers != nil && report.Items[0].Answers.Rule == snapshot.Head
	}
	if unattended() {
		t.Error("unattended before anything happened")
	}
	was := p
	for _, step := range []struct {
		do         string
		body       map[string]string
		state      registry.State
		unattended bool
	}{
		{"leave", map[string]string{"by": "planner", "until": time.Now().AddDate(0, 0, 2).Format(time.DateOnly)}, registry.OnLeave, true},
		{"return", map[string]string{"by": "planner"}, registry.Active, false},
		{"vacate", map[string]string{"by": "planner", "reason": "moved away"}, registry.Vacant, true},
		{"fill", map[string]string{"by": "planner", "officer": was.Officer.ID}, registry.Active, false},
	} {
		before := p.ID
		s.do(t, s.post(t, fmt.Sprintf("/v1/postings/%d/%s", p.ID, step.do), step.body), http.StatusOK, &p)
		if p.State != step.state || p.Target != was.Target || p.ID == before {
			t.Errorf("%s: got %+v", step.do, p)
		}
		s.refused(t, s.post(t, fmt.Sprintf("/v1/postings/%d/%s", before, step.do), step.body), http.StatusConflict)
		if unattended() != step.unattended {
			t.Errorf("%s: unattended is %t", step.do, !step.unattended)
		}
		if listed := s.onePost(t, "network=urban&target="+p.Target); listed.ID != p.ID {
			t.Errorf("%s: the list has %+v", step.do, listed)
		}
	}
	var staff struct{ Items []snapshot.Staff }
	s.get(t, "/v1/officers?q="+was.Officer.ID, http.StatusOK, &staff)
	if len(staff.Items) != 1 || staff.Items[0] != *was.Officer || !strings.Contains(staff.Items[0].Name, "*") {
		t.Errorf("got %+v", staff.Items)
	}
	for path, status := range map[string]int{"/v1/postings/999999/vacate": 404, fmt.Sprintf("/v1/postings/%d/return", p.ID): 409, fmt.Sprintf("/v1/postings/%d/fill", p.ID): 422} {
		s.refused(t, s.post(t, path, map[string]string{}), status)
	}
	s.refused(t, s.post(t, fmt.Sprintf("/v1/postings/%d/leave", p.ID), map[string]string{"until": "soon"}), 400)
	s.refused(t, s.post(t, fmt.Sprintf("/v1/postings/%d/leave", p.ID), map[string]string{"until": "2020-01-01"}), 422)
}
