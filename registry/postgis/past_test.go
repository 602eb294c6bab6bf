package postgis_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"wangge/registry"
	"wangge/registry/postgis"
	"wangge/registry/postgis/pgtest"
)

// remembered is what of a state can be read later.
func remembered(c *registry.Content) *registry.Content {
	return &registry.Content{
		Version: c.Version, Revision: c.Revision, Changes: c.Changes[len(c.Changes)-1:],
		Divisions: c.Divisions, Grids: c.Grids, Officers: c.Officers, Postings: c.Postings, Matters: c.Matters,
	}
}

func loaded(t *testing.T, s *postgis.Store) *registry.Content {
	t.Helper()
	c, err := s.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return remembered(c)
}

// asItWas fails where a state is read otherwise than it was seen.
func asItWas(t *testing.T, s *postgis.Store, seen *registry.Content) {
	t.Helper()
	got, err := s.LoadAt(t.Context(), seen.Changes[0])
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(seen, remembered(got), cmpopts.IgnoreFields(registry.Grid{}, "Since", "ValidFrom"), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("change %+v is remembered otherwise: %s", seen.Changes[0], diff)
	}
}

// Whatever happens to a county, every state of it that was ever seen can be read again.
func TestEveryStateThatWasSeenIsReadAgainAsItWas(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	published(t, s, 0, grid(0), grid(1))
	seen := []*registry.Content{loaded(t, s)}
	random := rand.New(rand.NewPCG(6, 5)) //nolint:gosec // the same lives every time
	for n := range 60 {
		change(t, s, random, n)
		seen = append(seen, loaded(t, s))
	}
	for i, c := range seen {
		if i > 0 && c.Changes[0].Number > seen[i-1].Changes[0].Number && !c.Changes[0].At.After(seen[i-1].Changes[0].At) {
			t.Errorf("change %+v came after %+v", c.Changes[0], seen[i-1].Changes[0])
		}
		asItWas(t, s, c)
	}
}

// change makes one random change: of a name, of the roster, of who is posted where, of the map, of matters, or none.
func change(t *testing.T, s *postgis.Store, random *rand.Rand, n int) {
	t.Helper()
	name, pick := fmt.Sprint("名", random.IntN(3)), random.IntN(2)
	var err error
	switch random.IntN(6) {
	case 0:
		_, err = s.PutDivisions(t.Context(), importOf("divisions"), []registry.Division{{Code: town, Level: registry.Town, Parent: county, Name: name, Shape: square(0, int32(pick))}}) //nolint:gosec // small
	case 1:
		_, err = s.PutOfficers(t.Context(), importOf("officers"), []registry.Officer{{ID: fmt.Sprint(pick), Name: name, Phone: "138", Public: pick > 0}})
	case 2:
		id := fmt.Sprint(pick)
		if _, err = s.PutOfficers(t.Context(), importOf("officers"), []registry.Officer{{ID: id, Name: name}}); err == nil {
			_, err = s.PutPostings(t.Context(), importOf("postings"), []registry.Posting{{Network: "governance", Role: registry.Agent, Officer: id, Target: community + "001", State: registry.Active}})
		}
	case 3:
		_, err = s.PutMatters(t.Context(), importOf("matters"), []registry.Matter{{Code: "street-lamp", Name: name, Networks: []string{name, "urban"}}})
	case 4:
		target := []string{town, community}[pick]
		_, err = s.PutPostings(t.Context(), importOf("postings"), []registry.Posting{{Network: name, Role: registry.Duty, Target: target, State: registry.Vacant}})
	default:
		publishOtherwise(t, s, n)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// publishOtherwise publishes the map with another name and other counts, and sometimes with another grid in the place of one.
func publishOtherwise(t *testing.T, s *postgis.Store, n int) {
	t.Helper()
	live, err := s.Grids(t.Context(), county)
	if err != nil {
		t.Fatal(err)
	}
	live[0].Name, live[1].Population = fmt.Sprint("第", n), n
	if n%4 == 0 && live[1].Code < community+"009" {
		live[1].Code = "" // a new one comes, the one before is retired
	}
	v, err := s.Version(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	published(t, s, v.Revision, live...)
}

// A transaction that began before another one, and was committed after it, belongs to the later state: nobody had seen it before.
func TestWhatWasCommittedLaterIsNotReadIntoAnEarlierState(t *testing.T) {
	t.Parallel()
	url := pgtest.New(t)
	s, err := postgis.Open(t.Context(), url, silent)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	if _, err := s.PutDivisions(t.Context(), importOf("divisions"), divisions()); err != nil {
		t.Fatal(err)
	}
	published(t, s, 0, grid(0))
	renamed := grid(0)
	renamed.Code, renamed.Name = community+"001", "另名"
	draft := drafted(t, s, 1, renamed)

	gate := connect(t, url)
	mustExec(t, gate, "BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('wangge import 370883', 0))")
	slow := make(chan error, 1)
	go func() {
		_, err := s.PutPostings(t.Context(), importOf("postings"), []registry.Posting{{Network: "governance", Role: registry.Duty, Target: town, State: registry.Vacant}})
		slow <- err
	}()
	watch := connect(t, url)
	for answer(t, watch, "SELECT count(*)::text FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())") == "0" { //nolint:revive // until it waits
	}
	if _, err := s.Publish(t.Context(), draft, someone, registry.LineageOf); err != nil { // begins later, and is done earlier
		t.Fatal(err)
	}
	between := loaded(t, s)
	mustExec(t, gate, "COMMIT")
	if err := <-slow; err != nil {
		t.Fatal(err)
	}
	after := loaded(t, s)
	if len(between.Postings) != 0 || len(after.Postings) != 1 || !after.Changes[0].At.After(between.Changes[0].At) {
		t.Fatalf("seen %+v, then %+v", between, after)
	}
	asItWas(t, s, between)
	asItWas(t, s, after)
}

// What is read by difference is what is read whole, whatever happened, and however much at once.
func TestReadingByDifferenceIsReadingAll(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	random := rand.New(rand.NewPCG(6, 9)) //nolint:gosec // the same lives every time
	var have *registry.Content
	for n := range 60 {
		if n == 1 {
			published(t, s, 0, grid(0), grid(1))
		} else if n > 1 {
			change(t, s, random, n)
		}
		if random.IntN(3) == 0 {
			continue // several changes at once
		}
		whole, err := s.Load(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if have, err = s.LoadSince(t.Context(), have); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(whole, have, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("after change %d: %s", n, diff)
		}
	}
}

// A store that was restored from a backup and went on otherwise is read whole.
func TestAContentOfAnotherHistoryIsNotReadOnFrom(t *testing.T) {
	t.Parallel()
	one, other := withDivisions(t), withDivisions(t)
	published(t, one, 0, grid(0), grid(1))
	published(t, other, 0, grid(0))
	have, err := one.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got, err := other.LoadSince(t.Context(), have)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Grids) != 1 || len(got.Lives) != 1 {
		t.Errorf("got %+v", got)
	}
}
