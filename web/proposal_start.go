package web

import (
	"context"

	"wangge/geo/regroup"
	"wangge/registry/proposing"
)

// proposalQuestion is what a proposal is to be computed with.
type proposalQuestion struct {
	County       string       `json:"county,omitempty" maxLength:"64" doc:"the only one there is by default"`
	Name         string       `json:"name,omitempty" maxLength:"200" doc:"for people to tell proposals apart"`
	Base         string       `json:"base,omitempty" maxLength:"64" doc:"network against which moved people are counted, and whose dedicated grids are kept; the first of networks by default"`
	Networks     []string     `json:"networks,omitempty" maxItems:"50" doc:"legacy networks to be merged; all of the county by default"`
	Target       float64      `json:"target,omitempty" minimum:"1" maximum:"1000000" default:"600" doc:"people of a grid"`
	Seed         *uint64      `json:"seed,omitempty" default:"1" doc:"another seed, another proposal"`
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

func (w weightsGiven) weights() (regroup.Weights, error) {
	out := regroup.Weights{Balance: *w.Balance, Moved: *w.Moved, Border: *w.Border, Street: *w.Street, Legacy: *w.Legacy}
	if out == (regroup.Weights{}) {
		return out, wrong(Invalid{Location: "body.weights", Message: "one weight at least has to be above 0 权重不能全为 0"})
	}
	return out, nil
}

func (q proposalQuestion) request() (proposing.Request, error) {
	weights, err := q.Weights.weights()
	return proposing.Request{
		County: q.County, Name: q.Name, Base: q.Base, Actor: q.actor(),
		Options: proposing.Options{
			Networks: q.Networks, Target: q.Target, Seed: *q.Seed, Steps: q.Steps, BalanceFirst: q.BalanceFirst, Weights: weights, Streets: *q.Streets,
		},
	}, err
}

// started is where a proposal will be.
type started struct {
	Location string `header:"Location"`
	Body     ProposalSummary
}

func (s *Server) startProposal(ctx context.Context, in *struct{ Body proposalQuestion }) (*started, error) {
	q, err := in.Body.request()
	if err != nil {
		return nil, err
	}
	if q, err = q.Complete(ctx, s.Registry); err != nil {
		return nil, err
	}
	id, err := s.Proposals.Start(q)
	if err != nil {
		return nil, err
	}
	out, _, err := s.lookAt(ctx, id)
	return &started{Location: "/v1/proposals/" + id.String(), Body: out.ProposalSummary}, err
}
