package snapshot

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"wangge/gridcode"
	"wangge/registry"
)

// Kinds of Unattended.
const (
	NobodyThere = "nobodyThere" // the network has no primary and no deputy on the grid who is there
	OnRetired   = "onRetired"   // somebody is posted at a code that no grid or division has any more
)

// Unattended is a grid, or a posting, that a planner has to look after.
type Unattended struct {
	Kind       string           `json:"kind" enum:"nobodyThere,onRetired"`
	Code       string           `json:"code"`
	Name       string           `json:"name"`
	Network    string           `json:"network" doc:"empty where nobody is posted on the grid for any"`
	PassedOver []Passed         `json:"passedOver,omitempty" doc:"why neither primary nor deputy is there"`
	Answers    *Person          `json:"answers,omitempty" doc:"who answers instead; absent where nobody does"`
	Posting    *Post            `json:"posting,omitempty" doc:"of onRetired: to be posted elsewhere"`
	Today      []registry.Share `json:"today,omitempty" doc:"of onRetired: the grids that have the ground now"`
}

// Unattended lists the grids whose networks (those with posts there, or the one named) have nobody there at a moment, and the postings
// that a split, merge or dissolution left on retired codes: nothing moves them, since who goes where is for people to say, and a revert
// brings the code back. By code, network and posting.
func (s *Snapshot) Unattended(network string, at time.Time) []Unattended {
	out := s.stranded(network, at)
	for _, g := range s.grids {
		for _, n := range s.people.networksOf(g.Code, network) {
			if u, alone := s.unattended(g, n, at); alone {
				out = append(out, u)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Unattended) int {
		return cmp.Or(strings.Compare(a.Code, b.Code), strings.Compare(a.Network, b.Network))
	})
	return out
}

// unattended tells who answers for a network on a grid where neither primary nor deputy does.
func (s *Snapshot) unattended(g *Grid, network string, at time.Time) (Unattended, bool) {
	chain := s.people.chain(g, []string{network})
	var away []Passed
	for _, r := range chain[:2] {
		there, why := s.people.at(r, at)
		if len(there) > 0 {
			return Unattended{}, false
		}
		away = append(away, why...)
	}
	u := Unattended{Kind: NobodyThere, Code: g.Code, Name: g.Name, Network: network, PassedOver: away}
	if there, _ := s.people.first(chain[2:], at); len(there) > 0 {
		u.Answers = &Untraced(there)[0]
	}
	return u, true
}

// stranded lists the postings on codes that are no more.
func (s *Snapshot) stranded(network string, at time.Time) []Unattended {
	var out []Unattended
	for _, target := range slices.Sorted(maps.Keys(s.people.postings)) {
		if s.byCode[target] != nil || s.division[target] != nil {
			continue
		}
		story, _ := s.stories.Story(gridcode.CN15.Name, target, s.revision.Number)
		for _, p := range s.people.posts(target, network) {
			if state, _ := p.StateAt(at); state == registry.Over {
				continue
			}
			post := s.Post(p, at)
			out = append(out, Unattended{Kind: OnRetired, Code: target, Name: NameOf(story), Network: p.Network, Posting: &post, Today: story.Today})
		}
	}
	return out
}
