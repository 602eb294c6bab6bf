package web

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"
)

// init sets what huma keeps in package variables: our problems instead of its own, and arrays that are never null.
func init() { //nolint:gochecknoinits // huma offers no other place
	huma.NewError = fromHuma
	huma.DefaultArrayNullable = false
}

// routeAPI adds the operations that huma validates and documents; it gives the OpenAPI document.
func (s *Server) routeAPI() []byte {
	config := huma.DefaultConfig("Wangge 网格", s.Version)
	config.Info.Description = "A county's grid map: which grid a position lies in, and who answers for it. " +
		"Positions are degrees and always name their datum; codes are strings; errors are problem documents (RFC 9457). " +
		"县域网格图服务:按坐标查网格与责任人。"
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "", "", "" // served by ourselves, see docs.go
	config.CreateHooks = nil                                             // no $schema links with the request's host in them
	config.Transformers = append(config.Transformers, s.sign)
	api := humaecho.New(s.echo, config)
	api.UseMiddleware(strictly(api))

	get(api, "/v1/resolve", "resolve", "Which grid a position lies in, and who answers for it", s.resolve)
	get(api, "/v1/grids", "listGrids", "Published grids, by code", s.listGrids)
	get(api, "/v1/grids/{code}", "getGrid", "A published grid with its people and geometry", s.getGrid)
	get(api, "/v1/divisions", "listDivisions", "Counties, towns and communities", s.listDivisions)
	get(api, "/v1/divisions/{code}", "getDivision", "A division with its geometry", s.getDivision)
	get(api, "/v1/search", "search", "Find divisions, grids and old codes by name or code", s.search)
	get(api, "/v1/networks", "listNetworks", "The networks of all counties", s.listNetworks)
	get(api, "/v1/revisions", "listRevisions", "Published revisions, newest first", s.listRevisions)
	get(api, "/v1/imports", "listImports", "Imports that changed something, newest first", s.listImports)
	get(api, "/v1/imports/{id}", "getImport", "How far an import is, or what it did", s.getImport)
	describeUploads(api.OpenAPI())
	describeTiles(api.OpenAPI())
	doc, err := json.MarshalIndent(api.OpenAPI(), "", "  ")
	if err != nil {
		panic("openapi: " + err.Error()) // made of constants: a mistake shows at the first start
	}
	return doc
}

// sign puts the request's id into a problem, and what the caller is not told into the log.
func (s *Server) sign(ctx huma.Context, _ string, v any) (any, error) {
	p, ok := v.(*Problem)
	if !ok {
		return v, nil
	}
	signed := *p
	signed.RequestID = humaecho.Unwrap(ctx).Response().Header().Get(echo.HeaderXRequestID)
	if p.Status == http.StatusInternalServerError {
		s.Log.Error("request failed", "error", cmp.Or(p.cause, error(p)), "requestId", signed.RequestID)
	}
	return &signed, nil
}

// body is an answer of an operation.
type body[T any] struct{ Body T }

// get adds a reading operation.
func get[I, T any](api huma.API, path, id, summary string, handler func(context.Context, *I) (T, error)) {
	huma.Register(api, huma.Operation{
		OperationID: id, Method: http.MethodGet, Path: path, Summary: summary,
		Errors: []int{http.StatusNotFound, http.StatusUnprocessableEntity, http.StatusServiceUnavailable},
	}, func(ctx context.Context, in *I) (*body[T], error) {
		out, err := handler(ctx, in)
		if err != nil {
			return nil, problemOf(err)
		}
		return &body[T]{out}, nil
	})
}

func (s *Server) routeDocs() {
	s.echo.GET("/openapi.json", func(c echo.Context) error { return c.Blob(http.StatusOK, "application/json", s.openapi) }, only())
	s.echo.GET("/docs", s.docs, only())
}
