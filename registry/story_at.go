package registry

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// China is the time zone that dates are meant in: a day ends when it does there.
var China = time.FixedZone("UTC+8", 8*60*60)

// Revision gives a revision by its number.
func (s *Stories) Revision(number int) (Revision, bool) {
	i, ok := slices.BinarySearchFunc(s.revisions, number, func(r Revision, number int) int { return cmp.Compare(r.Number, number) })
	if !ok {
		return Revision{}, false
	}
	return s.revisions[i], true
}

// Last gives the newest revision, the zero one before the first publish.
func (s *Stories) Last() Revision {
	if len(s.revisions) == 0 {
		return Revision{}
	}
	return s.revisions[len(s.revisions)-1]
}

// At gives the revision that held at a moment: its number, a time (RFC 3339) or a date, which means the end of that day in China.
// An empty text means now. ErrInvalid where it is none of these, or before the first revision.
func (s *Stories) At(text string) (Revision, error) {
	if text == "" {
		return s.Last(), nil
	}
	m, err := ParseMoment(text)
	switch {
	case err != nil:
		return Revision{}, err
	case m.Time.IsZero():
		return s.numbered(m.Revision)
	default:
		return s.asOf(m.Time)
	}
}

// Moment is when something is asked for: a revision, or a time.
type Moment struct {
	Revision int
	Time     time.Time // zero: a revision was named
	Day      bool      // a date was given: Time is its end in China
}

// ParseMoment reads a revision's number, a time (RFC 3339) or a date. ErrInvalid where it is none of these.
func ParseMoment(text string) (Moment, error) {
	if n, err := strconv.Atoi(text); err == nil {
		return Moment{Revision: n}, nil
	}
	if day, err := time.ParseInLocation(time.DateOnly, text, China); err == nil {
		return Moment{Time: day.AddDate(0, 0, 1).Add(-1), Day: true}, nil
	}
	moment, err := time.Parse(time.RFC3339, strings.Replace(text, " ", "+", 1)) // what + becomes in an address
	if err != nil {
		return Moment{}, fmt.Errorf("%w: %q is no date (2026-03-01), no time (2026-03-01T12:00:00+08:00) and no revision's number 应为日期、时间或版本号", ErrInvalid, text)
	}
	return Moment{Time: moment}, nil
}

func (s *Stories) numbered(n int) (Revision, error) {
	if r, ok := s.Revision(n); ok {
		return r, nil
	}
	return Revision{}, fmt.Errorf("%w: there is no revision %d; the last one is %d 没有该版本，最新版本为 %d", ErrInvalid, n, s.Last().Number, s.Last().Number)
}

// asOf gives the last revision published up to a moment.
func (s *Stories) asOf(moment time.Time) (Revision, error) {
	for _, r := range slices.Backward(s.revisions) {
		if !r.PublishedAt.After(moment) {
			return r, nil
		}
	}
	if len(s.revisions) == 0 {
		return Revision{}, fmt.Errorf("%w: nothing was published yet 尚未发布任何版本", ErrInvalid)
	}
	whole := s.revisions[0].PublishedAt.Add(time.Second - 1).Truncate(time.Second)
	first := whole.In(China).Format(time.RFC3339)
	return Revision{}, fmt.Errorf("%w: before the first revision: it can be asked from %s on 早于首个版本，可查询 %s 以后", ErrInvalid, first, first)
}
