package snapshot_test

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"wangge/geo"
	"wangge/geo/datum"
	"wangge/registry"
	"wangge/registry/snapshot"
)

// square is a block of 0.01 degree a side.
func square(x, y int32) geo.MultiPolygon {
	const side = 100000
	low := geo.Point{X: 1169700000 + x*side, Y: 354000000 + y*side}
	return geo.MultiPolygon{{{low, {X: low.X + side, Y: low.Y}, {X: low.X + side, Y: low.Y + side}, {X: low.X, Y: low.Y + side}}}}
}

const (
	west = "370883001004001"
	east = "370883001004002"
)

// content is a county of two grids side by side, with an officer on leave in the east, and one who will come to the west.
func content() *registry.Content {
	post := func(role registry.Role, officer, target string, state registry.State, deputy bool) registry.Posting {
		return registry.Posting{County: "370883", Network: "governance", Role: role, Officer: officer, Target: target, State: state, Deputy: deputy}
	}
	later := func(p registry.Posting) registry.Posting {
		p.From = noon.AddDate(0, 1, 0)
		return p
	}
	return &registry.Content{
		Version:  registry.Version{Revision: 12, Change: 40},
		Networks: []registry.Network{{County: "370883", Name: "unified", Grids: 2}, {County: "370883", Name: "urban"}},
		Revision: registry.Revision{Number: 12, PublishedAt: time.Date(2026, 11, 1, 2, 0, 0, 0, time.UTC)},
		Divisions: []registry.Division{
			{Code: "370883", Level: registry.County, Name: "邹城市"},
			{Code: "370883001", Level: registry.Town, Parent: "370883", Name: "钢山街道"},
			{Code: "370883001004", Level: registry.Community, Parent: "370883001", Name: "三里营社区"},
		},
		Grids: []registry.Grid{
			{Code: east, Name: "三里营第02网格", Kind: registry.Base, Community: "370883001004", Shape: square(1, 0)},
			{Code: west, Name: "三里营第01网格", Kind: registry.Base, Community: "370883001004", Shape: square(0, 0)},
		},
		Legacy: []registry.LegacyGrid{{County: "370883", Network: "police", Code: "JW 07", Name: "七号警务区", Shape: square(1, 0)}},
		Officers: []registry.Officer{
			{County: "370883", ID: "1", Name: "张三丰", Phone: "13812341234"},
			{County: "370883", ID: "2", Name: "李四", Phone: "13900005678"},
			{County: "370883", ID: "3", Name: "值班室", Phone: "0537-5112345", Public: true},
		},
		Postings: []registry.Posting{
			post(registry.Agent, "1", west, registry.Active, false),
			later(post(registry.Agent, "2", west, registry.Active, false)),
			post(registry.Agent, "1", east, registry.OnLeave, false),
			post(registry.Agent, "2", east, registry.Active, true),
			post(registry.Duty, "3", "370883001", registry.Active, false),
		},
	}
}

func resolve(t *testing.T, s *snapshot.Snapshot, lng, lat float64, network string) snapshot.Resolution {
	t.Helper()
	r, err := s.Resolve(snapshot.Query{Point: orb.Point{lng, lat}, Datum: datum.WGS84, Network: network, At: noon})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestResolutionReadsAsTheDesignWritesIt(t *testing.T) {
	t.Parallel()
	got, err := json.MarshalIndent(resolve(t, snapshot.New(content(), nil), 116.979, 35.405, ""), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	want := `{
 "grid": {
  "code": "370883001004001",
  "name": "三里营第01网格",
  "kind": "base"
 },
 "path": [
  {
   "level": "county",
   "code": "370883",
   "name": "邹城市"
  },
  {
   "level": "town",
   "code": "370883001",
   "name": "钢山街道"
  },
  {
   "level": "community",
   "code": "370883001004",
   "name": "三里营社区"
  }
 ],
 "people": [
  {
   "network": "governance",
   "role": "officer",
   "name": "张**",
   "phone": "138****1234",
   "rule": "primary"
  }
 ],
 "position": {
  "lng": 116.979,
  "lat": 35.405,
  "datum": "cgcs2000",
  "given": "wgs84",
  "shiftM": 0
 },
 "border": {
  "distanceM": 90.8,
  "neighbour": "370883001004002"
 },
 "revision": {
  "number": 12,
  "publishedAt": "2026-11-01T02:00:00Z"
 },
 "at": "2026-11-01T02:00:00Z",
 "locationCode": "603115"
}`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
}

func TestThePointOnASharedBorderHasOneOwnerInEveryDatum(t *testing.T) {
	t.Parallel()
	s := snapshot.New(content(), nil)
	owner := resolve(t, s, 116.98, 35.405, "").Grid.Code
	for _, d := range []datum.Datum{datum.CGCS2000, datum.GCJ02, datum.BD09} {
		p, err := d.FromCGCS2000(orb.Point{116.98, 35.405})
		if err != nil {
			t.Fatal(err)
		}
		r, err := s.Resolve(snapshot.Query{Point: p, Datum: d})
		if err != nil || r.Grid.Code != owner {
			t.Errorf("%s: %s, %v; want %s", d, r.Grid.Code, err, owner)
		}
	}
}

func TestWhoAnswersWhenTheOfficerIsAway(t *testing.T) {
	t.Parallel()
	s := snapshot.New(content(), nil)
	for _, test := range []struct {
		name, grid, network string
		want                snapshot.Person
	}{
		{"the deputy", east, "", snapshot.Person{Network: "governance", Role: registry.Agent, Name: "李*", Phone: "139****5678", Rule: snapshot.Deputy}},
		{"for a network without posts here, the town's desk", west, "urban", snapshot.Person{Network: "governance", Role: registry.Duty, Name: "值班室", Phone: "0537-5112345", Rule: snapshot.TownDuty, For: "urban", Public: true}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			g, _ := s.Grid(test.grid)
			if diff := cmp.Diff([]snapshot.Person{test.want}, snapshot.Untraced(s.People(g, test.network, noon))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOutsideNamesTheNearestGridAndItsDistance(t *testing.T) {
	t.Parallel()
	_, err := snapshot.New(content(), nil).Resolve(snapshot.Query{Point: orb.Point{116.995, 35.405}, Datum: datum.CGCS2000})
	var outside *snapshot.OutsideError
	if !errors.As(err, &outside) || !errors.Is(err, registry.ErrNotFound) {
		t.Fatalf("got %v", err)
	}
	if outside.Nearest.Code != east || outside.DistanceM < 453 || outside.DistanceM > 455 {
		t.Errorf("nearest is %s at %.1f m", outside.Nearest.Code, outside.DistanceM)
	}
}

func TestSearchByCodePrefixNameAndOldCode(t *testing.T) {
	t.Parallel()
	s := snapshot.New(content(), nil)
	for q, want := range map[string][]string{
		"370883001004": {"370883001004", west, east},
		"３７０８８３００１００４００１": {west},
		"第02":     {east},
		"三里营":     {"370883001004", west, east},
		"02 三里营":  {east},
		"三里营 无":   {},
		"jw07":    {"JW 07"},
		"nothing": {},
	} {
		got := []string{}
		hits, _ := s.Search(q, 0, 10)
		for _, h := range hits {
			got = append(got, h.Code)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", q, diff)
		}
	}
	if hits, more := s.Search("jw07", 0, 1); hits[0].Grid != east || hits[0].Network != "police" || more {
		t.Errorf("the old code leads to %+v", hits)
	}
	if hits, more := s.Search("三里营", 1, 1); hits[0].Code != west || !more {
		t.Errorf("the second find is %+v", hits)
	}
}

// told is a store that tells one version after the other, and gives the contents at hand; where there is none, it is away.
type told struct {
	versions []int64
	contents []*registry.Content
	after    func() // each word
}

func (s *told) LoadSince(context.Context, *registry.Content) (*registry.Content, error) {
	if len(s.contents) == 0 || s.contents[0] == nil {
		s.contents = s.contents[min(1, len(s.contents)):]
		return nil, registry.ErrUnavailable
	}
	c := s.contents[0]
	s.contents = s.contents[1:]
	return c, nil
}

func (s *told) Watch(_ context.Context, seen func(registry.Version)) error {
	for _, change := range s.versions {
		seen(registry.Version{Revision: 12, Change: change})
		s.after()
	}
	return context.Canceled
}

// at is the content at a change.
func at(change int64) *registry.Content {
	c := content()
	c.Version.Change = change
	return c
}

func TestHolderFollowsTheStoreAndNeverGoesBack(t *testing.T) {
	t.Parallel()
	var h snapshot.Holder
	var got []int64
	store := &told{
		versions: []int64{40, 40, 41, 42, 42, 7, 43},
		contents: []*registry.Content{at(40), nil, at(42), at(41)},
		after:    func() { got = append(got, h.Load().Version().Change) },
	}
	ready := make(chan error)
	go func() { ready <- h.Await(context.Background(), 42) }()
	if err := h.Follow(t.Context(), store, slog.New(slog.DiscardHandler)); !errors.Is(err, context.Canceled) {
		t.Errorf("follow ended with %v", err)
	}
	if err := errors.Join(<-ready, h.Await(t.Context(), 42), h.Await(t.Context(), 0)); err != nil { // before it is there, and later too
		t.Error(err)
	}
	passed, cancel := context.WithCancel(t.Context())
	cancel()
	if err := h.Await(passed, 43); !errors.Is(err, context.Canceled) {
		t.Errorf("a change that never was is there: %v", err)
	}
	// Read, known, away, read again, known, a store that went back, a reader that was overtaken.
	if diff := cmp.Diff([]int64{40, 40, 40, 42, 42, 42, 42}, got); diff != "" {
		t.Error(diff)
	}
	if h.Publish(snapshot.New(at(41), nil)) {
		t.Error("an older state was published")
	}
}

func TestAgeIsSinceTheStoreLastSaidThatTheMapIsItsOwn(t *testing.T) {
	t.Parallel()
	var h snapshot.Holder
	var ages []time.Duration
	store := &told{versions: []int64{40, 7, 41}, contents: []*registry.Content{at(40)}, after: func() { ages = append(ages, h.Age()) }}
	if err := h.Follow(t.Context(), store, slog.New(slog.DiscardHandler)); !errors.Is(err, context.Canceled) {
		t.Errorf("follow ended with %v", err)
	}
	if ages[0] >= ages[1] || ages[1] >= ages[2] { // other words than its own do not make it younger
		t.Errorf("the map's age is %v", ages)
	}
}
