package web

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"wangge/geo/coverage"
	"wangge/registry"
	"wangge/registry/intake"
)

// storedCheck asks for a check of what is stored.
type storedCheck struct {
	County  string `json:"county,omitempty" doc:"the only one there is by default"`
	Network string `json:"network,omitempty" doc:"a legacy network; unified by default"`
}

// checked is the answer: the report of the check, and what was assumed to make it.
type checked struct {
	coverage.Report
	Notes []string `json:"notes"`
}

// check finds the faults of uploaded files (a form) or of a stored network (JSON).
func (s *Server) check(c echo.Context) error {
	extend(c, uploadTime)
	kind, _, err := mime.ParseMediaType(c.Request().Header.Get(echo.HeaderContentType))
	check := s.checkFiles
	if err == nil && kind == echo.MIMEApplicationJSON {
		check = s.checkStored
	}
	out, err := check(c)
	if err != nil {
		return err
	}
	out.Faults, out.Notes = neverNull(out.Faults), neverNull(out.Notes)
	return c.JSON(http.StatusOK, out)
}

func neverNull[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func (s *Server) checkStored(c echo.Context) (out checked, err error) {
	q := storedCheck{Network: registry.Unified}
	d := json.NewDecoder(http.MaxBytesReader(c.Response(), c.Request().Body, maxValueBytes))
	d.DisallowUnknownFields()
	if err := d.Decode(&q); err != nil {
		return out, unreadable(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return out, unreadable(errors.New("something follows the JSON object"))
	}
	leave, err := s.enter(c.Request().Context())
	if err != nil {
		return out, err
	}
	defer leave()
	out.Report, err = s.Registry.CheckNetwork(c.Request().Context(), q.County, q.Network)
	return out, err
}

// enter waits for one of the few places for checks: each holds a whole network, and a processor. It is asked for when all is
// read, so that nobody holds a place by being slow.
func (s *Server) enter(ctx context.Context) (leave func(), err error) {
	select {
	case s.checks <- struct{}{}:
		return func() { <-s.checks }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-time.After(s.patience):
		return nil, newProblem(http.StatusServiceUnavailable, "other checks are under way; try again in a moment 正在进行其他检查，请稍后再试")
	}
}

func (s *Server) checkFiles(c echo.Context) (out checked, err error) {
	form, err := s.receive(c)
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, form.Close()) }()
	q, err := form.checkRequest()
	if err != nil {
		return out, err
	}
	leave, err := s.enter(c.Request().Context())
	if err != nil {
		return out, err
	}
	defer leave()
	out.Report, out.Notes, err = intake.Check(c.Request().Context(), q)
	return out, err
}

func (f *upload) checkRequest() (intake.CheckRequest, error) {
	q := intake.CheckRequest{Files: f.files["file"], Parents: f.files["parent"], ID: f.take("id")}
	for name, to := range map[string]*string{"streets": &q.Streets, "buildings": &q.Buildings, "expect": &q.Expect} {
		switch files := f.files[name]; len(files) {
		case 0:
		case 1:
			*to = files[0]
		default:
			return q, formProblem(name, "one file at most is taken under this name", nil)
		}
	}
	if len(q.Files) == 0 {
		return q, formProblem("file", "no file was sent 未上传文件", nil)
	}
	var err error
	if q.Read, err = f.reading(); err != nil {
		return q, err
	}
	return q, f.nothingLeft("file", "parent", "streets", "buildings", "expect")
}
