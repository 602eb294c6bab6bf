package snapshot_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"wangge/registry"
	"wangge/registry/snapshot"
)

// shelf is a store whose earlier states are all alike, but for their number.
type shelf struct {
	mu    sync.Mutex
	loads map[int64]int
	gate  chan struct{} // nil: none
}

func (s *shelf) LoadAt(_ context.Context, at registry.Change) (*registry.Content, error) {
	if s.gate != nil {
		<-s.gate
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.loads == nil {
		s.loads = map[int64]int{}
	}
	s.loads[at.Number]++
	c := content()
	c.Version, c.Changes = registry.Version{Revision: at.Revision, Change: at.Number}, []registry.Change{at}
	return c, nil
}

// LegacyAt gives the beat that the content has.
func (s *shelf) LegacyAt(_ context.Context, _ registry.Change, _, code string) (out []registry.LegacyGrid, err error) {
	for _, l := range content().Legacy {
		if l.Code == code {
			out = append(out, l)
		}
	}
	return out, nil
}

func asked(t *testing.T, h *snapshot.History, present *snapshot.Snapshot, at string) *snapshot.Snapshot {
	t.Helper()
	s, _, err := h.At(t.Context(), present, at)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAnEarlierStateIsReadOnceHoweverManyAsk(t *testing.T) {
	t.Parallel()
	store, present := &shelf{gate: make(chan struct{})}, snapshot.New(changed(), nil)
	h := snapshot.NewHistory(store, 1<<20)
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if s, _, err := h.At(t.Context(), present, "2"); err != nil || s.Version().Change != 4 {
				t.Errorf("got %v", err)
			}
		})
	}
	close(store.gate)
	all.Wait()
	asked(t, h, present, "2")
	if store.loads[4] != 1 || h.Count().Loads != 1 || h.Count().Hits == 0 {
		t.Errorf("read %v, counted %+v", store.loads, h.Count())
	}
	if asked(t, h, present, "3") != present || asked(t, h, present, "") != present {
		t.Error("the present state is read again")
	}
}

func TestStatesAskedForLongestAgoGiveWay(t *testing.T) {
	t.Parallel()
	store, present := &shelf{}, snapshot.New(changed(), nil)
	h := snapshot.NewHistory(store, 1<<20)
	asked(t, h, present, "2")
	one := h.Count().Bytes
	h = snapshot.NewHistory(store, 2*one)
	for _, at := range []string{"2", "1", "2", "2026-11-02T12:00:00Z", "2"} {
		asked(t, h, present, at)
	}
	if n := h.Count(); n.Kept != 2 || n.Bytes != 2*one || n.Dropped != 1 || n.Loads != 3 || n.Hits != 2 {
		t.Errorf("counted %+v, with %d bytes a state", n, one)
	}
}

// Whoever gives up does not spoil it for others.
func TestAWaitEndsWithItsCaller(t *testing.T) {
	t.Parallel()
	store, present := &shelf{gate: make(chan struct{})}, snapshot.New(changed(), nil)
	h := snapshot.NewHistory(store, 1<<20)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := h.At(ctx, present, "1"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	close(store.gate)
	if asked(t, h, present, "1").Version().Change != 3 {
		t.Error("another state")
	}
}

func TestLegacyCodesAreReadInTheStateThatIsAskedFor(t *testing.T) {
	t.Parallel()
	store, present := &shelf{}, snapshot.New(changed(), nil)
	h := snapshot.NewHistory(store, 1<<20)
	for at, loads := range map[string]int64{"": 0, "2": 1} {
		got, err := h.LegacyReadings(t.Context(), present, at, "", "JW 07")
		if err != nil || len(got) != 1 || len(got[0].Today) != 1 || got[0].Today[0].Code != east {
			t.Errorf("at %q: %+v (%v), want the beat in the east", at, got, err)
		}
		if at != "" && h.Count().Loads != loads {
			t.Errorf("at %q: %d states were read, want %d", at, h.Count().Loads, loads)
		}
	}
	if got, err := h.LegacyReadings(t.Context(), present, "2", "", "none"); err != nil || len(got) != 0 {
		t.Errorf("a code that nothing had: %v %v", got, err)
	}
	var query *snapshot.QueryError
	if _, err := h.LegacyReadings(t.Context(), present, "99", "", "JW 07"); !errors.As(err, &query) {
		t.Errorf("a revision that is not there: %v", err)
	}
}
