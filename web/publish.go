package web

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"wangge/registry/merger"
)

func (s *Server) routePublish() {
	change(s, huma.Operation{
		OperationID: "publishDraft", Method: http.MethodPost, Path: "/v1/drafts/{id}/publish", Summary: "Make an open draft the next revision", Tags: []string{draftTag},
		Description: "In one transaction: the codes that its grids lack are issued, the lineage from the grids before it is written, and the crosswalk from every legacy grid. " +
			"A draft that is not sound is refused, with every fault.",
		DefaultStatus: http.StatusCreated, Middlewares: patient,
	}, s.publishDraft, http.StatusUnprocessableEntity)
}

type publishInput struct {
	DraftPath
	Body By
}

// PublishedDraft is what a publication wrote.
type PublishedDraft struct {
	Revision  RevisionSummary `json:"revision"`
	Issued    int             `json:"issued" doc:"codes that were issued for it"`
	Lineage   int             `json:"lineage" doc:"steps of the lineage between unified grids"`
	Crosswalk int             `json:"crosswalk" doc:"rows of the crosswalk from the legacy networks"`
}

func (s *Server) publishDraft(ctx context.Context, in *publishInput) (*body[PublishedDraft], error) {
	leave, err := s.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	p, err := merger.Accept(ctx, s.Registry, in.ID, in.Body.actor())
	if err != nil {
		return nil, err
	}
	return &body[PublishedDraft]{PublishedDraft{Revision: revisionOf(p.Revision), Issued: len(p.Issued), Lineage: len(p.Lineage), Crosswalk: p.Crosswalk}}, nil
}
