package snapshot

import (
	"fmt"
	"slices"
	"strings"

	"wangge/registry"
)

// Matters lists the kinds of matter, by county and code. The caller must not change them.
func (s *Snapshot) Matters() []registry.Matter { return s.matters }

// calling lists who answers to a query for a grid: for a kind of matter the first of its networks that has somebody there, in order.
// A county that has not said who answers for it has anybody answer.
func (s *Snapshot) calling(g *Grid, q Query) []Person {
	if q.Matter == "" {
		return s.People(g, q.Network, q.At)
	}
	networks := []string{""}
	for _, m := range s.matters {
		if m.Code == q.Matter && strings.HasPrefix(g.Community, m.County) {
			networks = m.Networks
		}
	}
	return append([]Person{}, s.people.of(g, q.At, networks...)...)
}

// called is calling of a grid by index, without whom the people were chosen before. The caller must not change them.
func (s *Snapshot) called(grid int, q Query) *lineup {
	if q.Matter == "" {
		return s.answering(grid, q.Network, q.At)
	}
	return &lineup{people: Untraced(s.calling(s.grids[grid], q))}
}

// knownMatter refuses a kind of matter that no county knows.
func (s *Snapshot) knownMatter(q *Query) error {
	switch {
	case q.Matter == "":
		return nil
	case q.Network != "":
		return &QueryError{"matter", "says which network answers: leave network out 事项已决定由哪个网负责，请勿同时给出 network"}
	case slices.ContainsFunc(s.matters, func(m registry.Matter) bool { return m.Code == q.Matter }):
		return nil
	case len(s.matters) == 0:
		return &QueryError{"matter", "no kinds of matter are known yet: see `wangge import matters` 尚未导入事项"}
	default:
		return &QueryError{"matter", fmt.Sprintf("there is no kind of matter %q; there are: %s 没有该事项", q.Matter, s.matterNames())}
	}
}

// matterNames lists the codes of all kinds of matter with their names, each once.
func (s *Snapshot) matterNames() string {
	var names []string
	for _, m := range s.matters {
		if name := strings.TrimSpace(m.Code + " " + m.Name); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}
