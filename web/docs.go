package web

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"
)

//go:embed docs.gohtml
var docsText string

var docsTemplate = template.Must(template.New("docs").Funcs(template.FuncMap{
	"type": typeName, "link": linkTo, "needs": needs, "lower": strings.ToLower, "good": goodAnswers, "bad": problemStatuses,
}).Parse(docsText))

// Tags sort the operations, for readers.
const (
	mapTag     = "Map 网格图"
	peopleTag  = "People 人员"
	codesTag   = "Codes 编码"
	importTag  = "Imports and checks 导入与检查"
	tilesTag   = "Tiles 瓦片"
	serviceTag = "Service 运维"
)

var tags = []string{mapTag, peopleTag, codesTag, importTag, draftTag, mergeTag, tilesTag, serviceTag}

// docsPage is the OpenAPI document for people, without any script.
func (s *Server) docsPage() []byte {
	type group struct {
		Tag        string
		Operations []*huma.Operation
	}
	var groups []group
	for _, tag := range tags {
		g := group{Tag: tag}
		for _, op := range s.operations {
			if slices.Contains(op.Tags, tag) {
				g.Operations = append(g.Operations, op)
			}
		}
		groups = append(groups, g)
	}
	var out bytes.Buffer
	doc := s.api.OpenAPI()
	if err := docsTemplate.Execute(&out, map[string]any{"Info": doc.Info, "Groups": groups, "Schemas": doc.Components.Schemas.Map()}); err != nil {
		panic("docs: " + err.Error()) // made of constants: a mistake shows at the first start
	}
	return out.Bytes()
}

func (s *Server) routeDocs() {
	page := s.docsPage()
	s.echo.GET("/docs", func(c echo.Context) error {
		c.Response().Header().Set(echo.HeaderContentSecurityPolicy, contentPolicy("'unsafe-inline'")) // its styles stand in the page
		return c.HTMLBlob(http.StatusOK, page)
	}, strict(nil))
}

// typeName is the schema's name among the components, or its type.
func typeName(s *huma.Schema) string {
	switch {
	case s == nil:
		return ""
	case s.Ref != "":
		return s.Ref[strings.LastIndex(s.Ref, "/")+1:]
	case s.Items != nil:
		return typeName(s.Items) + "[]"
	case len(s.Enum) > 0:
		out := make([]string, len(s.Enum))
		for i, e := range s.Enum {
			out[i] = fmt.Sprint(e)
		}
		return strings.Join(out, " | ")
	case s.Format != "" && s.Type == huma.TypeString:
		return s.Type + " (" + s.Format + ")"
	default:
		return s.Type
	}
}

// linkTo is the name of the component to jump to, else empty.
func linkTo(s *huma.Schema) string {
	switch {
	case s == nil:
		return ""
	case s.Items != nil:
		return linkTo(s.Items)
	case s.Ref != "":
		return typeName(s)
	default:
		return ""
	}
}

// needs reports whether a property is always there.
func needs(s *huma.Schema, property string) bool { return slices.Contains(s.Required, property) }

const problemKind = "application/problem+json"

// goodAnswers leaves the problems out.
func goodAnswers(op *huma.Operation) map[string]*huma.Response {
	out := maps.Clone(op.Responses)
	maps.DeleteFunc(out, func(_ string, r *huma.Response) bool { return r.Content[problemKind] != nil })
	return out
}

// problemStatuses lists the statuses of the problems that an operation may answer with.
func problemStatuses(op *huma.Operation) string {
	var out []string
	for _, status := range slices.Sorted(maps.Keys(op.Responses)) {
		if op.Responses[status].Content[problemKind] != nil {
			out = append(out, status)
		}
	}
	return strings.Join(out, " ")
}
