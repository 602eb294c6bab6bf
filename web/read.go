package web

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"wangge/geo"
	"wangge/geo/datum"
	"wangge/registry"
	"wangge/registry/snapshot"
)

// page is a part of a list.
type page[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty" doc:"ask on with this cursor; absent on the last page"`
}

// Paging is how a list is asked for. It is exported for huma, which sees exported fields only.
type Paging struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"1000" default:"100" doc:"most items in the answer"`
	Cursor string `query:"cursor" doc:"next of the page before"`
}

type resolveInput struct {
	Lng     float64     `query:"lng" required:"true" minimum:"-180" maximum:"180" doc:"longitude in degrees" example:"116.9734"`
	Lat     float64     `query:"lat" required:"true" minimum:"-90" maximum:"90" doc:"latitude in degrees" example:"35.4033"`
	Datum   datum.Datum `query:"datum" required:"true" enum:"cgcs2000,wgs84,gcj02,bd09" doc:"datum of the position"`
	Network string      `query:"network" doc:"only the people of this network"`
}

func (s *Server) resolve(_ context.Context, in *resolveInput) (snapshot.Resolution, error) {
	snap, err := s.published()
	if err != nil {
		return snapshot.Resolution{}, err
	}
	return snap.Resolve(snapshot.Query{Point: orb.Point{in.Lng, in.Lat}, Datum: in.Datum, Network: in.Network})
}

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
	Q         string `query:"q" doc:"part of the name or beginning of the code"`
	Prefix    string `query:"prefix" doc:"beginning of the code"`
	Community string `query:"community" doc:"code of a community"`
	Town      string `query:"town" doc:"code of a town or street"`
}

func (in *gridsInput) wants(g *snapshot.Grid) bool {
	return strings.HasPrefix(g.Code, in.Prefix) && (in.Community == "" || g.Community == in.Community) &&
		(in.Town == "" || strings.HasPrefix(g.Community, in.Town)) && (in.Q == "" || strings.Contains(g.Name, in.Q) || strings.HasPrefix(g.Code, in.Q))
}

func (s *Server) listGrids(_ context.Context, in *gridsInput) (page[GridSummary], error) {
	snap, err := s.published()
	if err != nil {
		return page[GridSummary]{}, err
	}
	return list(snap.Grids(), in.Paging, func(g *snapshot.Grid) string { return g.Code }, in.wants, summaryOf), nil
}

// list gives the items after the cursor; they are sorted by key.
func list[T, U any](all []T, p Paging, key func(T) string, wants func(T) bool, show func(T) U) page[U] {
	from := 0
	if p.Cursor != "" {
		from, _ = slices.BinarySearchFunc(all, p.Cursor, func(item T, cursor string) int {
			if key(item) <= cursor {
				return -1
			}
			return 1
		})
	}
	out := page[U]{Items: []U{}}
	last := ""
	for _, item := range all[from:] {
		if !wants(item) {
			continue
		}
		if len(out.Items) == p.Limit {
			out.Next = last
			break
		}
		out.Items = append(out.Items, show(item))
		last = key(item)
	}
	return out
}

// GridDetails is all that is told of a grid.
type GridDetails struct {
	GridSummary
	Body      string               `json:"body,omitempty" doc:"responsible body"`
	ValidFrom time.Time            `json:"validFrom"`
	Since     int                  `json:"since" doc:"revision that made this version"`
	Revision  snapshot.RevisionRef `json:"revision" doc:"revision being served"`
	People    []snapshot.Person    `json:"people"`
	BBox      *box                 `json:"bbox" doc:"west, south, east, north"`
	Geometry  *geometry            `json:"geometry"`
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

type codeInput struct {
	Code string `path:"code" maxLength:"64"`
}

func (s *Server) getGrid(_ context.Context, in *codeInput) (GridDetails, error) {
	snap, err := s.published()
	if err != nil {
		return GridDetails{}, err
	}
	g, ok := snap.Grid(in.Code)
	if !ok {
		return GridDetails{}, fmt.Errorf("%w: no published grid has the code %s; old codes are found by /v1/search 没有该编码的网格", registry.ErrNotFound, in.Code)
	}
	rev := snap.Revision()
	return GridDetails{
		GridSummary: summaryOf(g), Body: g.Body, ValidFrom: g.ValidFrom, Since: g.Since,
		Revision: snapshot.RevisionRef{Number: rev.Number, PublishedAt: rev.PublishedAt},
		People:   snap.People(g.Code, ""), BBox: boxOf(g.Shape.Bound()), Geometry: geometryOf(g.Shape),
	}, nil
}

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
	Parent string         `query:"parent" doc:"code of the division above"`
	Level  registry.Level `query:"level" enum:"county,town,community"`
	Q      string         `query:"q" doc:"part of the name or beginning of the code"`
}

func (in *divisionsInput) wants(d *snapshot.Division) bool {
	return (in.Parent == "" || d.Parent == in.Parent) && (in.Level == "" || d.Level == in.Level) &&
		(in.Q == "" || strings.Contains(d.Name, in.Q) || strings.HasPrefix(d.Code, in.Q))
}

func (s *Server) listDivisions(_ context.Context, in *divisionsInput) (page[DivisionSummary], error) {
	snap, err := s.loaded()
	if err != nil {
		return page[DivisionSummary]{}, err
	}
	// Divisions come from above, so the length of the code is part of the order.
	key := func(d *snapshot.Division) string { return fmt.Sprintf("%02d%s", len(d.Code), d.Code) }
	return list(snap.Divisions(), in.Paging, key, in.wants, divisionOf), nil
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
	out := DivisionDetails{DivisionSummary: divisionOf(d), Geometry: geometryOf(d.Shape)}
	for _, other := range snap.Divisions() {
		if other.Parent == d.Code {
			out.Children++
		}
	}
	return out, nil
}

type searchInput struct {
	Q     string `query:"q" required:"true" minLength:"1" maxLength:"100" doc:"code, beginning of a code, or part of a name; old codes too"`
	Limit int    `query:"limit" minimum:"1" maximum:"1000" default:"20"`
}

func (s *Server) search(_ context.Context, in *searchInput) (page[snapshot.Hit], error) {
	snap, err := s.loaded()
	if err != nil {
		return page[snapshot.Hit]{}, err
	}
	return page[snapshot.Hit]{Items: snap.Search(in.Q, in.Limit)}, nil
}

// NetworkSummary is a network of a county.
type NetworkSummary struct {
	County string `json:"county"`
	Name   string `json:"name"`
	Grids  int    `json:"grids"`
	Datum  string `json:"datum" doc:"of the file that came last"`
}

func (s *Server) listNetworks(context.Context, *struct{}) (page[NetworkSummary], error) {
	snap, err := s.loaded()
	if err != nil {
		return page[NetworkSummary]{}, err
	}
	out := page[NetworkSummary]{Items: []NetworkSummary{}}
	for _, n := range snap.Networks() {
		out.Items = append(out.Items, NetworkSummary(n))
	}
	return out, nil
}

// RevisionSummary is a published revision.
type RevisionSummary struct {
	Number      int            `json:"number"`
	County      string         `json:"county"`
	PublishedAt time.Time      `json:"publishedAt"`
	By          string         `json:"by"`
	Reason      string         `json:"reason,omitempty"`
	Reverts     int            `json:"reverts,omitempty" doc:"the revision whose state it restored"`
	Tally       registry.Tally `json:"tally"`
}

func (s *Server) listRevisions(ctx context.Context, _ *struct{}) (page[RevisionSummary], error) {
	revisions, err := s.Registry.Store.Revisions(ctx)
	if err != nil {
		return page[RevisionSummary]{}, err
	}
	out := page[RevisionSummary]{Items: []RevisionSummary{}}
	for _, r := range revisions {
		out.Items = append(out.Items, RevisionSummary{
			Number: r.Number, County: r.County, PublishedAt: r.PublishedAt, By: r.Actor.Name, Reason: r.Actor.Reason, Reverts: r.Reverts, Tally: r.Tally,
		})
	}
	return out, nil
}
