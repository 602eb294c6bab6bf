package web

import (
	"encoding/json"
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"wangge/geo/coverage"
	"wangge/geo/datum"
	"wangge/registry"
	"wangge/registry/intake"
)

// storedCheck asks for a check of what is stored.
type storedCheck struct {
	County  string `json:"county,omitempty" doc:"the only one there is by default"`
	Network string `json:"network" doc:"unified or a legacy network"`
}

// check finds the faults of uploaded files (a form) or of a stored network (JSON).
func (s *Server) check(c echo.Context) (err error) {
	select {
	case s.checks <- struct{}{}:
		defer func() { <-s.checks }()
	default:
		return newProblem(http.StatusServiceUnavailable, "other checks are under way; try again in a moment 正在进行其他检查")
	}
	extend(c, uploadTime)
	report, err := s.report(c)
	if err != nil {
		return err
	}
	if report.Faults == nil {
		report.Faults = []coverage.Fault{}
	}
	return c.JSON(http.StatusOK, report)
}

func (s *Server) report(c echo.Context) (report coverage.Report, err error) {
	r := c.Request()
	if r.Header.Get(echo.HeaderContentType) == echo.MIMEApplicationJSON {
		var q storedCheck
		d := json.NewDecoder(http.MaxBytesReader(c.Response(), r.Body, maxValueBytes))
		d.DisallowUnknownFields()
		if err := d.Decode(&q); err != nil {
			return report, newProblem(http.StatusBadRequest, "the request cannot be read: "+err.Error())
		}
		if q.Network == "" {
			q.Network = registry.Unified
		}
		return s.Registry.CheckNetwork(r.Context(), q.County, q.Network)
	}
	form, err := s.receive(c)
	if err != nil {
		return report, err
	}
	defer func() { err = errors.Join(err, form.Close()) }()
	q, err := form.checkRequest()
	if err != nil {
		return report, err
	}
	report, _, err = intake.Check(r.Context(), q)
	return report, unlessKnown(err)
}

// unlessKnown takes an error of a reader for what it is, the fault of the file.
func unlessKnown(err error) error {
	if err == nil {
		return nil
	}
	if p := problemOf(err); p.Status != http.StatusInternalServerError {
		return err
	}
	return newProblem(http.StatusUnprocessableEntity, err.Error())
}

func (f *upload) checkRequest() (intake.CheckRequest, error) {
	q := intake.CheckRequest{Files: f.files["file"], ID: f.take("id")}
	for name, to := range map[string]*string{"parent": &q.Parent, "streets": &q.Streets, "expect": &q.Expect} {
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
	if d := f.take("datum"); d != "" {
		var err error
		if q.Datum, err = datum.ParseFile(d); err != nil {
			return q, formProblem("datum", err.Error(), d)
		}
	}
	return q, f.nothingLeft("file", "parent", "streets", "expect")
}
