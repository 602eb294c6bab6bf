package registry_test

import (
	"errors"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"wangge/geo/vector"
	"wangge/registry"
)

// Whatever people ask for, in whatever order: a plan holds the laws of codes and of the map, and what cannot be is told with a remedy.
func TestRandomChangesHoldTheLaws(t *testing.T) {
	t.Parallel()
	made, refused := 0, 0
	for seed := range uint64(60) {
		r, s := rand.New(rand.NewPCG(seed, 5)), county()
		s.Ledger.Reserves = []registry.Reserve{{Scheme: "cn15", Division: "370883104", From: 3, To: 90, Kind: registry.Dedicated}}
		for range 15 {
			p, err := registry.PlanRecoding(t.Context(), s, randomChanges(r, s))
			if err != nil {
				refused++
				refusedWell(t, err)
				continue
			}
			made++
			holds(t, s, p)
			s = applied(s, p)
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	if made < 100 || refused < 100 {
		t.Errorf("%d plans and %d refusals say little", made, refused)
	}
}

func randomChanges(r *rand.Rand, s registry.Standing) (out []registry.DivisionChange) {
	towns := []string{"370883003", "370883104", "370883105", "370883203"}
	pick := func(from ...string) string { return from[r.IntN(len(from))] }
	for range 1 + r.IntN(3) {
		community := pick(towns...) + pick("001", "002", "003", "201", "202", "601")
		c := registry.DivisionChange{Old: s.Divisions[1+r.IntN(len(s.Divisions)-1)].Code, New: community, Name: pick("", "", "", "甲", "乙")}
		switch {
		case len(c.Old) == 9:
			c.New = pick(towns...)
		case r.IntN(4) == 0:
			c.Old = s.Grids[r.IntN(len(s.Grids))].Code
		}
		out = append(out, c)
	}
	return out
}

func refusedWell(t *testing.T, err error) {
	t.Helper()
	var rows vector.RowErrors
	if !errors.As(err, &rows) || !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("refused without a row: %v", err)
	}
	for _, e := range rows {
		if e.Row < 1 || e.Problem.EN == "" || e.Problem.ZH == "" || e.Remedy.EN == "" || e.Remedy.ZH == "" {
			t.Errorf("refused without a remedy: %+v", e)
		}
	}
}

// applied is a county after a plan, as the store makes it.
func applied(s registry.Standing, p registry.Recoding) registry.Standing {
	live, ended := map[string]registry.Division{}, map[string]registry.Division{}
	for _, d := range s.Ended {
		ended[d.Code] = d
	}
	for _, d := range slices.Concat(s.Divisions, p.After.Divisions) {
		live[d.Code] = d
		delete(ended, d.Code)
	}
	for _, code := range p.Closed {
		ended[code] = live[code]
		delete(live, code)
	}
	next := s
	next.Revision.Number++
	next.Divisions, next.Ended, next.Grids = sorted(live), sorted(ended), slices.Clone(p.After.Grids)
	next.Ledger.Issued = slices.Concat(s.Ledger.Issued, p.Issues())
	return next
}

func sorted(m map[string]registry.Division) (out []registry.Division) {
	for _, code := range slices.Sorted(maps.Keys(m)) {
		out = append(out, m[code])
	}
	return out
}
