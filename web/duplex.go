package web

import (
	"errors"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/labstack/echo/v4"
)

// stallTime is how long a stream waits for a client that neither sends nor reads.
const stallTime = 30 * time.Second

// duplex answers a request while its body is still coming. Each side has the stall time to go on.
type duplex struct {
	c     echo.Context
	rc    *http.ResponseController
	stall time.Duration
	kind  string // media type of the answer
	dirty bool   // something was written since the last flush
}

// stream lets work turn the body into the answer. An error before the answer began is the request's; one after that breaks the connection
// off, so that nobody takes the half for the whole. Nothing of the stream is left when it returns.
func (s *Server) stream(c echo.Context, kind string, work func(in io.Reader, d *duplex) error) error {
	d := &duplex{c: c, rc: http.NewResponseController(c.Response()), stall: s.stall, kind: kind}
	_ = d.rc.EnableFullDuplex() // HTTP/2 always is
	in := newSpool(s.MaxUploadBytes)
	var filling sync.WaitGroup
	filling.Go(func() { in.fill(incoming{d}) })
	err := work(in, d)
	if in.stop() {
		c.Response().Header().Set(echo.HeaderConnection, "close") // the rest of the body is not read, so no request can follow it
		_ = d.rc.SetReadDeadline(time.Now())                      // wakes fill, if it waits for the client
	}
	filling.Wait()
	if closing := in.Close(); err == nil {
		err = closing
	}
	if err != nil && c.Response().Committed {
		s.Log.Debug("a stream broke off", "error", err, "requestId", c.Response().Header().Get(echo.HeaderXRequestID))
		panic(http.ErrAbortHandler)
	}
	if err == nil {
		d.begin()
	}
	return err
}

// incoming is the body.
type incoming struct{ *duplex }

func (d incoming) Read(p []byte) (int, error) {
	_ = d.rc.SetReadDeadline(time.Now().Add(d.stall)) // where the connection knows no deadlines there are none to extend
	n, err := d.c.Request().Body.Read(p)
	if errors.Is(err, io.EOF) {
		_ = d.rc.SetReadDeadline(time.Time{}) // the answer may take longer
	}
	return n, err
}

// begin sends the head of the answer, once.
func (d *duplex) begin() {
	if r := d.c.Response(); !r.Committed {
		r.Header().Set(echo.HeaderContentType, d.kind)
		r.WriteHeader(http.StatusOK)
	}
}

func (d *duplex) Write(p []byte) (int, error) {
	d.begin()
	d.dirty = true
	_ = d.rc.SetWriteDeadline(time.Now().Add(d.stall)) // as in incoming
	return d.c.Response().Write(p)
}

// flush sends what was written.
func (d *duplex) flush() error {
	if !d.dirty {
		return nil
	}
	d.dirty = false
	return d.rc.Flush()
}
