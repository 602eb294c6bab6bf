package snapshot

import (
	"math"

	"wangge/geo"
	"wangge/geo/locate"
)

// Border is how far the grid reaches, and what comes after it.
type Border struct {
	DistanceM float64 `json:"distanceM"`
	Neighbour string  `json:"neighbour,omitempty" doc:"grid behind the nearest border; absent at the edge of the map"`
}

func (s *Snapshot) border(p geo.Point, owner int) Border {
	neighbour, distance := s.outline(owner).Border(p)
	b := Border{DistanceM: tenth(distance)}
	if neighbour >= 0 {
		b.Neighbour = s.grids[neighbour].Code
	}
	return b
}

// outline gives the border of a grid by index, made ready at the first question.
func (s *Snapshot) outline(grid int) *locate.Outline {
	known := s.outlines[grid].Load()
	if known == nil {
		known = s.index.Outline(grid)
		s.outlines[grid].Store(known)
	}
	return known
}

// Candidate is a grid that may have the position, as well as it is known.
type Candidate struct {
	Code  string  `json:"code"`
	Name  string  `json:"name"`
	Share float64 `json:"share" doc:"of the circle's area"`
	Duty  *Person `json:"duty,omitempty" doc:"where the answer is ambiguous: the first to call in this grid"`
}

// weigh adds the candidates. An answer is ambiguous when its own grid holds too little of the circle, whoever holds the rest.
func (s *Snapshot) weigh(r *Resolution, q Query, p geo.Point) {
	own, shares := 0.0, s.within(q, p)
	for _, share := range shares {
		if s.grids[share.Cell].Code == r.Grid.Code {
			own = millionth(share.Share)
		}
	}
	r.Ambiguous = new(own < q.AmbiguousBelow)
	r.Candidates = s.candidates(shares, q, *r.Ambiguous)
}

// within gives the grids that hold a millionth of the circle or more.
func (s *Snapshot) within(q Query, p geo.Point) []locate.Share {
	shares, _ := s.index.Within(p, q.AccuracyM)
	for i, share := range shares {
		if millionth(share.Share) == 0 {
			return shares[:i]
		}
	}
	return shares
}

// candidates names the grids; where one is to be chosen, with the first to call in each.
func (s *Snapshot) candidates(shares []locate.Share, q Query, choose bool) []Candidate {
	out := make([]Candidate, len(shares))
	for i, share := range shares {
		g := s.grids[share.Cell]
		out[i] = Candidate{Code: g.Code, Name: g.Name, Share: millionth(share.Share)}
		if people := s.called(share.Cell, q).people; choose && len(people) > 0 {
			out[i].Duty = &people[0]
		}
	}
	return out
}

func tenth(m float64) float64 { return math.Round(m*10) / 10 }

func millionth(share float64) float64 { return math.Round(share*1e6) / 1e6 }
