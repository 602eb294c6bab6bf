package snapshot

import (
	"cmp"
	"slices"

	"wangge/geo"
	"wangge/registry"
)

// Contacts lists who may be shown to anyone as answering for a grid: of those who hold its posts or stand in, and of the desks above it
// from the nearest on, the people marked as public. The grid's head comes first.
func (s *Snapshot) Contacts(g *Grid) []Person {
	var out []Person
	for _, network := range s.people.networksOf(g.Code, "") {
		out = append(out, s.people.of(g, network)...)
	}
	for i := len(g.Path) - 1; i >= 0; i-- {
		out = append(out, s.people.onDuty(g.Path[i])...)
	}
	seen := map[Person]bool{}
	out = slices.DeleteFunc(out, func(p Person) bool {
		p.Network = "" // the public does not care for whose line somebody answers
		known := seen[p]
		seen[p] = true
		return known || !p.Public
	})
	slices.SortStableFunc(out, func(a, b Person) int { return cmp.Compare(call(a), call(b)) })
	return out
}

// call puts the grid's head before its other people, and those before the desks.
func call(p Person) int {
	switch p.Role {
	case registry.Head:
		return 0
	case registry.Duty:
		return 2
	default:
		return 1
	}
}

// onDuty gives the people at a division's desk.
func (p people) onDuty(step Step) []Person {
	posts := slices.DeleteFunc(p.posts(step.Code, ""), func(post registry.Posting) bool { return post.Role != registry.Duty })
	if out := p.active(posts, false, dutyRules[step.Level]); len(out) > 0 {
		return out
	}
	return p.active(posts, true, dutyRules[step.Level])
}

// Around lists the grids whose boxes meet a box, by code.
func (s *Snapshot) Around(r geo.Rect) []*Grid {
	var out []*Grid
	for _, i := range s.index.Meeting(r) {
		out = append(out, s.grids[i])
	}
	return out
}
