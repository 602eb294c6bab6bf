package web

import (
	"context"
	"fmt"

	"wangge/registry"
	"wangge/registry/snapshot"
)

// DivisionSummary is a division in a list.
type DivisionSummary struct {
	Code   string          `json:"code"`
	Name   string          `json:"name"`
	Level  registry.Level  `json:"level" enum:"county,town,community"`
	Parent string          `json:"parent,omitempty"`
	Path   []snapshot.Step `json:"path"`
	Grids  int             `json:"grids" doc:"published grids within"`
	At     *snapshot.At    `json:"at,omitempty" doc:"a point inside"`
	BBox   *box            `json:"bbox,omitempty" doc:"west, south, east, north"`
}

func divisionOf(d *snapshot.Division) DivisionSummary {
	return DivisionSummary{
		Code: d.Code, Name: d.Name, Level: d.Level, Parent: d.Parent, Path: d.Path, Grids: d.Grids, At: snapshot.Place(d.At), BBox: boxOf(d.Box),
	}
}

type divisionsInput struct {
	Paging
	Cursor string         `query:"cursor" pattern:"^[0-9A-Za-z_-]+$" doc:"next of the page before"`
	Parent string         `query:"parent" maxLength:"64" doc:"code of the division above"`
	Level  registry.Level `query:"level" enum:"county,town,community"`
	Q      string         `query:"q" maxLength:"100" doc:"part of the name or beginning of the code"`
}

func (in *divisionsInput) wants(d *snapshot.Division) bool {
	return snapshot.CompareDivisions(d.Code, in.Cursor) > 0 && (in.Parent == "" || d.Parent == in.Parent) && (in.Level == "" || d.Level == in.Level) &&
		(in.Q == "" || snapshot.Fits(in.Q, d.Code, d.Name))
}

func (s *Server) listDivisions(_ context.Context, in *divisionsInput) (page[DivisionSummary], error) {
	snap, err := s.loaded()
	if err != nil {
		return page[DivisionSummary]{}, err
	}
	return list(snap.Divisions(), in.Limit, in.wants, func(d *snapshot.Division) string { return d.Code }, divisionOf), nil
}

// DivisionDetails is all that is told of a division.
type DivisionDetails struct {
	DivisionSummary
	Children int       `json:"children" doc:"divisions right below"`
	Geometry *geometry `json:"geometry,omitempty" doc:"absent where the outline is not known"`
}

func (s *Server) getDivision(_ context.Context, in *codeInput) (DivisionDetails, error) {
	snap, err := s.loaded()
	if err != nil {
		return DivisionDetails{}, err
	}
	d, ok := snap.Division(in.Code)
	if !ok {
		return DivisionDetails{}, fmt.Errorf("%w: there is no division %s 没有该区划", registry.ErrNotFound, in.Code)
	}
	return DivisionDetails{DivisionSummary: divisionOf(d), Children: d.Children, Geometry: geometryOf(d.Shape)}, nil
}
