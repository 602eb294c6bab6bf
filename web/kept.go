package web

import (
	"slices"
	"sync"

	"github.com/google/uuid"

	"wangge/registry"
	"wangge/registry/proposing"
)

// maxKept is how many proposals are held: two that are compared, and those looked at before.
const maxKept = 4

// keptProposals holds what was read of the proposals that were asked for last: they never change.
type keptProposals struct {
	mu    sync.Mutex
	byID  map[uuid.UUID]*kept
	order []uuid.UUID // asked for last at the end
}

// kept is what was read of a proposal, each part when it was first asked for.
type kept struct {
	proposal   reading[proposing.Stored]
	crosswalk  reading[[]registry.Crossing]
	gridLayer  reading[layer]
	facesLayer reading[layer]
}

// of gives the place of a proposal, whether there is one or not.
func (k *keptProposals) of(id uuid.UUID) *kept {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.byID == nil {
		k.byID = map[uuid.UUID]*kept{}
	}
	k.order = append(slices.DeleteFunc(k.order, func(known uuid.UUID) bool { return known == id }), id)
	if k.byID[id] == nil {
		k.byID[id] = &kept{}
	}
	if len(k.order) > maxKept {
		delete(k.byID, k.order[0])
		k.order = k.order[1:]
	}
	return k.byID[id]
}

// forget lets go of a proposal.
func (k *keptProposals) forget(id uuid.UUID) {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.byID, id)
	k.order = slices.DeleteFunc(k.order, func(known uuid.UUID) bool { return known == id })
}

// reading is a value that is read once: by the first who asks, while others wait. An error is not kept.
type reading[T any] struct {
	mu    sync.Mutex
	done  bool
	value T
}

func (r *reading[T]) get(read func() (T, error)) (T, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.done {
		return r.value, nil
	}
	value, err := read()
	if err == nil {
		r.value, r.done = value, true
	}
	return value, err
}
