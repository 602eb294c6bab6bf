package registry

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// StateAt tells what a posting is at a moment, and when that ends, zero where it is not known. It reads no clock.
func (p Posting) StateAt(t time.Time) (state State, until time.Time) {
	switch {
	case p.From.After(t):
		return NotBegun, p.From
	case passed(p.To, t):
		return Over, time.Time{}
	case p.State != OnLeave || passed(p.AwayUntil, t):
		return p.present(), p.To
	case p.AwayFrom.After(t):
		return Active, p.AwayFrom
	default:
		return OnLeave, p.AwayUntil
	}
}

// present is the state of a posting whose leave, if any, is over.
func (p Posting) present() State {
	if p.State == OnLeave {
		return Active
	}
	return p.State
}

// passed reports whether an end has come; an open one never does.
func passed(end, t time.Time) bool { return !end.IsZero() && !end.After(t) }

// Leave is a posting's officer away from one moment to another.
type Leave struct {
	From  time.Time // zero means now
	Until time.Time // zero where the end is open
}

// ParseLeave reads the bounds of a leave: a time (RFC 3339), or a day in China, which both bounds include; empty ones are open.
func ParseLeave(from, until string) (l Leave, err error) {
	if from != "" {
		m, err := parseTime(from)
		if err != nil {
			return l, err
		}
		if l.From = m.Time; m.Day {
			l.From = m.Time.Add(1).AddDate(0, 0, -1)
		}
	}
	if until != "" {
		m, err := parseTime(until)
		if err != nil {
			return l, err
		}
		if l.Until = m.Time; m.Day {
			l.Until = m.Time.Add(1)
		}
	}
	return l, nil
}

// ParseTime reads a time (RFC 3339) or a date, which means its end in China; an empty text means now.
func ParseTime(text string, now time.Time) (time.Time, error) {
	if text == "" {
		return now, nil
	}
	m, err := parseTime(text)
	return m.Time, err
}

// parseTime is ParseMoment without revisions.
func parseTime(text string) (Moment, error) {
	m, err := ParseMoment(text)
	if err == nil && m.Time.IsZero() {
		err = fmt.Errorf("%w: %q is no date (2026-03-01) and no time (2026-03-01T12:00:00+08:00) 应为日期或时间", ErrInvalid, text)
	}
	return m, err
}

// SendOnLeave puts the officer of a posting on leave, or gives the leave other days; it ends by itself. As with the other changes of a
// posting, the id is that of its present version (ErrConflict for an earlier one), and the answer has a new one.
func (r Registry) SendOnLeave(ctx context.Context, id int64, l Leave, actor Actor) (Posting, error) {
	now := time.Now().UTC().Truncate(time.Second)
	l.From, l.Until = l.From.UTC().Truncate(time.Second), l.Until.UTC().Truncate(time.Second)
	if l.From.IsZero() {
		l.From = now
	}
	switch {
	case passed(l.Until, l.From):
		return Posting{}, fmt.Errorf("%w: the leave would end before it begins 休假结束不得早于开始", ErrInvalid)
	case passed(l.Until, now):
		return Posting{}, fmt.Errorf("%w: the leave would be over already: look at the year 休假已结束，请核对日期", ErrInvalid)
	}
	return r.Store.ChangePosting(ctx, id, "posting leave", actor, held(now, func(p *Posting) {
		p.State, p.AwayFrom, p.AwayUntil = OnLeave, l.From, l.Until
	}))
}

// EndLeave brings the officer of a posting back, also from a leave that has not begun; ErrConflict where there is none.
func (r Registry) EndLeave(ctx context.Context, id int64, actor Actor) (Posting, error) {
	now := time.Now()
	return r.Store.ChangePosting(ctx, id, "posting return", actor, func(p Posting) (Posting, error) {
		if p.State != OnLeave || passed(p.AwayUntil, now) {
			return p, fmt.Errorf("%w: nobody is on leave from this post 该岗位无人休假", ErrConflict)
		}
		return held(now, func(p *Posting) { p.work() })(p)
	})
}

// Vacate takes the officer off a posting, which stays as a vacant one.
func (r Registry) Vacate(ctx context.Context, id int64, actor Actor) (Posting, error) {
	return r.Store.ChangePosting(ctx, id, "posting vacate", actor, held(time.Now(), func(p *Posting) {
		p.work()
		p.State, p.Officer = Vacant, ""
	}))
}

// Fill puts an officer of the county's roster on a vacant posting.
func (r Registry) Fill(ctx context.Context, id int64, officer string, actor Actor) (Posting, error) {
	p, err := r.Store.ChangePosting(ctx, id, "posting fill", actor, func(p Posting) (Posting, error) {
		switch {
		case officer == "":
			return p, fmt.Errorf("%w: name the officer who takes the post 缺少人员编号", ErrInvalid)
		case p.State != Vacant:
			return p, fmt.Errorf("%w: officer %s has this post: vacate it first 岗位已有人，请先设为空缺", ErrConflict, p.Officer)
		}
		p.work()
		p.Officer = officer
		return p, nil
	})
	if errors.Is(err, ErrInvalid) && officer != "" { // the store has its own words for it, of constraints
		err = fmt.Errorf("%w: officer %s is not in the roster: import the officers first 人员不在名册中，请先导入名册", ErrInvalid, officer)
	}
	return p, err
}

// held makes a change of what somebody holds at a moment.
func held(now time.Time, change func(*Posting)) func(Posting) (Posting, error) {
	return func(p Posting) (Posting, error) {
		switch {
		case p.State == Vacant:
			return p, fmt.Errorf("%w: the post is vacant: fill it first 岗位空缺", ErrConflict)
		case passed(p.To, now):
			return p, fmt.Errorf("%w: the posting ended on %s 任职已结束", ErrConflict, p.To.In(China).Format(time.DateOnly))
		}
		change(&p)
		return p, nil
	}
}

// work ends what kept a posting from being served.
func (p *Posting) work() {
	p.State, p.AwayFrom, p.AwayUntil = Active, time.Time{}, time.Time{}
}
