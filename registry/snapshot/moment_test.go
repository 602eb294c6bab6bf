package snapshot_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"wangge/registry"
	"wangge/registry/snapshot"
)

// day is noon of a day of November 2026, in UTC.
func day(n int) time.Time { return time.Date(2026, 11, n, 12, 0, 0, 0, time.UTC) }

// changed is the content of three revisions, between which the people changed too:
//
//	day       1    2    3    4    5
//	change    1    2    3    4    5
//	revision  0    1    1    2    3
func changed() *registry.Content {
	c := content()
	c.Version, c.Changes, c.Revisions = registry.Version{Revision: 3, Change: 5}, nil, nil
	for i, revision := range []int{0, 1, 1, 2, 3} {
		c.Changes = append(c.Changes, registry.Change{Number: int64(i + 1), At: day(i + 1), Revision: revision})
	}
	c.Revisions = []registry.Revision{{Number: 3, PublishedAt: day(5)}, {Number: 2, PublishedAt: day(4)}, {Number: 1, PublishedAt: day(2)}}
	c.Revision = c.Revisions[0]
	return c
}

func TestAtNamesAMomentAndTheStateThatHeldThen(t *testing.T) {
	t.Parallel()
	s, now := snapshot.New(changed(), nil), day(6)
	for _, test := range []struct {
		name, at string
		change   int64
		revision int
		time     time.Time
	}{
		{"nothing is now", "", 5, 3, now},
		{"the newest revision is now", "3", 5, 3, now},
		{"another one is its last moment", "1", 3, 1, day(4).Add(-time.Microsecond)},
		{"a date is the end of that day in China", "2026-11-03", 3, 1, time.Date(2026, 11, 3, 16, 0, 0, -1, time.UTC)},
		{"today is now", "2026-11-06", 5, 3, now},
		{"a time is that time", "2026-11-04T20:00:00+08:00", 4, 2, day(4)},
		{"a state lasts until the next", "2026-11-04T11:59:59.999999Z", 3, 1, day(4).Add(-time.Microsecond)},
		{"the first moment", "2026-11-02T12:00:00Z", 2, 1, day(2)},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := s.Moment(test.at, now)
			if err != nil || got.State.Number != test.change || got.State.Revision != test.revision || !got.Time.Equal(test.time) {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

func TestAMomentThatCannotBeAskedIsRefusedWithWhatCan(t *testing.T) {
	t.Parallel()
	s := snapshot.New(changed(), nil)
	for _, test := range []struct{ name, at, want string }{
		{"before the first revision", "2026-11-01", "2026-11-02T20:00:00+08:00"},
		{"a time to come", "2026-11-06T12:00:01Z", "2026-11-06T20:00:00+08:00"},
		{"a day to come", "2026-11-07", "not come yet"},
		{"an unknown revision", "4", "the last one is 3"},
		{"no revision", "0", "the last one is 3"},
		{"no time at all", "yesterday", "2026-03-01T12:00:00+08:00"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := s.Moment(test.at, day(6))
			var wrong *snapshot.QueryError
			if !errors.As(err, &wrong) || wrong.Field != "at" || !strings.Contains(wrong.Reason, test.want) {
				t.Errorf("got %v, want it to say %q", err, test.want)
			}
		})
	}
}

// An answer holds since its state began, or since a term or leave began or ended in it.
func TestAnAnswerTellsSinceWhenItHolds(t *testing.T) {
	t.Parallel()
	c := changed()
	c.Postings = c.Postings[:1]
	c.Postings[0].From = day(7)
	s := snapshot.New(c, nil)
	for _, test := range []struct {
		name     string
		at, want time.Time
	}{
		{"since the change", day(6), day(5)},
		{"until the day", day(7).Add(-1), day(5)},
		{"from the day on", day(7), day(7)},
		{"and later", day(9), day(7)},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := s.Since(test.at); !got.Equal(test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}
