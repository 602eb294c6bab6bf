package web

import (
	"context"

	"github.com/google/uuid"

	"wangge/geo/regroup"
	"wangge/registry"
	"wangge/registry/snapshot"
)

// ProposalGrid is a grid of a proposal in a list.
type ProposalGrid struct {
	Number        int            `json:"number" doc:"from 1; what names it while it has no code"`
	Name          string         `json:"name"`
	Community     string         `json:"community"`
	CommunityName string         `json:"communityName"`
	Town          string         `json:"town"`
	Kind          registry.Kind  `json:"kind" enum:"base,dedicated"`
	People        float64        `json:"people"`
	Households    int            `json:"households"`
	AreaM2        float64        `json:"areaM2"`
	Deviation     float64        `json:"deviation" doc:"people above or below the target, as a share of it"`
	Reason        regroup.Reason `json:"reason,omitempty" enum:"tower,small community,no whole number fits,cut off by shape,chosen" doc:"why it is out of the band of 20 %; absent within it"`
	Main          string         `json:"main,omitempty" doc:"the base network's grid that most of its people are from"`
	MovedShare    float64        `json:"movedShare" doc:"of its people who are not from there"`
	At            *snapshot.At   `json:"at" doc:"a point inside"`
}

type proposalGridsInput struct {
	ProposalPath
	Paging
	Cursor    int    `query:"cursor" minimum:"1" doc:"next of the page before"`
	OutOfBand bool   `query:"outOfBand" doc:"true: those more than 20 % off the target alone"`
	Community string `query:"community" maxLength:"64" doc:"code of a community"`
	Town      string `query:"town" maxLength:"64" doc:"code of a town or street"`
}

func (s *Server) listProposalGrids(_ context.Context, in *proposalGridsInput) (page[ProposalGrid], error) {
	return page[ProposalGrid]{}, noProposal(in.ID)
}

type comparisonInput struct {
	ProposalPath
	Other uuid.UUID `path:"other" format:"uuid"`
}

// ProposalComparison is what two proposals have in common. Their figures stand in their own reports.
type ProposalComparison struct {
	Same        int     `json:"same" doc:"grids on the same ground in both"`
	SamePeople  float64 `json:"samePeople" doc:"who live in those"`
	PeopleMoved float64 `json:"peopleMoved" doc:"of the first proposal, not in the other's grid that has most of their grid's people"`
	Grids       []int   `json:"grids" doc:"numbers of the first proposal's grids that the other does not have"`
	Others      []int   `json:"others" doc:"numbers of the other's grids that the first does not have"`
}

func (s *Server) compareProposals(_ context.Context, in *comparisonInput) (ProposalComparison, error) {
	return ProposalComparison{}, noProposal(in.ID)
}
