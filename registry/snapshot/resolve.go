package snapshot

import (
	"fmt"
	"math"
	"time"

	"github.com/paulmach/orb"

	"wangge/geo"
	"wangge/geo/datum"
	"wangge/registry"
)

// Query asks which grid a position lies in.
type Query struct {
	Point   orb.Point // longitude, latitude in degrees
	Datum   datum.Datum
	Network string // only the people of this network; empty means all
}

// Resolution is the answer: the grid, its path, who answers for it, and the evidence.
type Resolution struct {
	Grid     GridRef     `json:"grid"`
	Path     []Step      `json:"path"`
	People   []Person    `json:"people"`
	Position Position    `json:"position"`
	Border   Border      `json:"border"`
	Revision RevisionRef `json:"revision"`
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
}

func (e *OutsideError) Error() string {
	where := "the position lies outside the county 位置不在本县范围内"
	if e.County != "" {
		where = fmt.Sprintf("the position lies in %s, but in no published grid 位置在%s境内,但不在任何已发布网格内", e.County, e.County)
	}
	if e.Nearest == nil {
		return where
	}
	return fmt.Sprintf("%s; the nearest grid is %s %s, %.0f m away 最近网格 %s,相距 %.0f 米", where, e.Nearest.Code, e.Nearest.Name, e.DistanceM, e.Nearest.Code, e.DistanceM)
}

// Is reports registry.ErrNotFound.
func (e *OutsideError) Is(target error) bool { return target == registry.ErrNotFound }

// Resolve tells which grid has the position. A point on a border has exactly one owner (package locate).
// A position in no grid is an *OutsideError; numbers that are no position are registry.ErrInvalid.
func (s *Snapshot) Resolve(q Query) (Resolution, error) {
	at, err := q.Datum.ToCGCS2000(q.Point)
	if err != nil {
		return Resolution{}, fmt.Errorf("%w: %w", registry.ErrInvalid, err)
	}
	p, err := geo.Round(at)
	if err != nil {
		return Resolution{}, fmt.Errorf("%w: %w", registry.ErrInvalid, err)
	}
	owner, ok := s.index.Owner(p)
	if !ok {
		return Resolution{}, s.outside(p)
	}
	g := s.grids[owner]
	neighbour, distance := s.index.Border(p, owner)
	border := Border{DistanceM: tenth(distance)}
	if neighbour >= 0 {
		border.Neighbour = s.grids[neighbour].Code
	}
	where := p.Orb()
	return Resolution{
		Grid: GridRef{Code: g.Code, Name: g.Name, Kind: g.Kind}, Path: g.Path, People: s.People(g.Code, q.Network),
		Position: Position{Lng: where[0], Lat: where[1], Datum: datum.CGCS2000, Given: q.Datum, ShiftM: tenth(shift(q.Point, p))},
		Border:   border,
		Revision: RevisionRef{Number: s.revision.Number, PublishedAt: s.revision.PublishedAt},
	}, nil
}

// shift is how far the given numbers, read as CGCS2000, are from the position.
func shift(given orb.Point, p geo.Point) float64 {
	q, err := geo.Round(given)
	if err != nil {
		return math.NaN()
	}
	return geo.FrameAt(p).Distance(p, q)
}

func tenth(m float64) float64 { return math.Round(m*10) / 10 }

func (s *Snapshot) outside(p geo.Point) error {
	e := &OutsideError{}
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
