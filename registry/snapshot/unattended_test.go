package snapshot_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wangge/registry"
	"wangge/registry/snapshot"
)

func TestGridsThatNobodyIsThereFor(t *testing.T) {
	t.Parallel()
	s := staffed(t, "governance officer a grid leave", "governance head h grid", "governance secretary s grid", "police police p grid leave", "police police q grid deputy", "urban duty d town")
	tell := func(list []snapshot.Unattended) (out []string) {
		for _, u := range list {
			line := fmt.Sprint(u.Kind, " ", u.Code, " ", u.Network)
			if u.Answers != nil {
				line += fmt.Sprint(" ", u.Answers.Name, " ", u.Answers.Rule)
			}
			for _, x := range u.PassedOver {
				line += fmt.Sprintf(" [%s %s]", x.Rule, x.Reason)
			}
			out = append(out, line)
		}
		return out
	}
	for network, want := range map[string][]string{
		"":       {"nobodyThere " + west + " governance h head [primary leave] [deputy none]", "nobodyThere " + east + "  d townDuty [primary none] [deputy none]"},
		"police": {"nobodyThere " + east + " police d townDuty [primary none] [deputy none]"},
	} {
		if diff := cmp.Diff(want, tell(s.Unattended(network, noon))); diff != "" {
			t.Errorf("%q: %s", network, diff)
		}
	}
	if got := tell(s.Unattended("governance", noon.AddDate(0, 0, 3))); len(got) != 1 { // back from leave
		t.Errorf("three days later: %q", got)
	}
}

// A posting on a code that a split retired stays there, and is told with the grids that have the ground.
func TestPostingsOnRetiredCodes(t *testing.T) {
	t.Parallel()
	const old = "370883001004009"
	c := content()
	c.Revisions = []registry.Revision{{Number: 12}, {Number: 11}}
	c.Ledger = []registry.Issue{{Scheme: "cn15", Code: old, Community: old[:12]}, {Scheme: "cn15", Code: west, Community: west[:12]}, {Scheme: "cn15", Code: east, Community: east[:12]}}
	c.Lives = []registry.Life{{Code: west, From: 12}, {Code: east, From: 12}, {Code: old, Name: "三里营第09网格", From: 11, To: 12}}
	c.Lineage = []registry.Lineage{
		{Revision: 12, Predecessor: old, Successor: west, AreaShare: 0.75, PopulationShare: 0.5}, {Revision: 12, Predecessor: old, Successor: east, AreaShare: 0.25, PopulationShare: 0.5},
	}
	c.Postings = append(c.Postings, registry.Posting{ID: 7, County: "370883", Network: "police", Role: registry.Police, Officer: "1", Target: old, State: registry.Active})
	for _, u := range snapshot.New(c, nil).Unattended("police", noon) {
		if u.Kind != snapshot.OnRetired {
			continue
		}
		if u.Code != old || u.Name != "三里营第09网格" || u.Posting.ID != 7 || u.Posting.Officer.Name != "张**" || len(u.Today) != 2 || u.Today[0].Code != west || u.Today[0].Area != 0.75 {
			t.Errorf("got %+v", u)
		}
		return
	}
	t.Error("the posting vanished")
}
