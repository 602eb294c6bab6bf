package snapshot

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"wangge/registry"
)

// Holder carries the present snapshot. The zero Holder is empty and ready for use.
type Holder struct {
	now   atomic.Pointer[Snapshot]
	swaps sync.Mutex // one at a time
}

// Load gives the present snapshot, nil before the first one.
func (h *Holder) Load() *Snapshot { return h.now.Load() }

// Publish makes s the present snapshot, unless it is older than that; it reports whether it did.
func (h *Holder) Publish(s *Snapshot) bool {
	h.swaps.Lock()
	defer h.swaps.Unlock()
	if have := h.now.Load(); have != nil && have.version.Change >= s.version.Change {
		return false
	}
	h.now.Store(s)
	return true
}

// source is the part of the store that Follow needs.
type source interface {
	Load(ctx context.Context) (*registry.Content, error)
	Watch(ctx context.Context, changed func(registry.Version)) error
}

// retry is the pause before a state that could not be read is read again.
const retry = 2 * time.Second

// Follow keeps the snapshot up with the store until ctx ends. When a state cannot be read, the last one stays.
func (h *Holder) Follow(ctx context.Context, store source, log *slog.Logger) error {
	changed := make(chan struct{}, 1)
	again := func() {
		select {
		case changed <- struct{}{}:
		default: // a look is due already
		}
	}
	var group sync.WaitGroup
	defer group.Wait()
	group.Go(func() {
		for ctx.Err() == nil {
			select {
			case <-ctx.Done():
			case <-changed:
				if err := h.read(ctx, store, log); err != nil && ctx.Err() == nil {
					log.Warn("the map could not be read and is tried again", "error", err)
					time.AfterFunc(retry, again)
				}
			}
		}
	})
	return store.Watch(ctx, func(registry.Version) { again() })
}

func (h *Holder) read(ctx context.Context, store source, log *slog.Logger) error {
	began := time.Now()
	c, err := store.Load(ctx)
	if err != nil {
		return err
	}
	s := New(c)
	if h.Publish(s) {
		log.Info("the map is read", "revision", s.revision.Number, "change", s.version.Change, "grids", len(s.grids), "took", time.Since(began).Round(time.Millisecond))
	}
	return nil
}
