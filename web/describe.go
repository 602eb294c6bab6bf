package web

import (
	"net/http"
	"reflect"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"wangge/geo/coverage"
	"wangge/registry/intake"
	"wangge/tiles"
)

// Operations on plain Echo routes are described by hand; huma's describe themselves.

func (s *Server) startImportOperation() huma.Operation {
	kinds := make([]any, len(intake.Kinds))
	for i, k := range intake.Kinds {
		kinds[i] = k
	}
	return huma.Operation{
		OperationID: "startImport", Method: http.MethodPost, Path: "/v1/imports", Summary: "Import files, all or nothing, in the background", Tags: []string{importTag},
		Description: "Answers at once with the import's address; nothing is stored unless every row can be taken. Grids of the network `unified` become a draft.",
		RequestBody: form(map[string]*huma.Schema{
			"file": filesSchema(), "what": {Type: huma.TypeString, Enum: kinds},
			"county": text("the only one there is by default"), "network": text("of grids; unified by default"),
			"scheme":     text("of codes whose rows name none; cn15 by default"),
			"datum":      text("cgcs2000, wgs84, gcj02, bd09 or EPSG:n; by default as the files say"),
			"towgs84":    text("parameters dx,dy,dz[,rx,ry,rz,s] of a datum whose way to CGCS2000 is not public"),
			"encoding":   text("of a Shapefile's or table's text: utf-8, gbk or gb18030; by default the file is looked at"),
			"acceptRows": {Type: huma.TypeBoolean, Description: "leave rows out that cannot be taken"},
			"trustDatum": {Type: huma.TypeBoolean, Description: "take layers that lie off the county's outline as another datum would bring them"},
			"by":         text("who does this, for the audit log"), "reason": text("why, for the audit log"),
			"field.code": text("column of a field, here of the code; field.name and so on likewise"),
		}, "file", "what"),
		Responses: s.answers(answer{202, "The import is queued; Location is its address", reflect.TypeFor[ImportSummary](), jsonKind}, 403, 413, 415, 503),
	}
}

func (s *Server) importEventsOperation() huma.Operation {
	return huma.Operation{
		OperationID: "importEvents", Method: http.MethodGet, Path: "/v1/imports/{id}/events", Summary: "Progress of an import as server-sent events", Tags: []string{importTag},
		Description: "Events are progress, and in the end done or failed with the import itself.",
		Parameters:  []*huma.Param{{Name: "id", In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString, Format: "uuid"}}},
		Responses:   s.answers(answer{200, "A stream of events", reflect.TypeFor[string](), "text/event-stream"}, 404, 503),
	}
}

func (s *Server) proposalEventsOperation() huma.Operation {
	return huma.Operation{
		OperationID: "proposalEvents", Method: http.MethodGet, Path: "/v1/proposals/{id}/events", Summary: "Progress of a proposal as server-sent events", Tags: []string{mergeTag},
		Description: "Events are progress, and in the end done, cancelled or failed with the proposal itself.",
		Parameters:  []*huma.Param{{Name: "id", In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString, Format: "uuid"}}},
		Responses:   s.answers(answer{200, "A stream of events", reflect.TypeFor[string](), "text/event-stream"}, 404, 503),
	}
}

func (s *Server) checkOperation() huma.Operation {
	body := form(map[string]*huma.Schema{
		"file": filesSchema(), "parent": fileSchema("what the cells must fill; sent again, the level above"), "streets": fileSchema("lines that the cells must cover"),
		"buildings": fileSchema("polygons that no border should cut"),
		"expect":    fileSchema("list of codes that must be there"), "datum": text("of the files"), "id": text("property that names a cell"),
		"towgs84": text("parameters of a datum whose way to CGCS2000 is not public"), "encoding": text("of a Shapefile's text"),
	}, "file")
	body.Content[jsonKind] = &huma.MediaType{Schema: s.schema(reflect.TypeFor[storedCheck]())}
	return huma.Operation{
		OperationID: "check", Method: http.MethodPost, Path: "/v1/checks", Summary: "Find the faults of files, or of a stored network", RequestBody: body, Tags: []string{importTag},
		Description: "A form checks the files in it, as `wangge check` does; JSON names a network that is stored.",
		Responses:   s.answers(answer{200, "The faults found", reflect.TypeFor[CheckReport](), jsonKind}, 403, 404, 413, 415, 422, 503),
	}
}

// CheckReport and Fault are what a check answers, as the document describes it.
type CheckReport struct {
	Cells   int                     `json:"cells"`
	Faults  []Fault                 `json:"faults"`
	Streets []coverage.StreetReport `json:"streets,omitempty" doc:"where streets were sent: each with the cells it runs through and along"`
	Notes   []string                `json:"notes" doc:"what was assumed"`
}

// Fault is coverage.Fault, whose geometry the document cannot take from its Go type.
type Fault struct {
	ID       string            `json:"id" doc:"kind, sorted cells and lowest lattice point; stays the same while the fault does"`
	Kind     coverage.Kind     `json:"kind" enum:"invalidRing,overlap,gap,outsideParent,shortOfParent,unmatchedEdge,duplicate,contained,missing,streetUncovered,multipart,pinch,buildingCut"`
	Severity coverage.Severity `json:"severity" enum:"error,warning"`
	Sliver   bool              `json:"sliver" doc:"narrower than half a metre"`
	Cells    []string          `json:"cells" doc:"every cell concerned"`
	Street   string            `json:"street,omitempty" doc:"of streetUncovered"`
	Level    int               `json:"level,omitempty" doc:"1 and up: of the divisions themselves against the level above"`
	Building string            `json:"building,omitempty" doc:"of buildingCut"`
	At       [2]float64        `json:"at" doc:"longitude and latitude to zoom to"`
	AreaM2   float64           `json:"areaM2"`
	WidthM   float64           `json:"widthM" doc:"diameter of the largest inscribed circle"`
	LengthM  float64           `json:"lengthM,omitempty" doc:"of streetUncovered"`
	Geometry map[string]any    `json:"geometry" nullable:"true" doc:"GeoJSON"`
}

func layerParam() *huma.Param {
	return &huma.Param{Name: "layer", In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString, Description: "divisions has all levels, told apart by the property level", Enum: []any{"county", "towns", "communities", "divisions", "grids"}}}
}

func (s *Server) tileJSONOperation() huma.Operation {
	return huma.Operation{
		OperationID: "tileJson", Method: http.MethodGet, Path: "/tiles/{layer}.json", Summary: "A tile layer for map clients (TileJSON 3.0.0)",
		Parameters: []*huma.Param{layerParam()}, Tags: []string{tilesTag},
		Responses: s.answers(answer{200, "TileJSON", reflect.TypeFor[tiles.TileJSON](), jsonKind}, 404, 503),
	}
}

func (s *Server) tileOperation() huma.Operation {
	whole := &huma.Schema{Type: huma.TypeInteger}
	op := huma.Operation{
		OperationID: "tile", Method: http.MethodGet, Path: "/tiles/{layer}/{z}/{x}/{y}.mvt",
		Summary: "A vector tile (MVT 2): the layer, and its label points in LAYER_label", Tags: []string{tilesTag},
		Parameters: []*huma.Param{
			layerParam(),
			{Name: "z", In: "path", Required: true, Schema: whole},
			{Name: "x", In: "path", Required: true, Schema: whole},
			{Name: "y", In: "path", Required: true, Schema: whole},
			{Name: "rev", In: "query", Description: "the present revision; the answer may then be kept for an hour", Schema: whole},
		},
		Responses: s.answers(answer{200, "The tile", reflect.TypeFor[string](), "application/vnd.mapbox-vector-tile"}, 404, 503),
	}
	op.Responses["204"] = &huma.Response{Description: "Nothing is here"}
	op.Responses["304"] = &huma.Response{Description: "As it was"}
	return op
}

const jsonKind = "application/json"

func text(what string) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Description: what}
}

func fileSchema(what string) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "binary", Description: what}
}

func filesSchema() *huma.Schema {
	return &huma.Schema{
		Type: huma.TypeArray, Items: &huma.Schema{Type: huma.TypeString, Format: "binary"},
		Description: "GeoJSON, Shapefile (.zip, or its parts), GeoPackage or KML; CSV or XLSX for tables; several are taken together",
	}
}

func form(fields map[string]*huma.Schema, required ...string) *huma.RequestBody {
	return &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
		"multipart/form-data": {Schema: &huma.Schema{Type: huma.TypeObject, Properties: fields, Required: required}},
	}}
}

type answer struct {
	status      int
	description string
	body        reflect.Type
	kind        string // media type
}

// answers adds the problems that an operation may answer with, besides those that all may.
func (s *Server) answers(good answer, problems ...int) map[string]*huma.Response {
	out := map[string]*huma.Response{strconv.Itoa(good.status): {
		Description: good.description, Content: map[string]*huma.MediaType{good.kind: {Schema: s.schema(good.body)}},
	}}
	for _, status := range append(problems, http.StatusBadRequest, http.StatusInternalServerError) {
		out[strconv.Itoa(status)] = &huma.Response{Description: http.StatusText(status), Content: map[string]*huma.MediaType{
			problemKind: {Schema: s.schema(reflect.TypeFor[Problem]())},
		}}
	}
	return out
}

func (s *Server) schema(t reflect.Type) *huma.Schema {
	return s.api.OpenAPI().Components.Schemas.Schema(t, true, t.Name())
}
