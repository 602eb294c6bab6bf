package snapshot_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"wangge/registry"
	"wangge/registry/snapshot"
)

// The officer and her deputy are not public, the desk is; so is the head, who is named first.
func TestContactsAreThoseMarkedAsPublic(t *testing.T) {
	t.Parallel()
	c := content()
	c.Officers = append(c.Officers, registry.Officer{County: "370883", ID: "4", Name: "王五", Phone: "10012345678", Public: true})
	for _, network := range []string{"governance", "urban"} { // one person, whatever the number of posts
		c.Postings = append(c.Postings, registry.Posting{County: "370883", Network: network, Role: registry.Head, Officer: "4", Target: east, State: registry.Active})
	}
	s := snapshot.New(c, nil)
	head := snapshot.Person{Network: "governance", Role: registry.Head, Name: "王五", Phone: "10012345678", Rule: snapshot.Primary, Public: true}
	desk := snapshot.Person{Network: "governance", Role: registry.Duty, Name: "值班室", Phone: "0537-5112345", Rule: snapshot.TownDuty, Public: true}
	for code, want := range map[string][]snapshot.Person{east: {head, desk}, west: {desk}} {
		g, _ := s.Grid(code)
		if diff := cmp.Diff(want, s.Contacts(g, time.Now())); diff != "" {
			t.Errorf("%s: %s", code, diff)
		}
	}
}

func TestAround(t *testing.T) {
	t.Parallel()
	s := snapshot.New(content(), nil)
	box := square(0, 0).Bound()
	if got := s.Around(box); len(got) != 2 || got[0].Code != west || got[1].Code != east {
		t.Errorf("around the west: %d grids, want the west and the east, which touches it", len(got))
	}
	if got := s.Around(square(0, 3).Bound()); len(got) != 0 {
		t.Errorf("where nothing is: %d grids", len(got))
	}
}
