package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"wangge/geo/vector"
	"wangge/registry"
	"wangge/registry/snapshot"
)

// Problem is an error as clients see it (RFC 9457).
type Problem struct { //nolint:errname // RFC 9457 calls it so
	Type      string    `json:"type" doc:"about:blank: the status says it all"`
	Title     string    `json:"title"`
	Status    int       `json:"status"`
	Detail    string    `json:"detail,omitempty" doc:"what went wrong and how to mend it, in English and Chinese where people read it"`
	RequestID string    `json:"requestId,omitempty" doc:"as in the service's log"`
	Errors    []Invalid `json:"errors,omitempty" doc:"every parameter or row at fault"`
	Nearest   *Nearest  `json:"nearest,omitempty" doc:"of a position outside: the nearest grid"`

	cause error // for the log alone
}

// Invalid is one value at fault.
type Invalid struct {
	Location string `json:"location,omitempty" doc:"such as query.lng, or file, row and field"`
	Message  string `json:"message"`
	Value    any    `json:"value,omitempty"`
}

// Nearest is the grid nearest to a position that no grid has.
type Nearest struct {
	Code      string       `json:"code"`
	Name      string       `json:"name"`
	DistanceM float64      `json:"distanceM"`
	At        *snapshot.At `json:"at,omitempty"`
}

func (p *Problem) Error() string { return fmt.Sprintf("%s: %s", p.Title, p.Detail) }

// GetStatus is what huma asks for.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is what huma sends it as.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

func newProblem(status int, detail string) *Problem {
	return &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: detail}
}

// refuse says which parameter is at fault.
func refuse(name, message string, value any) *Problem {
	p := newProblem(http.StatusUnprocessableEntity, name+": "+message)
	p.Errors = []Invalid{{Location: "query." + name, Message: message, Value: value}}
	return p
}

// fromHuma makes our problem of huma's.
func fromHuma(status int, msg string, errs ...error) huma.StatusError {
	p := newProblem(status, msg)
	for _, err := range errs {
		var d huma.ErrorDetailer
		if errors.As(err, &d) {
			e := d.ErrorDetail()
			p.Errors = append(p.Errors, Invalid{Location: e.Location, Message: e.Message, Value: e.Value})
		} else if err != nil {
			p.Errors = append(p.Errors, Invalid{Message: err.Error()})
		}
	}
	if len(p.Errors) > 0 {
		p.Detail = p.Errors[0].Location + ": " + p.Errors[0].Message
	}
	return p
}

// maxRows is how many faulty rows a problem lists; the rest is counted in its detail.
const maxRows = 1000

// problemOf turns any error into a problem; only what was meant for callers is told to them.
func problemOf(err error) *Problem {
	var (
		p       *Problem
		he      *echo.HTTPError
		outside *snapshot.OutsideError
		rows    vector.RowErrors
		large   *http.MaxBytesError
	)
	switch {
	case errors.As(err, &p):
		return p
	case errors.As(err, &outside):
		p := newProblem(http.StatusNotFound, outside.Error())
		if n := outside.Nearest; n != nil {
			p.Nearest = &Nearest{Code: n.Code, Name: n.Name, DistanceM: outside.DistanceM, At: snapshot.Place(n.At)}
		}
		return p
	case errors.As(err, &rows):
		p := newProblem(http.StatusUnprocessableEntity, fmt.Sprintf("%d rows cannot be taken; nothing was stored 未导入任何数据", len(rows)))
		for _, r := range rows[:min(len(rows), maxRows)] {
			p.Errors = append(p.Errors, Invalid{Location: fmt.Sprintf("%s, row %d, %s", r.File, r.Row, r.Field), Message: r.Error()})
		}
		return p
	case errors.As(err, &large):
		return newProblem(http.StatusRequestEntityTooLarge, fmt.Sprintf("the upload is larger than %d bytes, the limit of this service (--max-upload) 上传超过限制", large.Limit))
	case errors.As(err, &he):
		return fromEcho(he)
	default:
		return byKind(err)
	}
}

func fromEcho(he *echo.HTTPError) *Problem {
	p := newProblem(he.Code, fmt.Sprint(he.Message))
	switch he.Code {
	case http.StatusNotFound:
		p.Detail = "nothing is here; see /docs for what there is 此地址不存在"
	case http.StatusMethodNotAllowed:
		p.Detail = "this address does not take that method; see the Allow header and /docs 不支持该方法"
	}
	return p
}

func byKind(err error) *Problem {
	switch {
	case errors.Is(err, registry.ErrInvalid):
		return newProblem(http.StatusUnprocessableEntity, err.Error())
	case errors.Is(err, registry.ErrNotFound):
		return newProblem(http.StatusNotFound, err.Error())
	case errors.Is(err, registry.ErrConflict):
		return newProblem(http.StatusConflict, err.Error())
	case errors.Is(err, registry.ErrUnavailable):
		return newProblem(http.StatusServiceUnavailable, err.Error())
	default:
		p := newProblem(http.StatusInternalServerError, "the service failed on this request; its log tells more under the request's id 服务内部错误")
		p.cause = err
		return p
	}
}

// fail is where every error of a handler ends.
func (s *Server) fail(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	p := *problemOf(err)
	p.RequestID = c.Response().Header().Get(echo.HeaderXRequestID)
	if p.Status == http.StatusInternalServerError {
		s.Log.Error("request failed", "error", err, "requestId", p.RequestID)
	}
	if p.Status == http.StatusServiceUnavailable {
		c.Response().Header().Set(echo.HeaderRetryAfter, "2")
	}
	body, merr := json.Marshal(p)
	if merr != nil {
		body = []byte(`{"type":"about:blank","status":500}`)
	}
	if werr := c.Blob(p.Status, "application/problem+json", body); werr != nil {
		s.Log.Debug("a client went away", "error", werr)
	}
}
