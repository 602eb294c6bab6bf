package web

import (
	"fmt"
	"log/slog"
	"net/http"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"
	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"wangge/registry/snapshot"
)

// metrics are what Prometheus reads.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
}

func newMetrics(h *snapshot.Holder, past *snapshot.History) metrics {
	m := metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "wangge_http_requests_total", Help: "Requests answered."}, []string{"method", "route", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "wangge_http_request_seconds", Help: "Time to answer a request.", Buckets: prometheus.ExponentialBuckets(0.0002, 4, 9),
		}, []string{"route"}),
	}
	of := func(f func(*snapshot.Snapshot) float64) func() float64 {
		return func() float64 {
			if s := h.Load(); s != nil {
				return f(s)
			}
			return 0
		}
	}
	m.registry.MustRegister(m.requests, m.seconds, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "wangge_revision", Help: "Revision being served; 0 before the first."},
			of(func(s *snapshot.Snapshot) float64 { return float64(s.Revision().Number) })),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "wangge_grids", Help: "Grids being served."},
			of(func(s *snapshot.Snapshot) float64 { return float64(len(s.Grids())) })),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "wangge_snapshot_age_seconds", Help: "Time since the database last confirmed the map being served."},
			of(func(s *snapshot.Snapshot) float64 { return h.Age().Seconds() })))
	m.watchHistory(past)
	return m
}

// watchHistory tells how earlier states are used.
func (m *metrics) watchHistory(past *snapshot.History) {
	counter := func(name, help string, of func(snapshot.HistoryCount) float64) {
		m.registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: name, Help: help}, func() float64 { return of(past.Count()) }))
	}
	gauge := func(name, help string, of func(snapshot.HistoryCount) float64) {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 { return of(past.Count()) }))
	}
	counter("wangge_history_hits_total", "Questions about an earlier state that memory answered.", func(c snapshot.HistoryCount) float64 { return float64(c.Hits) })
	counter("wangge_history_loads_total", "Earlier states read from the database.", func(c snapshot.HistoryCount) float64 { return float64(c.Loads) })
	counter("wangge_history_dropped_total", "Earlier states given up for others (--history-memory).", func(c snapshot.HistoryCount) float64 { return float64(c.Dropped) })
	gauge("wangge_history_states", "Earlier states in memory.", func(c snapshot.HistoryCount) float64 { return float64(c.Kept) })
	gauge("wangge_history_bytes", "What the earlier states in memory take, estimated.", func(c snapshot.HistoryCount) float64 { return float64(c.Bytes) })
}

// ours is what a request id may look like for it to be taken over from a proxy.
var ours = regexp.MustCompile(`^[0-9A-Za-z_.-]{1,64}$`)

// observe gives every request an id, a line in the log and a place in the metrics.
func (s *Server) observe(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		began := time.Now()
		id := c.Request().Header.Get(echo.HeaderXRequestID)
		if !ours.MatchString(id) {
			id = uuid.NewString()
		}
		c.Response().Header().Set(echo.HeaderXRequestID, id)
		if err := next(c); err != nil {
			c.Error(err) // now, so that its status is known here
		}
		took, status, route := time.Since(began), c.Response().Status, c.Path()
		if route == "" {
			route = "page" // or nothing
		}
		s.metrics.requests.WithLabelValues(c.Request().Method, route, strconv.Itoa(status)).Inc()
		s.metrics.seconds.WithLabelValues(route).Observe(took.Seconds())
		s.Log.LogAttrs(c.Request().Context(), levelOf(c), "request", slog.String("method", c.Request().Method), slog.String("route", route), slog.String("path", c.Request().URL.Path),
			slog.Int("status", status), slog.Duration("took", took), slog.Int64("bytes", c.Response().Size), slog.String("requestId", id))
		return nil
	}
}

// Headers that tell how fresh the map is.
const (
	revisionHeader = "Wangge-Revision" // that is served
	ageHeader      = "Wangge-Map-Age"  // whole seconds since the database last confirmed that this is its present map
)

// dated says with every answer which map is served and how old it may be: while the database answers it is 0 or 1 second old.
func (s *Server) dated(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if snap := s.Snapshots.Load(); snap != nil {
			h := c.Response().Header()
			h.Set(revisionHeader, strconv.Itoa(snap.Revision().Number))
			h.Set(ageHeader, strconv.Itoa(int(s.Snapshots.Age().Seconds())))
		}
		return next(c)
	}
}

// levelOf keeps reads out of the usual log, of which there may be thousands a second; writes and failures are in it.
func levelOf(c echo.Context) slog.Level {
	switch {
	case c.Response().Status >= http.StatusInternalServerError && c.Path() != readyPath:
		return slog.LevelWarn
	case c.Request().Method != http.MethodGet && c.Path() != resolvePath:
		return slog.LevelInfo
	default:
		return slog.LevelDebug
	}
}

// panicked turns a panic into the error of its request.
func (s *Server) panicked(_ echo.Context, err error, stack []byte) error {
	return fmt.Errorf("panic: %w\n%s", err, stack)
}

// alreadyPacked names what gzip would not make smaller, or would hold back.
func alreadyPacked(c echo.Context) bool {
	p := c.Request().URL.Path
	return slices.Contains([]string{".mvt", ".woff2", ".png", ".zip"}, path.Ext(p)) || strings.HasSuffix(p, "/events") || p == "/metrics" || p == resolvePath
}

// readyPath is asked again and again while the map is being read; its 503 is an answer, no failure.
const readyPath = "/readyz"

// Health says that the process answers.
type Health struct {
	Status  string `json:"status" enum:"up"`
	Version string `json:"version"`
}

// Readiness says that a map is served, and how fresh it is.
type Readiness struct {
	Status      string    `json:"status" enum:"ready"`
	Revision    int       `json:"revision"`
	PublishedAt time.Time `json:"publishedAt"`
	AgeSeconds  int       `json:"ageSeconds" doc:"since the database last confirmed that this is its present map; 0 or 1 while it answers"`
}

func (s *Server) routeOperations() {
	get := func(path, id, summary string, body reflect.Type, kind string, handler echo.HandlerFunc, problems ...int) {
		s.plain(huma.Operation{
			OperationID: id, Method: http.MethodGet, Path: path, Summary: summary, Tags: []string{serviceTag},
			Responses: s.answers(answer{http.StatusOK, http.StatusText(http.StatusOK), body, kind}, problems...),
		}, handler)
	}
	get("/healthz", "health", "Whether the process answers", reflect.TypeFor[Health](), jsonKind, s.health)
	get(readyPath, "readiness", "Whether a map is served", reflect.TypeFor[Readiness](), jsonKind, s.ready, http.StatusServiceUnavailable)
	get("/metrics", "metrics", "Figures for Prometheus", reflect.TypeFor[string](), "text/plain",
		echo.WrapHandler(promhttp.HandlerFor(s.metrics.registry, promhttp.HandlerOpts{})))
}

func (s *Server) health(c echo.Context) error {
	return c.JSON(http.StatusOK, Health{Status: "up", Version: s.Version})
}

func (s *Server) ready(c echo.Context) error {
	snap, err := s.published()
	if err != nil {
		return err
	}
	rev := snap.Revision()
	return c.JSON(http.StatusOK, Readiness{Status: "ready", Revision: rev.Number, PublishedAt: rev.PublishedAt, AgeSeconds: int(s.Snapshots.Age().Seconds())})
}

// published gives the present snapshot once a revision is in it.
func (s *Server) published() (*snapshot.Snapshot, error) {
	snap, err := s.loaded()
	if err == nil && snap.Revision().Number == 0 {
		p := newProblem(http.StatusServiceUnavailable, "no grid map is published yet: import, number and publish one (wangge import, code assign, publish) 尚未发布网格图")
		p.Type = unpublishedProblem
		return nil, p
	}
	return snap, err
}

// loaded gives the present snapshot once there is one.
func (s *Server) loaded() (*snapshot.Snapshot, error) {
	if snap := s.Snapshots.Load(); snap != nil {
		return snap, nil
	}
	return nil, newProblem(http.StatusServiceUnavailable, "the map is being read; try again in a moment 正在加载网格图")
}
