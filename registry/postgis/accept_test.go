package postgis_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"wangge/registry"
	"wangge/registry/postgis"
)

// withBeats gives a store with one community and a police network of two beats, one on each of the first two squares.
func withBeats(t *testing.T) *postgis.Store {
	t.Helper()
	s := withDivisions(t)
	beats(t, s, registry.LegacyGrid{Code: "P1", Shape: square(0, 0), AreaM2: 1}, registry.LegacyGrid{Code: "P2", Shape: square(1, 0), AreaM2: 1})
	return s
}

func beats(t *testing.T, s *postgis.Store, grids ...registry.LegacyGrid) {
	t.Helper()
	im := importOf("grids")
	im.Network = "police"
	if _, err := s.PutLegacy(t.Context(), im, grids); err != nil {
		t.Fatal(err)
	}
}

// same is the crosswalk in which each beat is one grid of a draft.
func same() []registry.Crossing {
	return []registry.Crossing{
		{Network: "police", LegacyCode: "P1", Number: 1, AreaM2: 1, OfLegacy: 1, OfGrid: 1, People: 600, PeopleOfLegacy: 1, PeopleOfGrid: 1, HouseholdsOfLegacy: 1, HouseholdsOfGrid: 1, Class: registry.ClassSame},
		{Network: "police", LegacyCode: "P2", Number: 2, AreaM2: 1, OfLegacy: 1, OfGrid: 1, People: 600, PeopleOfLegacy: 1, PeopleOfGrid: 1, HouseholdsOfLegacy: 1, HouseholdsOfGrid: 1, Class: registry.ClassSame},
	}
}

func uncoded(t *testing.T, s *postgis.Store, from registry.Draft, grids ...registry.Grid) registry.Acceptance {
	t.Helper()
	d := revised(t, s, from, grids...)
	ground, err := s.MergedGround(t.Context(), county)
	if err != nil {
		t.Fatal(err)
	}
	return registry.Acceptance{Draft: d.ID, Actor: someone, Crosswalk: same(), Ground: ground, Number: inOrder, Succeed: registry.LineageOf}
}

func everything(t *testing.T, s *postgis.Store) *registry.Content {
	t.Helper()
	c, err := s.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAnAcceptanceNumbersPublishesAndWritesTheCrosswalkAtOnce(t *testing.T) {
	t.Parallel()
	s := withBeats(t)
	before := everything(t, s)
	rev, err := s.Accept(t.Context(), uncoded(t, s, liveMap(0), grid(0), grid(1)))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(registry.Tally{Added: 2}, rev.Tally); rev.Number != 1 || diff != "" {
		t.Errorf("revision %+v", rev)
	}
	want := registry.Crosswalk{Revision: 1, County: county, Rows: same()}
	for i := range want.Rows {
		want.Rows[i].Number, want.Rows[i].Code = 0, code(i+1)
	}
	after := everything(t, s)
	if diff := cmp.Diff([]registry.Crosswalk{want}, after.Crosswalk); diff != "" {
		t.Error(diff)
	}
	if len(after.Networks) != 2 || after.Networks[0].Name != registry.Unified || after.Networks[0].Grids != 2 {
		t.Errorf("networks %+v, want the unified one first", after.Networks)
	}
	since, err := s.LoadSince(t.Context(), before)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(after, since); diff != "" {
		t.Errorf("read by difference: %s", diff)
	}
}

// TestAnAcceptanceIsWholeOrNothing lets the very last thing that is written be refused.
func TestAnAcceptanceIsWholeOrNothing(t *testing.T) {
	t.Parallel()
	s := withBeats(t)
	a := uncoded(t, s, liveMap(0), grid(0), grid(1))
	a.Crosswalk[1].OfLegacy = 0.5
	before := everything(t, s)
	if _, err := s.Accept(t.Context(), a); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), "crosswalk_complete") {
		t.Fatalf("got %v, want the constraint crosswalk_complete", err)
	}
	if diff := cmp.Diff(before, everything(t, s)); diff != "" {
		t.Errorf("something is left behind: %s", diff)
	}
	if d, err := s.Draft(t.Context(), a.Draft); err != nil || d.State != registry.Open || d.Uncoded != 2 {
		t.Errorf("the draft is %+v (%v), want it open and without codes", d, err)
	}
}

func TestOfTwoAcceptancesAtOnceOneWinsAndTheOtherIsTold(t *testing.T) {
	t.Parallel()
	s := withBeats(t)
	a := uncoded(t, s, liveMap(0), grid(0), grid(1))
	var errs [2]error
	var group errgroup.Group
	for i := range errs {
		group.Go(func() error { _, errs[i] = s.Accept(t.Context(), a); return nil })
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	won, told := errs[0], errs[1]
	if won != nil {
		won, told = told, won
	}
	if won != nil || !errors.Is(told, registry.ErrConflict) || !strings.Contains(told.Error(), "published") {
		t.Errorf("got %v, want one nil and one ErrConflict", errs)
	}
	if c := everything(t, s); len(c.Revisions) != 1 || len(c.Crosswalk) != 1 || len(c.Ledger) != 2 {
		t.Errorf("%d revisions, %d crosswalks, %d codes", len(c.Revisions), len(c.Crosswalk), len(c.Ledger))
	}
}

func TestAnAcceptanceIsRefusedWhereTheGroundChangedSince(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*testing.T, *postgis.Store){
		"network police": func(t *testing.T, s *postgis.Store) {
			beats(t, s, registry.LegacyGrid{Code: "P2", Shape: square(2, 0), AreaM2: 1})
		},
		"buildings": func(t *testing.T, s *postgis.Store) {
			if _, err := s.PutBuildings(t.Context(), importOf("buildings"), []registry.Building{{ID: "1", Shape: square(0, 0), Population: 5}}); err != nil {
				t.Fatal(err)
			}
		},
		"divisions": func(t *testing.T, s *postgis.Store) {
			other := divisions()
			other[0].Shape = square(1, 1)
			if _, err := s.PutDivisions(t.Context(), importOf("divisions"), other); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := withBeats(t)
			a := uncoded(t, s, liveMap(0), grid(0), grid(1))
			change(t, s)
			_, err := s.Accept(t.Context(), a)
			if !errors.Is(err, registry.ErrConflict) || !strings.Contains(err.Error(), name) {
				t.Errorf("got %v, want ErrConflict that names %s", err, name)
			}
			if c := everything(t, s); len(c.Revisions)+len(c.Ledger) != 0 {
				t.Errorf("%d revisions and %d codes are left behind", len(c.Revisions), len(c.Ledger))
			}
		})
	}
}

func TestAnAcceptanceIsRefusedWhereTheDraftIsNotOpenAnyMore(t *testing.T) {
	t.Parallel()
	s := withBeats(t)
	a := uncoded(t, s, liveMap(0), grid(0), grid(1))
	d, err := s.Draft(t.Context(), a.Draft)
	if err != nil {
		t.Fatal(err)
	}
	revised(t, s, d, grid(0))
	if _, err := s.Accept(t.Context(), a); !errors.Is(err, registry.ErrConflict) || !strings.Contains(err.Error(), "discarded") {
		t.Errorf("got %v, want ErrConflict", err)
	}
	a.Draft = uuid.New()
	if _, err := s.Accept(t.Context(), a); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("got %v, want ErrNotFound", err)
	}
}

func TestACrosswalkOfGridsThatAreNotThereIsRefused(t *testing.T) {
	t.Parallel()
	for name, crossing := range map[string]registry.Crossing{
		"a legacy grid": {Network: "police", LegacyCode: "P9", Number: 1, OfLegacy: 1, Class: registry.ClassSame},
		"a network":     {Network: "urban", LegacyCode: "P1", Number: 1, OfLegacy: 1, Class: registry.ClassSame},
		"a grid":        {Network: "police", LegacyCode: "P1", Number: 3, OfLegacy: 1, Class: registry.ClassSame},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := withBeats(t)
			a := uncoded(t, s, liveMap(0), grid(0), grid(1))
			a.Crosswalk = []registry.Crossing{crossing}
			if _, err := s.Accept(t.Context(), a); !errors.Is(err, registry.ErrInvalid) {
				t.Errorf("got %v, want ErrInvalid", err)
			}
		})
	}
}

func TestLegacyGridsAreReadAsOfAChange(t *testing.T) {
	t.Parallel()
	s := withBeats(t)
	before := everything(t, s).Changes
	beats(t, s, registry.LegacyGrid{Code: "P2", Name: "moved", Shape: square(5, 0), AreaM2: 1})
	after := everything(t, s).Changes
	for _, tt := range []struct {
		at   registry.Change
		want []string
	}{{before[0], nil}, {before[len(before)-1], []string{""}}, {after[len(after)-1], []string{"moved"}}} {
		found, err := s.LegacyAt(t.Context(), tt.at, "", "P2")
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, g := range found {
			names = append(names, g.Name)
		}
		if diff := cmp.Diff(tt.want, names); diff != "" {
			t.Errorf("as of %+v: %s", tt.at, diff)
		}
	}
}

func TestWhatANetworkSaysOfItsGridsIsKept(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	people, homes := 600, 0
	campus := registry.LegacyGrid{Code: "P1", Kind: registry.Dedicated, Shape: square(0, 0), AreaM2: 1, Population: &people, Households: &homes}
	silent := registry.LegacyGrid{Code: "P2", Kind: registry.Base, Shape: square(1, 0), AreaM2: 1}
	beats(t, s, campus, silent)
	got, err := s.Legacy(t.Context(), county, "police")
	if err != nil {
		t.Fatal(err)
	}
	want := []registry.LegacyGrid{campus, silent}
	for i := range want {
		want[i].County, want[i].Network = county, "police"
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
