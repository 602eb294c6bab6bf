package web

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"wangge/geo/regroup"
	"wangge/registry/background"
	"wangge/registry/merger"
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
		OperationID: "deleteProposal", Method: http.MethodDelete, Path: "/v1/proposals/{id}", Summary: "Delete a proposal", Tags: []string{mergeTag}, DefaultStatus: http.StatusNoContent,
	}, s.deleteProposal)
	get(s, mergeTag, "/v1/proposals/{id}/grids", "listProposalGrids", "The grids of a proposal, by number", s.listProposalGrids, http.StatusNotFound, http.StatusConflict)
	get(s, mergeTag, "/v1/proposals/{id}/comparison/{other}", "compareProposals", "What two proposals of a county have in common", s.compareProposals, http.StatusNotFound, http.StatusConflict, http.StatusUnprocessableEntity)
	change(s, huma.Operation{
		OperationID: "draftProposal", Method: http.MethodPost, Path: "/v1/proposals/{id}/draft", Summary: "Make a proposal the county's open draft", Tags: []string{mergeTag},
		DefaultStatus: http.StatusCreated, Description: "Undo brings back the draft that was open before. Grids on the ground of a live unified grid keep its code.",
	}, s.draftProposal, http.StatusUnprocessableEntity)
}

// ProposalOptions are what a proposal was computed with.
type ProposalOptions struct {
	Networks     []string        `json:"networks" doc:"that were merged"`
	Target       float64         `json:"target" doc:"people of a grid"`
	Seed         uint64          `json:"seed"`
	Steps        int64           `json:"steps,omitempty" doc:"of the search for each community; by its size where absent"`
	BalanceFirst bool            `json:"balanceFirst"`
	Weights      regroup.Weights `json:"weights"`
	Streets      bool            `json:"streets" doc:"whether streets cut faces"`
}

// ProposalSummary is a proposal in a list: waiting, being computed, or stored.
type ProposalSummary struct {
	ID      uuid.UUID        `json:"id"`
	County  string           `json:"county"`
	Name    string           `json:"name,omitempty"`
	State   background.State `json:"state" enum:"waiting,running,done,cancelled,failed" doc:"cancelled: it is the best that was found until then"`
	Stage   string           `json:"stage,omitempty" doc:"of a running one"`
	Done    int64            `json:"done" doc:"of the stage"`
	Total   int64            `json:"total,omitempty" doc:"of the stage; absent where it is not known"`
	Base    string           `json:"base" doc:"network against which moved people are counted"`
	Options ProposalOptions  `json:"options"`
	By      string           `json:"by"`
	Reason  string           `json:"reason,omitempty"`
	At      time.Time        `json:"at" doc:"when it was asked for, or stored"`
	Grids   int              `json:"grids" doc:"0 until it is done"`
	Draft   *uuid.UUID       `json:"draft,omitempty" doc:"that was made of it last"`
	Problem *Problem         `json:"problem,omitempty" doc:"why it failed; nothing was stored then"`
}

// ProposalDetails is a proposal, and what it is judged by.
type ProposalDetails struct {
	ProposalSummary
	Report *merger.Report `json:"report,omitempty" doc:"once it is stored"`
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
	if _, err := s.Registry.TheCounty(ctx, in.County); err != nil {
		return page[ProposalSummary]{}, err
	}
	return page[ProposalSummary]{Items: []ProposalSummary{}}, nil
}

func (s *Server) getProposal(_ context.Context, in *ProposalPath) (ProposalDetails, error) {
	return ProposalDetails{}, noProposal(in.ID)
}

// proposalQuestion is what a proposal is to be computed with.
type proposalQuestion struct {
	County       string       `json:"county,omitempty" maxLength:"64" doc:"the only one there is by default"`
	Name         string       `json:"name,omitempty" maxLength:"200" doc:"for people to tell proposals apart"`
	Base         string       `json:"base,omitempty" maxLength:"64" doc:"network against which moved people are counted, and whose dedicated grids are kept; the first of networks by default"`
	Networks     []string     `json:"networks,omitempty" maxItems:"50" doc:"legacy networks to be merged; all of the county by default"`
	Target       float64      `json:"target,omitempty" minimum:"1" maximum:"1000000" default:"600" doc:"people of a grid"`
	Seed         uint64       `json:"seed,omitempty" default:"1" doc:"another seed, another proposal"`
	Steps        int64        `json:"steps,omitempty" minimum:"1" maximum:"1000000000000" doc:"of the search for each community; by its size by default"`
	BalanceFirst bool         `json:"balanceFirst,omitempty" doc:"grids within 10 % of the target before all else"`
	Weights      weightsGiven `json:"weights,omitempty" doc:"factors on the terms of the objective, not all 0"`
	Streets      *bool        `json:"streets,omitempty" default:"true" doc:"let streets cut faces"`
	By
}

// weightsGiven are pointers, since 0 is a weight of its own and 1 the default.
type weightsGiven struct {
	Balance *float64 `json:"balance,omitempty" minimum:"0" maximum:"1000" default:"1" doc:"the distance from the target and its bands"`
	Moved   *float64 `json:"moved,omitempty" minimum:"0" maximum:"1000" default:"1" doc:"people who change their grid of the base network"`
	Border  *float64 `json:"border,omitempty" minimum:"0" maximum:"1000" default:"1" doc:"length of inner borders"`
	Street  *float64 `json:"street,omitempty" minimum:"0" maximum:"2" default:"1" doc:"how much cheaper a border is along a street: 0 as any other, 1 half price, 2 free"`
	Legacy  *float64 `json:"legacy,omitempty" minimum:"0" maximum:"2" default:"1" doc:"the same along a border of a legacy network"`
}

type startInput struct {
	Body proposalQuestion
}

// started is where a proposal will be.
type started struct {
	Location string `header:"Location"`
	Body     ProposalSummary
}

func (s *Server) startProposal(ctx context.Context, in *startInput) (*started, error) {
	_, err := s.Registry.TheCounty(ctx, in.Body.County)
	if err == nil {
		err = newProblem(http.StatusServiceUnavailable, "proposals cannot be computed yet")
	}
	return nil, err
}

// proposalEvents streams the progress of a proposal.
func (s *Server) proposalEvents(c echo.Context) error {
	return streamEvents(c, func(id uuid.UUID) (happening, error) { return happening{}, noProposal(id) })
}

type byInput struct {
	ProposalPath
	Body By
}

func (s *Server) cancelProposal(_ context.Context, in *byInput) (*body[ProposalSummary], error) {
	return nil, noProposal(in.ID)
}

type deleteInput struct {
	ProposalPath
	By     string `query:"by" maxLength:"100" doc:"who does this, for the audit log"`
	Reason string `query:"reason" maxLength:"1000" doc:"why, for the audit log"`
}

func (s *Server) deleteProposal(_ context.Context, in *deleteInput) (*struct{}, error) {
	return nil, noProposal(in.ID)
}

func (s *Server) draftProposal(_ context.Context, in *byInput) (*begun, error) {
	return nil, noProposal(in.ID)
}

func noProposal(id uuid.UUID) error {
	return newProblem(http.StatusNotFound, "there is no proposal "+id.String()+" 没有该方案")
}
