package snapshot

import (
	"math"
	"time"

	"github.com/paulmach/orb"

	"wangge/geo"
	"wangge/geo/datum"
	"wangge/geo/hexagon"
	"wangge/registry"
)

// Query asks which grid a position lies in, and who answers for it.
type Query struct {
	Point   orb.Point // longitude, latitude in degrees
	Datum   datum.Datum
	Network string    // only the people of this network; empty means all
	AsOf    string    // at= as it was asked, for History.At to read
	Matter  string    // only the people who answer for this kind of matter; empty means any
	At      time.Time // the moment whose people answer; the zero time means now

	AccuracyM      float64 // radius of the circle that has the true place with 68 %; 0 where it is not known
	AmbiguousBelow float64 // the share of that circle that a grid needs for a clear answer; 0 means DefaultAmbiguousBelow

	Trace bool // explain the answer step by step, and say whom the people were chosen before
}

// Resolution is the answer: the grid, its path, who answers for it, and the evidence. It is a function of the query and of At alone.
// Path and people are shared between answers, and must not be changed.
type Resolution struct {
	Grid     GridRef  `json:"grid"`
	Path     []Step   `json:"path"`
	People   []Person `json:"people"`
	Position Position `json:"position"`
	Border   Border   `json:"border"`

	Candidates []Candidate `json:"candidates,omitempty" doc:"with accuracy: the grids within the circle, the largest share first; what is missing to 1 lies in no grid"`
	Ambiguous  *bool       `json:"ambiguous,omitempty" doc:"with accuracy: whether the grid holds less than ambiguousBelow of the circle"`

	Revision RevisionRef `json:"revision"`
	At       time.Time   `json:"at" doc:"since when all of this is so: asked again with at= this moment, the same bytes come back, whatever was published or changed since"`

	LocationCode string `json:"locationCode" doc:"the place inside the grid, to 8 m, in 6 digits or, of a grid more than 4 km across, more; /v1/grids/{code}/locations/{locationCode} leads back" example:"284106"`

	Trace []TraceStep `json:"trace,omitempty" doc:"with trace: how the answer came about"`

	head []byte // grid, path and people as JSON, where they are kept so
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

// RevisionRef names the revision that was asked.
type RevisionRef struct {
	Number      int       `json:"number"`
	PublishedAt time.Time `json:"publishedAt"`
}

// Resolve tells which grid has the position. A point on a border has exactly one owner (package locate).
// A position in no grid is an *OutsideError, a query that is wrong in itself a *QueryError.
func (s *Snapshot) Resolve(q Query) (Resolution, error) {
	if err := s.sensible(&q); err != nil {
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
	g, where := s.grids[owner], p.Orb()
	r := Resolution{
		Grid: g.Ref(), Path: g.Path,
		Position: Position{Lng: where[0], Lat: where[1], Datum: datum.CGCS2000, Given: q.Datum, ShiftM: tenth(shift(q.Point, p))},
		Border:   s.border(p, owner),
		Revision: s.Served(), At: q.At, LocationCode: hexagon.Location(p, g.Box),
	}
	if q.AccuracyM > 0 {
		s.weigh(&r, q, p)
	}
	if q.Trace {
		r.People = s.calling(g, q)
		r.Trace = s.explain(r, q, p)
	} else {
		known := s.called(owner, q)
		r.People, r.head = known.people, known.head
	}
	return r, nil
}

// Ref names the grid.
func (g *Grid) Ref() GridRef { return GridRef{Code: g.Code, Name: g.Name, Kind: g.Kind} }

// lattice converts a position and rounds it.
func lattice(p orb.Point, d datum.Datum) (geo.Point, error) {
	at, err := d.ToCGCS2000(p)
	if err != nil {
		return geo.Point{}, err
	}
	return geo.Round(at)
}

// shift is how far the given numbers, read as CGCS2000, are from the position.
func shift(given orb.Point, p geo.Point) float64 {
	q, err := geo.Round(given)
	if err != nil {
		return math.NaN() // cannot be: sensible took the numbers
	}
	return geo.FrameAt(p).Distance(p, q)
}
