package snapshot

import (
	"container/list"
	"context"
	"fmt"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"wangge/registry"
)

// History gives earlier states. They are read from the store when they are asked for, once even when many ask at the same
// time, and those asked for last are kept within a budget. It is safe for concurrent use.
type History struct {
	store  pastSource
	budget int64 // bytes
	loads  singleflight.Group

	mu    sync.Mutex
	kept  map[registry.Version]*list.Element // of *Snapshot
	order list.List                          // asked for last in front
	count HistoryCount
}

// HistoryCount tells how a history is used.
type HistoryCount struct {
	Hits, Loads, Dropped int64 // questions answered from memory; states read; states given up for others
	Kept                 int
	Bytes                int64 // of those kept, as Bytes estimates them
}

// pastSource is the part of the store that History needs.
type pastSource interface {
	LoadAt(ctx context.Context, at registry.Change) (*registry.Content, error)
	LegacyAt(ctx context.Context, at registry.Change, network, code string) ([]registry.LegacyGrid, error)
}

// NewHistory keeps up to so many bytes of earlier states, and at least the one that was asked for last.
func NewHistory(store pastSource, budget int64) *History {
	return &History{store: store, budget: budget, kept: map[registry.Version]*list.Element{}}
}

// At gives the state that at= asks for, and the moment; the present one where that is it. Errors are those of Moment, or of the store.
func (h *History) At(ctx context.Context, present *Snapshot, text string) (*Snapshot, time.Time, error) {
	m, err := present.Moment(text, time.Now())
	if err != nil {
		return nil, time.Time{}, err
	}
	s, err := h.state(ctx, present, m.State)
	return s, m.Time, err
}

func (h *History) state(ctx context.Context, present *Snapshot, at registry.Change) (*Snapshot, error) {
	key := registry.Version{Revision: at.Revision, Change: at.Number}
	if key == present.version {
		return present, nil
	}
	if s := h.find(key); s != nil {
		return s, nil
	}
	loading := h.loads.DoChan(fmt.Sprint(key), func() (any, error) {
		return h.load(context.WithoutCancel(ctx), present, at) // others may wait for it
	})
	select {
	case done := <-loading:
		s, _ := done.Val.(*Snapshot) // none with an error
		return s, done.Err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// LegacyReadings is that of the present snapshot as of what at= asks for: of the grids that had the code then, and who had their ground.
func (h *History) LegacyReadings(ctx context.Context, present *Snapshot, at, network, code string) ([]Reading, error) {
	m, err := present.Moment(at, time.Now())
	if err != nil {
		return nil, err
	}
	if m.State.Number == present.version.Change {
		return present.LegacyReadings(network, code), nil
	}
	grids, err := h.store.LegacyAt(ctx, m.State, network, code)
	if err != nil || len(grids) == 0 {
		return []Reading{}, err
	}
	then, err := h.state(ctx, present, m.State)
	if err != nil {
		return nil, err
	}
	out := make([]Reading, len(grids))
	for i, g := range grids {
		out[i] = legacyReading(g, then.today(present.stories, g))
	}
	return out, nil
}

func (h *History) find(key registry.Version) *Snapshot {
	h.mu.Lock()
	defer h.mu.Unlock()
	e, ok := h.kept[key]
	if !ok {
		return nil
	}
	h.count.Hits++
	h.order.MoveToFront(e)
	return stateOf(e)
}

func stateOf(e *list.Element) *Snapshot { return e.Value.(*Snapshot) } //nolint:forcetypeassert // nothing else is put there

func (h *History) load(ctx context.Context, present *Snapshot, at registry.Change) (*Snapshot, error) {
	if s := h.find(registry.Version{Revision: at.Revision, Change: at.Number}); s != nil {
		return s, nil // read since the caller looked
	}
	ctx, cancel := context.WithTimeout(ctx, loadTime)
	defer cancel()
	c, err := h.store.LoadAt(ctx, at)
	if err != nil {
		return nil, err
	}
	s := New(c, present)
	s.content = nil // nothing is read on from it
	h.keep(s)
	return s, nil
}

// keep adds a state, and gives up those asked for longest ago until the rest keeps within the budget.
func (h *History) keep(s *Snapshot) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.count.Loads++
	h.kept[s.version] = h.order.PushFront(s)
	h.count.Bytes += s.bytes
	for h.count.Bytes > h.budget && h.order.Len() > 1 {
		old := stateOf(h.order.Back())
		h.order.Remove(h.order.Back())
		delete(h.kept, old.version)
		h.count.Bytes -= old.bytes
		h.count.Dropped++
	}
}

// Count tells how the history is used.
func (h *History) Count() HistoryCount {
	h.mu.Lock()
	defer h.mu.Unlock()
	out := h.count
	out.Kept = h.order.Len()
	return out
}
