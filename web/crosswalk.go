package web

import (
	"context"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"wangge/registry/merger"
)

func (s *Server) routeCrosswalk() {
	get(s, mergeTag, "/v1/proposals/{id}/crosswalk", "listProposalCrosswalk", "Which grids of a proposal the legacy grids would be in", s.listProposalCrosswalk, http.StatusNotFound, http.StatusConflict)
	get(s, mergeTag, "/v1/crosswalk", "listCrosswalk", "Which unified grids the legacy grids are in, as it was published with them", s.listCrosswalk, http.StatusNotFound)
	for _, f := range crosswalkFiles {
		s.plain(s.crosswalkFileOperation("proposalCrosswalk", "/v1/proposals/{id}/crosswalk", f), s.proposalCrosswalkFile(f))
		s.plain(s.crosswalkFileOperation("crosswalk", "/v1/crosswalk", f), s.crosswalkFile(f))
	}
}

// CrosswalkRow is a row of a crosswalk in a list.
type CrosswalkRow struct {
	merger.Row
}

// CrosswalkFilter says which rows are wanted. It is exported for huma, which sees exported fields only.
type CrosswalkFilter struct {
	Network    string `query:"network" maxLength:"64" doc:"a legacy network"`
	LegacyCode string `query:"legacyCode" maxLength:"100" doc:"code of a legacy grid"`
	Class      string `query:"class" enum:"same,contained,contains,split,conflict,orphan,uncovered"`
	Q          string `query:"q" maxLength:"100" doc:"part of a legacy code or of a unified one"`
}

type proposalCrosswalkInput struct {
	ProposalPath
	Paging
	CrosswalkFilter
	Number int `query:"number" minimum:"1" doc:"of a grid of the proposal"`
	Cursor int `query:"cursor" minimum:"1" doc:"next of the page before"`
}

func (s *Server) listProposalCrosswalk(_ context.Context, in *proposalCrosswalkInput) (page[CrosswalkRow], error) {
	return page[CrosswalkRow]{}, noProposal(in.ID)
}

type crosswalkInput struct {
	Paging
	CrosswalkFilter
	County string `query:"county" maxLength:"64" doc:"the only one there is by default"`
	Code   string `query:"code" maxLength:"64" doc:"of a unified grid"`
	Cursor int    `query:"cursor" minimum:"1" doc:"next of the page before"`
}

func (s *Server) listCrosswalk(ctx context.Context, in *crosswalkInput) (page[CrosswalkRow], error) {
	_, err := s.Registry.TheCounty(ctx, in.County)
	return page[CrosswalkRow]{Items: []CrosswalkRow{}}, err
}

// crosswalkFormat is a file that a crosswalk can be had as.
type crosswalkFormat struct {
	name, suffix, kind, summary string
}

var crosswalkFiles = []crosswalkFormat{
	{"csv", "Csv", "text/csv", "The crosswalk as a table of comma-separated values"},
	{"xlsx", "Xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "The crosswalk as a workbook"},
	{"geojson", "GeoJson", "application/geo+json", "The crosswalk on the map: every legacy grid with its rows"},
}

// crosswalkFileOperation describes a download of the crosswalk at a path.
func (s *Server) crosswalkFileOperation(id, path string, f crosswalkFormat) huma.Operation {
	op := huma.Operation{
		OperationID: id + f.suffix, Method: http.MethodGet, Path: path + "." + f.name, Summary: f.summary, Tags: []string{mergeTag},
		Parameters: []*huma.Param{{Name: "network", In: "query", Description: "of one legacy network alone", Schema: text("name")}},
		Responses:  s.answers(answer{http.StatusOK, "The file", reflect.TypeFor[string](), f.kind}, http.StatusNotFound, http.StatusServiceUnavailable),
	}
	if id == "crosswalk" {
		op.Parameters = append(op.Parameters, &huma.Param{Name: "county", In: "query", Description: "the only one there is by default", Schema: text("code")})
	} else {
		op.Parameters = append(op.Parameters, &huma.Param{Name: "id", In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString, Format: "uuid"}})
	}
	return op
}

func (s *Server) proposalCrosswalkFile(crosswalkFormat) echo.HandlerFunc {
	return func(echo.Context) error { return echo.ErrNotFound }
}

func (s *Server) crosswalkFile(crosswalkFormat) echo.HandlerFunc {
	return func(echo.Context) error { return echo.ErrNotFound }
}
