package snapshot

import (
	"fmt"
	"math"

	"wangge/geo"
	"wangge/registry"
)

// OutsideError says that no grid has the position; errors.Is finds registry.ErrNotFound in it.
type OutsideError struct {
	Nearest    *Grid // nil where there are no grids at all
	DistanceM  float64
	BearingDeg float64     // from the position to the nearest point of that grid, clockwise from north
	County     string      // name of the county whose outline the position is in all the same, else empty
	Swapped    bool        // with longitude and latitude exchanged, the position lies in a grid
	Candidates []Candidate // with accuracy: the grids that the circle reaches all the same, the largest share first
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
	d := DirectionOf(e.BearingDeg)
	return fmt.Sprintf("%s; the nearest grid is %s %s, %.0f m to the %s 最近网格 %s，在%s方向 %.0f 米处",
		where, e.Nearest.Code, e.Nearest.Name, e.DistanceM, d.EN, e.Nearest.Code, d.ZH, e.DistanceM)
}

// Is reports registry.ErrNotFound.
func (e *OutsideError) Is(target error) bool { return target == registry.ErrNotFound }

// Direction is one of the eight points of the compass.
type Direction struct {
	ZH string `json:"zh" example:"东北"`
	EN string `json:"en" example:"north-east"`
}

// DirectionOf gives the point of the compass nearest to a bearing in degrees clockwise from north.
func DirectionOf(bearing float64) Direction {
	points := [...]Direction{
		{"北", "north"},
		{"东北", "north-east"},
		{"东", "east"},
		{"东南", "south-east"},
		{"南", "south"},
		{"西南", "south-west"},
		{"西", "west"},
		{"西北", "north-west"},
	}
	return points[int(math.Round(bearing/45))&7]
}

func (s *Snapshot) outside(q Query, p geo.Point) error {
	e := &OutsideError{Swapped: s.swapped(&q)}
	if n, d := s.index.Nearest(p); n >= 0 {
		bearing, _ := s.index.Bearing(p, n)
		e.Nearest, e.DistanceM, e.BearingDeg = s.grids[n], tenth(d), tenth(bearing)
	}
	for _, d := range s.divisions {
		if d.Level == registry.County && d.Shape.Bound().Contains(p) && d.Shape.Side(p) != geo.Outside {
			e.County = d.Name
		}
	}
	if q.AccuracyM > 0 {
		e.Candidates = s.candidates(s.within(q, p), q, true)
	}
	return e
}
