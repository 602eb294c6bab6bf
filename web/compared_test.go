package web_test

import (
	"bufio"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/labstack/echo/v4"
	"github.com/paulmach/orb"

	"wangge/geo"
	"wangge/geo/datum"
	"wangge/registry"
	"wangge/registry/intake"
	"wangge/registry/postgis"
	"wangge/registry/proposing"
	"wangge/registry/snapshot"
	"wangge/web"
)

// comparedDatabase, in the environment, makes the test program a server of that database.
const comparedDatabase = "WANGGE_TEST_COMPARED"

// startCompared starts this program as a server on one core, with resolve and its peers, and gives its address and process.
func startCompared(b *testing.B, database string) (address string, pid int) {
	b.Helper()
	cmd := exec.CommandContext(b.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), comparedDatabase+"="+database, "GOMAXPROCS=1")
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = cmd.Wait() }) // the context kills it
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		b.Fatal(err)
	}
	return strings.TrimSpace(line), cmd.Process.Pid
}

// compare serves until it is killed.
func compare(database string) {
	if err := serveCompared(context.Background(), database); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serveCompared(ctx context.Context, database string) error {
	log := slog.New(slog.NewTextHandler(io.Discard, &slog.HandlerOptions{Level: slog.LevelInfo})) // as wangge serve has it, but for the terminal
	store, err := postgis.Open(ctx, database, log)
	if err != nil {
		return err
	}
	content, err := store.Load(ctx)
	if err != nil {
		return err
	}
	pool, err := pgxpool.New(ctx, database+" search_path=wangge,public")
	if err != nil {
		return err
	}
	maps, reg := &snapshot.Holder{}, registry.Registry{Store: store}
	maps.Publish(snapshot.New(content, nil))
	server := web.New(web.Config{Snapshots: maps, History: snapshot.NewHistory(store, historyMemory), Registry: reg, Jobs: intake.NewJobs(reg, log), Proposals: proposing.NewJobs(reg, log), MaxUploadBytes: maxUpload, Version: "test", Log: log})
	addConstant(server)
	server.Handle(http.MethodGet, "/postgis", postgisPeer{pool}.resolve)
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println(listener.Addr())
	return server.Serve(ctx, listener)
}

// addConstant adds a bare handler that answers what was posted to it.
func addConstant(s *web.Server) {
	var text atomic.Pointer[[]byte]
	s.Handle(http.MethodPost, "/constant", func(c echo.Context) error {
		b, err := io.ReadAll(c.Request().Body)
		text.Store(&b)
		return err
	})
	s.Handle(http.MethodGet, "/constant", func(c echo.Context) error { return c.Blob(http.StatusOK, "application/json", *text.Load()) })
}

//go:embed testdata/resolve.sql
var resolveSQL string

// postgisPeer answers as a service would that asks its database for every position. It is spared the border, the location code, and
// the chain of those who stand in.
type postgisPeer struct{ pool *pgxpool.Pool }

func (p postgisPeer) resolve(c echo.Context) error {
	var in struct {
		Lng   float64     `query:"lng"`
		Lat   float64     `query:"lat"`
		Datum datum.Datum `query:"datum"`
	}
	if err := c.Bind(&in); err != nil {
		return err
	}
	at, err := in.Datum.ToCGCS2000(orb.Point{in.Lng, in.Lat})
	if err != nil {
		return err
	}
	answer, err := p.ask(c.Request().Context(), at)
	if err != nil {
		return err
	}
	answer.Position = snapshot.Position{Lng: at[0], Lat: at[1], Datum: datum.CGCS2000, Given: in.Datum}
	return c.JSON(http.StatusOK, answer)
}

func (p postgisPeer) ask(ctx context.Context, at orb.Point) (snapshot.Resolution, error) {
	r := snapshot.Resolution{Path: []snapshot.Step{{Level: registry.County}, {Level: registry.Town}, {Level: registry.Community}}}
	var people json.RawMessage
	err := p.pool.QueryRow(ctx, resolveSQL, at[0], at[1]).Scan(
		&r.Grid.Code, &r.Grid.Name, &r.Grid.Kind, &r.Path[2].Code, &r.Path[2].Name, &r.Path[1].Code, &r.Path[1].Name, &r.Path[0].Code, &r.Path[0].Name,
		&r.Revision.Number, &r.Revision.PublishedAt, &people)
	if err != nil {
		return r, err
	}
	return r, json.Unmarshal(people, &r.People)
}

// positions gives as many positions in grids, as requests name them.
func positions(s *snapshot.Snapshot, n int) []string {
	var out []string
	for i := 0; len(out) < n; i++ {
		g := s.Grids()[i%len(s.Grids())]
		box := g.Shape.Bound()
		share := float64(i*7919%1000) / 1000
		p := geo.Point{X: box.Min.X + int32(share*float64(box.Max.X-box.Min.X)), Y: box.Min.Y + int32((1-share)*float64(box.Max.Y-box.Min.Y))}
		if g.Shape.Side(p) == geo.Inside {
			out = append(out, fmt.Sprintf("lng=%.7f&lat=%.7f&datum=wgs84", p.Orb()[0], p.Orb()[1]))
		}
	}
	return out
}
