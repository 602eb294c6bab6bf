package registry_test

import (
	"testing"
	"time"

	"wangge/registry"
)

// dayOf is the beginning of a day of November 2026 in China; 0 is no day.
func dayOf(n int) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.Date(2026, 11, n, 0, 0, 0, 0, registry.China)
}

// Ends belong to what comes after them: a leave until the 20th is over when the 20th begins.
func TestWhatAPostingIsAtAMoment(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name                       string
		state                      registry.State
		from, to, awayFrom, awayTo int
		want                       registry.State
		until                      int
	}{
		{"open", registry.Active, 0, 0, 0, 0, registry.Active, 0},
		{"with an end", registry.Active, 1, 30, 0, 0, registry.Active, 30},
		{"not begun", registry.Active, 21, 0, 0, 0, registry.NotBegun, 21},
		{"begins now", registry.Active, 20, 0, 0, 0, registry.Active, 0},
		{"ends now", registry.Active, 1, 20, 0, 0, registry.Over, 0},
		{"vacant", registry.Vacant, 0, 0, 0, 0, registry.Vacant, 0},
		{"vacant, and over", registry.Vacant, 0, 19, 0, 0, registry.Over, 0},
		{"on leave", registry.OnLeave, 0, 0, 0, 0, registry.OnLeave, 0},
		{"on leave for some days", registry.OnLeave, 0, 30, 18, 25, registry.OnLeave, 25},
		{"back from leave", registry.OnLeave, 0, 0, 10, 20, registry.Active, 0},
		{"leave to come", registry.OnLeave, 0, 0, 22, 25, registry.Active, 22},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := registry.Posting{State: tt.state, From: dayOf(tt.from), To: dayOf(tt.to), AwayFrom: dayOf(tt.awayFrom), AwayUntil: dayOf(tt.awayTo)}
			if state, until := p.StateAt(dayOf(20)); state != tt.want || !until.Equal(dayOf(tt.until)) {
				t.Errorf("got %s until %v, want %s until %v", state, until, tt.want, dayOf(tt.until))
			}
		})
	}
}
