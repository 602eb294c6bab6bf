package web

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"wangge/registry"
	"wangge/registry/intake"
	"wangge/registry/proposing"
	"wangge/registry/snapshot"
)

// Config is what the service is made of.
type Config struct {
	Snapshots      *snapshot.Holder
	History        *snapshot.History
	Registry       registry.Registry
	Jobs           *intake.Jobs
	Proposals      *proposing.Jobs
	MaxUploadBytes int64  // of one request
	PublicURL      string // where the public reaches the service, checked by plate.Base; empty: where the caller does
	Version        string
	Log            *slog.Logger
}

// Server is the service. It is safe for concurrent use.
type Server struct {
	Config
	echo       *echo.Echo
	api        huma.API
	operations []*huma.Operation // of api, in the order in which readers want them
	openapi    []byte            // the document, as it is served
	tiles      layers
	networks   networkLayers
	kept       keptProposals
	checks     chan struct{} // a place for each check under way
	patience   time.Duration
	stall      time.Duration // how long a stream waits for its client
	briefs     briefs
	metrics    metrics
}

// checksAtOnce bounds the checks under way, and patience how long one waits for its turn.
const (
	checksAtOnce = 2
	patience     = 30 * time.Second
)

// New makes the service; nothing runs before Serve.
func New(c Config) *Server {
	s := &Server{Config: c, echo: echo.New(), checks: make(chan struct{}, checksAtOnce), patience: patience, stall: stallTime}
	s.metrics = newMetrics(c.Snapshots, c.History)
	e := s.echo
	e.HideBanner, e.HidePort = true, true
	e.HTTPErrorHandler = s.fail
	e.Use(s.observe, s.dated, middleware.RecoverWithConfig(middleware.RecoverConfig{DisablePrintStack: true, LogErrorFunc: s.panicked}),
		secure, ownPages, unescaped, middleware.GzipWithConfig(middleware.GzipConfig{Skipper: alreadyPacked, MinLength: 1024}), browserApp())
	s.api = s.newAPI()
	s.routeAPI()
	s.routeBulk()
	s.routeLocations()
	s.routePeople()
	s.routeCodes()
	s.routeRecodings()
	s.routeUploads()
	s.routePlates()
	s.routeDrafts()
	s.routePublish()
	s.routeProposals()
	s.routeCrosswalk()
	s.routeTiles()
	s.routeOperations()
	s.routeDocument()
	s.routeDocs()
	return s
}

// ServeHTTP answers one request. HEAD goes the way of GET; net/http leaves the body out by itself.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodHead {
		r = r.Clone(context.WithValue(r.Context(), headKey{}, true))
		r.Method = http.MethodGet
	}
	s.echo.ServeHTTP(w, r)
}

// headKey marks what came as HEAD.
type headKey struct{}

// onlyHead reports whether nobody will see a body: a stream may end at once then.
func onlyHead(c echo.Context) bool { return c.Request().Context().Value(headKey{}) != nil }

// Times within which a client has to go on. Uploads and long answers extend theirs.
const (
	readTime   = 30 * time.Second
	writeTime  = 60 * time.Second
	idleTime   = 120 * time.Second
	answerTime = 20 * time.Second // for the database, where a read asks it
	uploadTime = 30 * time.Minute
	drainTime  = 10 * time.Second
)

// Serve answers on the listener until ctx ends, then lets requests under way finish.
func (s *Server) Serve(ctx context.Context, listener net.Listener) error {
	stopping, stopped := context.WithCancel(context.Background())
	server := &http.Server{
		Handler: s, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: readTime, WriteTimeout: writeTime, IdleTimeout: idleTime,
		ErrorLog:    slog.NewLogLogger(s.Log.Handler(), slog.LevelWarn),
		BaseContext: func(net.Listener) context.Context { return stopping }, // event streams end with it
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	defer stopped()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
	defer cancel()
	time.AfterFunc(drainTime/2, stopped)
	err := server.Shutdown(drain)
	if errors.Is(err, context.DeadlineExceeded) {
		err = server.Close()
	}
	return err
}

// extend gives a request more time than others have.
func extend(c echo.Context, d time.Duration) {
	rc := http.NewResponseController(c.Response())
	until := time.Now().Add(d)
	_ = rc.SetReadDeadline(until) // where the connection knows no deadlines there are none to extend
	_ = rc.SetWriteDeadline(until)
}

// contentPolicy lets a page load what the service itself has and nothing else; styles says where its styles may stand.
func contentPolicy(styles string) string {
	return "default-src 'none'; script-src 'self'; style-src " + styles + "; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}

// ownPages keeps pages of other sites, open in a browser that can reach this service, from changing anything here.
func ownPages(next echo.HandlerFunc) echo.HandlerFunc {
	protection := http.NewCrossOriginProtection()
	return func(c echo.Context) error {
		if protection.Check(c.Request()) != nil {
			return newProblem(http.StatusForbidden, "a page of another site may not change anything here 拒绝其他网站页面的写入请求")
		}
		return next(c)
	}
}

// secure sends the headers that keep browsers from guessing and from loading anything from elsewhere.
func secure(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Frame-Options", "DENY")
		h.Set(echo.HeaderContentSecurityPolicy, contentPolicy("'self'"))
		return next(c)
	}
}
