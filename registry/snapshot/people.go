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
	For     string        `json:"for,omitempty" doc:"the network that they answer for, where their post is of another"`
	Public  bool          `json:"-"` // name and phone stand as they are

	PassedOver []Passed `json:"passedOver,omitempty" doc:"with trace: who would come first, and why they do not answer"`
}

// Passed is a step of the chain at which somebody did not answer.
type Passed struct {
	Rule    Rule           `json:"rule" enum:"primary,deputy,head,communityDuty,townDuty,countyDuty"`
	Network string         `json:"network,omitempty" doc:"of the post; absent where there is none"`
	Reason  registry.State `json:"reason" enum:"leave,vacant,notBegun,ended,none" doc:"none: there is no such post"`
	Until   *time.Time     `json:"until,omitempty" doc:"when that ends, where it is known"`
}

// noPost is the reason of a step that nobody is posted at.
const noPost registry.State = "none"

// Untraced takes out whom the people were chosen before.
func Untraced(people []Person) []Person {
	for i := range people {
		people[i].PassedOver = nil
	}
	return people
}

type officerKey struct{ county, id string }

// people knows who is posted where. It is asked about a moment, and reads no clock.
type people struct {
	officers map[officerKey]registry.Officer
	postings map[string][]registry.Posting // by target
	all      []registry.Posting            // by id
	roster   []registry.Officer            // by county and id
	turns    []time.Time                   // at which terms and leaves begin and end, in order
}

func newPeople(c *registry.Content) people {
	p := people{officers: make(map[officerKey]registry.Officer, len(c.Officers)), postings: map[string][]registry.Posting{}, roster: c.Officers}
	for _, o := range c.Officers {
		p.officers[officerKey{o.County, o.ID}] = o
	}
	for _, post := range c.Postings {
		p.postings[post.Target] = append(p.postings[post.Target], post)
		p.turns = append(p.turns, post.From, post.To, post.AwayFrom, post.AwayUntil)
	}
	slices.SortFunc(p.turns, time.Time.Compare)
	p.turns = slices.Compact(p.turns)
	p.all = slices.SortedFunc(slices.Values(c.Postings), func(a, b registry.Posting) int { return cmp.Compare(a.ID, b.ID) })
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

// person shows the officer of a post to whom it concerns.
func person(post registry.Posting, o registry.Officer, r rung) Person {
	out := Person{Network: post.Network, Role: post.Role, Rule: r.rule, Public: o.Public}
	if post.Network != r.network {
		out.For = r.network
	}
	out.Name, out.Phone = shown(o)
	return out
}

// shown gives name and phone as anybody may see them.
func shown(o registry.Officer) (name, phone string) {
	if o.Public {
		return o.Name, o.Phone
	}
	return maskName(o.Name), maskPhone(o.Phone)
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
