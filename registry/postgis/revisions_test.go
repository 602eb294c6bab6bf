package postgis_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/google/uuid"

	"wangge/registry"
	"wangge/registry/postgis"
	"wangge/registry/postgis/pgtest"
)

// grids gives the live grids of the county.
func grids(t *testing.T, s *postgis.Store) []registry.Grid {
	t.Helper()
	live, err := s.Grids(t.Context(), county)
	if err != nil {
		t.Fatal(err)
	}
	return live
}

// asOfOnce compares grids in all but when they began.
var asOfOnce = cmpopts.IgnoreFields(registry.Grid{}, "Since", "ValidFrom")

func TestPublishWritesOnlyWhatDiffers(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	first := published(t, s, 0, grid(0), grid(1), grid(2))
	if diff := cmp.Diff(registry.Tally{Added: 3}, first.Tally); first.Number != 1 || diff != "" {
		t.Errorf("first publish: %+v", first)
	}
	live := grids(t, s)
	renamed, same := live[0], live[2]
	renamed.Name = "新名"
	second := published(t, s, 1, renamed, same, grid(3))
	if diff := cmp.Diff(registry.Tally{Added: 1, Changed: 1, Removed: 1, Unchanged: 1}, second.Tally); diff != "" {
		t.Error(diff)
	}
	since := map[string]int{}
	for _, g := range grids(t, s) {
		since[g.Code] = g.Since
	}
	want := map[string]int{renamed.Code: 2, same.Code: 1, community + "004": 2}
	if diff := cmp.Diff(want, since); diff != "" {
		t.Errorf("revision that each grid is from: %s", diff)
	}
}

func TestRevertRestoresEveryGridAsItWas(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	first := grid(0)
	first.Kind, first.Body, first.Households = registry.Dedicated, "某校", 7
	published(t, s, 0, first, grid(1))
	before := grids(t, s)
	moved := before[0]
	moved.Shape, moved.Population, moved.Body = square(5, 5), 1, ""
	published(t, s, 1, moved, grid(2))
	open := drafted(t, s, 2, moved)
	third, err := s.Revert(t.Context(), county, 1, someone, registry.LineageOf)
	if err != nil {
		t.Fatal(err)
	}
	if third.Number != 3 || third.Reverts != 1 || third.Tally != (registry.Tally{Added: 1, Changed: 1, Removed: 1}) {
		t.Errorf("revert made %+v", third)
	}
	if diff := cmp.Diff(before, grids(t, s), asOfOnce); diff != "" {
		t.Error(diff)
	}
	if _, err := s.Publish(t.Context(), open, someone, registry.LineageOf); !errors.Is(err, registry.ErrConflict) {
		t.Errorf("a draft that was open when the map was reverted: %v", err)
	}
}

func TestRevertRefusesWhatIsNotThereOrChangesNothing(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	published(t, s, 0, grid(0))
	for _, tt := range []struct {
		name   string
		county string
		n      int
		want   error
	}{
		{"a revision to come", county, 2, registry.ErrNotFound},
		{"revision 0", county, 0, registry.ErrNotFound},
		{"a county without grids", "110000", 1, registry.ErrNotFound},
		{"the present state", county, 1, registry.ErrConflict},
	} {
		if _, err := s.Revert(t.Context(), tt.county, tt.n, someone, registry.LineageOf); !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
	}
	if revisions, err := s.Revisions(t.Context()); err != nil || len(revisions) != 1 {
		t.Errorf("revisions %+v, %v", revisions, err)
	}
}

func TestAFileThatBringsARetiredCodeIsRefused(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	published(t, s, 0, grid(0), grid(1))
	kept, gone := grids(t, s)[0], grids(t, s)[1]
	published(t, s, 1, kept)
	gone.Shape = square(7, 7)
	im := importOf("grids")
	im.Network = registry.Unified
	_, err := s.CreateDraft(t.Context(), im, registry.Draft{County: county, Base: 2, Actor: someone, Grids: []registry.Grid{kept, gone}})
	if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), gone.Code+" (revision 2)") {
		t.Errorf("a code that lost its grid came back: %v", err)
	}
}

// TestADraftNeverUndoesTheWorkOfOthers lets something happen between the reading of a file and the storing of its draft.
func TestADraftNeverUndoesTheWorkOfOthers(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	put := func(base int, from uuid.UUID, g registry.Grid) (registry.Import, error) {
		im := importOf("grids")
		im.Network = registry.Unified
		return s.CreateDraft(t.Context(), im, registry.Draft{County: county, Base: base, From: from, Actor: someone, Grids: []registry.Grid{g}})
	}
	first, err := put(0, uuid.Nil, grid(0))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := put(0, uuid.Nil, grid(1)); !errors.Is(err, registry.ErrConflict) {
		t.Errorf("another draft was stored meanwhile: %v", err)
	}
	second, err := put(0, first.Draft, grid(1))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.AssignCodes(t.Context(), first.Draft, "cn15", someone, inOrder); !errors.Is(err, registry.ErrConflict) {
		t.Errorf("codes for a draft that gave way to another: %v", err)
	}
	if _, err := s.AssignCodes(t.Context(), second.Draft, "cn15", someone, inOrder); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Publish(t.Context(), second.Draft, someone, registry.LineageOf); err != nil {
		t.Fatal(err)
	}
	if _, err := put(0, uuid.Nil, grid(2)); !errors.Is(err, registry.ErrConflict) {
		t.Errorf("the county was published meanwhile: %v", err)
	}
	if _, err := s.Publish(t.Context(), second.Draft, someone, registry.LineageOf); !errors.Is(err, registry.ErrConflict) {
		t.Errorf("the same draft twice: %v", err)
	}
}

func TestWritesAtTheSameMomentComeOneAfterTheOther(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	im := importOf("grids")
	im.Network = registry.Unified
	im, err := s.CreateDraft(t.Context(), im, registry.Draft{County: county, Actor: someone, Grids: []registry.Grid{grid(0), grid(1)}})
	if err != nil {
		t.Fatal(err)
	}
	count := func(write func() error) (done int) {
		errs := make(chan error)
		for range 4 {
			go func() { errs <- write() }()
		}
		for range 4 {
			switch err := <-errs; {
			case err == nil:
				done++
			case !errors.Is(err, registry.ErrConflict):
				t.Error(err)
			}
		}
		return done
	}
	count(func() error {
		_, err := s.AssignCodes(t.Context(), im.Draft, "cn15", someone, inOrder)
		return err
	})
	if issued, err := s.Issued(t.Context(), county, "cn15"); err != nil || len(issued) != 2 {
		t.Errorf("%d codes for two grids (%v)", len(issued), err)
	}
	done := count(func() error {
		_, err := s.Publish(t.Context(), im.Draft, someone, registry.LineageOf)
		return err
	})
	if done != 1 {
		t.Errorf("the draft was published %d times", done)
	}
}

// TestABackendThatDiesInTheMiddleLeavesNothing kills it while codes are being decided.
func TestABackendThatDiesInTheMiddleLeavesNothing(t *testing.T) {
	t.Parallel()
	url := pgtest.New(t)
	s, err := postgis.Open(t.Context(), url, silent)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.PutDivisions(t.Context(), importOf("divisions"), divisions()); err != nil {
		t.Fatal(err)
	}
	im := importOf("grids")
	im.Network = registry.Unified
	if im, err = s.CreateDraft(t.Context(), im, registry.Draft{County: county, Actor: someone, Grids: []registry.Grid{grid(0)}}); err != nil {
		t.Fatal(err)
	}
	db := connect(t, url)
	_, err = s.AssignCodes(t.Context(), im.Draft, "cn15", someone, func(d registry.Draft, l registry.Ledger) ([]registry.Issue, []string, error) {
		mustExec(t, db, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'wangge'")
		return inOrder(d, l)
	})
	if !errors.Is(err, registry.ErrUnavailable) {
		t.Errorf("got %v, want ErrUnavailable", err)
	}
	if issued, err := s.AssignCodes(t.Context(), im.Draft, "cn15", someone, inOrder); err != nil || len(issued) != 1 || issued[0].Sequence != 1 {
		t.Errorf("the next one issued %+v, %v", issued, err)
	}
}
