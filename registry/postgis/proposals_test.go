package postgis_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/google/uuid"

	"wangge/geo/regroup"
	"wangge/registry"
	"wangge/registry/postgis"
)

// proposal has two grids, the second of which has no reason to be looked at.
func proposal() registry.Proposal {
	return registry.Proposal{
		ID: uuid.New(), County: county, Name: "方案一", Base: "police", Networks: []string{"police", "urban"}, Options: []byte(`{"target":600}`), Report: []byte(`{"j":0.4}`),
		Cancelled: true, Actor: someone,
		Grids: []registry.Proposed{
			{Community: community, Name: "甲", Kind: registry.Dedicated, Shape: square(0, 0), AreaM2: 1.5, People: 900.25, Households: 300, Main: "P1", MovedShare: 0.25, Reason: regroup.Tower},
			{Community: community, Name: "乙", Kind: registry.Base, Shape: square(1, 0), AreaM2: 1, People: 600},
		},
	}
}

func proposedCrosswalk() []registry.Crossing {
	return []registry.Crossing{
		{Network: "police", Number: 2, AreaM2: 1, OfGrid: 0.5, Class: registry.ClassUncovered},
		{Network: "police", LegacyCode: "P1", AreaM2: 0.5, OfLegacy: 0.25, Class: registry.ClassOrphan, Noise: true},
		{Network: "police", LegacyCode: "P1", Number: 1, AreaM2: 1.5, OfLegacy: 0.75, OfGrid: 1, People: 900.25, PeopleOfLegacy: 1, PeopleOfGrid: 1, HouseholdsOfLegacy: 0.5, HouseholdsOfGrid: 0.25, Class: registry.ClassContains},
	}
}

func faces() []registry.Face {
	return []registry.Face{
		{Shape: square(0, 0)[0], Community: community, AreaM2: 1.5, People: 900.25, Households: 300.5, Owners: [][]string{{"P1"}, {"U1", "U2"}}, Grid: 0},
		{Shape: square(1, 0)[0], Owners: [][]string{{}, {"U1"}}, AreaM2: 1, Sliver: true, Grid: -1},
	}
}

func proposed(t *testing.T, s *postgis.Store, p registry.Proposal) registry.Proposal {
	t.Helper()
	stored, err := s.PutProposal(t.Context(), p, proposedCrosswalk(), faces())
	if err != nil {
		t.Fatal(err)
	}
	return stored
}

func TestProposalsComeBackAsTheyWerePut(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	want := proposed(t, s, proposal())
	got, err := s.Proposal(t.Context(), want.ID)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" || want.At.IsZero() || want.Count != 2 {
		t.Errorf("the proposal: %s", diff)
	}
	crosswalk, err := s.ProposalCrosswalk(t.Context(), want.ID)
	if diff := cmp.Diff(proposedCrosswalk(), crosswalk, cmpopts.SortSlices(func(a, b registry.Crossing) bool { return a.AreaM2 < b.AreaM2 })); diff != "" || err != nil {
		t.Errorf("the crosswalk: %s %v", diff, err)
	}
	stored, err := s.ProposalFaces(t.Context(), want.ID)
	if diff := cmp.Diff(faces(), stored); diff != "" || err != nil {
		t.Errorf("the faces: %s %v", diff, err)
	}
}

func TestProposalsStandBesideEachOtherUntilTheyAreDropped(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	first, second := proposed(t, s, proposal()), proposed(t, s, proposal())
	list, err := s.Proposals(t.Context(), county)
	if err != nil || len(list) != 2 || list[0].ID != second.ID || list[0].Grids != nil || list[0].Count != 2 {
		t.Fatalf("the list is %+v (%v), want both, the newer first", list, err)
	}
	if err := s.DropProposal(t.Context(), second.ID, someone); err != nil {
		t.Fatal(err)
	}
	if list, err = s.Proposals(t.Context(), county); err != nil || len(list) != 1 || list[0].ID != first.ID {
		t.Errorf("after one was dropped: %+v (%v)", list, err)
	}
	_, faces := s.ProposalFaces(t.Context(), second.ID)
	_, crosswalk := s.ProposalCrosswalk(t.Context(), second.ID)
	_, gone := s.Proposal(t.Context(), second.ID)
	for what, err := range map[string]error{"faces": faces, "crosswalk": crosswalk, "proposal": gone, "drop": s.DropProposal(t.Context(), second.ID, someone)} {
		if !errors.Is(err, registry.ErrNotFound) {
			t.Errorf("%s of a proposal that is gone: %v, want ErrNotFound", what, err)
		}
	}
}

func TestAProposalTellsWhichDraftWasMadeOfIt(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	p := proposed(t, s, proposal())
	d, err := s.ReviseDraft(t.Context(), registry.Draft{}, registry.Draft{County: county, Actor: someone, Change: "merge", Proposal: p.ID, Grids: []registry.Grid{grid(0)}})
	if err != nil {
		t.Fatal(err)
	}
	if p, err = s.Proposal(t.Context(), p.ID); err != nil || p.Draft != d.ID || d.Proposal != p.ID {
		t.Errorf("proposal of draft %s, draft of proposal %s (%v)", d.Proposal, p.Draft, err)
	}
	if err := s.DropProposal(t.Context(), p.ID, someone); err != nil {
		t.Fatal(err)
	}
	if d, err = s.Draft(t.Context(), d.ID); err != nil || d.Proposal != uuid.Nil || d.State != registry.Open {
		t.Errorf("the draft of a dropped proposal: %+v (%v)", d, err)
	}
}

func TestAProposalOfAnUnknownCountyIsRefused(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	p := proposal()
	p.County = "110000"
	if _, err := s.PutProposal(t.Context(), p, nil, nil); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("got %v, want ErrNotFound", err)
	}
}
