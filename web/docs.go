package web

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"
)

//go:embed docs.gohtml
var docsText string

var docsTemplate = template.Must(template.New("docs").Parse(docsText))

// spec is what the docs page shows of the OpenAPI document.
type spec struct {
	Info struct{ Title, Version, Description string }

	Paths      map[string]map[string]specOperation
	Components struct{ Schemas map[string]specSchema }
}

type specOperation struct {
	OperationID, Summary, Description string
	Parameters                        []specParameter
	RequestBody                       struct {
		Content map[string]struct{ Schema specSchema }
	}
	Responses map[string]struct {
		Description string
		Content     map[string]struct{ Schema specSchema }
	}
}

type specParameter struct {
	Name, In, Description string
	Required              bool
	Schema                specSchema
}

type specSchema struct {
	Ref         string `json:"$ref"`
	Type        any
	Format      string
	Description string
	Enum        []any
	Items       *specSchema
	Properties  map[string]specSchema
	Required    []string
	Default     any
}

// Name is the schema's name among the components, or its type.
func (s specSchema) Name() string {
	switch {
	case s.Ref != "":
		return s.Ref[strings.LastIndex(s.Ref, "/")+1:]
	case s.Items != nil:
		return s.Items.Name() + "[]"
	case len(s.Enum) > 0:
		words := make([]string, len(s.Enum))
		for i, e := range s.Enum {
			b, _ := json.Marshal(e) // of a constant
			words[i] = strings.Trim(string(b), `"`)
		}
		return strings.Join(words, " | ")
	}
	t, _ := s.Type.(string)
	if list, ok := s.Type.([]any); ok && len(list) > 0 {
		t, _ = list[0].(string)
	}
	if s.Format != "" {
		return t + " (" + s.Format + ")"
	}
	return t
}

// Link is the name of the component to jump to, else empty.
func (s specSchema) Link() string {
	if s.Items != nil {
		return s.Items.Link()
	}
	if s.Ref != "" {
		return s.Name()
	}
	return ""
}

// Needs reports whether a property is always there.
func (s specSchema) Needs(property string) bool { return slices.Contains(s.Required, property) }

// docs renders the OpenAPI document for people, without any script.
func (s *Server) docs(c echo.Context) error {
	var doc spec
	if err := json.Unmarshal(s.openapi, &doc); err != nil {
		return err
	}
	delete(doc.Components.Schemas, "")
	var out bytes.Buffer
	if err := docsTemplate.Execute(&out, doc); err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderContentSecurityPolicy, contentPolicy("'unsafe-inline'")) // its styles stand in the page
	return c.HTMLBlob(http.StatusOK, out.Bytes())
}
