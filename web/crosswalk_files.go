package web

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"wangge/registry/merger"
)

// crosswalkFormat is a file that a crosswalk can be had as.
type crosswalkFormat struct {
	extension, suffix, kind, summary string

	write func(out io.Writer, p *merger.Proposal, faces merger.Parts) error
}

var crosswalkFormats = []crosswalkFormat{
	{"csv", "Csv", "text/csv", "The crosswalk as a table of comma-separated values", func(out io.Writer, p *merger.Proposal, _ merger.Parts) error {
		return merger.WriteCSV(out, p.Crosswalk)
	}},
	{"xlsx", "Xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "The crosswalk as a workbook, with counts by network and town", func(out io.Writer, p *merger.Proposal, _ merger.Parts) error {
		return merger.WriteXLSX(out, p.Crosswalk, p.Report.Networks)
	}},
	{"geojson", "GeoJson", "application/geo+json", "The crosswalk with the ground of every row, in CGCS2000; the published one as grids and networks are now", func(out io.Writer, p *merger.Proposal, faces merger.Parts) error {
		return p.WriteCrosswalk(out, faces)
	}},
}

func (s *Server) routeCrosswalkFiles() {
	for _, f := range crosswalkFormats {
		s.plain(s.crosswalkFileOperation("proposalCrosswalk", "/v1/proposals/{id}/crosswalk", f, &huma.Param{
			Name: "id", In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString, Format: "uuid"},
		}), s.proposalCrosswalkFile(f))
		s.plain(s.crosswalkFileOperation("crosswalk", "/v1/crosswalk", f, &huma.Param{
			Name: "county", In: "query", Description: "the only one there is by default", Schema: &huma.Schema{Type: huma.TypeString},
		}), s.crosswalkFile(f))
	}
}

// crosswalkFileOperation describes a download of the crosswalk at a path.
func (s *Server) crosswalkFileOperation(id, path string, f crosswalkFormat, param *huma.Param) huma.Operation {
	content := reflect.TypeFor[string]()
	if strings.HasSuffix(f.kind, "json") {
		content = reflect.TypeFor[map[string]any]()
	}
	op := huma.Operation{
		OperationID: id + f.suffix, Method: http.MethodGet, Path: path + "." + f.extension, Summary: f.summary, Tags: []string{mergeTag},
		Parameters: []*huma.Param{param},
		Responses:  s.answers(answer{http.StatusOK, "The file", content, f.kind}, http.StatusNotFound, http.StatusConflict, http.StatusServiceUnavailable),
	}
	op.Responses["304"] = &huma.Response{Description: "As it was"}
	return op
}

func (s *Server) proposalCrosswalkFile(f crosswalkFormat) echo.HandlerFunc {
	return func(c echo.Context) error {
		id, err := uuid.Parse(c.Param("id"))
		if err != nil {
			return wrong(Invalid{"path.id", "must be a UUID 必须是 UUID", c.Param("id")})
		}
		ctx := c.Request().Context()
		stored, err := s.proposal(ctx, id)
		if err != nil {
			return err
		}
		p := merger.Proposal{Grids: stored.Grids, Report: stored.Report}
		if p.Crosswalk, err = s.proposedCrosswalk(ctx, id); err != nil {
			return err
		}
		return sendCrosswalk(c, f, &p, s.facesOf(ctx, id), "crosswalk-"+id.String())
	}
}

// facesOf reads the faces of a proposal, where they are needed.
func (s *Server) facesOf(ctx context.Context, id uuid.UUID) merger.Parts {
	return func(yield func([]merger.Face, error) bool) { yield(s.Registry.Store.ProposalFaces(ctx, id)) }
}

// sendCrosswalk answers with a file that is complete before its first byte goes out.
func sendCrosswalk(c echo.Context, f crosswalkFormat, p *merger.Proposal, faces merger.Parts, name string) error {
	extend(c, uploadTime)
	var out bytes.Buffer
	if err := f.write(&out, p, faces); err != nil {
		return err
	}
	h := c.Response().Header()
	h.Set(echo.HeaderContentDisposition, fmt.Sprintf("attachment; filename=%q", name+"."+f.extension))
	h.Set(echo.HeaderCacheControl, "no-cache")
	return sendTagged(c, http.StatusOK, f.kind, out.Bytes())
}

func (s *Server) crosswalkFile(f crosswalkFormat) echo.HandlerFunc {
	return func(c echo.Context) error {
		ctx := c.Request().Context()
		walk, err := s.publishedCrosswalk(ctx, c.QueryParam("county"))
		if err != nil {
			return err
		}
		name := fmt.Sprintf("crosswalk-%s-r%d", walk.County, walk.Revision)
		if f.extension != "geojson" {
			p := &merger.Proposal{Crosswalk: walk.Rows, Report: merger.Report{Networks: merger.Counts(walk.Rows, s.groundM2(walk.County))}}
			return sendCrosswalk(c, f, p, nil, name)
		}
		leave, err := s.enter(ctx)
		if err != nil {
			return err
		}
		defer leave()
		p, faces, err := merger.Live(ctx, s.Registry.Store, walk.County)
		if err != nil {
			return err
		}
		return sendCrosswalk(c, f, &p, func(yield func([]merger.Face, error) bool) { yield(faces, nil) }, name)
	}
}

// groundM2 is what the published grids of a county have.
func (s *Server) groundM2(county string) (sum float64) {
	for _, g := range s.Snapshots.Load().Grids() {
		if g.Within(county) {
			sum += g.AreaM2
		}
	}
	return sum
}
