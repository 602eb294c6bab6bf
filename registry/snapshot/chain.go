package snapshot

import (
	"cmp"
	"slices"
	"time"

	"wangge/registry"
)

// rung is a step of the chain of those who may answer, with the network that is to be answered for.
type rung struct {
	rule    Rule
	network string
	posts   []registry.Posting
	one     bool // the first who is there answers alone
}

// People lists who answers for a grid at a moment, by network; of one network, where it is named. The first of a network's people
// is the one to call for its business (Rule), those with other roles of the network on the grid follow. A network that is asked for,
// or has posts on the grid, is answered for by somebody as long as any duty desk is manned.
func (s *Snapshot) People(g *Grid, network string, at time.Time) []Person {
	out := []Person{}
	for _, n := range s.people.networksOf(g.Code, network) {
		out = append(out, s.people.of(g, at, n)...)
	}
	return out
}

// networksOf lists the networks to be answered for: the one asked for, else those with posts on the grid, else whichever duty desk is there.
func (p people) networksOf(code, asked string) []string {
	if asked != "" {
		return []string{asked}
	}
	var out []string
	for _, post := range p.postings[code] {
		if !slices.Contains(out, post.Network) {
			out = append(out, post.Network)
		}
	}
	if len(out) == 0 {
		return []string{""}
	}
	return out
}

// of answers for the first of the networks that has somebody there, else as the chain of the first one goes on.
func (p people) of(g *Grid, at time.Time, networks ...string) []Person {
	out, network := p.first(p.chain(g, networks), at)
	held := p.posts(g.Code, network)
	called := working(held)
	if len(out) > 0 && out[0].Rule == Head {
		called = append(called, registry.Head) // who stands in is not named twice
	}
	for _, role := range rolesOf(held) {
		if slices.Contains(called, role) {
			continue
		}
		primaries, deputies := byDeputy(ofRoles(held, role))
		there, _ := p.first([]rung{{rule: Primary, network: network, posts: primaries}, {rule: Deputy, network: network, posts: deputies}}, at)
		out = append(out, there...)
	}
	return out
}

// chain gives the steps in their order: holders and deputies of each network, then the grid's head and the desks from the nearest on (属地兜底).
func (p people) chain(g *Grid, networks []string) []rung {
	var out []rung
	for _, n := range networks {
		held := p.posts(g.Code, n)
		primaries, deputies := byDeputy(ofRoles(held, working(held)...))
		out = append(out, rung{rule: Primary, network: n, posts: primaries}, rung{rule: Deputy, network: n, posts: deputies})
	}
	n := networks[0]
	out = append(out, rung{rule: Head, network: n, posts: ownFirst(ofRoles(p.postings[g.Code], registry.Head), n), one: true})
	for _, step := range slices.Backward(g.Path) {
		out = append(out, rung{rule: dutyRules[step.Level], network: n, posts: p.desk(step.Code, n), one: true})
	}
	return out
}

// first gives who answers at the first step where anybody is there, with the steps before, and for which network.
func (p people) first(chain []rung, at time.Time) ([]Person, string) {
	var before []Passed
	for _, r := range chain {
		there, away := p.at(r, at)
		before = append(before, away...)
		for i := range there {
			there[i].PassedOver = before
		}
		if len(there) > 0 {
			return there, r.network
		}
	}
	return nil, chain[0].network
}

// at tells who is there at a step, and why the others are not.
func (p people) at(r rung, at time.Time) (there []Person, away []Passed) {
	for _, post := range r.posts {
		state, until := post.StateAt(at)
		o, known := p.officers[officerKey{post.County, post.Officer}]
		switch {
		case state == registry.Active && known && r.one:
			return []Person{person(post, o, r)}, away
		case state == registry.Active && known:
			there = append(there, person(post, o, r))
		default:
			away = append(away, Passed{Rule: r.rule, Network: post.Network, Reason: state, Until: moment(until)})
		}
	}
	if len(r.posts) == 0 {
		away = []Passed{{Rule: r.rule, Reason: noPost}}
	}
	return there, away
}

// workers are the roles that do a network's work on a grid; who has another role answers where nobody has one of these.
var workers = []registry.Role{registry.Agent, registry.Police, registry.Urban}

// working gives the first of those roles that posts have, whoever holds them.
func working(posts []registry.Posting) []registry.Role {
	for _, role := range workers {
		if len(ofRoles(posts, role)) > 0 {
			return []registry.Role{role}
		}
	}
	return nil
}

// dutyRules name the desks of the divisions.
var dutyRules = map[registry.Level]Rule{registry.Community: CommunityDuty, registry.Town: TownDuty, registry.County: CountyDuty}

// desk gives the posts of a division's duty desk in the order of calling; whoever else the network has posted there stands by.
func (p people) desk(division, network string) []registry.Posting {
	posts := ownFirst(ofRoles(p.postings[division], registry.Duty), network)
	for _, post := range p.posts(division, network) {
		if network != "" && post.Role != registry.Duty {
			posts = append(posts, post)
		}
	}
	return posts
}

// posts gives the posts of a network on a target.
func (p people) posts(target, network string) []registry.Posting {
	var out []registry.Posting
	for _, post := range p.postings[target] {
		if network == "" || post.Network == network {
			out = append(out, post)
		}
	}
	return out
}

// ownFirst puts a network's own posts before others', and primaries before deputies.
func ownFirst(posts []registry.Posting, network string) []registry.Posting {
	slices.SortStableFunc(posts, func(a, b registry.Posting) int {
		return cmp.Or(falseFirst(a.Network != network, b.Network != network), falseFirst(a.Deputy, b.Deputy))
	})
	return posts
}

func falseFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	default:
		return 1
	}
}

// ofRoles gives the posts with one of the roles.
func ofRoles(posts []registry.Posting, roles ...registry.Role) []registry.Posting {
	var out []registry.Posting
	for _, post := range posts {
		if slices.Contains(roles, post.Role) {
			out = append(out, post)
		}
	}
	return out
}

// rolesOf lists the roles of posts, each once, in their order.
func rolesOf(posts []registry.Posting) []registry.Role {
	var out []registry.Role
	for _, post := range posts {
		if !slices.Contains(out, post.Role) {
			out = append(out, post.Role)
		}
	}
	return out
}

// byDeputy parts the holders from those who stand in.
func byDeputy(posts []registry.Posting) (primaries, deputies []registry.Posting) {
	for _, post := range posts {
		if post.Deputy {
			deputies = append(deputies, post)
		} else {
			primaries = append(primaries, post)
		}
	}
	return primaries, deputies
}

// moment is a time that may be unknown.
func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
