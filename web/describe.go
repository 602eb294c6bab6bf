package web

import (
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"wangge/geo/coverage"
	"wangge/tiles"
)

// Operations on plain routes are described by hand; the rest describes itself.

func describeUploads(doc *huma.OpenAPI) {
	files := &huma.Schema{Type: huma.TypeArray, Items: &huma.Schema{Type: huma.TypeString, Format: "binary"}, Description: "GeoJSON, Shapefile (.zip), GeoPackage or KML; CSV or XLSX for tables"}
	file := func(what string) *huma.Schema {
		return &huma.Schema{Type: huma.TypeString, Format: "binary", Description: what}
	}
	text := func(what string) *huma.Schema {
		return &huma.Schema{Type: huma.TypeString, Description: what}
	}
	doc.AddOperation(&huma.Operation{
		OperationID: "startImport", Method: "POST", Path: "/v1/imports", Summary: "Import files, all or nothing, in the background",
		Description: "Answers at once with the import's address; nothing is stored unless every row can be taken. Grids of the network `unified` become a draft.",
		RequestBody: form(map[string]*huma.Schema{
			"file": files, "what": {Type: huma.TypeString, Enum: []any{"divisions", "grids", "officers", "postings", "streets", "buildings"}},
			"county": text("the only one there is by default"), "network": text("of grids; unified by default"),
			"datum":      text("cgcs2000, wgs84, gcj02, bd09 or EPSG:n; by default as the files say"),
			"acceptRows": {Type: huma.TypeBoolean, Description: "leave rows out that cannot be taken"},
			"by":         text("who does this, for the audit log"), "reason": text("why, for the audit log"),
			"field.code": text("column of a field, here of the code; field.name and so on likewise"),
		}, "file", "what"),
		Responses: answers(doc, map[string]answer{"202": {"The import is queued", reflect.TypeFor[ImportSummary](), "application/json"}}),
	})
	doc.AddOperation(&huma.Operation{
		OperationID: "importEvents", Method: "GET", Path: "/v1/imports/{id}/events", Summary: "Progress of an import as server-sent events",
		Description: "Events are progress, and in the end done or failed with the import itself.",
		Parameters:  []*huma.Param{{Name: "id", In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString, Format: "uuid"}}},
		Responses:   answers(doc, map[string]answer{"200": {"A stream of events", reflect.TypeFor[string](), "text/event-stream"}}),
	})
	check := form(map[string]*huma.Schema{
		"file": files, "parent": file("what the cells must fill"), "streets": file("lines that the cells must cover"), "expect": file("list of codes that must be there"),
		"datum": text("of the files"), "id": text("property that names a cell"),
	}, "file")
	check.Content["application/json"] = &huma.MediaType{Schema: doc.Components.Schemas.Schema(reflect.TypeFor[storedCheck](), true, "StoredCheck")}
	doc.AddOperation(&huma.Operation{
		OperationID: "check", Method: "POST", Path: "/v1/checks", Summary: "Find the faults of files, or of a stored network",
		RequestBody: check,
		Responses:   answers(doc, map[string]answer{"200": {"The faults found", reflect.TypeFor[report](), "application/json"}}),
	})
}

// report and fault are coverage.Report as JSON.
type report struct {
	Cells  int     `json:"cells"`
	Faults []fault `json:"faults"`
}

type fault struct {
	ID       string            `json:"id"`
	Kind     coverage.Kind     `json:"kind"`
	Severity coverage.Severity `json:"severity" enum:"error,warning"`
	Sliver   bool              `json:"sliver"`
	Cells    []string          `json:"cells"`
	Street   string            `json:"street,omitempty"`
	At       [2]float64        `json:"at"`
	AreaM2   float64           `json:"areaM2"`
	WidthM   float64           `json:"widthM"`
	Geometry map[string]any    `json:"geometry" nullable:"true"`
}

func describeTiles(doc *huma.OpenAPI) {
	layer := &huma.Param{Name: "layer", In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString, Enum: []any{"county", "towns", "communities", "grids"}}}
	whole := func(name string) *huma.Param {
		return &huma.Param{Name: name, In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeInteger}}
	}
	doc.AddOperation(&huma.Operation{
		OperationID: "tileJson", Method: "GET", Path: "/tiles/{layer}.json", Summary: "A tile layer for map clients (TileJSON 3.0.0)", Parameters: []*huma.Param{layer},
		Responses: answers(doc, map[string]answer{"200": {"TileJSON", reflect.TypeFor[tiles.TileJSON](), "application/json"}}),
	})
	doc.AddOperation(&huma.Operation{
		OperationID: "tile", Method: "GET", Path: "/tiles/{layer}/{z}/{x}/{y}.mvt", Summary: "A vector tile (MVT 2): the layer, and its label points in LAYER_label",
		Parameters: []*huma.Param{
			layer, whole("z"), whole("x"), whole("y"),
			{Name: "rev", In: "query", Description: "present revision; the answer may then be kept", Schema: &huma.Schema{Type: huma.TypeInteger}},
		},
		Responses: answers(doc, map[string]answer{
			"200": {"The tile", reflect.TypeFor[string](), "application/vnd.mapbox-vector-tile"}, "204": {description: "Nothing is here"}, "304": {description: "As it was"},
		}),
	})
}

func form(fields map[string]*huma.Schema, required ...string) *huma.RequestBody {
	return &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
		"multipart/form-data": {Schema: &huma.Schema{Type: huma.TypeObject, Properties: fields, Required: required}},
	}}
}

type answer struct {
	description string
	body        reflect.Type // nil for none
	kind        string
}

// answers adds the problem that every operation may answer with.
func answers(doc *huma.OpenAPI, list map[string]answer) map[string]*huma.Response {
	out := map[string]*huma.Response{}
	list["default"] = answer{"A problem", reflect.TypeFor[Problem](), "application/problem+json"}
	for status, a := range list {
		out[status] = &huma.Response{Description: a.description}
		if a.body != nil {
			out[status].Content = map[string]*huma.MediaType{a.kind: {Schema: doc.Components.Schemas.Schema(a.body, true, a.body.Name())}}
		}
	}
	return out
}
