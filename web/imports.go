package web

import (
	"context"
	"errors"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"wangge/geo/vector"
	"wangge/registry"
	"wangge/registry/background"
	"wangge/registry/intake"
)

// ImportSummary is an import: under way, failed or done.
type ImportSummary struct {
	ID       uuid.UUID           `json:"id"`
	State    background.State    `json:"state" enum:"waiting,running,done,failed"`
	Progress background.Progress `json:"progress"`
	What     string              `json:"what,omitempty"`
	County   string              `json:"county,omitempty"`
	Network  string              `json:"network,omitempty"`
	Files    []string            `json:"files,omitempty"`
	Datum    string              `json:"datum,omitempty"`
	Notes    []string            `json:"notes,omitempty" doc:"what was assumed, converted and guessed"`
	Tally    *registry.Tally     `json:"tally,omitempty" doc:"once done; all zero but unchanged where everything was stored before"`
	Draft    *uuid.UUID          `json:"draft,omitempty" doc:"the draft that an import of unified grids made"`
	By       string              `json:"by,omitempty"`
	Reason   string              `json:"reason,omitempty"`
	At       *time.Time          `json:"at,omitempty"`
	Problem  *Problem            `json:"problem,omitempty" doc:"why it failed; nothing was stored then"`
}

// importOf tells a stored import.
func importOf(im registry.Import) ImportSummary {
	out := ImportSummary{
		ID: im.ID, State: background.Done, Progress: background.Ended(), What: im.What, County: im.County,
		Network: im.Network, Files: im.Files, Datum: im.Datum, Notes: im.Notes, Tally: &im.Tally, By: im.Actor.Name, Reason: im.Actor.Reason, At: &im.At,
	}
	if im.Draft != uuid.Nil {
		out.Draft = &im.Draft
	}
	return out
}

// jobOf tells an import that is, or was, a job.
func jobOf(j intake.Job) ImportSummary {
	if !j.Ended.IsZero() && j.Err == nil {
		out := importOf(j.Result.Import)
		out.ID = j.ID
		return out
	}
	q := j.Request.Request
	out := ImportSummary{
		ID: j.ID, State: j.Progress.State, Progress: j.Progress, What: q.What, County: q.County, Network: q.Network,
		Datum: string(q.Read.Datum), By: q.Actor.Name, Reason: q.Actor.Reason,
	}
	for _, f := range q.Files {
		out.Files = append(out.Files, filepath.Base(f))
	}
	if j.Err != nil {
		out.Problem = problemOf(j.Err)
	}
	return out
}

func (s *Server) getImport(ctx context.Context, in *struct {
	ID uuid.UUID `path:"id" format:"uuid"`
},
) (ImportSummary, error) {
	j, _, err := s.importJob(ctx, in.ID)
	if err != nil {
		return ImportSummary{}, err
	}
	return jobOf(j), nil
}

// importEvents streams the progress of an import.
func (s *Server) importEvents(c echo.Context) error {
	return streamEvents(c, func(id uuid.UUID) (happening, error) {
		j, changed, err := s.importJob(c.Request().Context(), id)
		return happening{progress: j.Progress, ended: !j.Ended.IsZero(), summary: jobOf(j), changed: changed}, err
	})
}

// importJob gives an import that is, or was, a job; one of an earlier run of the service, or of another one, as a job that is done.
func (s *Server) importJob(ctx context.Context, id uuid.UUID) (intake.Job, <-chan struct{}, error) {
	j, changed, err := s.Jobs.Get(id)
	if !errors.Is(err, registry.ErrNotFound) {
		return j, changed, err
	}
	im, err := s.Registry.Store.Import(ctx, id)
	return intake.Job{ID: id, Progress: background.Ended(), Result: intake.Outcome{Import: im}, Ended: im.At}, nil, err
}

// routeUploads adds what takes files, or streams.
func (s *Server) routeUploads() {
	s.plain(s.startImportOperation(), s.startImport)
	s.plain(s.importEventsOperation(), s.importEvents)
	s.plain(s.checkOperation(), s.check)
}

// startImport takes the files in and queues them; what comes of them is told by the address in Location.
func (s *Server) startImport(c echo.Context) (err error) {
	form, err := s.receive(c)
	if err != nil {
		return err
	}
	queued := false
	defer func() {
		if !queued {
			err = errors.Join(err, form.Close())
		}
	}()
	q, err := form.importRequest()
	if err != nil {
		return err
	}
	id, err := s.Jobs.Start(intake.Upload{Request: q, Folder: form.folder})
	if err != nil {
		return err
	}
	queued = true
	j, _, err := s.Jobs.Get(id)
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderLocation, "/v1/imports/"+id.String())
	return c.JSON(http.StatusAccepted, jobOf(j))
}

// anonymous is who imports without saying so; the audit log tells it as it is.
const anonymous = "api"

func (f *upload) importRequest() (intake.Request, error) {
	q := intake.Request{
		What: f.take("what"), County: f.take("county"), Network: f.take("network"), Scheme: f.take("scheme"), Files: f.files["file"],
		Actor: registry.Actor{Name: f.take("by"), Reason: f.take("reason")}, Fields: map[string]string{},
	}
	if !slices.Contains(intake.Kinds[:], q.What) {
		return q, formProblem("what", "must be one of "+strings.Join(intake.Kinds[:], ", ")+" 只能取其中之一", q.What)
	}
	if len(q.Files) == 0 {
		return q, formProblem("file", "no file was sent 未上传文件", nil)
	}
	if q.Actor.Name == "" {
		q.Actor.Name = anonymous
	}
	var err error
	if q.AcceptRows, err = f.yes("acceptRows"); err != nil {
		return q, err
	}
	if q.TrustDatum, err = f.yes("trustDatum"); err != nil {
		return q, err
	}
	if q.Read, err = f.reading(); err != nil {
		return q, err
	}
	for name := range f.values {
		if field, ok := strings.CutPrefix(name, "field."); ok {
			q.Fields[field] = f.take(name)
		}
	}
	return q, f.nothingLeft("file")
}

// yes takes a flag; it is false where the form does not have it.
func (f *upload) yes(name string) (bool, error) {
	switch v := f.take(name); v {
	case "", "false":
		return false, nil
	case "true":
		return true, nil
	default:
		return false, formProblem(name, "must be true or false 只能是 true 或 false", v)
	}
}

// reading takes what the form says of how its files are to be read.
func (f *upload) reading() (vector.Options, error) {
	d, to, enc := f.take("datum"), f.take("towgs84"), f.take("encoding")
	o, err := vector.OptionsOf(d, to, enc)
	switch {
	case err == nil:
		return o, nil
	case errors.Is(err, vector.ErrUnreadable):
		return o, formProblem("encoding", err.Error(), enc)
	default:
		return o, formProblem("datum", err.Error(), d)
	}
}
