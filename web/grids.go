package web

import (
	"context"
	"strings"
	"time"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"wangge/geo"
	"wangge/gridcode"
	"wangge/registry"
	"wangge/registry/snapshot"
	"wangge/web/plate"
)

// GridSummary is a grid in a list.
type GridSummary struct {
	Code       string          `json:"code"`
	Name       string          `json:"name"`
	Kind       registry.Kind   `json:"kind" enum:"base,dedicated"`
	Community  string          `json:"community"`
	Path       []snapshot.Step `json:"path"`
	AreaM2     float64         `json:"areaM2"`
	Households int             `json:"households"`
	Population int             `json:"population"`
	At         *snapshot.At    `json:"at" doc:"a point inside"`
}

func summaryOf(g *snapshot.Grid) GridSummary {
	return GridSummary{
		Code: g.Code, Name: g.Name, Kind: g.Kind, Community: g.Community, Path: g.Path, AreaM2: g.AreaM2,
		Households: g.Households, Population: g.Population, At: snapshot.Place(g.At),
	}
}

type gridsInput struct {
	Paging
	Cursor    string `query:"cursor" pattern:"^[0-9]+$" doc:"next of the page before"`
	Q         string `query:"q" maxLength:"100" doc:"part of the name or beginning of the code"`
	Prefix    string `query:"prefix" maxLength:"64" doc:"beginning of the code"`
	Community string `query:"community" maxLength:"64" doc:"code of a community"`
	Town      string `query:"town" maxLength:"64" doc:"code of a town or street"`
}

func (in *gridsInput) wants(g *snapshot.Grid) bool {
	return g.Code > in.Cursor && strings.HasPrefix(g.Code, in.Prefix) && (in.Community == "" || g.Within(in.Community)) &&
		(in.Town == "" || g.Within(in.Town)) && (in.Q == "" || snapshot.Fits(in.Q, g.Code, g.Name))
}

func (s *Server) listGrids(_ context.Context, in *gridsInput) (page[GridSummary], error) {
	snap, err := s.published()
	if err != nil {
		return page[GridSummary]{}, err
	}
	return list(snap.Grids(), in.Limit, in.wants, func(g *snapshot.Grid) string { return g.Code }, summaryOf), nil
}

// GridDetails is all that is told of a grid.
type GridDetails struct {
	GridSummary
	Spoken    string               `json:"spoken" doc:"the code with its check character, for speaking and typing"`
	Body      string               `json:"body,omitempty" doc:"responsible body"`
	ValidFrom time.Time            `json:"validFrom"`
	Since     int                  `json:"since" doc:"revision that made this version"`
	Revision  snapshot.RevisionRef `json:"revision" doc:"revision being served"`
	People    []snapshot.Person    `json:"people"`
	BBox      *box                 `json:"bbox" doc:"west, south, east, north"`
	Geometry  *geometry            `json:"geometry"`
}

type codeInput struct {
	Code string `path:"code" maxLength:"64"`
}

func (s *Server) getGrid(_ context.Context, in *codeInput) (GridDetails, error) {
	snap, err := s.published()
	if err != nil {
		return GridDetails{}, err
	}
	code, err := snap.ReadCode(gridcode.CN15, in.Code)
	g, ok := snap.Grid(code)
	if err != nil || !ok {
		return GridDetails{}, notLive(snap, in.Code)
	}
	return GridDetails{
		GridSummary: summaryOf(g), Spoken: plate.Spoken(g.Code), Body: g.Body, ValidFrom: g.ValidFrom, Since: g.Since, Revision: snap.Served(),
		People: snapshot.Untraced(snap.People(g, "", time.Now())), BBox: boxOf(g.Shape.Bound()), Geometry: geometryOf(g.Shape),
	}, nil
}

// geometry is a GeoJSON MultiPolygon in degrees of CGCS2000.
type geometry struct {
	Type        string           `json:"type" enum:"MultiPolygon"`
	Coordinates orb.MultiPolygon `json:"coordinates"`
}

func geometryOf(m geo.MultiPolygon) *geometry {
	if len(m) == 0 {
		return nil
	}
	return &geometry{Type: geojson.TypeMultiPolygon, Coordinates: m.Orb()}
}

type box [4]float64

func boxOf(r geo.Rect) *box {
	if r.Empty() {
		return nil
	}
	low, high := r.Min.Orb(), r.Max.Orb()
	return &box{low[0], low[1], high[0], high[1]}
}
