package snapshot_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"wangge/geo/datum"
	"wangge/registry/snapshot"
)

// What was remembered of one moment is no answer of another, whichever is asked first.
func TestWhoAnsweredAtAMomentIsAskedAgainAtAnother(t *testing.T) {
	t.Parallel()
	c := content()
	for i := range c.Postings {
		if p := &c.Postings[i]; p.Target == east && !p.Deputy {
			p.AwayFrom, p.AwayUntil = noon.AddDate(0, 0, -1), noon.AddDate(0, 0, 1)
		}
	}
	s := snapshot.New(c, nil)
	for _, tt := range []struct {
		name string
		at   time.Time
		want snapshot.Rule
	}{
		{"during the leave", noon, snapshot.Deputy},
		{"the second after it", noon.AddDate(0, 0, 1), snapshot.Primary},
		{"the second before its end", noon.AddDate(0, 0, 1).Add(-time.Second), snapshot.Deputy},
		{"the second before it", noon.AddDate(0, 0, -1).Add(-time.Second), snapshot.Primary},
		{"during the leave again", noon, snapshot.Deputy},
	} {
		for _, network := range []string{"", "governance"} {
			r, err := s.Resolve(snapshot.Query{Point: orb.Point{116.985, 35.405}, Datum: datum.WGS84, Network: network, At: tt.at})
			if err != nil || r.People[0].Rule != tt.want {
				t.Errorf("%s: %+v, %v; want the %s", tt.name, r.People, err, tt.want)
			}
			g, _ := s.Grid(east)
			if diff := cmp.Diff(snapshot.Untraced(s.People(g, network, tt.at)), r.People); diff != "" {
				t.Errorf("%s: %s", tt.name, diff)
			}
		}
	}
}
