package postgis_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"wangge/registry"
	"wangge/registry/postgis"
	"wangge/registry/postgis/pgtest"
)

// nextCode issues the number after the last one.
func nextCode(_ registry.Draft, l registry.Ledger) ([]registry.Issue, []string, error) {
	n := len(l.Issued) + 1
	return []registry.Issue{{Scheme: "cn15", Code: code(n), Community: community, Sequence: n, Algorithm: "test/1", Batch: uuid.New()}}, nil, nil
}

// twoServices opens a database twice, as two servers do.
func twoServices(t *testing.T) (a, b *postgis.Store) {
	t.Helper()
	url := pgtest.New(t)
	var stores [2]*postgis.Store
	for i := range stores {
		s, err := postgis.Open(t.Context(), url, silent)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(s.Close)
		stores[i] = s
	}
	if _, err := stores[0].PutDivisions(t.Context(), importOf("divisions"), divisions()); err != nil {
		t.Fatal(err)
	}
	return stores[0], stores[1]
}

func TestTwoServicesNumberingAtOnceNeverIssueACodeTwice(t *testing.T) {
	t.Parallel()
	const rounds, each = 50, 2
	a, b := twoServices(t)
	issued := make(chan string, rounds*each*2)
	var group errgroup.Group
	for _, s := range []*postgis.Store{a, b, a, b} {
		group.Go(func() error {
			for range rounds / 2 * each {
				issues, err := s.NumberLive(t.Context(), county, "cn15", someone, nextCode)
				if err != nil {
					return err
				}
				issued <- issues[0].Code
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	close(issued)
	seen := map[string]bool{}
	for c := range issued {
		if seen[c] {
			t.Errorf("code %s was issued twice", c)
		}
		seen[c] = true
	}
	for n := 1; n <= cap(issued); n++ {
		if !seen[code(n)] {
			t.Errorf("code %s was left out", code(n))
		}
	}
}

// TestABatchPreparedOnAStaleLedgerIssuesNothing decides before another service issues, and commits after it.
func TestABatchPreparedOnAStaleLedgerIssuesNothing(t *testing.T) {
	t.Parallel()
	a, b := twoServices(t)
	stale := func(registry.Draft, registry.Ledger) ([]registry.Issue, []string, error) {
		first, _, err := nextCode(registry.Draft{}, registry.Ledger{})
		second, _, _ := nextCode(registry.Draft{}, registry.Ledger{Issued: first})
		return append(second, first...), nil, err
	}
	if _, err := b.NumberLive(t.Context(), county, "cn15", someone, nextCode); err != nil {
		t.Fatal(err)
	}
	_, err := a.NumberLive(t.Context(), county, "cn15", someone, stale)
	if !errors.Is(err, registry.ErrConflict) || !strings.Contains(err.Error(), code(1)) || !strings.Contains(err.Error(), "number again") {
		t.Errorf("got %v, want ErrConflict with the code", err)
	}
	if issued, err := a.Issued(t.Context(), county, "cn15"); err != nil || len(issued) != 1 {
		t.Errorf("the ledger holds %+v (%v), want the other service's code alone", issued, err)
	}
}
