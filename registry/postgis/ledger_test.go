package postgis_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/google/uuid"

	"wangge/registry"
)

// brought is a code of CJ/T 349 that a file brings.
func brought(sequence int, grid string) registry.Issue {
	return registry.Issue{
		Scheme: "cjt349", Code: fmt.Sprintf("010001%s%02d", community, sequence), Community: community, Sequence: sequence,
		Grid: grid, Batch: uuid.New(), Algorithm: registry.Imported, Note: "门牌",
	}
}

func TestCodesOfAFileEnterTheLedgerOnce(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	published(t, s, 0, grid(0), grid(1))
	rows := []registry.Issue{brought(7, ""), brought(8, community+"001")}
	im, err := s.PutCodes(t.Context(), importOf("codes"), rows)
	if err != nil || im.Tally != (registry.Tally{Added: 2}) {
		t.Fatalf("%+v, %v", im.Tally, err)
	}
	if stored, err := s.Import(t.Context(), im.ID); err != nil || stored.What != "codes" {
		t.Errorf("the import is remembered as %+v, %v", stored, err)
	}
	got, err := s.Issued(t.Context(), county, "cjt349")
	if diff := cmp.Diff(rows, got, cmpopts.IgnoreFields(registry.Issue{}, "Actor", "IssuedAt")); diff != "" || err != nil {
		t.Error(diff, err)
	}
	before, err := s.Version(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	im, err = s.PutCodes(t.Context(), importOf("codes"), []registry.Issue{brought(7, ""), brought(8, "")})
	if after, verr := s.Version(t.Context()); err != nil || verr != nil || im.Tally != (registry.Tally{Unchanged: 2}) || after != before {
		t.Errorf("the same again: %+v, %v, %v", im.Tally, err, verr)
	}
	for name, tt := range map[string]struct {
		row  registry.Issue
		want error
	}{
		"a code of something elsewhere for a grid": {brought(7, community+"002"), registry.ErrConflict},
		"a code of another grid":                   {brought(8, community+"002"), registry.ErrConflict},
		"a second code for a grid":                 {brought(9, community+"001"), registry.ErrConflict},
	} {
		if _, err := s.PutCodes(t.Context(), importOf("codes"), []registry.Issue{brought(20, ""), tt.row}); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
	if got, err := s.Issued(t.Context(), county, "cjt349"); err != nil || len(got) != 2 {
		t.Errorf("%d codes are left of what was refused, %v", len(got), err)
	}
}

// Several who number the published grids at once, while others bring codes, never issue a code twice: whoever is late
// finds the ledger as it is by then.
func TestNumberingPublishedGridsTwiceAtOnce(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	published(t, s, 0, grid(0), grid(1), grid(2))
	r := registry.Registry{Store: s}
	if err := r.AdoptScheme(t.Context(), registry.Adoption{County: county, Scheme: "cjt349", Object: "010001"}, someone); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for n := range 4 {
		all.Go(func() {
			if _, err := r.NumberScheme(t.Context(), county, "cjt349", someone); err != nil {
				t.Error(err)
			}
		})
		all.Go(func() {
			far := brought(50+10*n, "") // apart, so that no number that follows one is another
			if _, err := s.PutCodes(t.Context(), importOf("codes"), []registry.Issue{far}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	issued, err := s.Issued(t.Context(), county, "cjt349")
	if err != nil {
		t.Fatal(err)
	}
	grids := map[string]int{}
	for _, i := range issued {
		grids[i.Grid]++
	}
	want := map[string]int{"": 4, community + "001": 1, community + "002": 1, community + "003": 1}
	if diff := cmp.Diff(want, grids); diff != "" {
		t.Error(diff)
	}
}

// A grid that was retired keeps its codes of every scheme; the grids that come after it get new ones behind them.
func TestCodesOfRetiredGridsAreNeverGivenAgain(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	r := registry.Registry{Store: s}
	if err := r.AdoptScheme(t.Context(), registry.Adoption{County: county, Scheme: "city16"}, someone); err != nil {
		t.Fatal(err)
	}
	number := func() (out []string) {
		t.Helper()
		preview, err := r.PreviewScheme(t.Context(), county, "city16")
		if err != nil {
			t.Fatal(err)
		}
		issued, err := r.NumberScheme(t.Context(), county, "city16", someone)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(preview.Issues, issued, cmpopts.IgnoreFields(registry.Issue{}, "Batch", "IssuedAt")); diff != "" {
			t.Error("not as previewed", diff)
		}
		for _, i := range issued {
			out = append(out, i.Grid[12:]+" "+i.Code[13:])
		}
		return out
	}
	rev := published(t, s, 0, grid(0), grid(1))
	if diff := cmp.Diff([]string{"001 001", "002 002"}, number()); diff != "" {
		t.Error(diff)
	}
	kept := grid(0)
	kept.Code = community + "001"
	published(t, s, rev.Number, kept, grid(2)) // the second is retired
	if diff := cmp.Diff([]string{"003 003"}, number()); diff != "" {
		t.Error(diff)
	}
	if _, err := s.Revert(t.Context(), county, 1, someone, registry.LineageOf); err != nil {
		t.Fatal(err)
	}
	if got := number(); got != nil {
		t.Errorf("a grid that came back was numbered again: %q", got)
	}
	if _, err := r.NumberScheme(t.Context(), county, "cn15", someone); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("published grids are numbered in their own scheme: %v", err)
	}
}
