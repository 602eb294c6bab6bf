package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"wangge/registry"
	"wangge/registry/intake"
	"wangge/registry/snapshot"
)

// ticket is an answer as it is stored with a case: the bytes, and the question that gave them.
type ticket struct {
	path, body string
	answer     snapshot.Resolution
}

// ticket asks and stores the answer.
func (s *service) ticket(t *testing.T, path string) ticket {
	t.Helper()
	out := ticket{path: path}
	s.get(t, path, http.StatusOK, &out.answer)
	_, body := s.fetched(t, http.MethodGet, path)
	out.body = string(body)
	return out
}

// again asks for a stored answer by its moment.
func (s *service) again(t *testing.T, was ticket) {
	t.Helper()
	path := was.path + "&at=" + url.QueryEscape(was.answer.At.Format(time.RFC3339Nano))
	_, body := s.fetched(t, http.MethodGet, path)
	if diff := cmp.Diff(was.body, string(body)); diff != "" {
		t.Errorf("%s: the answer of revision %d is another one now: %s", path, was.answer.Revision.Number, diff)
	}
}

// An answer that was stored with a ticket is reproduced byte for byte by its moment, although meanwhile the grid got another name
// and another person.
func TestAStoredAnswerIsReproducedByteForByte(t *testing.T) {
	t.Parallel()
	s := newService(t)
	s.load(t, intake.Request{What: intake.Divisions}, "divisions.csv", "divisions.geojson")
	s.load(t, intake.Request{What: intake.Grids}, "grids/*.geojson")
	s.publish(t)
	s.follow(t)
	path := s.pathInto(t, s.maps.Load().Grids()[0])
	tickets := []ticket{s.ticket(t, path)}
	changes := []func(){
		func() { s.load(t, intake.Request{What: intake.Officers}, "officers.csv") },
		func() { s.load(t, intake.Request{What: intake.Postings}, "postings.csv") },
		func() { s.rename(t, "renamed") },
		func() { s.everybodyIs(t, "钱七") },
		func() { s.rename(t, "renamed again") },
		func() { s.nobodyIsThere(t, s.maps.Load().Grids()[0].Code) },
	}
	for _, change := range changes {
		change()
		s.follow(t)
		tickets = append(tickets, s.ticket(t, path+"&trace=true&accuracy=200"))
	}
	for i, was := range tickets {
		if i > 0 && was.body == tickets[i-1].body {
			t.Errorf("change %d made no other answer", i)
		}
		s.again(t, was)
	}
	for revision, name := range map[int]string{2: "renamed", 3: "renamed again"} {
		var got snapshot.Resolution
		s.get(t, fmt.Sprintf("%s&at=%d", path, revision), http.StatusOK, &got)
		if got.Revision.Number != revision || got.Grid.Name != name {
			t.Errorf("at revision %d: %+v", revision, got.Grid)
		}
	}
}

// pathInto asks for the label point of a grid.
func (s *service) pathInto(t *testing.T, g *snapshot.Grid) string {
	t.Helper()
	at := g.At.Orb()
	return ask(at[0], at[1], "cgcs2000")
}

// everybodyIs gives everybody on the roster another name.
func (s *service) everybodyIs(t *testing.T, name string) {
	t.Helper()
	list, err := s.store.Officers(t.Context(), county)
	if err != nil {
		t.Fatal(err)
	}
	for i := range list {
		list[i].Name = name
	}
	if _, err := s.store.PutOfficers(t.Context(), registry.Import{ID: uuid.New(), County: county, What: intake.Officers, Actor: tester, Files: []string{}}, list); err != nil {
		t.Fatal(err)
	}
}

// nobodyIsThere makes the posts of a grid vacant.
func (s *service) nobodyIsThere(t *testing.T, grid string) {
	t.Helper()
	vacant := []registry.Posting{{Network: "governance", Role: registry.Agent, Target: grid, State: registry.Vacant}}
	if _, err := s.store.PutPostings(t.Context(), registry.Import{ID: uuid.New(), County: county, What: intake.Postings, Actor: tester, Files: []string{}}, vacant); err != nil {
		t.Fatal(err)
	}
}

func TestAMomentWithoutAMapIsRefusedWithWhatCanBeAsked(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	for _, test := range []struct{ at, want string }{
		{"1999-12-31", "can be asked from"},
		{"2999-12-31", "has not come yet"},
		{"99", fmt.Sprint("the last one is ", revisions)},
		{"yesterday", "2026-03-01T12:00:00+08:00"},
	} {
		p := s.refused(t, s.request(t, http.MethodGet, ask(116.9734, 35.4033, "wgs84")+"&at="+test.at, nil), http.StatusBadRequest)
		if len(p.Errors) != 1 || p.Errors[0].Location != "query.at" || !strings.Contains(p.Detail, test.want) {
			t.Errorf("at=%s: %+v", test.at, p)
		}
	}
}
