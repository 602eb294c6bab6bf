package snapshot

import (
	"strings"
	"time"

	"wangge/registry"
)

// Post is a posting as it is at a moment, for anybody to see.
type Post struct {
	ID         int64          `json:"id" doc:"of this version of the posting: a change gives it another one"`
	Network    string         `json:"network"`
	Role       registry.Role  `json:"role" enum:"officer,police,urban,head,secretary,micro,block,duty"`
	Deputy     bool           `json:"deputy" doc:"stands in for the primary"`
	Target     string         `json:"target" doc:"code of a grid or division"`
	TargetName string         `json:"targetName" doc:"empty where the code is retired"`
	Officer    *Staff         `json:"officer,omitempty" doc:"absent where the post is vacant"`
	State      registry.State `json:"state" enum:"active,leave,vacant,notBegun,ended" doc:"now; a leave ends by itself"`
	From       *time.Time     `json:"from,omitempty"`
	To         *time.Time     `json:"to,omitempty" doc:"when it ends; absent while that is open"`
	LeaveFrom  *time.Time     `json:"leaveFrom,omitempty" doc:"of a leave that is, was or will be"`
	LeaveUntil *time.Time     `json:"leaveUntil,omitempty" doc:"absent where the end of the leave is open"`
}

// Staff is a person of the roster.
type Staff struct {
	ID     string `json:"id" doc:"the roster's own number"`
	County string `json:"county"`
	Name   string `json:"name" doc:"masked unless public"`
	Phone  string `json:"phone" doc:"masked unless public"`
}

// Postings lists the postings that hold, by id. The caller must not change them.
func (s *Snapshot) Postings() []registry.Posting { return s.people.all }

// Officers lists the roster by county and id. The caller must not change it.
func (s *Snapshot) Officers() []registry.Officer { return s.people.roster }

// StaffOf shows a person of the roster.
func StaffOf(o registry.Officer) Staff {
	name, phone := shown(o)
	return Staff{ID: o.ID, County: o.County, Name: name, Phone: phone}
}

// Answers reports whether a query finds a person: by the number, by the whole phone, or by the name's beginning, as far as a reader
// may see it.
func Answers(q string, o registry.Officer) bool {
	name, phone := shown(o)
	return o.ID == q || o.Name == q || phone == q || strings.HasPrefix(name, q) || strings.HasPrefix(o.ID, q)
}

// Post shows a posting at a moment.
func (s *Snapshot) Post(p registry.Posting, at time.Time) Post {
	state, _ := p.StateAt(at)
	out := Post{
		ID: p.ID, Network: p.Network, Role: p.Role, Deputy: p.Deputy, Target: p.Target, TargetName: s.nameOf(p.Target), State: state,
		From: moment(p.From), To: moment(p.To), LeaveFrom: moment(p.AwayFrom), LeaveUntil: moment(p.AwayUntil),
	}
	if o, known := s.people.officers[officerKey{p.County, p.Officer}]; known {
		staff := StaffOf(o)
		out.Officer = &staff
	}
	return out
}

// nameOf gives the name of a grid or division.
func (s *Snapshot) nameOf(code string) string {
	if g, ok := s.byCode[code]; ok {
		return g.Name
	}
	if d, ok := s.division[code]; ok {
		return d.Name
	}
	return ""
}
