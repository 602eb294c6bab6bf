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
	now       atomic.Pointer[Snapshot]
	confirmed atomic.Int64  // when the store last said that now shows its present state, in Unix nanoseconds
	swaps     sync.Mutex    // one at a time
	next      chan struct{} // closes when now changes
}

// Load gives the present snapshot, nil before the first one.
func (h *Holder) Load() *Snapshot { return h.now.Load() }

// Await returns once the snapshot shows a change of the store, or a later one; with ctx's error where that ends before.
func (h *Holder) Await(ctx context.Context, change int64) error {
	for {
		s, next := h.upcoming()
		if s != nil && s.version.Change >= change {
			return nil
		}
		select {
		case <-next:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// upcoming gives the present snapshot, and what closes when there is another one.
func (h *Holder) upcoming() (*Snapshot, <-chan struct{}) {
	h.swaps.Lock()
	defer h.swaps.Unlock()
	if h.next == nil {
		h.next = make(chan struct{})
	}
	return h.now.Load(), h.next
}

// Age is how long ago the store last said that the snapshot shows its present state: seconds while the store answers.
func (h *Holder) Age() time.Duration { return time.Since(time.Unix(0, h.confirmed.Load())) }

// Publish makes s the present snapshot, unless it is older than that; it reports whether it did.
func (h *Holder) Publish(s *Snapshot) bool {
	h.swaps.Lock()
	defer h.swaps.Unlock()
	have := h.now.Load()
	if have != nil && have.version.Change >= s.version.Change {
		return false
	}
	h.confirmed.Store(s.loaded.UnixNano())
	h.now.Store(s)
	if h.next != nil { // somebody waits
		close(h.next)
		h.next = nil
	}
	return true
}

// source is the part of the store that Follow needs.
type source interface {
	LoadSince(ctx context.Context, have *registry.Content) (*registry.Content, error)
	Watch(ctx context.Context, seen func(registry.Version)) error
}

// loadTime is how long the store may take to give a whole state.
const loadTime = 5 * time.Minute

// Follow keeps the snapshot up with the store until ctx ends. When a state cannot be read, the last one stays
// until the store's next word.
func (h *Holder) Follow(ctx context.Context, store source, log *slog.Logger) error {
	return store.Watch(ctx, func(v registry.Version) {
		if err := h.keepUp(ctx, store, v, log); err != nil && ctx.Err() == nil {
			log.Warn("the map could not be read and is tried again", "error", err)
		}
	})
}

// keepUp reads the store where it is ahead of the snapshot.
func (h *Holder) keepUp(ctx context.Context, store source, v registry.Version, log *slog.Logger) error {
	have := h.Load()
	switch {
	case have == nil || have.version.Change < v.Change:
		return h.read(ctx, store, log)
	case have.version == v:
		h.confirmed.Store(time.Now().UnixNano())
	}
	return nil // a store that went back, restored from a backup, is not followed: the snapshot's age tells
}

func (h *Holder) read(ctx context.Context, store source, log *slog.Logger) error {
	ctx, cancel := context.WithTimeout(ctx, loadTime)
	defer cancel()
	began := time.Now()
	before := h.Load()
	var have *registry.Content
	if before != nil {
		have = before.content
	}
	c, err := store.LoadSince(ctx, have)
	if err != nil {
		return err
	}
	s := New(c, before)
	if h.Publish(s) {
		log.Info("the map is read", "revision", s.revision.Number, "change", s.version.Change, "grids", len(s.grids), "took", time.Since(began).Round(time.Millisecond))
	}
	return nil
}
