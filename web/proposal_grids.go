package web

import (
	"context"
	"fmt"
	"net/http"
	"strconv"

	"github.com/google/uuid"

	"wangge/geo/regroup"
	"wangge/registry"
	"wangge/registry/background"
	"wangge/registry/proposing"
	"wangge/registry/snapshot"
)

func (s *Server) routeProposalGrids() {
	get(s, mergeTag, "/v1/proposals/{id}/grids", "listProposalGrids", "The grids of a proposal, by number", s.listProposalGrids, http.StatusNotFound, http.StatusConflict)
	get(s, mergeTag, "/v1/proposals/{id}/comparison/{other}", "compareProposals", "Which grids two proposals of a county have in common", s.compareProposals, http.StatusNotFound, http.StatusConflict, http.StatusUnprocessableEntity)
}

// proposal gives a stored proposal with its grids. One that is being computed, or came to nothing, is a conflict.
func (s *Server) proposal(ctx context.Context, id uuid.UUID) (proposing.Stored, error) {
	if j, _, err := s.Proposals.Get(id); err == nil && !inStore(j) {
		return proposing.Stored{}, fmt.Errorf("%w: proposal %s is %s: %s", registry.ErrConflict, id, j.Progress.State, whyNot(j.Progress.State))
	}
	return s.kept.of(id).proposal.get(func() (proposing.Stored, error) {
		row, err := s.Registry.Store.Proposal(ctx, id)
		if err != nil {
			return proposing.Stored{}, err
		}
		return proposing.Read(row)
	})
}

// whyNot says why a job has no proposal to look at.
func whyNot(state background.State) string {
	switch state {
	case background.Waiting, background.Running:
		return "it has no grids before it has ended 方案尚未完成"
	default:
		return "it came to nothing, and nothing was stored 方案未产生结果"
	}
}

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

func (in *proposalGridsInput) wants(g numberedGrid) bool {
	return g.number > in.Cursor && (!in.OutOfBand || g.Reason != "") && (in.Community == "" || g.Community == in.Community) && (in.Town == "" || g.town() == in.Town)
}

// numberedGrid is a grid of a proposal with the division that it lies in.
type numberedGrid struct {
	number int
	registry.Proposed
	community *snapshot.Division // nil where none is known
}

func (g numberedGrid) town() string {
	if g.community == nil {
		return ""
	}
	return g.community.Parent
}

func (s *Server) listProposalGrids(ctx context.Context, in *proposalGridsInput) (page[ProposalGrid], error) {
	p, err := s.proposal(ctx, in.ID)
	if err != nil {
		return page[ProposalGrid]{}, err
	}
	snap, err := s.loaded()
	if err != nil {
		return page[ProposalGrid]{}, err
	}
	all := make([]numberedGrid, len(p.Grids))
	for i, g := range p.Grids {
		community, _ := snap.Division(g.Community)
		all[i] = numberedGrid{i + 1, g, community}
	}
	show := func(g numberedGrid) ProposalGrid { return proposalGridOf(g, p.Options.Target) }
	return list(all, in.Limit, in.wants, func(g numberedGrid) string { return strconv.Itoa(g.number) }, show), nil
}

func proposalGridOf(g numberedGrid, target float64) ProposalGrid {
	out := ProposalGrid{
		Number: g.number, Name: g.Name, Community: g.Community, Town: g.town(), Kind: g.Kind, People: g.People, Households: g.Households,
		AreaM2: g.AreaM2, Deviation: g.People/target - 1, Reason: g.Reason, Main: g.Main, MovedShare: g.MovedShare, At: snapshot.Place(g.Shape.Inner()),
	}
	if g.community != nil {
		out.CommunityName = g.community.Name
	}
	return out
}

type comparisonInput struct {
	ProposalPath
	Other uuid.UUID `path:"other" format:"uuid"`
}

// ProposalComparison is what two proposals have in common. Their figures stand in their own reports.
type ProposalComparison struct {
	Same       int     `json:"same" doc:"grids on the same ground in both"`
	SamePeople float64 `json:"samePeople" doc:"who live in those, as the first proposal has it"`
	Grids      []int   `json:"grids" doc:"numbers of the first proposal's grids that the other does not have"`
	Others     []int   `json:"others" doc:"numbers of the other's grids that the first does not have"`
}

func (s *Server) compareProposals(ctx context.Context, in *comparisonInput) (ProposalComparison, error) {
	one, err := s.proposal(ctx, in.ID)
	if err != nil {
		return ProposalComparison{}, err
	}
	other, err := s.proposal(ctx, in.Other)
	if err != nil {
		return ProposalComparison{}, err
	}
	if one.County != other.County {
		return ProposalComparison{}, fmt.Errorf("%w: they are of the counties %s and %s 两个方案不属于同一县", registry.ErrInvalid, one.County, other.County)
	}
	return compared(one.Grids, other.Grids), nil
}

// compared finds the grids of both lists that have the same ground.
func compared(one, other []registry.Proposed) ProposalComparison {
	out := ProposalComparison{Grids: []int{}, Others: []int{}}
	grounds := make(map[string]bool, len(other))
	for _, g := range other {
		grounds[g.Shape.GroundKey()] = true
	}
	common := make(map[string]bool, len(one))
	for i, g := range one {
		key := g.Shape.GroundKey()
		if !grounds[key] {
			out.Grids = append(out.Grids, i+1)
			continue
		}
		common[key] = true
		out.Same++
		out.SamePeople += g.People
	}
	for i, g := range other {
		if !common[g.Shape.GroundKey()] {
			out.Others = append(out.Others, i+1)
		}
	}
	return out
}
