package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"wangge/geo/regroup"
	"wangge/registry"
	"wangge/registry/background"
	"wangge/registry/merger"
	"wangge/registry/proposing"
)

const mergeTag = "Merging networks 多网合一"

func (s *Server) routeProposals() {
	get(s, mergeTag, "/v1/proposals", "listProposals", "The proposals of a county and those that are being computed, newest first", s.listProposals, http.StatusNotFound)
	get(s, mergeTag, "/v1/proposals/{id}", "getProposal", "How far a proposal is, or what it is judged by", s.getProposal, http.StatusNotFound)
	change(s, huma.Operation{
		OperationID: "startProposal", Method: http.MethodPost, Path: "/v1/proposals", Summary: "Propose unified grids for the stored legacy networks, in the background", Tags: []string{mergeTag},
		DefaultStatus: http.StatusAccepted, Description: "Answers at once with the proposal's address. One is computed at a time. The same networks and options give the same proposal.",
	}, s.startProposal, http.StatusUnprocessableEntity)
	s.plain(s.proposalEventsOperation(), s.proposalEvents)
	change(s, huma.Operation{
		OperationID: "cancelProposal", Method: http.MethodPost, Path: "/v1/proposals/{id}/cancel", Summary: "Stop computing a proposal, and keep the best so far", Tags: []string{mergeTag},
		DefaultStatus: http.StatusAccepted, Description: "It is stored as cancelled as soon as it has stopped; nothing is, where it had proposed nothing yet.",
	}, s.cancelProposal)
	change(s, huma.Operation{
		OperationID: "deleteProposal", Method: http.MethodDelete, Path: "/v1/proposals/{id}", Summary: "Delete a proposal", Tags: []string{mergeTag},
		DefaultStatus: http.StatusNoContent, Description: "A draft that was made of it stays.",
	}, s.deleteProposal)
	s.routeProposalGrids()
	change(s, huma.Operation{
		OperationID: "draftProposal", Method: http.MethodPost, Path: "/v1/proposals/{id}/draft", Summary: "Make a proposal the county's open draft", Tags: []string{mergeTag},
		DefaultStatus: http.StatusCreated, Description: "Undo brings back the draft that was open before. Grids on the ground of a live unified grid keep its code.",
	}, s.draftProposal, http.StatusUnprocessableEntity)
}

// ProposalSummary is a proposal in a list: waiting, being computed, or stored.
type ProposalSummary struct {
	ID      uuid.UUID         `json:"id"`
	County  string            `json:"county"`
	Name    string            `json:"name,omitempty"`
	State   background.State  `json:"state" enum:"waiting,running,done,cancelled,failed" doc:"cancelled: it is the best that was found until then"`
	Stage   string            `json:"stage,omitempty" doc:"of a running one"`
	Done    int64             `json:"done" doc:"of the stage"`
	Total   int64             `json:"total,omitempty" doc:"of the stage; absent where it is not known"`
	Base    string            `json:"base" doc:"network against which moved people are counted"`
	Options proposing.Options `json:"options"`
	By      string            `json:"by"`
	Reason  string            `json:"reason,omitempty"`
	At      time.Time         `json:"at" doc:"when it was asked for, or stored"`
	Grids   int               `json:"grids" doc:"0 until it is stored"`
	Draft   *uuid.UUID        `json:"draft,omitempty" doc:"that was made of it last"`
	Problem *Problem          `json:"problem,omitempty" doc:"why it failed; nothing was stored then"`
}

// ProposalDetails is a proposal, and what it is judged by.
type ProposalDetails struct {
	ProposalSummary
	Report *merger.Report `json:"report,omitempty" doc:"once it is stored"`
}

// storedProposal tells a stored proposal.
func storedProposal(p proposing.Stored) ProposalSummary {
	out := ProposalSummary{
		ID: p.ID, County: p.County, Name: p.Name, State: background.Done, Done: 1, Total: 1, Base: p.Base, Options: p.Options,
		By: p.Actor.Name, Reason: p.Actor.Reason, At: p.At, Grids: p.Count,
	}
	if p.Cancelled {
		out.State, out.Done, out.Total = background.Cancelled, 0, 0
	}
	if p.Draft != uuid.Nil {
		out.Draft = &p.Draft
	}
	return out
}

// proposalJob tells a proposal that is a job, and not in the store.
func proposalJob(j proposing.Job) ProposalSummary {
	q := j.Request
	out := ProposalSummary{
		ID: j.ID, County: q.County, Name: q.Name, State: j.Progress.State, Stage: j.Progress.Stage, Done: j.Progress.Done, Total: j.Progress.Total,
		Base: q.Base, Options: q.Options, By: q.Actor.Name, Reason: q.Actor.Reason, At: j.Asked,
	}
	if j.Err != nil {
		out.Problem = problemOf(j.Err)
	}
	return out
}

// ProposalPath names a proposal. It is exported for huma, which sees exported fields only.
type ProposalPath struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

type proposalsInput struct {
	Paging
	County string    `query:"county" maxLength:"64" doc:"the only one there is by default"`
	Cursor uuid.UUID `query:"cursor" format:"uuid" doc:"next of the page before"`
}

func (s *Server) listProposals(ctx context.Context, in *proposalsInput) (page[ProposalSummary], error) {
	county, err := s.queriedCounty(ctx, in.County)
	if err != nil {
		return page[ProposalSummary]{}, err
	}
	all, err := s.proposals(ctx, county)
	if err != nil {
		return page[ProposalSummary]{}, err
	}
	if in.Cursor != uuid.Nil {
		at := slices.IndexFunc(all, func(p ProposalSummary) bool { return p.ID == in.Cursor })
		if at < 0 {
			return page[ProposalSummary]{}, wrong(Invalid{"query.cursor", "there is no such proposal 没有该方案", in.Cursor})
		}
		all = all[at+1:]
	}
	return list(all, in.Limit, func(ProposalSummary) bool { return true }, func(p ProposalSummary) string { return p.ID.String() },
		func(p ProposalSummary) ProposalSummary { return p }), nil
}

// queriedCounty gives the code of the county that a query means.
func (s *Server) queriedCounty(ctx context.Context, code string) (string, error) {
	county, err := s.Registry.TheCounty(ctx, code)
	if errors.Is(err, registry.ErrInvalid) {
		err = wrong(Invalid{Location: "query.county", Message: err.Error() + " 请指明县级编码"})
	}
	return county.Code, err
}

// proposals lists the jobs that are not in the store, then what is. Jobs are looked at first: one that ends meanwhile is there twice
// rather than not at all, and told once.
func (s *Server) proposals(ctx context.Context, county string) (out []ProposalSummary, err error) {
	jobs := s.Proposals.All()
	rows, err := s.Registry.Store.Proposals(ctx, county)
	if err != nil {
		return nil, err
	}
	known := map[uuid.UUID]bool{}
	for _, row := range rows {
		known[row.ID] = true
	}
	for _, j := range jobs {
		if !known[j.ID] && j.Request.County == county && !inStore(j) {
			out = append(out, proposalJob(j))
		}
	}
	for _, row := range rows {
		p, err := proposing.Read(row)
		if err != nil {
			return nil, err
		}
		out = append(out, storedProposal(p))
	}
	return out, nil
}

// inStore reports whether a job has ended with a proposal, which is in the store unless it was deleted since.
func inStore(j proposing.Job) bool { return j.Result.ID != uuid.Nil }

func (s *Server) getProposal(ctx context.Context, in *ProposalPath) (ProposalDetails, error) {
	out, _, err := s.lookAt(ctx, in.ID)
	return out, err
}

// lookAt tells a proposal wherever it is: a job, until it has ended with a proposal, or in the store. The channel closes when there is
// more to tell of a job.
func (s *Server) lookAt(ctx context.Context, id uuid.UUID) (ProposalDetails, <-chan struct{}, error) {
	if j, changed, err := s.Proposals.Get(id); err == nil && !inStore(j) {
		return ProposalDetails{ProposalSummary: proposalJob(j)}, changed, nil
	}
	row, err := s.Registry.Store.Proposal(ctx, id)
	if err != nil {
		return ProposalDetails{}, nil, err
	}
	p, err := proposing.Read(row)
	if err != nil {
		return ProposalDetails{}, nil, err
	}
	return ProposalDetails{storedProposal(p), reportOf(p.Report)}, nil, nil
}

// reportOf tells what a proposal is judged by; lists are never null.
func reportOf(r merger.Report) *merger.Report {
	r.Findings, r.Networks = neverNull(r.Findings), neverNull(r.Networks)
	r.Proposal.Histogram, r.BaseLine.Histogram = neverNull(r.Proposal.Histogram), neverNull(r.BaseLine.Histogram)
	if r.OutOfBand == nil {
		r.OutOfBand = map[regroup.Reason]int{}
	}
	return &r
}

// proposalEvents streams the progress of a proposal.
func (s *Server) proposalEvents(c echo.Context) error {
	return streamEvents(c, func(id uuid.UUID) (happening, error) {
		p, changed, err := s.lookAt(c.Request().Context(), id)
		return happening{
			progress: background.Progress{State: p.State, Stage: p.Stage, Done: p.Done, Total: p.Total},
			ended:    p.State != background.Waiting && p.State != background.Running, summary: p, changed: changed,
		}, err
	})
}

func (s *Server) cancelProposal(ctx context.Context, in *ProposalPath) (*body[ProposalSummary], error) {
	if err := s.Proposals.Cancel(in.ID); err != nil {
		return nil, s.notUnderWay(ctx, in.ID, err)
	}
	out, _, err := s.lookAt(ctx, in.ID)
	return &body[ProposalSummary]{out.ProposalSummary}, err
}

// notUnderWay says of a proposal that no job is known of whether it is stored, or is none.
func (s *Server) notUnderWay(ctx context.Context, id uuid.UUID, err error) error {
	if !errors.Is(err, registry.ErrNotFound) {
		return err
	}
	if _, _, err := s.lookAt(ctx, id); err != nil {
		return err
	}
	return fmt.Errorf("%w: proposal %s has ended already 该方案已经结束", registry.ErrConflict, id)
}

type deleteInput struct {
	ProposalPath
	By     string `query:"by" maxLength:"100" doc:"who does this, for the audit log"`
	Reason string `query:"reason" maxLength:"1000" doc:"why, for the audit log"`
}

func (s *Server) deleteProposal(ctx context.Context, in *deleteInput) (*struct{}, error) {
	if j, _, err := s.Proposals.Get(in.ID); err == nil && j.Ended.IsZero() {
		return nil, fmt.Errorf("%w: proposal %s is being computed: cancel it first 方案正在计算，请先取消", registry.ErrConflict, in.ID)
	}
	err := s.Registry.Store.DropProposal(ctx, in.ID, By{in.By, in.Reason}.actor())
	s.kept.forget(in.ID)
	return nil, err
}

type draftProposalInput struct {
	ProposalPath
	Body By
}

func (s *Server) draftProposal(ctx context.Context, in *draftProposalInput) (*begun, error) {
	if _, err := s.proposal(ctx, in.ID); err != nil {
		return nil, err
	}
	d, err := merger.Draft(ctx, s.Registry.Store, in.ID, in.Body.actor())
	if err != nil {
		return nil, err
	}
	return &begun{Location: "/v1/drafts/" + d.ID.String(), Body: draftOf(d)}, nil
}
