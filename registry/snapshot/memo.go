package snapshot

import (
	"slices"
	"sync/atomic"
	"time"
)

// memo keeps who answers for a grid since a moment (Since), once it was asked: for all networks by grid, then for each network by grid.
type memo []atomic.Pointer[lineup]

// lineup is who answers, and what their answers begin with as JSON.
type lineup struct {
	since  time.Time
	people []Person
	head   []byte
}

// answering gives People of a grid by index since a moment, without whom they were chosen before. The caller must not change them.
func (s *Snapshot) answering(grid int, network string, since time.Time) *lineup {
	known := &s.memo[(1+slices.Index(s.known, network))*len(s.grids)+grid] // of no network the index is -1
	if l := known.Load(); l != nil && l.since.Equal(since) {
		return l
	}
	g := s.grids[grid]
	r := Resolution{Grid: g.Ref(), Path: g.Path, People: Untraced(s.People(g, network, since))}
	l := &lineup{since, r.People, r.appendHead(nil)}
	known.Store(l)
	return l
}
