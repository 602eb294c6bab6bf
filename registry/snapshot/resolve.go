package snapshot

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"wangge/geo"
	"wangge/geo/datum"
	"wangge/geo/hexagon"
	"wangge/registry"
)

// Query asks which grid a position lies in.
type Query struct {
	Point   orb.Point // longitude, latitude in degrees
	Datum   datum.Datum
	Network string    // only the people of this network; empty means all
	At      time.Time // the moment whose people answer; the zero time means now
	Trace   bool      // say whom the people were chosen before
}

// Resolution is the answer: the grid, its path, who answers for it, and the evidence.
type Resolution struct {
	Grid     GridRef     `json:"grid"`
	Path     []Step      `json:"path"`
	People   []Person    `json:"people"`
	Position Position    `json:"position"`
	Border   Border      `json:"border"`
	Revision RevisionRef `json:"revision"`

	LocationCode string `json:"locationCode" doc:"the place inside the grid, to 8 m, in 6 digits or, of a grid more than 4 km across, more; /v1/grids/{code}/locations/{locationCode} leads back" example:"284106"`
}

// GridRef names a grid.
type GridRef struct {
	Code string        `json:"code"`
	Name string        `json:"name"`
	Kind registry.Kind `json:"kind" enum:"base,dedicated"`
}

// Position is the place that was resolved, in CGCS2000.
type Position struct {
	Lng    float64     `json:"lng"`
	Lat    float64     `json:"lat"`
	Datum  datum.Datum `json:"datum" enum:"cgcs2000"`
	Given  datum.Datum `json:"given" enum:"cgcs2000,wgs84,gcj02,bd09" doc:"datum of the request"`
	ShiftM float64     `json:"shiftM" doc:"metres between the given numbers and the position"`
}

// Border is how far the grid reaches, and what comes after it.
type Border struct {
	DistanceM float64 `json:"distanceM"`
	Neighbour string  `json:"neighbour,omitempty" doc:"grid behind the nearest border; absent at the edge of the map"`
}

// QueryError says what is wrong with a query; errors.Is finds registry.ErrInvalid in it.
type QueryError struct {
	Field  string // lng, lat, datum or network
	Reason string // in English and Chinese
}

func (e *QueryError) Error() string { return e.Field + ": " + e.Reason }

// Is reports registry.ErrInvalid.
func (e *QueryError) Is(target error) bool { return target == registry.ErrInvalid }

// RevisionRef names the revision that was asked.
type RevisionRef struct {
	Number      int       `json:"number"`
	PublishedAt time.Time `json:"publishedAt"`
}

// OutsideError says that no grid has the position; errors.Is finds registry.ErrNotFound in it.
type OutsideError struct {
	Nearest   *Grid // nil where there are no grids at all
	DistanceM float64
	County    string // name of the county whose outline the position is in all the same, else empty
	Swapped   bool   // with longitude and latitude exchanged, the position lies in a grid
}

func (e *OutsideError) Error() string {
	where := "the position lies outside the county 位置不在本县范围内"
	if e.County != "" {
		where = fmt.Sprintf("the position lies in %s, but in no published grid 位置在%s境内，但不在任何已发布网格内", e.County, e.County)
	}
	if e.Swapped {
		where += "; longitude and latitude seem to be swapped: exchanged, it lies in a grid 经纬度似乎写反"
	}
	if e.Nearest == nil {
		return where
	}
	return fmt.Sprintf("%s; the nearest grid is %s %s, %.0f m away 最近网格 %s，相距 %.0f 米", where, e.Nearest.Code, e.Nearest.Name, e.DistanceM, e.Nearest.Code, e.DistanceM)
}

// Is reports registry.ErrNotFound.
func (e *OutsideError) Is(target error) bool { return target == registry.ErrNotFound }

// Resolve tells which grid has the position. A point on a border has exactly one owner (package locate).
// A position in no grid is an *OutsideError, a query that is wrong in itself a *QueryError.
func (s *Snapshot) Resolve(q Query) (Resolution, error) {
	if err := s.sensible(q); err != nil {
		return Resolution{}, err
	}
	p, err := lattice(q.Point, q.Datum)
	if err != nil {
		return Resolution{}, &QueryError{"datum", err.Error()}
	}
	owner, ok := s.index.Owner(p)
	if !ok {
		return Resolution{}, s.outside(q, p)
	}
	g := s.grids[owner]
	where := p.Orb()
	if q.At.IsZero() {
		q.At = time.Now()
	}
	answering := s.People(g, q.Network, q.At)
	if !q.Trace {
		answering = Untraced(answering)
	}
	return Resolution{
		Grid: GridRef{Code: g.Code, Name: g.Name, Kind: g.Kind}, Path: g.Path, People: answering,
		Position: Position{Lng: where[0], Lat: where[1], Datum: datum.CGCS2000, Given: q.Datum, ShiftM: tenth(shift(q.Point, p))},
		Border:   s.border(p, owner),
		Revision: s.Served(), LocationCode: hexagon.Location(p, g.Shape.Bound()),
	}, nil
}

// lattice converts a position and rounds it.
func lattice(p orb.Point, d datum.Datum) (geo.Point, error) {
	at, err := d.ToCGCS2000(p)
	if err != nil {
		return geo.Point{}, err
	}
	return geo.Round(at)
}

// sensible refuses numbers that are no position in degrees, and networks that nobody has heard of.
func (s *Snapshot) sensible(q Query) error {
	for i, f := range []struct {
		name string
		most float64
	}{{"lng", 180}, {"lat", 90}} {
		if v := q.Point[i]; !(math.Abs(v) <= f.most) { // NaN too
			return &QueryError{f.name, s.beyond(q, f.most)}
		}
	}
	if q.Network != "" && !slices.Contains(s.known, q.Network) {
		return &QueryError{"network", fmt.Sprintf("there is no network %q; there are: %s 没有该网", q.Network, strings.Join(s.known, ", "))}
	}
	return nil
}

// beyond says what numbers out of range may have been meant for.
func (s *Snapshot) beyond(q Query, most float64) string {
	reason := fmt.Sprintf("must be degrees between %g and %g 必须是度，范围 %g 至 %g", -most, most, -most, most)
	switch {
	case s.swapped(q):
		return reason + "; longitude and latitude are swapped: exchanged, the position lies in a grid 经纬度写反了，交换后在网格内"
	case math.Abs(q.Point[0]) > 1000 && math.Abs(q.Point[1]) > 1000:
		return reason + "; the numbers look like metres of a projection: convert them to degrees 数值像投影坐标（米），请换算成度"
	default:
		return reason
	}
}

// swapped reports whether the position lies in a grid once longitude and latitude are exchanged.
func (s *Snapshot) swapped(q Query) bool {
	p, err := lattice(orb.Point{q.Point[1], q.Point[0]}, q.Datum)
	if err != nil {
		return false
	}
	_, ok := s.index.Owner(p)
	return ok
}

func (s *Snapshot) border(p geo.Point, owner int) Border {
	neighbour, distance := s.index.Border(p, owner)
	b := Border{DistanceM: tenth(distance)}
	if neighbour >= 0 {
		b.Neighbour = s.grids[neighbour].Code
	}
	return b
}

// shift is how far the given numbers, read as CGCS2000, are from the position.
func shift(given orb.Point, p geo.Point) float64 {
	q, err := geo.Round(given)
	if err != nil {
		return math.NaN() // cannot be: sensible took the numbers
	}
	return geo.FrameAt(p).Distance(p, q)
}

func tenth(m float64) float64 { return math.Round(m*10) / 10 }

func (s *Snapshot) outside(q Query, p geo.Point) error {
	e := &OutsideError{Swapped: s.swapped(q)}
	if n, d := s.index.Nearest(p); n >= 0 {
		e.Nearest, e.DistanceM = s.grids[n], tenth(d)
	}
	for _, d := range s.divisions {
		if d.Level == registry.County && d.Shape.Bound().Contains(p) && d.Shape.Side(p) != geo.Outside {
			e.County = d.Name
		}
	}
	return e
}
