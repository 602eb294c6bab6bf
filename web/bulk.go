package web

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"reflect"
	"slices"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"wangge/geo/datum"
	"wangge/registry"
	"wangge/registry/bulk"
	"wangge/registry/snapshot"
)

// Media types of many positions at once.
const (
	jsonLinesKind = "application/x-ndjson"
	csvKind       = "text/csv"
)

// resolvePath is where one position is asked for, or many posted, thousands of times a second.
const resolvePath = "/v1/resolve"

// Limits of a JSON array, which is held in memory; lines and tables have none.
const (
	maxPositions  = 100_000
	maxArrayBytes = 16 << 20
)

const tooLarge = "an array holds %d positions and %d MiB at most: send more as application/x-ndjson, one position to a line, or as text/csv, which may be of any length 数组过大，请改用 NDJSON 或 CSV"

// Asked is one of many to be resolved.
type Asked struct {
	Lng   float64     `json:"lng" doc:"longitude in degrees"`
	Lat   float64     `json:"lat" doc:"latitude in degrees"`
	Datum datum.Datum `json:"datum,omitempty" enum:"cgcs2000,wgs84,gcj02,bd09" doc:"that of the query by default"`
}

func (s *Server) routeBulk() {
	s.plain(huma.Operation{
		OperationID: "resolveMany", Method: http.MethodPost, Path: resolvePath, Tags: []string{mapTag},
		Summary: "The grids of many positions, in their order",
		Description: "A JSON array, or a stream of lines (NDJSON) or of a CSV; the answer is of the same kind, and begins before the request ends. " +
			"A position that cannot be answered has an error in its place and stops nothing. A CSV keeps its rows as they are and gets the columns code, name, " +
			"community, town and error (code_2 where there is such a column already). A stream that breaks off midway ends without its last chunk.",
		Parameters: bulkParameters(),
		RequestBody: &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
			jsonKind:      {Schema: s.schema(reflect.TypeFor[[]Asked]())},
			jsonLinesKind: {Schema: s.schema(reflect.TypeFor[Asked]())},
			csvKind:       {Schema: &huma.Schema{Type: huma.TypeString}},
		}},
		Responses: s.bulkResponses(),
	}, s.resolveMany)
}

func bulkParameters() []*huma.Param {
	text := func(name, doc string) *huma.Param {
		return parameter(name, &huma.Schema{Type: huma.TypeString, Description: doc}, false)
	}
	out := []*huma.Param{
		parameter("datum", &huma.Schema{Type: huma.TypeString, Enum: datumWords(), Description: "of positions that do not name theirs"}, false),
		parameter("people", &huma.Schema{Type: huma.TypeBoolean, Default: false, Description: "each answer is that of GET /v1/resolve, with the people; not of a CSV"}, false),
		parameter("border", &huma.Schema{Type: huma.TypeBoolean, Default: false, Description: "tell the distance to the grid's border too (in a CSV: column borderM), which takes several times as long"}, false),
		text("lng", "of a CSV: column of the longitude; lng, lon, longitude, 经度 and the like by default"),
		text("lat", "of a CSV: column of the latitude; lat, latitude, 纬度 and the like by default"),
		text("datumColumn", "of a CSV: column of the datum; datum, 坐标系 by default"),
	}
	for _, p := range resolveParameters {
		if slices.Contains([]string{"network", "at", "accuracy", "ambiguousBelow"}, p.Name) { // all but at with people
			out = append(out, p)
		}
	}
	return out
}

func (s *Server) bulkResponses() map[string]*huma.Response {
	out := s.answers(answer{http.StatusOK, "The answers", reflect.TypeFor[[]Answer](), jsonKind},
		http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusServiceUnavailable)
	out["200"].Content[jsonLinesKind] = &huma.MediaType{Schema: s.schema(reflect.TypeFor[Answer]())}
	out["200"].Content[csvKind] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString}}
	return out
}

// resolveMany answers in the kind of the request.
func (s *Server) resolveMany(c echo.Context) error {
	snap, err := s.published()
	if err != nil {
		return err
	}
	kind, more, err := mime.ParseMediaType(c.Request().Header.Get(echo.HeaderContentType))
	if err != nil {
		kind = ""
	}
	if p := oddBulk(c, kind); p != nil {
		return p
	}
	o := bulk.Options{Datum: datum.Datum(c.QueryParam("datum")), Encoding: more["charset"]}
	q := snapshot.Query{Network: c.QueryParam("network"), AccuracyM: decimal(c, "accuracy"), AmbiguousBelow: decimal(c, "ambiguousBelow")}
	if at := c.QueryParam("at"); at != "" {
		if snap, q.At, err = s.History.At(c.Request().Context(), snap, at); err != nil {
			return err
		}
	}
	if err := snap.Askable(q); err != nil {
		return err
	}
	answer := s.answerer(c, snap, q)
	switch kind {
	case jsonKind:
		return s.resolveArray(c, o, answer)
	case jsonLinesKind, "application/ndjson", "application/jsonl":
		return s.stream(c, jsonLinesKind, func(in io.Reader, d *duplex) error {
			return bulk.Lines(c.Request().Context(), in, d, d.flush, o, answer)
		})
	case csvKind:
		return s.resolveCSV(c, snap, o)
	default:
		return newProblem(http.StatusUnsupportedMediaType, "send an array as application/json, lines as application/x-ndjson, or a table as text/csv (Content-Type says which) 不支持的内容类型")
	}
}

// oddBulk refuses parameters that mean nothing in the kind of the request.
func oddBulk(c echo.Context, kind string) *Problem {
	var odd []Invalid
	ofPeople := []string{"network", "accuracy", "ambiguousBelow"}
	names, why := []string{"lng", "lat", "datumColumn"}, "names a column, which a CSV alone has 仅用于 CSV"
	switch {
	case kind == csvKind:
		names, why = append(ofPeople, "people"), "is not of a CSV: ask for application/x-ndjson 不用于 CSV"
	case c.QueryParam("people") != "true":
		odd = given(c, ofPeople, "goes with people=true 须同时给出 people=true")
	}
	return wrong(append(odd, given(c, names, why)...)...)
}

// given makes faults of those parameters that are there.
func given(c echo.Context, names []string, why string) (odd []Invalid) {
	for _, name := range names {
		if c.QueryParams().Has(name) {
			odd = append(odd, Invalid{"query." + name, why, c.QueryParam(name)})
		}
	}
	return odd
}

// decimal is a parameter that is a number, or is not there.
func decimal(c echo.Context, name string) float64 {
	v, _ := strconv.ParseFloat(c.QueryParam(name), 64) // strict looked at it
	return v
}

func (s *Server) resolveCSV(c echo.Context, snap *snapshot.Snapshot, o bulk.Options) error {
	o.Lng, o.Lat, o.DatumColumn = c.QueryParam("lng"), c.QueryParam("lat"), c.QueryParam("datumColumn")
	kind := csvKind
	if o.Encoding != "" {
		kind = mime.FormatMediaType(csvKind, map[string]string{"charset": o.Encoding})
	}
	return s.stream(c, kind, func(in io.Reader, d *duplex) error {
		_, err := bulk.CSV(c.Request().Context(), in, d, d.flush, bulk.Published{Snapshot: snap, Border: c.QueryParam("border") == "true"}, o)
		if errors.Is(err, registry.ErrInvalid) {
			return badRequest(err.Error())
		}
		return err
	})
}

// resolveArray reads the whole array before it answers: an array that is none is the request's error.
func (s *Server) resolveArray(c echo.Context, o bulk.Options, answer appender) error {
	r, d := c.Request(), &duplex{c: c, rc: http.NewResponseController(c.Response()), stall: s.stall, kind: jsonKind}
	if r.ContentLength > maxArrayBytes {
		return newProblem(http.StatusRequestEntityTooLarge, fmt.Sprintf(tooLarge, maxPositions, maxArrayBytes>>20))
	}
	var body bytes.Buffer
	body.Grow(int(max(r.ContentLength, 0)) + bytes.MinRead)
	if _, err := body.ReadFrom(io.LimitReader(incoming{d}, maxArrayBytes+1)); err != nil {
		return unreadable(err)
	}
	text := body.Bytes()
	positions, err := bulk.ReadArray(text, o, maxPositions)
	switch {
	case len(text) > maxArrayBytes, errors.Is(err, bulk.ErrTooMany):
		return newProblem(http.StatusRequestEntityTooLarge, fmt.Sprintf(tooLarge, maxPositions, maxArrayBytes>>20))
	case err != nil:
		return badRequest(err.Error())
	}
	if err := writeArray(d, positions, answer); err != nil {
		panic(http.ErrAbortHandler) // the client is gone, or does not read
	}
	return nil
}

// writeArray writes the answers in pieces.
func writeArray(w io.Writer, positions []bulk.Question, answer appender) error {
	const piece = 64 << 10
	out := append(make([]byte, 0, piece+4<<10), '[')
	for i, q := range positions {
		if i > 0 {
			out = append(out, ',')
		}
		if out = answer(out, q); len(out) >= piece {
			if _, err := w.Write(out); err != nil {
				return err
			}
			out = out[:0]
		}
	}
	_, err := w.Write(append(out, ']', '\n'))
	return err
}
