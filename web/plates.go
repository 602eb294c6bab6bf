package web

import (
	"fmt"
	"hash/fnv"
	"net/http"
	"reflect"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"wangge/registry/snapshot"
	"wangge/web/plate"
	"wangge/web/public"
)

func (s *Server) routePlates() {
	s.plain(s.qrOperation("qrSvg", "/v1/grids/{code}/qr.svg", "image/svg+xml", &huma.Param{
		Name: "caption", In: "query", Description: "true: with name and code below, for printing", Schema: &huma.Schema{Type: huma.TypeString, Enum: []any{"true", "false"}, Default: "false"},
	}), s.qrSVG)
	s.plain(s.qrOperation("qrPng", "/v1/grids/{code}/qr.png", "image/png", &huma.Param{
		Name: "size", In: "query", Description: fmt.Sprintf("pixels wide and high, %d to %d", plate.MinSize, plate.MaxSize), Schema: &huma.Schema{Type: huma.TypeInteger, Default: plate.DefaultSize},
	}), s.qrPNG)
	s.plain(s.qrZipOperation(), s.qrZip)
	s.echo.GET("/g/:code", s.publicPage) // for people, so it forgives what others add to the address
}

// qrOperation describes the QR code of one code.
func (s *Server) qrOperation(id, path, kind string, own *huma.Param) huma.Operation {
	op := huma.Operation{
		OperationID: id, Method: http.MethodGet, Path: path, Tags: []string{mapTag},
		Summary:     "The QR code of any code ever issued",
		Description: "It holds the link of the code's public page, /g/{code}: plates outlive grids, and the page tells what became of them.",
		Parameters:  []*huma.Param{codeParam(), levelParam(), own},
		Responses:   s.answers(answer{http.StatusOK, "The QR code", reflect.TypeFor[string](), kind}, http.StatusNotFound, http.StatusServiceUnavailable),
	}
	op.Responses["304"] = &huma.Response{Description: "As it was"}
	return op
}

func (s *Server) qrZipOperation() huma.Operation {
	op := huma.Operation{
		OperationID: "qrZip", Method: http.MethodGet, Path: "/v1/divisions/{code}/qr.zip", Tags: []string{mapTag},
		Summary:     "The QR codes of all grids in a division, to print",
		Description: "A zip of index.csv, index.html with sheets of A4, and a captioned SVG for each grid.",
		Parameters: []*huma.Param{codeParam(), levelParam(), {
			Name: "format", In: "query", Description: "png: a PNG too for each grid, without caption", Schema: &huma.Schema{Type: huma.TypeString, Enum: []any{"svg", "png"}, Default: "svg"},
		}},
		Responses: s.answers(answer{http.StatusOK, "The zip", reflect.TypeFor[string](), "application/zip"}, http.StatusNotFound, http.StatusServiceUnavailable),
	}
	op.Responses["304"] = &huma.Response{Description: "As it was"}
	return op
}

func codeParam() *huma.Param {
	return &huma.Param{Name: "code", In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString}}
}

func levelParam() *huma.Param {
	return &huma.Param{Name: "level", In: "query", Description: "error correction: L 7 %, M 15 %, Q 25 %, H 30 %", Schema: &huma.Schema{
		Type: huma.TypeString, Enum: []any{string(plate.L), string(plate.M), string(plate.Q), string(plate.H)}, Default: string(plate.Q),
	}}
}

// correction is the level asked for, one of the document's words by now.
func correction(c echo.Context) plate.Level {
	if l := c.QueryParam("level"); l != "" {
		return plate.Level(l)
	}
	return plate.Q
}

// publicBase is where the public reaches the service: as the operator says, else as the caller does.
func (s *Server) publicBase(c echo.Context) (string, error) {
	if s.PublicURL != "" {
		return s.PublicURL, nil
	}
	base, err := plate.Base(c.Scheme() + "://" + c.Request().Host)
	if err != nil {
		return "", badRequest(err.Error() + "; say it with --public-url 请以 --public-url 指定公开地址")
	}
	return base, nil
}

// symbol makes the plate of the code that was asked for, and its QR code.
func (s *Server) symbol(c echo.Context) (plate.Plate, plate.Symbol, error) {
	snap, err := s.published()
	if err != nil {
		return plate.Plate{}, plate.Symbol{}, err
	}
	base, err := s.publicBase(c)
	if err != nil {
		return plate.Plate{}, plate.Symbol{}, err
	}
	story, ok := public.Find(snap, c.Param("code"))
	if !ok {
		return plate.Plate{}, plate.Symbol{}, neverIssued(c.Param("code"), snap)
	}
	p := plate.OfCode(story.Issue.Code, snapshot.NameOf(story), base)
	symbol, err := plate.Encode(p.Link, correction(c))
	return p, symbol, err
}

func (s *Server) qrSVG(c echo.Context) error {
	p, symbol, err := s.symbol(c)
	if err != nil {
		return err
	}
	return sendPlate(c, p.Code+".svg", "image/svg+xml", symbol.SVG(p, c.QueryParam("caption") == "true"))
}

func (s *Server) qrPNG(c echo.Context) error {
	size := plate.DefaultSize
	if asked := c.QueryParam("size"); asked != "" {
		size, _ = strconv.Atoi(asked) // a whole number, or it would have been refused
	}
	if size < plate.MinSize || size > plate.MaxSize {
		return wrong(Invalid{"query.size", fmt.Sprintf("must be %d to %d pixels 须在 %[1]d 至 %[2]d 像素之间", plate.MinSize, plate.MaxSize), size})
	}
	p, symbol, err := s.symbol(c)
	if err != nil {
		return err
	}
	image, err := symbol.PNG(size)
	if err != nil {
		return err
	}
	return sendPlate(c, p.Code+".png", "image/png", image)
}

// sendPlate answers with an image, under a name to save it by.
func sendPlate(c echo.Context, name, kind string, content []byte) error {
	h := c.Response().Header()
	h.Set(echo.HeaderContentDisposition, fmt.Sprintf("inline; filename=%q", name))
	h.Set(echo.HeaderCacheControl, "public, max-age=3600")
	return sendTagged(c, http.StatusOK, kind, content)
}

// sendTagged answers with bytes that a client may have already. The tag is a weak one: the same bytes go out packed and plain.
func sendTagged(c echo.Context, status int, kind string, content []byte) error {
	etag := fmt.Sprintf(`W/"%016x"`, hashOf(content))
	if status == http.StatusOK {
		c.Response().Header().Set("ETag", etag)
		if tagged(c.Request().Header.Values("If-None-Match"), etag) {
			return c.NoContent(http.StatusNotModified)
		}
	}
	return c.Blob(status, kind, content)
}

// zipTime is how long a client may take to fetch a zip.
const zipTime = 10 * time.Minute

// qrZip streams the plates of a division. A zip that breaks off has no directory, so nobody takes it for whole.
func (s *Server) qrZip(c echo.Context) error {
	snap, err := s.published()
	if err != nil {
		return err
	}
	base, err := s.publicBase(c)
	if err != nil {
		return err
	}
	sheet, err := plate.SheetOf(snap, c.Param("code"), base)
	if err != nil {
		return err
	}
	sheet.Level, sheet.PNG = correction(c), c.QueryParam("format") == "png"
	h := c.Response().Header()
	etag := fmt.Sprintf(`W/"%s-%d-%s-%t-%x"`, s.Version, snap.Version().Change, sheet.Level, sheet.PNG, hashOf([]byte(base)))
	h.Set("ETag", etag)
	h.Set(echo.HeaderCacheControl, "public, no-cache")
	if tagged(c.Request().Header.Values("If-None-Match"), etag) {
		return c.NoContent(http.StatusNotModified)
	}
	h.Set(echo.HeaderContentType, "application/zip")
	h.Set(echo.HeaderContentDisposition, fmt.Sprintf("attachment; filename=%q", "qr-"+c.Param("code")+".zip"))
	if onlyHead(c) {
		return c.NoContent(http.StatusOK)
	}
	extend(c, zipTime)
	c.Response().WriteHeader(http.StatusOK)
	return sheet.Zip(c.Request().Context(), c.Response(), func(int) {})
}

func hashOf(content []byte) uint64 {
	sum := fnv.New64a()
	_, _ = sum.Write(content) // a hash does not fail
	return sum.Sum64()
}

// publicPage answers with the page that a QR code opens. People change between revisions, so clients ask again each time and mostly hear 304.
func (s *Server) publicPage(c echo.Context) error {
	w := public.LanguageOf(c.QueryParam("lang"), c.Request().Header.Get("Accept-Language"))
	status, page, err := public.Render(s.Snapshots.Load(), c.Param("code"), w)
	if err != nil {
		return err
	}
	h := c.Response().Header()
	h.Set(echo.HeaderContentSecurityPolicy, public.Policy)
	h.Set(echo.HeaderCacheControl, "public, no-cache")
	h.Add(echo.HeaderVary, "Accept-Language")
	if status == http.StatusServiceUnavailable {
		h.Set(echo.HeaderRetryAfter, "2")
	}
	return sendTagged(c, status, echo.MIMETextHTMLCharsetUTF8, page)
}
