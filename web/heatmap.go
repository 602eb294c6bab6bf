package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/paulmach/orb"

	"wangge/geo"
	"wangge/geo/datum"
	"wangge/geo/hexagon"
)

// Limits of a heat map: of the request's body, of a position's weight, and of the rows at fault that are told.
const (
	maxHeatBytes  = 16 << 20
	maxHeatWeight = 1e9
	maxHeatFaults = 10
)

func (s *Server) routeHeatmap() {
	huma.Register(s.api, huma.Operation{
		OperationID: "heatmap", Method: http.MethodPost, Path: "/v1/heatmap", Summary: "Count positions by H3 cell, and hide small counts", Tags: []string{mapTag},
		Description: "A GeoJSON FeatureCollection of the cells with at least k positions, with exact counts; of all others only the number of their positions together is told. " +
			"Nothing is stored. k protects what is told once: two maps of the same positions, of two resolutions or of days that overlap, tell their difference too. " +
			"Positions are counted, not people: where one person may have several, send one for each, or a k as many times as great.",
		MaxBodyBytes: maxHeatBytes, BodyReadTimeout: readTime,
		Errors: []int{http.StatusBadRequest, http.StatusRequestEntityTooLarge},
	}, s.heatmap)
	op := s.api.OpenAPI().Paths["/v1/heatmap"].Post
	delete(op.Responses, "422") // huma's own word for a wrong field; ours is 400
	s.operations = append(s.operations, op)
}

// HeatQuestion is what is to be counted.
type HeatQuestion struct {
	Datum     datum.Datum `json:"datum" enum:"cgcs2000,wgs84,gcj02,bd09" doc:"what the numbers mean"`
	Res       int         `json:"res,omitempty" minimum:"5" maximum:"12" default:"9" doc:"H3 resolution: cells of 250 km² (5) to 300 m² (12); 9 is 0.1 km²"`
	K         int         `json:"k,omitempty" minimum:"2" maximum:"10000" default:"5" doc:"smallest count of a cell that is told"`
	Positions []Spot      `json:"positions" minItems:"1" maxItems:"100000"`
}

// Spot is one position: [lng, lat], or an object with a weight. One that cannot be read keeps what is wrong with it, so that the others count.
type Spot struct {
	at     orb.Point
	weight float64
	wrong  string
}

// Schema is for huma; the rows are read by UnmarshalJSON alone.
func (Spot) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{
		Description: "[lng, lat] in degrees, or {lng, lat, weight}, the weight 1 by default. Rows at fault are counted and told, and do not stop the others.",
		Examples:    []any{[]float64{116.9734, 35.4033}},
	}
}

// UnmarshalJSON never fails.
func (s *Spot) UnmarshalJSON(b []byte) error {
	s.weight, s.wrong = 1, ""
	var pair []*float64
	if json.Unmarshal(b, &pair) == nil && len(pair) == 2 && pair[0] != nil && pair[1] != nil {
		s.at = orb.Point{*pair[0], *pair[1]}
		return nil
	}
	s.wrong = s.named(b)
	return nil
}

// named reads an object, and says what is wrong with it.
func (s *Spot) named(b []byte) string {
	var row struct{ Lng, Lat, Weight *float64 }
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&row); err != nil || row.Lng == nil || row.Lat == nil {
		return "must be [lng, lat] or {lng, lat, weight} in numbers 须为 [经度, 纬度] 或含 lng、lat 的对象"
	}
	s.at = orb.Point{*row.Lng, *row.Lat}
	if row.Weight != nil {
		s.weight = *row.Weight
	}
	if s.weight < 0 || s.weight > maxHeatWeight {
		return fmt.Sprintf("the weight must be 0 to %g 权重须为 0 至 %g", maxHeatWeight, maxHeatWeight)
	}
	return ""
}

// point gives where the spot is, or why it cannot be counted.
func (s Spot) point(d datum.Datum) (geo.Point, error) {
	switch {
	case s.wrong != "":
		return geo.Point{}, errors.New(s.wrong)
	case !(s.at[0] >= -180 && s.at[0] <= 180 && s.at[1] >= -90 && s.at[1] <= 90):
		hint := ""
		if s.at[0] >= -90 && s.at[0] <= 90 && s.at[1] >= -180 && s.at[1] <= 180 {
			hint = "; longitude and latitude seem to be swapped 经纬度似乎写反"
		}
		return geo.Point{}, fmt.Errorf("longitude must be within ±180 and latitude within ±90 degrees 经纬度超出范围%s", hint)
	}
	at, err := d.ToCGCS2000(s.at)
	if err != nil {
		return geo.Point{}, err
	}
	return geo.Round(at)
}

// HeatMap is a FeatureCollection with the sums that belong to it.
type HeatMap struct {
	Type       string        `json:"type" enum:"FeatureCollection"`
	Features   []HeatFeature `json:"features" doc:"by cell; degrees of CGCS2000"`
	Res        int           `json:"res"`
	K          int           `json:"k"`
	Counted    int           `json:"counted" doc:"positions in the cells told"`
	Suppressed int           `json:"suppressed" doc:"positions in cells with fewer than k, together"`
	Rejected   int           `json:"rejected" doc:"positions that could not be read"`
	Errors     []HeatFault   `json:"errors" doc:"the first of those"`
}

// HeatFault is a position that could not be read.
type HeatFault struct {
	Index   int    `json:"index" doc:"from 0"`
	Message string `json:"message"`
}

// HeatFeature is a cell.
type HeatFeature struct {
	Type       string         `json:"type" enum:"Feature"`
	ID         string         `json:"id" doc:"the H3 cell"`
	Geometry   HeatShape      `json:"geometry"`
	Properties HeatProperties `json:"properties"`
}

// HeatShape is a GeoJSON polygon.
type HeatShape struct {
	Type        string      `json:"type" enum:"Polygon"`
	Coordinates orb.Polygon `json:"coordinates"`
}

// HeatProperties are what a cell has.
type HeatProperties struct {
	H3     string  `json:"h3"`
	Count  int     `json:"count"`
	Weight float64 `json:"weight" doc:"sum of the weights"`
}

func (s *Server) heatmap(_ context.Context, in *struct{ Body HeatQuestion }) (*body[HeatMap], error) {
	q := in.Body
	out := HeatMap{Type: "FeatureCollection", Features: []HeatFeature{}, Res: q.Res, K: q.K, Errors: []HeatFault{}}
	tally := hexagon.NewTally(q.Res)
	for i, spot := range q.Positions {
		p, err := spot.point(q.Datum)
		if err == nil {
			tally.Add(p, spot.weight)
			continue
		}
		if out.Rejected++; out.Rejected <= maxHeatFaults {
			out.Errors = append(out.Errors, HeatFault{i, err.Error()})
		}
	}
	told, suppressed := tally.AtLeast(q.K)
	out.Suppressed = suppressed
	for _, hot := range told {
		out.Counted += hot.Count
		out.Features = append(out.Features, heatFeature(hot))
	}
	return &body[HeatMap]{out}, nil
}

func heatFeature(hot hexagon.Hot) HeatFeature {
	id := hot.Cell.String()
	return HeatFeature{
		Type: "Feature", ID: id, Geometry: HeatShape{"Polygon", hot.Cell.Orb()},
		Properties: HeatProperties{H3: id, Count: hot.Count, Weight: hot.Weight},
	}
}
