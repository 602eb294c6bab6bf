package web

import (
	"context"
	"errors"
	"net/http"

	"wangge/geo/datum"
	"wangge/geo/hexagon"
	"wangge/gridcode"
	"wangge/registry/snapshot"
)

func (s *Server) routeLocations() {
	get(s, mapTag, "/v1/grids/{code}/locations/{locationCode}", "getLocation", "The place that a location code names in a grid", s.getLocation, http.StatusNotFound, http.StatusGone)
	s.routeHeatmap()
}

type locationInput struct {
	Code         string      `path:"code" maxLength:"64"`
	LocationCode string      `path:"locationCode" maxLength:"15" doc:"as resolve gave it"`
	Datum        datum.Datum `query:"datum" enum:"cgcs2000,wgs84,gcj02,bd09" default:"cgcs2000" doc:"in which the position is wanted"`
}

// Location is a place of some 8 m across in a grid.
type Location struct {
	Grid         snapshot.GridRef     `json:"grid"`
	LocationCode string               `json:"locationCode"`
	H3           string               `json:"h3" doc:"the place as an H3 cell of resolution 13"`
	Position     LocationPosition     `json:"position" doc:"a point in it and in the grid, at most 5 m from any other"`
	Revision     snapshot.RevisionRef `json:"revision"`
}

// LocationPosition is a position in the datum that was asked for.
type LocationPosition struct {
	Lng   float64     `json:"lng"`
	Lat   float64     `json:"lat"`
	Datum datum.Datum `json:"datum" enum:"cgcs2000,wgs84,gcj02,bd09"`
}

func (s *Server) getLocation(_ context.Context, in *locationInput) (Location, error) {
	snap, err := s.published()
	if err != nil {
		return Location{}, err
	}
	code, err := snap.ReadCode(gridcode.CN15, in.Code)
	g, ok := snap.Grid(code)
	if err != nil || !ok {
		return Location{}, notLive(snap, in.Code)
	}
	cell, err := hexagon.Locate(g.Shape, in.LocationCode)
	if errors.Is(err, hexagon.ErrLocation) {
		return Location{}, newProblem(http.StatusNotFound, err.Error())
	}
	if err != nil {
		return Location{}, err
	}
	at, err := in.Datum.FromCGCS2000(cell.In(g.Shape).Orb())
	return Location{
		Grid: snapshot.GridRef{Code: g.Code, Name: g.Name, Kind: g.Kind}, LocationCode: in.LocationCode, H3: cell.String(),
		Position: LocationPosition{Lng: at.Lon(), Lat: at.Lat(), Datum: in.Datum}, Revision: snap.Served(),
	}, err
}
