package snapshot

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"wangge/registry"
)

// Rule says why a person answers: the first that applies.
type Rule string

// Rules, in their order: who holds the post, who stands in, the grid's head, and then the duty desks (属地兜底).
const (
	Primary       Rule = "primary"
	Deputy        Rule = "deputy"
	Head          Rule = "head"
	CommunityDuty Rule = "communityDuty"
	TownDuty      Rule = "townDuty"
	CountyDuty    Rule = "countyDuty"
)

// Person is somebody who answers for a grid; name and phone are masked unless they are public.
type Person struct {
	Network string        `json:"network" doc:"business line"`
	Role    registry.Role `json:"role" enum:"officer,police,urban,head,secretary,micro,block,duty"`
	Name    string        `json:"name" doc:"masked unless public"`
	Phone   string        `json:"phone" doc:"masked unless public"`
	Rule    Rule          `json:"rule" enum:"primary,deputy,head,communityDuty,townDuty,countyDuty" doc:"why this person"`
	Public  bool          `json:"-"` // name and phone stand as they are
}

type officerKey struct{ county, id string }

// people knows who is posted where.
type people struct {
	officers map[officerKey]registry.Officer
	postings map[string][]registry.Posting // by target
}

func newPeople(c *registry.Content) people {
	p := people{officers: make(map[officerKey]registry.Officer, len(c.Officers)), postings: map[string][]registry.Posting{}}
	for _, o := range c.Officers {
		p.officers[officerKey{o.County, o.ID}] = o
	}
	for _, post := range c.Postings {
		p.postings[post.Target] = append(p.postings[post.Target], post)
	}
	for _, posts := range p.postings {
		slices.SortStableFunc(posts, func(a, b registry.Posting) int {
			return cmp.Or(strings.Compare(a.Network, b.Network), cmp.Compare(rank(a.Role), rank(b.Role)), strings.Compare(a.Officer, b.Officer))
		})
	}
	return p
}

// rank puts those first who are called first.
func rank(r registry.Role) int {
	return slices.Index([]registry.Role{
		registry.Agent, registry.Police, registry.Urban, registry.Head, registry.Secretary, registry.Micro, registry.Block, registry.Duty,
	}, r)
}

// People lists who answers for a grid, by network and role; of one network, where it is named. A network that
// is asked for, or has posts on the grid, is answered for by somebody as long as any duty desk is manned.
func (s *Snapshot) People(g *Grid, network string) []Person {
	out := []Person{}
	for _, n := range s.people.networksOf(g.Code, network) {
		out = append(out, s.people.of(g, n)...)
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

// of answers for one network; the empty network means any.
func (p people) of(g *Grid, network string) []Person {
	var out []Person
	for held := p.posts(g.Code, network); len(held) > 0; {
		same := held[:sameRole(held)]
		held = held[len(same):]
		there := p.active(same, false, Primary)
		if len(there) == 0 {
			there = p.active(same, true, Deputy)
		}
		out = append(out, there...)
	}
	if len(out) > 0 {
		return out
	}
	if out = p.active(heads(p.postings[g.Code]), false, Head); len(out) > 0 {
		return out
	}
	return p.desk(g, network)
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

// sameRole counts the posts at the head of the list that have the role of the first.
func sameRole(posts []registry.Posting) int {
	n := slices.IndexFunc(posts, func(p registry.Posting) bool { return p.Role != posts[0].Role })
	if n < 0 {
		return len(posts)
	}
	return n
}

func heads(posts []registry.Posting) []registry.Posting {
	var out []registry.Posting
	for _, p := range posts {
		if p.Role == registry.Head {
			out = append(out, p)
		}
	}
	return out
}

// active gives the people of the posts who are there today, primaries or deputies.
func (p people) active(posts []registry.Posting, deputies bool, rule Rule) []Person {
	var out []Person
	now := time.Now()
	for _, post := range posts {
		o, known := p.officers[officerKey{post.County, post.Officer}]
		if post.State == registry.Active && post.Deputy == deputies && known && !post.From.After(now) {
			out = append(out, person(post, o, rule))
		}
	}
	return out
}

// dutyRules name the desks of the divisions.
var dutyRules = map[registry.Level]Rule{registry.Community: CommunityDuty, registry.Town: TownDuty, registry.County: CountyDuty}

// desk gives the nearest manned duty desk above the grid: the network's own before any other's.
func (p people) desk(g *Grid, network string) []Person {
	for i := len(g.Path) - 1; i >= 0; i-- {
		step := g.Path[i]
		for _, n := range []string{network, ""} {
			for _, deputies := range []bool{false, true} {
				if out := p.active(p.posts(step.Code, n), deputies, dutyRules[step.Level]); len(out) > 0 {
					return out[:1]
				}
			}
		}
	}
	return nil
}

func person(post registry.Posting, o registry.Officer, rule Rule) Person {
	out := Person{Network: post.Network, Role: post.Role, Name: o.Name, Phone: o.Phone, Rule: rule, Public: o.Public}
	if !o.Public {
		out.Name, out.Phone = maskName(o.Name), maskPhone(o.Phone)
	}
	return out
}

// maskName leaves the first character: 张三丰 becomes 张**.
func maskName(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	if size == 0 {
		return ""
	}
	return string(first) + strings.Repeat("*", max(1, utf8.RuneCountInString(name)-1))
}

// maskPhone leaves the first three and the last four digits of a mobile number, the last two of a short one.
func maskPhone(phone string) string {
	r := []rune(phone)
	switch {
	case len(r) >= 11:
		return string(r[:3]) + strings.Repeat("*", len(r)-7) + string(r[len(r)-4:])
	case len(r) > 4:
		return strings.Repeat("*", len(r)-2) + string(r[len(r)-2:])
	default:
		return strings.Repeat("*", len(r))
	}
}
