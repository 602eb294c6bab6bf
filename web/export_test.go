package web

import (
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"wangge/registry/snapshot"
)

// Routes lists what Echo routes, as METHOD /path/:parameter.
func (s *Server) Routes() []string {
	var out []string
	for _, r := range s.echo.Routes() {
		if r.Method != echo.RouteNotFound {
			out = append(out, r.Method+" "+r.Path)
		}
	}
	return out
}

// HoldChecks takes all places for checks, and lets others wait for one no longer than that.
func (s *Server) HoldChecks(patience time.Duration) (release func()) {
	s.patience = patience
	for range cap(s.checks) {
		s.checks <- struct{}{}
	}
	return func() {
		for range cap(s.checks) {
			<-s.checks
		}
	}
}

// SafeName is the name under which an uploaded file is kept.
func SafeName(name string) string { return safeName(name) }

// Handle adds a route behind the service's own middleware, to be compared with others.
func (s *Server) Handle(method, path string, handler echo.HandlerFunc) {
	s.echo.Add(method, path, handler)
}

// Document is the OpenAPI document as it was made.
func (s *Server) Document() *huma.OpenAPI { return s.api.OpenAPI() }

// ReadQuery reads a query of resolve.
func ReadQuery(raw string) (snapshot.Query, bool) { return readQuery(raw) }

// OddQuery says what is wrong with a query of resolve, empty where nothing is.
func OddQuery(raw string) string {
	if p := oddQuery(raw, resolveParameters); p != nil {
		return p.Detail
	}
	return ""
}

// SetStall says how long a stream waits for its client; before the first request.
func (s *Server) SetStall(d time.Duration) { s.stall = d }

// MakeLayers makes the tile layers of a snapshot.
func MakeLayers(s *snapshot.Snapshot) { makeLayers(s) }
