package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"wangge/geo/coverage"
	"wangge/geo/vector"
	"wangge/registry"
	"wangge/registry/snapshot"
)

// Problem is an error as clients see it (RFC 9457).
type Problem struct { //nolint:errname // RFC 9457 calls it so
	Type      string    `json:"type" doc:"/problems/parameters, /problems/check, /problems/retired, /problems/outside, /problems/unpublished, /problems/rows, /problems/coverage, or about:blank where the status says it all"`
	Title     string    `json:"title"`
	Status    int       `json:"status"`
	Detail    string    `json:"detail,omitempty" doc:"what went wrong and how to mend it, in English and Chinese where people read it"`
	RequestID string    `json:"requestId,omitempty" doc:"as in the service's log"`
	Errors    []Invalid `json:"errors,omitempty" doc:"every parameter, row or place at fault"`
	Nearest   *Nearest  `json:"nearest,omitempty" doc:"of a position outside: the nearest grid"`

	Candidates []snapshot.Candidate `json:"candidates,omitempty" doc:"of a position outside, with accuracy: the grids that the circle reaches all the same, the largest share first"`

	DidYouMean []string         `json:"didYouMean,omitempty" doc:"of a code that is not there: those one typing error away, the likeliest first"`
	Today      []registry.Share `json:"today,omitempty" doc:"of a retired code: the grids that have its ground"`
	Ended      *registry.Ended  `json:"ended,omitempty" doc:"of a retired code: the part that no grid has"`

	cause error // for the log alone
}

// Invalid is one value at fault.
type Invalid struct {
	Location string `json:"location,omitempty" doc:"such as query.lng, or file, row and field, or map: value is a place then"`
	Message  string `json:"message"`
	Value    any    `json:"value,omitempty"`
}

// Nearest is the grid nearest to a position that no grid has.
type Nearest struct {
	Code      string       `json:"code"`
	Name      string       `json:"name"`
	DistanceM float64      `json:"distanceM"`
	At        *snapshot.At `json:"at,omitempty" doc:"a point inside"`

	BearingDeg float64            `json:"bearingDeg" doc:"from the position to the nearest point of the grid, clockwise from north"`
	Direction  snapshot.Direction `json:"direction" doc:"the same in words"`
}

// Types of problem that clients tell apart.
const (
	parametersProblem  = "/problems/parameters"  // errors name them
	checkProblem       = "/problems/check"       // a code's check character does not fit; didYouMean has what fits
	retiredProblem     = "/problems/retired"     // no grid has the code any more; today has its successors
	outsideProblem     = "/problems/outside"     // the position is in no grid; nearest names the nearest one
	unpublishedProblem = "/problems/unpublished" // there is no revision to be read yet
	rowsProblem        = "/problems/rows"        // errors name the rows of files that cannot be taken
	coverageProblem    = "/problems/coverage"    // errors name the faults of a map, and where they are
)

func (p *Problem) Error() string { return fmt.Sprintf("%s: %s", p.Title, p.Detail) }

// GetStatus is what huma asks for.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is what huma sends it as.
func (p *Problem) ContentType(string) string { return problemKind }

func newProblem(status int, detail string) *Problem {
	return &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: detail}
}

func badRequest(detail string) *Problem { return newProblem(http.StatusBadRequest, detail) }

// wrong names every parameter or field at fault; it gives nil if there is none.
func wrong(list ...Invalid) *Problem {
	if len(list) == 0 {
		return nil
	}
	details := make([]string, len(list))
	for i, e := range list {
		_, name, inside := strings.Cut(e.Location, ".")
		if !inside { // the body as a whole
			name = e.Location
		}
		details[i] = name + ": " + e.Message
	}
	p := badRequest(strings.Join(details, "; "))
	p.Type, p.Title, p.Errors = parametersProblem, "Parameters are wrong 参数有误", list
	return p
}

// fromHuma makes our problem of huma's, which says 422 of what is 400: a parameter out of range, too long, no whole number. A body that
// is at fault as a whole, because it is no JSON or lacks a field, is not repeated: it may be long.
func fromHuma(status int, msg string, errs ...error) huma.StatusError {
	var list []Invalid
	for _, err := range errs {
		var d huma.ErrorDetailer
		if errors.As(err, &d) {
			e := *d.ErrorDetail()
			if e.Location == "body" {
				e.Value = nil
			}
			list = append(list, Invalid{Location: e.Location, Message: e.Message + " 参数不合要求", Value: e.Value})
		}
	}
	if (status == http.StatusUnprocessableEntity || status == http.StatusBadRequest) && len(list) > 0 {
		return wrong(list...)
	}
	return newProblem(status, msg)
}

// maxRows is how many faulty rows a problem lists; the rest is counted in its detail.
const maxRows = 1000

// problemOf turns any error into a problem; only what was meant for callers is told to them.
func problemOf(err error) *Problem {
	var (
		p       *Problem
		he      *echo.HTTPError
		outside *snapshot.OutsideError
		query   *snapshot.QueryError
		rows    vector.RowErrors
		faults  *registry.FaultsError
		large   *http.MaxBytesError
	)
	switch {
	case errors.As(err, &p):
		return p
	case errors.As(err, &outside):
		return fromOutside(outside)
	case errors.As(err, &query):
		return wrong(Invalid{Location: "query." + query.Field, Message: query.Reason})
	case errors.As(err, &rows):
		return fromRows(rows)
	case errors.As(err, &faults):
		return fromFaults(faults)
	case errors.As(err, &large):
		return newProblem(http.StatusRequestEntityTooLarge, fmt.Sprintf("the upload is larger than %d bytes, the limit of this service (--max-upload) 上传超过限制", large.Limit))
	case errors.As(err, &he):
		return fromEcho(he)
	default:
		return byKind(err)
	}
}

func fromOutside(e *snapshot.OutsideError) *Problem {
	p := newProblem(http.StatusNotFound, e.Error())
	p.Type, p.Title = outsideProblem, "The position is in no grid 位置不在任何网格内"
	if n := e.Nearest; n != nil {
		p.Nearest = &Nearest{Code: n.Code, Name: n.Name, DistanceM: e.DistanceM, At: snapshot.Place(n.At), BearingDeg: e.BearingDeg, Direction: snapshot.DirectionOf(e.BearingDeg)}
	}
	p.Candidates = e.Candidates
	return p
}

func fromRows(rows vector.RowErrors) *Problem {
	p := newProblem(http.StatusUnprocessableEntity, fmt.Sprintf("%d rows cannot be taken; nothing was stored 有 %d 行无法导入，未导入任何数据", len(rows), len(rows)))
	p.Type, p.Title = rowsProblem, "Rows cannot be taken 数据行有误"
	for _, r := range rows[:min(len(rows), maxRows)] {
		p.Errors = append(p.Errors, Invalid{
			Location: fmt.Sprintf("%s, row %d, %s", r.File, r.Row, r.Field),
			Message:  fmt.Sprintf("%s; %s %s；%s", r.Problem.EN, r.Remedy.EN, r.Problem.ZH, r.Remedy.ZH),
		})
	}
	return p
}

func fromFaults(e *registry.FaultsError) *Problem {
	p := newProblem(http.StatusUnprocessableEntity, e.Error()+" 网格图存在问题，未发布")
	p.Type, p.Title = coverageProblem, "Grids do not tile their parent 网格未能无缝覆盖"
	for _, f := range e.Report.Faults {
		if f.Severity == coverage.Error && len(p.Errors) < maxRows {
			p.Errors = append(p.Errors, Invalid{
				Location: "map", Message: fmt.Sprintf("%s of %s, %.1f m²", f.Kind, strings.Join(f.Cells, ", "), f.AreaM2),
				Value: snapshot.At(f.At),
			})
		}
	}
	return p
}

func fromEcho(he *echo.HTTPError) *Problem {
	switch he.Code {
	case http.StatusNotFound:
		return newProblem(he.Code, "nothing is here; see /docs for what there is 此地址不存在")
	case http.StatusMethodNotAllowed:
		return newProblem(he.Code, "this address does not take that method; see the Allow header and /docs 不支持该方法")
	default:
		return newProblem(he.Code, fmt.Sprint(he.Message))
	}
}

func byKind(err error) *Problem {
	var implausible *vector.ImplausibleError
	switch {
	case errors.Is(err, vector.ErrUnreadable):
		return badRequest(err.Error() + " 文件无法读取")
	case errors.Is(err, registry.ErrInvalid), errors.As(err, &implausible):
		return newProblem(http.StatusUnprocessableEntity, err.Error())
	case errors.Is(err, registry.ErrNotFound):
		return newProblem(http.StatusNotFound, err.Error())
	case errors.Is(err, registry.ErrConflict):
		return newProblem(http.StatusConflict, err.Error())
	case errors.Is(err, registry.ErrUnavailable):
		return unavailable(err)
	default:
		return hidden(http.StatusInternalServerError, "the service failed on this request; its log tells more under the request's id 服务内部错误", err)
	}
}

// unavailable says what does not answer, and not why.
func unavailable(err error) *Problem {
	detail := err.Error()
	var part *registry.UnavailableError
	if errors.As(err, &part) {
		detail = strings.TrimSuffix(detail, ": "+part.Cause.Error())
	}
	return hidden(http.StatusServiceUnavailable, detail+"; try again in a moment 暂时无法处理，请稍后再试", err)
}

// hidden keeps the cause for the log.
func hidden(status int, detail string, cause error) *Problem {
	p := newProblem(status, detail)
	p.cause = cause
	return p
}

// signed completes a problem for the request that it answers, and logs what the caller is not told.
func (s *Server) signed(p *Problem, c echo.Context) *Problem {
	out := *p
	h := c.Response().Header()
	out.RequestID = h.Get(echo.HeaderXRequestID)
	if out.Status == http.StatusServiceUnavailable {
		h.Set(echo.HeaderRetryAfter, "2")
	}
	if out.cause != nil {
		s.Log.Error("request failed", "error", out.cause, "requestId", out.RequestID)
	}
	return &out
}

// fail is where errors of plain handlers and middleware end.
func (s *Server) fail(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	p := s.signed(problemOf(err), c)
	body, err := json.Marshal(p)
	if err != nil {
		body = []byte(`{"type":"about:blank","status":500}`)
	}
	if err := c.Blob(p.Status, problemKind, body); err != nil {
		s.Log.Debug("a client went away", "error", err)
	}
}
