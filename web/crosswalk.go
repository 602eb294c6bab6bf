package web

import (
	"context"
	"fmt"
	"net/http"
	"strconv"

	"github.com/google/uuid"

	"wangge/registry"
	"wangge/registry/snapshot"
)

func (s *Server) routeCrosswalk() {
	get(s, mergeTag, "/v1/proposals/{id}/crosswalk", "listProposalCrosswalk", "Which grids of a proposal the legacy grids would be in", s.listProposalCrosswalk, http.StatusNotFound, http.StatusConflict)
	get(s, mergeTag, "/v1/crosswalk", "listCrosswalk", "Which unified grids the legacy grids are in, as it was published with them", s.listCrosswalk, http.StatusNotFound)
	s.routeCrosswalkFiles()
}

// CrosswalkRow is a row of a crosswalk in a list.
type CrosswalkRow struct {
	registry.Crossing
}

// CrosswalkFilter says which rows are wanted. It is exported for huma, which sees exported fields only.
type CrosswalkFilter struct {
	Network    string `query:"network" maxLength:"64" doc:"a legacy network"`
	LegacyCode string `query:"legacyCode" maxLength:"100" doc:"code of a legacy grid"`
	Class      string `query:"class" enum:"same,contained,contains,split,conflict,orphan,uncovered"`
	Q          string `query:"q" maxLength:"100" doc:"part of a legacy code, or beginning of a unified one"`
	Cursor     int    `query:"cursor" minimum:"1" doc:"next of the page before"`
}

func (f *CrosswalkFilter) wants(r registry.Crossing) bool {
	return (f.Network == "" || r.Network == f.Network) && (f.LegacyCode == "" || r.LegacyCode == f.LegacyCode) &&
		(f.Class == "" || string(r.Class) == f.Class) && (f.Q == "" || snapshot.Fits(f.Q, r.Code, r.LegacyCode))
}

// crosswalkPage lists the rows that are wanted. A crosswalk never changes, so the cursor is the place of a row in it, from 1.
func crosswalkPage(rows []registry.Crossing, p Paging, f CrosswalkFilter, also func(registry.Crossing) bool) page[CrosswalkRow] {
	type placed struct {
		at int
		registry.Crossing
	}
	all := make([]placed, len(rows))
	for i, r := range rows {
		all[i] = placed{i + 1, r}
	}
	return list(all, p.Limit, func(r placed) bool { return r.at > f.Cursor && f.wants(r.Crossing) && also(r.Crossing) },
		func(r placed) string { return strconv.Itoa(r.at) }, func(r placed) CrosswalkRow { return CrosswalkRow{r.Crossing} })
}

type proposalCrosswalkInput struct {
	ProposalPath
	Paging
	CrosswalkFilter
	Number int `query:"number" minimum:"1" doc:"of a grid of the proposal"`
}

func (s *Server) listProposalCrosswalk(ctx context.Context, in *proposalCrosswalkInput) (page[CrosswalkRow], error) {
	rows, err := s.proposedCrosswalk(ctx, in.ID)
	return crosswalkPage(rows, in.Paging, in.CrosswalkFilter, func(r registry.Crossing) bool { return in.Number == 0 || r.Number == in.Number }), err
}

func (s *Server) proposedCrosswalk(ctx context.Context, id uuid.UUID) ([]registry.Crossing, error) {
	if _, err := s.proposal(ctx, id); err != nil {
		return nil, err
	}
	return s.kept.of(id).crosswalk.get(func() ([]registry.Crossing, error) { return s.Registry.Store.ProposalCrosswalk(ctx, id) })
}

type crosswalkInput struct {
	Paging
	CrosswalkFilter
	County string `query:"county" maxLength:"64" doc:"the only one there is by default"`
	Code   string `query:"code" maxLength:"64" doc:"of a unified grid"`
}

func (s *Server) listCrosswalk(ctx context.Context, in *crosswalkInput) (page[CrosswalkRow], error) {
	walk, err := s.publishedCrosswalk(ctx, in.County)
	return crosswalkPage(walk.Rows, in.Paging, in.CrosswalkFilter, func(r registry.Crossing) bool { return in.Code == "" || r.Code == in.Code }), err
}

// publishedCrosswalk gives that of the county's last revision that has one.
func (s *Server) publishedCrosswalk(ctx context.Context, code string) (registry.Crosswalk, error) {
	snap, err := s.published()
	if err != nil {
		return registry.Crosswalk{}, err
	}
	county, err := s.queriedCounty(ctx, code)
	if err != nil {
		return registry.Crosswalk{}, err
	}
	walk, ok := snap.Crosswalk(county)
	if !ok {
		return walk, newProblem(http.StatusNotFound, fmt.Sprintf("county %s was never published with a crosswalk: publish a draft that a proposal became 该县尚无随版本发布的新旧编码对照", county))
	}
	return walk, nil
}
