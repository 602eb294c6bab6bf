package postgis_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"wangge/registry"
	"wangge/registry/postgis"
	"wangge/registry/postgis/pgtest"
)

// revised stores a draft of the grids that goes on from another one.
func revised(t *testing.T, s *postgis.Store, from registry.Draft, grids ...registry.Grid) registry.Draft {
	t.Helper()
	d, err := revise(t, s, from, grids...)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func revise(t *testing.T, s *postgis.Store, from registry.Draft, grids ...registry.Grid) (registry.Draft, error) {
	t.Helper()
	return s.ReviseDraft(t.Context(), from, registry.Draft{County: county, Base: from.Base, Actor: someone, Change: "a change", Grids: grids})
}

// liveMap is what a change goes on from where no draft is open.
func liveMap(revision int) registry.Draft { return registry.Draft{County: county, Base: revision} }

func opened(t *testing.T, s *postgis.Store) uuid.UUID {
	t.Helper()
	drafts, err := s.Drafts(t.Context(), county)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range drafts {
		if d.State == registry.Open {
			return d.ID
		}
	}
	return uuid.Nil
}

func TestADraftGoesOnFromTheOneBeforeAndUndoOpensThatAgain(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	rev := published(t, s, 0, grid(0))
	first := revised(t, s, liveMap(rev.Number), grid(1))
	second := revised(t, s, first, grid(1), grid(2))
	if second.From != first.ID || second.Change != "a change" || second.Count != 2 || opened(t, s) != second.ID {
		t.Errorf("the second state is %+v", second)
	}
	before, err := s.UndoDraft(t.Context(), second.ID, someone)
	if err != nil || opened(t, s) != first.ID {
		t.Fatalf("undo: %v, open is %s", err, opened(t, s))
	}
	if diff := cmp.Diff(first, before); diff != "" {
		t.Error(diff)
	}
	if before, err = s.UndoDraft(t.Context(), first.ID, someone); err != nil || before.ID != uuid.Nil || opened(t, s) != uuid.Nil {
		t.Errorf("undo of the first: %+v, %v, open is %s", before, err, opened(t, s))
	}
	if _, err := s.UndoDraft(t.Context(), first.ID, someone); !errors.Is(err, registry.ErrConflict) {
		t.Errorf("undo of what is not open: %v", err)
	}
	if _, err := s.UndoDraft(t.Context(), uuid.New(), someone); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("undo of no draft: %v", err)
	}
}

func TestAnImportCanBeUndone(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	first := drafted(t, s, 0, grid(0))
	im := importOf("grids")
	im.Network = registry.Unified
	im, err := s.CreateDraft(t.Context(), im, registry.Draft{County: county, From: first, Actor: someone, Grids: []registry.Grid{grid(1)}})
	if err != nil {
		t.Fatal(err)
	}
	if d, err := s.UndoDraft(t.Context(), im.Draft, someone); err != nil || d.ID != first || d.Grids[0].Code == "" {
		t.Errorf("got %+v, %v", d, err)
	}
}

// What somebody else did meanwhile is never lost: a second change from the same state is a conflict.
func TestADraftThatSomebodyElseChangedIsAConflict(t *testing.T) {
	t.Parallel()
	for name, meanwhile := range map[string]func(*testing.T, *postgis.Store, registry.Draft){
		"changed": func(t *testing.T, s *postgis.Store, d registry.Draft) { t.Helper(); revised(t, s, d, grid(2)) },
		"discarded": func(t *testing.T, s *postgis.Store, d registry.Draft) {
			t.Helper()
			must(t, s.DiscardDraft(t.Context(), d.ID, someone))
		},
		"undone": func(t *testing.T, s *postgis.Store, d registry.Draft) {
			t.Helper()
			_, err := s.UndoDraft(t.Context(), d.ID, someone)
			must(t, err)
		},
		"numbered": func(t *testing.T, s *postgis.Store, d registry.Draft) {
			t.Helper()
			_, err := s.AssignCodes(t.Context(), d.ID, "cn15", someone, inOrder)
			must(t, err)
		},
		"published": func(t *testing.T, s *postgis.Store, d registry.Draft) {
			t.Helper()
			_, err := s.AssignCodes(t.Context(), d.ID, "cn15", someone, inOrder)
			must(t, err)
			_, err = s.Publish(t.Context(), d.ID, someone, registry.LineageOf)
			must(t, err)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := withDivisions(t)
			d := revised(t, s, liveMap(0), grid(0))
			meanwhile(t, s, d)
			before := opened(t, s)
			if _, err := revise(t, s, d, grid(1)); !errors.Is(err, registry.ErrConflict) || opened(t, s) != before {
				t.Errorf("got %v, open is %s, was %s", err, opened(t, s), before)
			}
		})
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestALiveMapThatHasADraftAlreadyIsAConflict(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	revised(t, s, liveMap(0), grid(0))
	if _, err := revise(t, s, liveMap(0), grid(1)); !errors.Is(err, registry.ErrConflict) {
		t.Errorf("got %v, want ErrConflict", err)
	}
}

func TestChangesOfADraftAreAudited(t *testing.T) {
	t.Parallel()
	url := pgtest.New(t)
	s, err := postgis.Open(t.Context(), url, silent)
	must(t, err)
	defer s.Close()
	_, err = s.PutDivisions(t.Context(), importOf("divisions"), divisions())
	must(t, err)
	first := revised(t, s, liveMap(0), grid(0))
	second := revised(t, s, first, grid(1))
	_, err = s.UndoDraft(t.Context(), second.ID, someone)
	must(t, err)
	must(t, s.DiscardDraft(t.Context(), first.ID, someone))
	rows, err := connect(t, url).Query(t.Context(), "SELECT concat_ws(' ', action, actor, reason, subject) FROM wangge.audit WHERE action LIKE '% draft' AND county = $1 ORDER BY id", county)
	must(t, err)
	got, err := pgx.CollectRows(rows, pgx.RowTo[string])
	must(t, err)
	by := " " + someone.Name + " " + someone.Reason + " "
	want := []string{"edit draft" + by + first.ID.String(), "edit draft" + by + second.ID.String(), "undo draft" + by + second.ID.String(), "discard draft" + by + first.ID.String()}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
