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
	neighbour, distance := s.index.Border(p, owner)
	b := Border{DistanceM: tenth(distance)}
	if neighbour >= 0 {
		b.Neighbour = s.grids[neighbour].Code
	}
	return b
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
	own := 0.0
	for _, share := range s.within(q, p) {
		c := s.candidate(share)
		if c.Code == r.Grid.Code {
			own = c.Share
		}
		r.Candidates = append(r.Candidates, c)
	}
	ambiguous := own < q.AmbiguousBelow
	r.Ambiguous = &ambiguous
	if ambiguous {
		s.addDuty(r.Candidates, q)
	}
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

func (s *Snapshot) candidate(share locate.Share) Candidate {
	g := s.grids[share.Cell]
	return Candidate{Code: g.Code, Name: g.Name, Share: millionth(share.Share)}
}

// addDuty names whom to call in each candidate.
func (s *Snapshot) addDuty(candidates []Candidate, q Query) {
	for i, c := range candidates {
		if people := Untraced(s.People(s.byCode[c.Code], q.Network, q.At)); len(people) > 0 {
			candidates[i].Duty = &people[0]
		}
	}
}

func tenth(m float64) float64 { return math.Round(m*10) / 10 }

func millionth(share float64) float64 { return math.Round(share*1e6) / 1e6 }
