package postgis_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"wangge/geo"
	"wangge/registry"
	"wangge/registry/postgis"
	"wangge/registry/postgis/pgtest"
)

var someone = registry.Actor{Name: "planner", Reason: "a test"}

const (
	county    = "370883"
	town      = "370883001"
	community = "370883001004"
)

// square is a shape of a thousand lattice units a side, x and y counted in sides.
func square(x, y int32) geo.MultiPolygon {
	const side = 1000
	low := geo.Point{X: 1169734000 + x*side, Y: 354033000 + y*side}
	return geo.MultiPolygon{{{low, {X: low.X + side, Y: low.Y}, {X: low.X + side, Y: low.Y + side}, {X: low.X, Y: low.Y + side}}}}
}

func importOf(what string) registry.Import {
	return registry.Import{ID: uuid.New(), County: county, What: what, Files: []string{"a.csv"}, Actor: someone, At: time.Now().UTC().Truncate(time.Microsecond)}
}

// withDivisions gives a store that knows one community.
func withDivisions(t *testing.T) *postgis.Store {
	t.Helper()
	s := pgtest.Store(t)
	_, err := s.PutDivisions(t.Context(), importOf("divisions"), divisions())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func divisions() []registry.Division {
	return []registry.Division{
		{Code: county, Level: registry.County, Name: "邹城市", Shape: square(0, 0)},
		{Code: town, Level: registry.Town, Parent: county, Name: "钢山街道"},
		{Code: community, Level: registry.Community, Parent: town, Name: "三里营"},
	}
}

func grid(x int32) registry.Grid {
	shape := square(x, 0)
	return registry.Grid{Name: "网格", Kind: registry.Base, Community: community, Shape: shape, AreaM2: shape.AreaM2(), Population: 600}
}

// drafted stores a draft of the grids; empty codes are numbered from 1.
func drafted(t *testing.T, s *postgis.Store, base int, grids ...registry.Grid) uuid.UUID {
	t.Helper()
	im := importOf("grids")
	im.Network = registry.Unified
	im, err := s.CreateDraft(t.Context(), im, registry.Draft{County: county, Base: base, Actor: someone, Grids: grids})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.AssignCodes(t.Context(), im.Draft, "cn15", someone, inOrder); err != nil {
		t.Fatal(err)
	}
	return im.Draft
}

func inOrder(d registry.Draft, l registry.Ledger) (issues []registry.Issue, codes []string, err error) {
	next := len(l.Issued)
	for _, g := range d.Grids {
		if g.Code == "" {
			next++
			g.Code = community + "00" + string(rune('0'+next))
			issues = append(issues, registry.Issue{Scheme: "cn15", Code: g.Code, Community: community, Sequence: next, Algorithm: "test/1", Batch: uuid.New()})
		}
		codes = append(codes, g.Code)
	}
	return issues, codes, nil
}

func published(t *testing.T, s *postgis.Store, base int, grids ...registry.Grid) registry.Revision {
	t.Helper()
	rev, err := s.Publish(t.Context(), drafted(t, s, base, grids...), someone, registry.LineageOf)
	if err != nil {
		t.Fatal(err)
	}
	return rev
}

func TestDivisionsComeBackAsTheyWerePutAndTheSameTableTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	got, err := s.Divisions(t.Context(), county)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(divisions(), got); diff != "" {
		t.Error(diff)
	}
	before, err := s.Version(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	im, err := s.PutDivisions(t.Context(), importOf("divisions"), divisions())
	if err != nil {
		t.Fatal(err)
	}
	after, err := s.Version(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if im.Tally.Any() || im.Tally.Unchanged != 3 || before != after {
		t.Errorf("the same table again: %+v, version %v then %v", im.Tally, before, after)
	}
	if imports, err := s.Imports(t.Context(), uuid.Nil, 10); err != nil || len(imports) != 1 {
		t.Errorf("%d imports are remembered (%v), want the one that changed something", len(imports), err)
	}
	if _, err := s.Divisions(t.Context(), "110000"); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("an unknown county: %v", err)
	}
}

func TestADivisionUnderAForeignParentIsRefusedWhole(t *testing.T) {
	t.Parallel()
	s := pgtest.Store(t)
	rows := append(divisions(), registry.Division{Code: "370883002001", Level: registry.Community, Parent: "370883002", Name: "无镇"})
	if _, err := s.PutDivisions(t.Context(), importOf("divisions"), rows); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("got %v, want ErrInvalid", err)
	}
	if counties, err := s.Counties(t.Context()); err != nil || len(counties) != 0 {
		t.Errorf("something was stored: %v, %v", counties, err)
	}
}

func TestLegacyNetworkOpensACountyOfItsOwnAndKeepsOldVersions(t *testing.T) {
	t.Parallel()
	s := pgtest.Store(t)
	im := importOf("grids")
	im.County, im.Network = "nyc", "police"
	rows := []registry.LegacyGrid{{Code: " 12 a", Name: "beat", Shape: square(0, 0), AreaM2: 1}, {Code: "13", Shape: square(0, 0), AreaM2: 1}}
	if _, err := s.PutLegacy(t.Context(), im, rows); err != nil {
		t.Fatal(err)
	}
	rows[1].Shape = square(3, 3)
	im.ID = uuid.New()
	im, err := s.PutLegacy(t.Context(), im, rows)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(registry.Tally{Changed: 1, Unchanged: 1}, im.Tally); diff != "" {
		t.Error(diff)
	}
	got, err := s.Legacy(t.Context(), "nyc", "police")
	if err != nil || len(got) != 2 || got[0].Code != " 12 a" || got[1].Shape.GroundKey() != square(3, 3).GroundKey() {
		t.Errorf("%+v %v", got, err)
	}
}

func TestPostingsOfATargetGiveWayToNewOnes(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	if _, err := s.PutOfficers(t.Context(), importOf("officers"), []registry.Officer{{ID: "1", Name: "张三"}, {ID: "2", Name: "李四"}}); err != nil {
		t.Fatal(err)
	}
	post := func(officer string) registry.Posting {
		return registry.Posting{Network: "governance", Role: registry.Duty, Officer: officer, Target: community, State: registry.Active}
	}
	for _, step := range []struct {
		officer string
		want    registry.Tally
	}{{"1", registry.Tally{Added: 1}}, {"1", registry.Tally{Unchanged: 1}}, {"2", registry.Tally{Changed: 1}}} {
		im, err := s.PutPostings(t.Context(), importOf("postings"), []registry.Posting{post(step.officer)})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(step.want, im.Tally); diff != "" {
			t.Error(diff)
		}
	}
	if _, err := s.PutPostings(t.Context(), importOf("postings"), []registry.Posting{post("9")}); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("an unknown officer: %v", err)
	}
}

func TestLoadGivesEverythingAtOneVersionAndWatchTellsOfChanges(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	ctx, cancel := context.WithCancel(t.Context())
	versions := make(chan registry.Version, 16)
	watching := make(chan error, 1)
	go func() { watching <- s.Watch(ctx, func(v registry.Version) { versions <- v }) }()
	if v := <-versions; v.Revision != 0 {
		t.Errorf("before the first publish: %+v", v)
	}
	rev := published(t, s, 0, grid(0))
	for v := range versions { // ends, or the test's time does
		if v.Revision == rev.Number {
			break
		}
	}
	cancel()
	if err := <-watching; !errors.Is(err, context.Canceled) {
		t.Errorf("watch ended with %v", err)
	}
	c, err := s.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := grid(0)
	if len(c.Grids) != 1 || len(c.Divisions) != 3 || c.Revision.Number != 1 || c.Grids[0].Shape.GroundKey() != want.Shape.GroundKey() {
		t.Errorf("loaded %+v", c)
	}
	if len(c.Networks) != 1 || c.Networks[0].Name != registry.Unified || c.Networks[0].Grids != 1 {
		t.Errorf("networks %+v", c.Networks)
	}
}

func connect(t *testing.T, url string) *pgx.Conn {
	t.Helper()
	db, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close(context.Background()) }) //nolint:errcheck // of a test
	return db
}

func mustExec(t *testing.T, db *pgx.Conn, statement string) {
	t.Helper()
	if _, err := db.Exec(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
}

// Notifications do not come from a standby; there the version is looked up four times a second.
func TestWatchNoticesChangesThatNobodyTellsOf(t *testing.T) {
	t.Parallel()
	url := pgtest.New(t)
	s, err := postgis.Open(t.Context(), url, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	ctx, cancel := context.WithCancel(t.Context())
	versions := make(chan registry.Version)
	watching := make(chan error, 1)
	go func() {
		watching <- s.Watch(ctx, func(v registry.Version) {
			select {
			case versions <- v:
			case <-ctx.Done():
			}
		})
	}()
	first := <-versions
	mustExec(t, connect(t, url), "UPDATE wangge.state SET change = change + 1")
	for v := range versions { // ends, or the test's time does
		if v.Change == first.Change+1 {
			break
		}
	}
	cancel()
	if err := <-watching; !errors.Is(err, context.Canceled) {
		t.Errorf("watch ended with %v", err)
	}
}
