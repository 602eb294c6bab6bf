package web

import (
	"net/http"
	"reflect"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"wangge/geo/datum"
	"wangge/registry/snapshot"
)

// resolve is asked thousands of times a second, so it reads its query by hand, and the answer writes itself; tests hold both to the document.
func (s *Server) resolve(c echo.Context) error {
	q, ok := readQuery(c.Request().URL.RawQuery)
	if !ok {
		return refuse(c.Request().URL.RawQuery)
	}
	snap, err := s.published()
	if err != nil {
		return err
	}
	if q.AsOf != "" {
		if snap, q.At, err = s.History.At(c.Request().Context(), snap, q.AsOf); err != nil {
			return err
		}
	}
	answer, err := snap.Resolve(q)
	if err != nil {
		return err
	}
	b := buffers.Get().(*[]byte) //nolint:forcetypeassert // there is nothing else in it
	defer buffers.Put(b)
	*b = answer.AppendJSON((*b)[:0])
	return c.Blob(http.StatusOK, jsonKind, *b)
}

// buffers are used again from answer to answer.
var buffers = sync.Pool{New: func() any { return new(make([]byte, 0, 2048)) }}

// refuse says what is wrong with a query that could not be read.
func refuse(raw string) error {
	if p := oddQuery(raw, resolveParameters); p != nil {
		return p
	}
	return badRequest("the query cannot be read 查询参数无法解析") // cannot be: both read the same
}

// resolveParameters are what readQuery reads.
var resolveParameters = []*huma.Param{
	degreesParameter("lng", "longitude in degrees, -180 to 180", 116.9734),
	degreesParameter("lat", "latitude in degrees, -90 to 90", 35.4033),
	parameter("datum", &huma.Schema{
		Type: huma.TypeString, Enum: datumWords(),
		Description: "what the numbers mean; it is never guessed, since a wrong one is another grid",
	}, true),
	parameter("network", &huma.Schema{Type: huma.TypeString, Description: "only the people of this network"}, false),
	parameter("at", &huma.Schema{
		Type: huma.TypeString, Examples: []any{"2026-03-01"},
		Description: "the map and the people of then: a revision's number (its last moment), a date (the end of that day, UTC+8) or a time (RFC 3339); now by default",
	}, false),
	parameter("matter", &huma.Schema{Type: huma.TypeString, Description: "only the people who answer for this kind of matter (see /v1/matters); instead of network"}, false),
	parameter("accuracy", &huma.Schema{
		Type: huma.TypeNumber, Format: "double", ExclusiveMinimum: new(0.0), Maximum: new(float64(snapshot.MaxAccuracyM)), Examples: []any{25},
		Description: "radius in metres of the circle that has the true place with 68 %, as telephones tell it: the answer then names the candidates within",
	}, false),
	parameter("ambiguousBelow", &huma.Schema{
		Type: huma.TypeNumber, Format: "double", ExclusiveMinimum: new(0.0), Maximum: new(1.0), Default: snapshot.DefaultAmbiguousBelow,
		Description: "with accuracy: the share of the circle that the grid needs, else the answer is ambiguous",
	}, false),
	parameter("trace", &huma.Schema{Type: huma.TypeBoolean, Default: false, Description: "explain the answer step by step"}, false),
}

func degreesParameter(name, what string, example float64) *huma.Param {
	return parameter(name, &huma.Schema{Type: huma.TypeNumber, Format: "double", Description: what, Examples: []any{example}}, true)
}

func parameter(name string, schema *huma.Schema, required bool) *huma.Param {
	return &huma.Param{Name: name, In: "query", Description: schema.Description, Required: required, Explode: new(false), Schema: schema}
}

func datumWords() []any {
	var out []any
	for _, d := range datum.Words {
		out = append(out, string(d))
	}
	return out
}

func (s *Server) resolveOperation() huma.Operation {
	return huma.Operation{
		OperationID: "resolve", Method: http.MethodGet, Path: "/v1/resolve", Summary: "Which grid a position lies in, and who answers for it", Tags: []string{mapTag},
		Parameters: resolveParameters,
		Responses:  s.answers(answer{http.StatusOK, http.StatusText(http.StatusOK), reflect.TypeFor[snapshot.Resolution](), jsonKind}, http.StatusNotFound, http.StatusServiceUnavailable),
	}
}
