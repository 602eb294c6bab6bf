package web

import (
	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"
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

// Document is the OpenAPI document as it was made.
func (s *Server) Document() *huma.OpenAPI { return s.api.OpenAPI() }
