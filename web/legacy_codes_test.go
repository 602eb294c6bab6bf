package web_test

import (
	"fmt"
	"math"
	"net/http"
	"net/url"
	"testing"

	"github.com/google/uuid"

	"wangge/registry"
	"wangge/registry/intake"
	"wangge/registry/merger"
	"wangge/registry/snapshot"
	"wangge/web"
)

// accepted is a service whose grid A was split into B and C at revision 2, with which the governance network was accepted; C was split
// again at 3, and a revert to 1 undid both at 4.
func accepted(t *testing.T) (s *service, a, b, c string) {
	t.Helper()
	s = newService(t)
	s.load(t, intake.Request{What: intake.Divisions}, "divisions.csv", "divisions.geojson")
	s.load(t, intake.Request{What: intake.Grids}, "grids/*.geojson")
	s.publish(t)
	s.load(t, intake.Request{What: intake.Grids, Network: "governance", Fields: map[string]string{"code": "网格编号"}}, "legacy/governance/*.geojson")
	first := s.live(t)
	s.split(t, first[0])
	d, err := s.reg.TheDraft(t.Context(), county, uuid.Nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := merger.Accept(t.Context(), s.reg, d.ID, tester); err != nil {
		t.Fatal(err)
	}
	b, c = fresh(first, s.live(t))
	for _, g := range s.live(t) {
		if g.Code == c {
			s.split(t, g)
		}
	}
	s.publish(t)
	if _, err := s.reg.Revert(t.Context(), county, 1, tester); err != nil {
		t.Fatal(err)
	}
	s.follow(t)
	return s, first[0].Code, b, c
}

// reading asks for a code of the governance network as of a revision, and proves that its shares add up.
func (s *service) reading(t *testing.T, code, at string) web.CodeReading {
	t.Helper()
	var r web.CodeReading
	path := "/v1/codes/governance/legacy/" + url.PathEscape(code)
	if at != "" {
		path += "?at=" + at
	}
	s.get(t, path, http.StatusOK, &r)
	area, people := 0.0, 0.0
	for _, g := range r.Today {
		area, people = area+g.Area, people+g.Population
	}
	if r.Ended != nil {
		area, people = area+r.Ended.Area, people+r.Ended.Population
	}
	if math.Abs(area-1) > 1e-9 || math.Abs(people-1) > 1e-9 {
		t.Errorf("%s at %q: the shares add up to %g and %g", code, at, area, people)
	}
	return r
}

func TestLegacyCodesAreReadAsOfAnyRevisionByTheCrosswalkThatHeld(t *testing.T) {
	t.Parallel()
	s, a, b, c := accepted(t)
	old := governing(t, s, b)
	for _, tt := range []struct {
		at              string
		from, crosswalk int
		has, hasNot     string
	}{
		{at: "2", from: 2, crosswalk: 2, has: b, hasNot: a},
		{at: "3", from: 3, crosswalk: 2, has: b, hasNot: c},
		{at: "4", from: 4, crosswalk: 2, has: a, hasNot: b},
		{at: "", from: 4, crosswalk: 2, has: a, hasNot: b},
	} {
		r := s.reading(t, old, tt.at)
		if r.At.Number != tt.from || r.Crosswalk != tt.crosswalk || !holds(r, tt.has) || holds(r, tt.hasNot) {
			t.Errorf("%s at %q is %+v, want as of %d by the crosswalk of %d, with %s and without %s", old, tt.at, r, tt.from, tt.crosswalk, tt.has, tt.hasNot)
		}
	}
	s.refused(t, s.request(t, http.MethodGet, "/v1/codes/governance/legacy/"+url.PathEscape(old)+"?at=9", nil), http.StatusBadRequest)
	s.refused(t, s.request(t, http.MethodGet, "/v1/codes/governance/legacy/none?at=2", nil), http.StatusNotFound)
}

// governing gives a legacy grid of which a code got ground at revision 2.
func governing(t *testing.T, s *service, code string) string {
	t.Helper()
	_, rows := s.maps.Load().Stories().LegacyOf(code, 2)
	if len(rows) == 0 {
		t.Fatalf("%s got ground of no legacy grid", code)
	}
	return rows[0].LegacyCode
}

func holds(r web.CodeReading, code string) bool {
	for _, g := range r.Today {
		if g.Code == code {
			return true
		}
	}
	return false
}

// Before the acceptance the shared ground tells: of the grids that there were then, and the network as it was.
func TestLegacyCodesBeforeTheAcceptanceAreReadByTheGroundOfThen(t *testing.T) {
	t.Parallel()
	s, a, b, _ := accepted(t)
	old := governing(t, s, b)
	r := s.reading(t, old, "1")
	if r.Crosswalk != 0 || r.At.Number != 1 || !holds(r, a) || holds(r, b) {
		t.Errorf("%s at revision 1 is %+v, want %s by the shared ground", old, r, a)
	}
	var all struct{ Items []web.CodeReading }
	s.get(t, "/v1/codes?code="+url.QueryEscape(old)+"&at=2", http.StatusOK, &all)
	if len(all.Items) != 1 || all.Items[0].Crosswalk != 2 || !holds(all.Items[0], b) {
		t.Errorf("a bare code: %+v", all.Items)
	}
	first, _ := s.maps.Load().Stories().Revision(1)
	s.refused(t, s.request(t, http.MethodGet, fmt.Sprintf("/v1/codes/governance/legacy/%s?at=%s", url.PathEscape(old), url.QueryEscape(first.PublishedAt.Format("2006-01-02T15:04:05.999999Z07:00"))), nil), http.StatusNotFound)
}

func TestTheLineageOfACodeTellsWhichLegacyGridsItCameFrom(t *testing.T) {
	t.Parallel()
	s, a, b, _ := accepted(t)
	var l web.Lineage
	s.get(t, "/v1/grids/"+b+"/lineage", http.StatusOK, &l)
	if len(l.Legacy) == 0 || l.Legacy[0].Network != "governance" || l.Legacy[0].Revision.Number != 2 || l.Legacy[0].Code != governing(t, s, b) || l.Legacy[0].SuccessorAreaShare <= 0.5 {
		t.Errorf("%s came from %+v", b, l.Legacy)
	}
	s.get(t, "/v1/grids/"+a+"/lineage", http.StatusOK, &l)
	if len(l.Legacy) != 0 {
		t.Errorf("%s, which was published before, came from %+v", a, l.Legacy)
	}
}

// After an acceptance every code of the network leads somewhere, at every revision, and nothing of it is lost.
func TestStoriesOfAllLegacyCodesAddUpAfterASplitAndARevert(t *testing.T) {
	t.Parallel()
	s, _, _, _ := accepted(t)
	snap := s.maps.Load()
	for _, l := range snap.Legacy() {
		for at := 2; at <= 4; at++ {
			story, ok := snap.Stories().Legacy(l.County, l.Network, l.Code, at)
			if !ok {
				t.Fatalf("%s has no story at revision %d", l.Code, at)
			}
			proveWhole(t, l, at, story)
		}
	}
}

func proveWhole(t *testing.T, l *snapshot.Legacy, at int, story registry.LegacyStory) {
	t.Helper()
	area, people := story.Ended.Area, story.Ended.Population
	for _, g := range story.Today {
		area, people = area+g.Area, people+g.Population
	}
	if math.Abs(area-1) > 1e-9 || math.Abs(people-1) > 1e-9 {
		t.Errorf("%s at revision %d: the shares add up to %g and %g: %+v", l.Code, at, area, people, story)
	}
}
