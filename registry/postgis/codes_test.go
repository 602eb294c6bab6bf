package postgis_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wangge/registry"
)

func TestReservedRangesHoldUntilTheyEnd(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	campus := registry.Reserve{Scheme: "cn15", Division: community, From: 901, To: 999, Kind: registry.Dedicated, Note: "园区"}
	if err := s.PutReserve(t.Context(), campus, someone); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		r    registry.Reserve
		want error
	}{
		{"a number is reserved already", registry.Reserve{Scheme: "cn15", Division: community, From: 950, To: 950}, registry.ErrConflict},
		{"from high to low", registry.Reserve{Scheme: "cn15", Division: community, From: 9, To: 1}, registry.ErrInvalid},
		{"an unknown division", registry.Reserve{Scheme: "cn15", Division: "370883009009", From: 1, To: 9}, registry.ErrInvalid},
		{"an unknown kind", registry.Reserve{Scheme: "cn15", Division: community, From: 1, To: 9, Kind: "x"}, registry.ErrInvalid},
		{"the numbers below", registry.Reserve{Scheme: "cn15", Division: community, From: 801, To: 900}, nil},
		{"the same of another scheme", registry.Reserve{Scheme: "cjt349", Division: community, From: 901, To: 999}, nil},
		{"the same of the town around it", registry.Reserve{Scheme: "cn15", Division: town, From: 999, To: 999}, registry.ErrConflict},
		{"others of the town", registry.Reserve{Scheme: "cn15", Division: town, From: 701, To: 800}, nil},
		{"within the town's", registry.Reserve{Scheme: "cn15", Division: community, From: 701, To: 701}, registry.ErrConflict},
	} {
		if err := s.PutReserve(t.Context(), tt.r, someone); !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
	}
	if err := s.EndReserve(t.Context(), registry.Reserve{Scheme: "cn15", Division: community, From: 901, To: 950}, someone); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("part of a range ended: %v", err)
	}
	if err := s.EndReserve(t.Context(), campus, someone); err != nil {
		t.Fatal(err)
	}
	got, err := s.Reserves(t.Context(), county)
	if err != nil {
		t.Fatal(err)
	}
	want := []registry.Reserve{
		{Scheme: "cjt349", Division: community, From: 901, To: 999},
		{Scheme: "cn15", Division: town, From: 701, To: 800},
		{Scheme: "cn15", Division: community, From: 801, To: 900},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Codes are told apart by scheme and digits alone, whosever they are.
func TestASchemesNameMeansTheSameInAllCounties(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	const neighbour = "370811"
	im := importOf("divisions")
	im.County = neighbour
	if _, err := s.PutDivisions(t.Context(), im, []registry.Division{{Code: neighbour, Level: registry.County, Name: "任城区"}}); err != nil {
		t.Fatal(err)
	}
	ours, theirs := []byte(`{"digits": 17}`), []byte(`{"digits": 18}`)
	for _, tt := range []struct {
		a    registry.Adoption
		want error
	}{
		{registry.Adoption{County: county, Scheme: "ours", Definition: ours, Object: "01"}, nil},
		{registry.Adoption{County: neighbour, Scheme: "ours", Definition: theirs, Object: "01"}, registry.ErrConflict},
		{registry.Adoption{County: neighbour, Scheme: "ours", Definition: ours, Object: "02"}, nil},
	} {
		if err := s.AdoptScheme(t.Context(), tt.a, someone); !errors.Is(err, tt.want) {
			t.Errorf("%s in %s: got %v, want %v", tt.a.Definition, tt.a.County, err, tt.want)
		}
	}
}

func TestAnAdoptedSchemeStaysAsItIs(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	own := registry.Adoption{County: county, Scheme: "ours", Definition: []byte(`{"name": "ours", "segments": [{"width": 6}]}`), Object: "01"}
	for _, tt := range []struct {
		name string
		a    registry.Adoption
		want error
	}{
		{"a scheme of its own", own, nil},
		{"a built-in one", registry.Adoption{County: county, Scheme: "cjt349"}, nil},
		{"the same once more", registry.Adoption{County: county, Scheme: "ours", Definition: []byte(`{"segments":[{"width":6}],"name":"ours"}`), Object: "01"}, nil},
		{"another object", registry.Adoption{County: county, Scheme: "ours", Definition: own.Definition, Object: "02"}, registry.ErrConflict},
		{"another definition", registry.Adoption{County: county, Scheme: "ours", Definition: []byte(`{}`), Object: "01"}, registry.ErrConflict},
		{"the registry's own", registry.Adoption{County: county, Scheme: "cn15"}, registry.ErrInvalid},
		{"an unknown county", registry.Adoption{County: "110000", Scheme: "cjt349"}, registry.ErrInvalid},
		{"no JSON", registry.Adoption{County: county, Scheme: "x", Definition: []byte(`{`)}, registry.ErrInvalid},
	} {
		if err := s.AdoptScheme(t.Context(), tt.a, someone); !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
	}
	got, err := s.Schemes(t.Context(), county)
	if err != nil || len(got) != 2 || got[0].Scheme != "cjt349" || got[0].Definition != nil || got[1].Object != "01" {
		t.Errorf("adopted: %+v, %v", got, err)
	}
}

// TestLoadTellsTheLifeOfEveryCode: the first grid is renamed, the second goes and comes back by a revert.
func TestLoadTellsTheLifeOfEveryCode(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	published(t, s, 0, grid(0), grid(1))
	first := grids(t, s)[0]
	first.Name = "新名"
	published(t, s, 1, first)
	if _, err := s.Revert(t.Context(), county, 1, someone, registry.LineageOf); err != nil {
		t.Fatal(err)
	}
	if err := s.AdoptScheme(t.Context(), registry.Adoption{County: county, Scheme: "cjt349"}, someone); err != nil {
		t.Fatal(err)
	}
	c, err := s.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := []registry.Life{
		{Code: community + "001", Name: "网格", From: 1},
		{Code: community + "002", Name: "网格", From: 1, To: 2},
		{Code: community + "002", Name: "网格", From: 3},
	}
	if diff := cmp.Diff(want, c.Lives); diff != "" {
		t.Error(diff)
	}
	if len(c.Ledger) != 2 || c.Ledger[0].Code != community+"001" || c.Ledger[0].Actor != someone.Name {
		t.Errorf("ledger %+v", c.Ledger)
	}
	gone := []registry.Lineage{{Revision: 2, Predecessor: community + "002", AreaShare: 1, PopulationShare: 1}}
	if diff := cmp.Diff(gone, c.Lineage); diff != "" {
		t.Errorf("lineage: %s", diff)
	}
	if diff := cmp.Diff([]registry.Adoption{{County: county, Scheme: "cjt349"}}, c.Schemes); diff != "" {
		t.Errorf("schemes: %s", diff)
	}
	if len(c.Revisions) != 3 || c.Revisions[0].Number != 3 || c.Revision != c.Revisions[0] {
		t.Errorf("revisions %+v", c.Revisions)
	}
}
