package web

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"wangge/registry"
	"wangge/registry/snapshot"
)

func (s *Server) routePeople() {
	get(s, peopleTag, "/v1/matters", "listMatters", "The kinds of matter, and which networks answer for them", s.listMatters)
	get(s, peopleTag, "/v1/officers", "listOfficers", "The roster; names and phones are masked unless public", s.listOfficers)
	get(s, peopleTag, "/v1/postings", "listPostings", "Who is posted where, and what of that holds now", s.listPostings)
	get(s, peopleTag, "/v1/reports/unattended", "reportUnattended", "Grids where neither primary nor deputy is there, and postings on retired codes", s.reportUnattended)
	for _, c := range []struct {
		name, summary string
		do            func(context.Context, *postingInput) (registry.Posting, error)
	}{
		{"leave", "Put the officer of a posting on leave, or give the leave other days", s.sendOnLeave},
		{"return", "End the leave of a posting's officer", s.endLeave},
		{"vacate", "Take the officer off a posting, which stays as a vacant one", s.vacate},
		{"fill", "Put an officer of the roster on a vacant posting", s.fill},
	} {
		change(s, huma.Operation{
			OperationID: c.name + "Posting", Method: http.MethodPost, Path: "/v1/postings/{id}/" + c.name, Summary: c.summary, Tags: []string{peopleTag},
			Description: "The id is that of the posting's present version: where it was changed meanwhile this is a conflict, and nothing is written. The answer has the id of the new version.",
		}, s.posting(c.do), http.StatusUnprocessableEntity)
	}
}

// postingInput is one change of a posting.
type postingInput struct {
	ID   int64 `path:"id" minimum:"1"`
	Body PostingChange
}

// PostingChange is what a change of a posting may say.
type PostingChange struct {
	By
	From    string `json:"from,omitempty" doc:"leave: its first day in China, or a time (RFC 3339); now by default" example:"2026-12-01"`
	Until   string `json:"until,omitempty" doc:"leave: its last day, or a time; open by default. It ends by itself" example:"2026-12-05"`
	Officer string `json:"officer,omitempty" maxLength:"100" doc:"fill: the roster's number of who takes the post"`
}

func (s *Server) sendOnLeave(ctx context.Context, in *postingInput) (registry.Posting, error) {
	leave, err := registry.ParseLeave(in.Body.From, in.Body.Until)
	if err != nil {
		return registry.Posting{}, wrong(Invalid{Location: "body.from", Message: reasonOf(err)})
	}
	return s.Registry.SendOnLeave(ctx, in.ID, leave, in.Body.actor())
}

func (s *Server) endLeave(ctx context.Context, in *postingInput) (registry.Posting, error) {
	return s.Registry.EndLeave(ctx, in.ID, in.Body.actor())
}

func (s *Server) vacate(ctx context.Context, in *postingInput) (registry.Posting, error) {
	return s.Registry.Vacate(ctx, in.ID, in.Body.actor())
}

func (s *Server) fill(ctx context.Context, in *postingInput) (registry.Posting, error) {
	return s.Registry.Fill(ctx, in.ID, in.Body.Officer, in.Body.actor())
}

// posting answers a change with the posting as it is now.
func (s *Server) posting(do func(context.Context, *postingInput) (registry.Posting, error)) func(context.Context, *postingInput) (*body[snapshot.Post], error) {
	return func(ctx context.Context, in *postingInput) (*body[snapshot.Post], error) {
		snap, err := s.loaded()
		if err != nil {
			return nil, err
		}
		p, err := do(ctx, in)
		return &body[snapshot.Post]{snap.Post(p, time.Now())}, err
	}
}

type officersInput struct {
	Paging
	Cursor string `query:"cursor" maxLength:"200" doc:"next of the page before"`
	Q      string `query:"q" maxLength:"100" doc:"the number or its beginning, the whole name, or what is shown of name and phone"`
}

func (s *Server) listOfficers(_ context.Context, in *officersInput) (page[snapshot.Staff], error) {
	snap, err := s.loaded()
	if err != nil {
		return page[snapshot.Staff]{}, err
	}
	key := func(o registry.Officer) string { return o.County + "/" + o.ID }
	past := in.Cursor == ""
	wants := func(o registry.Officer) bool {
		was := past
		past = past || key(o) == in.Cursor
		return was && (in.Q == "" || snapshot.Answers(in.Q, o))
	}
	return list(snap.Officers(), in.Limit, wants, key, snapshot.StaffOf), nil
}

type postingsInput struct {
	Paging
	Cursor  int64          `query:"cursor" minimum:"1" doc:"next of the page before"`
	Target  string         `query:"target" maxLength:"64" doc:"code of a grid or division"`
	Officer string         `query:"officer" maxLength:"100" doc:"the roster's number"`
	Network string         `query:"network" maxLength:"64"`
	State   registry.State `query:"state" enum:"active,leave,vacant,notBegun,ended" doc:"now"`
}

func (in *postingsInput) wants(p registry.Posting, now time.Time) bool {
	state, _ := p.StateAt(now)
	return p.ID > in.Cursor && (in.Target == "" || p.Target == in.Target) && (in.Officer == "" || p.Officer == in.Officer) &&
		(in.Network == "" || p.Network == in.Network) && (in.State == "" || state == in.State)
}

func (s *Server) listPostings(_ context.Context, in *postingsInput) (page[snapshot.Post], error) {
	snap, err := s.loaded()
	if err != nil {
		return page[snapshot.Post]{}, err
	}
	now := time.Now()
	return list(snap.Postings(), in.Limit, func(p registry.Posting) bool { return in.wants(p, now) },
		func(p registry.Posting) string { return strconv.FormatInt(p.ID, 10) }, func(p registry.Posting) snapshot.Post { return snap.Post(p, now) }), nil
}

type unattendedInput struct {
	Paging
	Cursor  int    `query:"cursor" minimum:"1" doc:"next of the page before"`
	Network string `query:"network" maxLength:"64" doc:"every grid is asked about this one; by default about the networks with posts on it"`
	Within  string `query:"within" maxLength:"15" doc:"code of a division or grid: only codes that begin so"`
	At      string `query:"at" maxLength:"64" doc:"a date (the end of that day, UTC+8) or a time (RFC 3339), by the roster as it stands now: who will be on leave then; now by default"`
}

func (s *Server) reportUnattended(_ context.Context, in *unattendedInput) (page[snapshot.Unattended], error) {
	out := page[snapshot.Unattended]{Items: []snapshot.Unattended{}}
	snap, err := s.published()
	if err != nil {
		return out, err
	}
	if err := snap.KnownNetwork(in.Network); err != nil {
		return out, err
	}
	at, err := registry.ParseTime(in.At, time.Now())
	if err != nil {
		return out, wrong(Invalid{"query.at", reasonOf(err), in.At})
	}
	found := 0
	for _, u := range snap.Unattended(in.Network, at) {
		if !strings.HasPrefix(u.Code, in.Within) {
			continue
		}
		if found++; found <= in.Cursor {
			continue
		}
		if len(out.Items) == in.Limit {
			out.Next = fmt.Sprint(in.Cursor + in.Limit)
			break
		}
		out.Items = append(out.Items, u)
	}
	return out, nil
}
