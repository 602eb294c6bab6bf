package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"wangge/registry/background"
)

// happening is how far a job is: one event of its stream, and the last one once it has ended.
type happening struct {
	progress background.Progress
	ended    bool
	summary  any             // of an ended job
	changed  <-chan struct{} // closes when there is more to tell
}

// streamEvents tells how far the job of a path's id is, as server-sent events, until it has ended.
func streamEvents(c echo.Context, look func(id uuid.UUID) (happening, error)) error {
	id, err := uuid.Parse(c.Param("id"))
	if err != nil {
		return wrong(Invalid{"path.id", "must be a UUID 必须是 UUID", c.Param("id")})
	}
	now, err := look(id)
	if err != nil {
		return err
	}
	h := c.Response().Header()
	h.Set(echo.HeaderContentType, "text/event-stream")
	h.Set(echo.HeaderCacheControl, "no-store")
	c.Response().WriteHeader(http.StatusOK)
	for !onlyHead(c) {
		extend(c, time.Minute)
		if err := sendEvent(c, now); err != nil || now.ended {
			return err
		}
		if err := awaitChange(c, now.changed); err != nil {
			return err
		}
		if now, err = look(id); err != nil {
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

// sendEvent writes one event: progress, or how the job ended.
func sendEvent(c echo.Context, h happening) error {
	name, data := "progress", any(h.progress)
	if h.ended {
		name, data = string(h.progress.State), h.summary
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
