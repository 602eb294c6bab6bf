package web

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"

	"wangge/registry"
)

// patient gives an operation the time that work on a whole county takes.
var patient = huma.Middlewares{func(ctx huma.Context, next func(huma.Context)) {
	extend(humaecho.Unwrap(ctx), uploadTime)
	next(ctx)
}}

func (s *Server) routeRecodings() {
	change(s, huma.Operation{
		OperationID: "previewRecoding", Method: http.MethodPost, Path: "/v1/recodings/preview", Summary: "What a change of divisions makes of the codes", Tags: []string{codesTag},
		Description: "A plan; nothing is written. A town takes its communities along, with the same last three digits, and they take their grids.",
		Middlewares: patient,
	}, s.previewRecoding, http.StatusUnprocessableEntity)
	change(s, huma.Operation{
		OperationID: "applyRecoding", Method: http.MethodPost, Path: "/v1/recodings", Summary: "Make a plan the next revision", Tags: []string{codesTag},
		Description: "The plan is sent as the preview gave it. Where anything changed since, it is a conflict that names it, and nothing is written: preview again.",
		Middlewares: patient, DefaultStatus: http.StatusCreated, MaxBodyBytes: s.MaxUploadBytes, BodyReadTimeout: readTime,
	}, s.applyRecoding, http.StatusUnprocessableEntity, http.StatusRequestEntityTooLarge)
}

// RecodingQuestion is a change of divisions.
type RecodingQuestion struct {
	County  string                    `json:"county,omitempty" doc:"the only one there is by default"`
	Changes []registry.DivisionChange `json:"changes" minItems:"1" doc:"the same code twice renames; several old codes with one new code are merged there; the code of a grid as the old one moves it to the community"`
}

func (s *Server) previewRecoding(ctx context.Context, in *struct{ Body RecodingQuestion }) (*body[registry.Recoding], error) {
	county, err := s.Registry.TheCounty(ctx, in.Body.County)
	if err != nil {
		return nil, err
	}
	plan, err := s.Registry.PreviewRecoding(ctx, county.Code, in.Body.Changes)
	return &body[registry.Recoding]{plan}, err
}

// RecodingOrder is a plan as the preview gave it, and who applies it.
type RecodingOrder struct {
	registry.Recoding
	By     string `json:"by" minLength:"1" doc:"who does this, for the audit log"`
	Reason string `json:"reason,omitempty" doc:"why, for the audit log"`
}

func (s *Server) applyRecoding(ctx context.Context, in *struct{ Body RecodingOrder }) (*body[RevisionSummary], error) {
	p, err := s.Registry.ApplyRecoding(ctx, in.Body.Recoding, registry.Actor{Name: in.Body.By, Reason: in.Body.Reason})
	return &body[RevisionSummary]{revisionOf(p.Revision)}, err
}
