package registry

import "time"

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
