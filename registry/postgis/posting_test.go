package postgis_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"wangge/registry"
	"wangge/registry/postgis"
	"wangge/registry/postgis/pgtest"
)

// manned is a county whose community has one desk, held by officer 1; it gives the posting as it is stored.
func manned(t *testing.T, s *postgis.Store) registry.Posting {
	t.Helper()
	if _, err := s.PutDivisions(t.Context(), importOf("divisions"), divisions()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.PutOfficers(t.Context(), importOf("officers"), []registry.Officer{{ID: "1", Name: "张三"}, {ID: "2", Name: "李四"}}); err != nil {
		t.Fatal(err)
	}
	p := registry.Posting{
		Network: "governance", Role: registry.Duty, Officer: "1", Target: community, State: registry.Active,
		From: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC),
	}
	if _, err := s.PutPostings(t.Context(), importOf("postings"), []registry.Posting{p}); err != nil {
		t.Fatal(err)
	}
	return thePosting(t, s)
}

// thePosting gives the only posting that holds.
func thePosting(t *testing.T, s *postgis.Store) registry.Posting {
	t.Helper()
	c, err := s.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Postings) != 1 {
		t.Fatalf("%d postings hold, want 1: %+v", len(c.Postings), c.Postings)
	}
	return c.Postings[0]
}

func TestAPostingsLifeByChanges(t *testing.T) {
	t.Parallel()
	url := pgtest.New(t)
	s, err := postgis.Open(t.Context(), url, silent)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	r, p := registry.Registry{Store: s}, manned(t, s)
	until := time.Now().Add(48 * time.Hour).UTC().Truncate(time.Second)
	steps := []struct {
		name   string
		change func(id int64) (registry.Posting, error)
		state  registry.State
		want   string // officer
	}{
		{"leave", func(id int64) (registry.Posting, error) {
			return r.SendOnLeave(t.Context(), id, registry.Leave{Until: until}, someone)
		}, registry.OnLeave, "1"},
		{"a longer leave", func(id int64) (registry.Posting, error) {
			return r.SendOnLeave(t.Context(), id, registry.Leave{Until: until.Add(time.Hour)}, someone)
		}, registry.OnLeave, "1"},
		{"return", func(id int64) (registry.Posting, error) { return r.EndLeave(t.Context(), id, someone) }, registry.Active, "1"},
		{"vacate", func(id int64) (registry.Posting, error) { return r.Vacate(t.Context(), id, someone) }, registry.Vacant, ""},
		{"fill", func(id int64) (registry.Posting, error) { return r.Fill(t.Context(), id, "2", someone) }, registry.Active, "2"},
	}
	for _, step := range steps {
		is, err := step.change(p.ID)
		if err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		if is.ID == p.ID || is.State != step.state || is.Officer != step.want || !is.From.Equal(p.From) || !is.To.Equal(p.To) {
			t.Errorf("%s: got %+v", step.name, is)
		}
		if diff := cmp.Diff(is, thePosting(t, s)); diff != "" {
			t.Errorf("%s: what was told is not what is stored: %s", step.name, diff)
		}
		if _, err := step.change(p.ID); !errors.Is(err, registry.ErrConflict) {
			t.Errorf("%s, of the version before: %v, want a conflict", step.name, err)
		}
		p = is
	}
	db := connect(t, url)
	history := answer(t, db, `SELECT string_agg(concat_ws(' ', state, officer, CASE WHEN valid_to IS NULL THEN 'now' END), ', ' ORDER BY id) FROM wangge.posting`)
	if want := "active 1, leave 1, leave 1, active 1, vacant, active 2 now"; history != want {
		t.Errorf("the history is %s, want %s", history, want)
	}
	audit := answer(t, db, `SELECT string_agg(action || ' ' || county || ' ' || (details->'was'->>'officer') || '>' || (details->'is'->>'officer'), ', ' ORDER BY id) FROM wangge.audit WHERE action LIKE 'posting %'`)
	if want := "posting leave 370883 1>1, posting leave 370883 1>1, posting return 370883 1>1, posting vacate 370883 1>, posting fill 370883 >2"; audit != want {
		t.Errorf("the audit log says %s, want %s", audit, want)
	}
}

func TestChangesOfPostingsThatAreRefused(t *testing.T) {
	t.Parallel()
	s := pgtest.Store(t)
	r, p := registry.Registry{Store: s}, manned(t, s)
	now := time.Now()
	for _, tt := range []struct {
		name   string
		change func() (registry.Posting, error)
		want   error
	}{
		{"an unknown posting", func() (registry.Posting, error) { return r.Vacate(t.Context(), p.ID+1000, someone) }, registry.ErrNotFound},
		{"a return without a leave", func() (registry.Posting, error) { return r.EndLeave(t.Context(), p.ID, someone) }, registry.ErrConflict},
		{"a post that somebody has", func() (registry.Posting, error) { return r.Fill(t.Context(), p.ID, "2", someone) }, registry.ErrConflict},
		{"a leave that is over", func() (registry.Posting, error) {
			return r.SendOnLeave(t.Context(), p.ID, registry.Leave{From: now.AddDate(-1, 0, 0), Until: now.AddDate(0, 0, -1)}, someone)
		}, registry.ErrInvalid},
		{"a leave that ends before it begins", func() (registry.Posting, error) {
			return r.SendOnLeave(t.Context(), p.ID, registry.Leave{From: now.AddDate(0, 0, 5), Until: now.AddDate(0, 0, 4)}, someone)
		}, registry.ErrInvalid},
		{"nobody's word", func() (registry.Posting, error) { return r.Vacate(t.Context(), p.ID, registry.Actor{}) }, registry.ErrInvalid},
	} {
		if _, err := tt.change(); !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
	}
	if diff := cmp.Diff(p, thePosting(t, s)); diff != "" {
		t.Errorf("what was refused left something behind: %s", diff)
	}
	vacant, err := r.Vacate(t.Context(), p.ID, someone)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Fill(t.Context(), vacant.ID, "9", someone); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), "officer 9 is not in the roster") || strings.Contains(err.Error(), "SQLSTATE") {
		t.Errorf("an unknown officer: %v", err)
	}
	if _, err := r.SendOnLeave(t.Context(), vacant.ID, registry.Leave{}, someone); !errors.Is(err, registry.ErrConflict) {
		t.Errorf("a leave from a vacant post: %v", err)
	}
}

// Of many who change one version at once, one does; the others learn that it was changed. An import beside them leaves one posting too.
func TestChangesOfOnePostingAtOnce(t *testing.T) {
	t.Parallel()
	s := pgtest.Store(t)
	r, p := registry.Registry{Store: s}, manned(t, s)
	const people = 8
	errs := make([]error, people)
	var group sync.WaitGroup
	for i := range people {
		group.Go(func() {
			_, errs[i] = r.SendOnLeave(t.Context(), p.ID, registry.Leave{}, registry.Actor{Name: fmt.Sprint("planner ", i)})
		})
	}
	group.Go(func() {
		again := p
		again.Officer = "2"
		if _, err := s.PutPostings(t.Context(), importOf("postings"), []registry.Posting{again}); err != nil {
			t.Error(err)
		}
	})
	group.Wait()
	done := 0
	for _, err := range errs {
		switch {
		case err == nil:
			done++
		case !errors.Is(err, registry.ErrConflict):
			t.Error(err)
		}
	}
	if done > 1 {
		t.Errorf("%d changes of one version were made", done)
	}
	thePosting(t, s)
}
