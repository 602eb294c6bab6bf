package snapshot

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"wangge/registry"
)

// Moment is a time together with the state of the registry that held then.
type Moment struct {
	State registry.Change // with which the state began
	Time  time.Time
}

// Moment reads at=: a date means the end of that day in China (of today: now), a revision its last moment (of the newest: now), and
// an empty text now. Errors are *QueryError and say what can be asked.
func (s *Snapshot) Moment(text string, now time.Time) (Moment, error) {
	if text == "" {
		return Moment{s.present(), now}, nil
	}
	asked, err := registry.ParseMoment(text)
	if err == nil {
		_, err = s.stories.At(text) // says whether there was a revision
	}
	if err != nil {
		return Moment{}, &QueryError{"at", strings.TrimPrefix(err.Error(), registry.ErrInvalid.Error()+": ")}
	}
	if asked.Time.IsZero() {
		return s.lastOf(asked.Revision, now), nil
	}
	latest := now
	if at := s.present().At; at.After(latest) { // by the database's clock
		latest = at
	}
	switch today := asked.Day && asked.Time.Sub(latest) < 24*time.Hour; {
	case !asked.Time.After(latest):
		return Moment{s.stateAt(asked.Time), asked.Time}, nil
	case today:
		return Moment{s.present(), latest}, nil
	default:
		return Moment{}, &QueryError{"at", fmt.Sprintf("%s has not come yet: ask for %s at the latest, or leave at out for now 时间尚未到来", text, latest.In(registry.China).Format(time.RFC3339))}
	}
}

// present is the state that the snapshot shows.
func (s *Snapshot) present() registry.Change {
	if n := len(s.changes); n > 0 {
		return s.changes[n-1]
	}
	return registry.Change{Number: s.version.Change, At: s.revision.PublishedAt, Revision: s.revision.Number}
}

// lastOf is the last moment of a revision.
func (s *Snapshot) lastOf(revision int, now time.Time) Moment {
	next := s.firstOf(revision + 1)
	if next == len(s.changes) {
		return Moment{s.present(), now}
	}
	state := s.changes[max(next-1, 0)]
	state.Revision = revision // which the log may not know, of before there was one
	return Moment{state, s.changes[next].At.Add(-time.Microsecond)}
}

// stateAt is the state that held at a time since the first revision.
func (s *Snapshot) stateAt(at time.Time) registry.Change {
	if len(s.changes) == 0 {
		return s.present()
	}
	later, _ := slices.BinarySearchFunc(s.changes, at.Add(1), func(c registry.Change, t time.Time) int { return c.At.Compare(t) })
	return s.changes[min(max(later-1, s.firstOf(1)), len(s.changes)-1)]
}

// firstOf finds the first change of a revision, or after it.
func (s *Snapshot) firstOf(revision int) int {
	i, _ := slices.BinarySearchFunc(s.changes, revision, func(c registry.Change, r int) int { return cmp.Compare(c.Revision, r) })
	return i
}

// Since tells since when the answers of a moment are as they are: since the state began, or a term or leave began or ended after that.
func (s *Snapshot) Since(at time.Time) time.Time {
	since := s.present().At
	later, _ := slices.BinarySearchFunc(s.people.turns, at.Add(1), time.Time.Compare)
	if later > 0 && s.people.turns[later-1].After(since) {
		return s.people.turns[later-1].UTC()
	}
	return since
}
