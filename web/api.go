package web

import (
	"context"
	"encoding/json"
	"net/http"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"
)

// init sets what huma keeps in package variables: our problems instead of its own, and arrays that are never null.
func init() { //nolint:gochecknoinits // huma offers no other place
	huma.NewError = fromHuma
	huma.DefaultArrayNullable = false
}

// newAPI is what operations are added to: it documents them all, and validates those that are huma's.
func (s *Server) newAPI() huma.API {
	config := huma.DefaultConfig("Wangge 网格", s.Version)
	config.Info.Description = "A county's grid map: which grid a position lies in, and who answers for it. " +
		"Positions are degrees and always name their datum; codes are strings; errors are problem documents (RFC 9457). " +
		"Every answer says which map is served: its revision (" + revisionHeader + "), and for how many seconds the database has not confirmed it (" + ageHeader + "; 0 or 1 while it answers). " +
		"县域网格图服务：按坐标查网格与责任人。"
	for _, tag := range tags {
		config.Tags = append(config.Tags, &huma.Tag{Name: tag})
	}
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "", "", "" // served by ourselves, see docs.go
	config.CreateHooks = nil                                             // no $schema links with the request's host in them
	config.Transformers = append(config.Transformers, s.sign)
	config.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	api := humaecho.New(s.echo, config)
	api.UseMiddleware(s.strictly)
	return api
}

// schemaName is the name of a type in the document, where the words of a merger have others' names.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	if strings.HasSuffix(t.PkgPath(), "/registry/merger") {
		return "Merge" + name
	}
	return name
}

func (s *Server) routeAPI() {
	s.hot(s.resolveOperation(), s.resolve)
	get(s, mapTag, "/v1/grids", "listGrids", "Published grids, by code", s.listGrids)
	get(s, mapTag, "/v1/grids/{code}", "getGrid", "A published grid with its people and geometry", s.getGrid, http.StatusNotFound, http.StatusGone)
	get(s, mapTag, "/v1/divisions", "listDivisions", "Counties, towns and communities", s.listDivisions)
	get(s, mapTag, "/v1/divisions/{code}", "getDivision", "A division with its geometry", s.getDivision, http.StatusNotFound)
	get(s, mapTag, "/v1/search", "search", "Find divisions, grids and old codes by name or code", s.search)
	get(s, mapTag, "/v1/networks", "listNetworks", "The networks of all counties", s.listNetworks)
	get(s, mapTag, "/v1/revisions", "listRevisions", "Published revisions, newest first", s.listRevisions)
	get(s, importTag, "/v1/imports", "listImports", "Imports that changed something, newest first", s.listImports)
	get(s, importTag, "/v1/imports/{id}", "getImport", "How far an import is, or what it did", s.getImport, http.StatusNotFound)
}

// sign is signed for huma's operations.
func (s *Server) sign(ctx huma.Context, _ string, v any) (any, error) {
	if p, ok := v.(*Problem); ok {
		return s.signed(p, humaecho.Unwrap(ctx)), nil
	}
	return v, nil
}

// body is an answer of an operation.
type body[T any] struct{ Body T }

// get adds a reading operation; it may answer with the statuses named, and with those that all have in common.
func get[I, T any](s *Server, tag, path, id, summary string, handler func(context.Context, *I) (T, error), statuses ...int) {
	huma.Register(s.api, huma.Operation{
		OperationID: id, Method: http.MethodGet, Path: path, Summary: summary, Tags: []string{tag},
		Errors: append(statuses, http.StatusBadRequest, http.StatusServiceUnavailable),
	}, func(ctx context.Context, in *I) (*body[T], error) {
		ctx, cancel := context.WithTimeout(ctx, answerTime)
		defer cancel()
		out, err := handler(ctx, in)
		if err != nil {
			return nil, problemOf(err)
		}
		return &body[T]{out}, nil
	})
	op := s.api.OpenAPI().Paths[path].Get
	delete(op.Responses, "422") // huma's own word for a wrong parameter; ours is 400
	s.operations = append(s.operations, op)
}

// plain adds an operation that Echo handles by itself: a stream of bytes. The query is as strict as elsewhere.
func (s *Server) plain(op huma.Operation, handler echo.HandlerFunc) {
	s.hot(op, handler, strict(op.Parameters))
}

// hot adds an operation whose handler also reads the query by itself, and has to be as strict.
func (s *Server) hot(op huma.Operation, handler echo.HandlerFunc, before ...echo.MiddlewareFunc) {
	s.api.OpenAPI().AddOperation(&op)
	s.operations = append(s.operations, &op)
	path := strings.NewReplacer("{", ":", "}", "").Replace(op.Path)
	s.echo.Add(op.Method, path, handler, before...)
}

// routeDocument adds the document, complete by now.
func (s *Server) routeDocument() {
	s.plain(huma.Operation{
		OperationID: "openapi", Method: http.MethodGet, Path: "/openapi.json", Summary: "This document (OpenAPI 3.1)", Tags: []string{serviceTag},
		Responses: s.answers(answer{http.StatusOK, "The document", reflect.TypeFor[map[string]any](), jsonKind}),
	}, func(c echo.Context) error { return c.Blob(http.StatusOK, jsonKind, s.openapi) })
	doc, err := json.MarshalIndent(s.api.OpenAPI(), "", "  ")
	if err != nil {
		panic("openapi: " + err.Error()) // made of constants: a mistake shows at the first start
	}
	s.openapi = append(doc, '\n')
}
