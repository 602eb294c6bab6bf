package snapshot

import (
	"cmp"
	"slices"
	"time"

	"wangge/geo"
	"wangge/registry"
)

// Contacts lists who may be shown to anyone as answering for a grid at a moment: of those who hold its posts or stand in, and of the desks above it
// from the nearest on, the people marked as public. The grid's head comes first.
func (s *Snapshot) Contacts(g *Grid, at time.Time) []Person {
	out := Untraced(s.People(g, "", at))
	for _, step := range slices.Backward(g.Path) {
		out = append(out, s.people.onDuty(step, at)...)
	}
	type contact struct { // the public does not care for whose line somebody answers, and why
		role        registry.Role
		name, phone string
	}
	seen := map[contact]bool{}
	out = slices.DeleteFunc(out, func(p Person) bool {
		key := contact{p.Role, p.Name, p.Phone}
		known := seen[key]
		seen[key] = true
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
func (p people) onDuty(step Step, at time.Time) []Person {
	primaries, deputies := byDeputy(ofRoles(p.postings[step.Code], registry.Duty))
	rule := dutyRules[step.Level]
	out, _ := p.first([]rung{{rule: rule, posts: primaries}, {rule: rule, posts: deputies}}, at)
	return Untraced(out)
}

// Around lists the grids whose boxes meet a box, by code.
func (s *Snapshot) Around(r geo.Rect) []*Grid {
	var out []*Grid
	for _, i := range s.index.Meeting(r) {
		out = append(out, s.grids[i])
	}
	return out
}
