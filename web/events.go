package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"wangge/registry"
	"wangge/registry/intake"
)

// importEvents streams the progress of an import as server-sent events until it has ended.
func (s *Server) importEvents(c echo.Context) error {
	id, err := uuid.Parse(c.Param("id"))
	if err != nil {
		return wrong(Invalid{"path.id", "must be a UUID 必须是 UUID", c.Param("id")})
	}
	j, changed, err := s.Jobs.Get(id)
	if errors.Is(err, registry.ErrNotFound) {
		j, err = s.ended(c.Request().Context(), id)
	}
	if err != nil {
		return err
	}
	h := c.Response().Header()
	h.Set(echo.HeaderContentType, "text/event-stream")
	h.Set(echo.HeaderCacheControl, "no-store")
	c.Response().WriteHeader(http.StatusOK)
	for !onlyHead(c) {
		extend(c, time.Minute)
		if err := sendEvent(c, j); err != nil || !j.Ended.IsZero() {
			return err
		}
		if err := awaitChange(c, changed); err != nil {
			return err
		}
		if j, changed, err = s.Jobs.Get(id); err != nil {
			return err
		}
	}
	return nil
}

// awaitChange waits for the job to change, with a word now and then so that proxies keep the connection.
func awaitChange(c echo.Context, changed <-chan struct{}) error {
	for {
		select {
		case <-changed:
			return nil
		case <-c.Request().Context().Done():
			return c.Request().Context().Err()
		case <-time.After(15 * time.Second):
			if _, err := fmt.Fprint(c.Response(), ": still here\n\n"); err != nil {
				return err
			}
			c.Response().Flush()
			extend(c, time.Minute)
		}
	}
}

// sendEvent writes one event: progress, done or failed.
func sendEvent(c echo.Context, j intake.Job) error {
	name, data := "progress", any(j.Progress)
	if !j.Ended.IsZero() {
		name, data = string(j.Progress.State), jobOf(j)
	}
	b, err := json.Marshal(data)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(c.Response(), "event: %s\ndata: %s\n\n", name, b); err != nil {
		return err
	}
	c.Response().Flush()
	return nil
}
