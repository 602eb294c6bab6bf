package merger

import (
	"math"

	"wangge/geo/overlay"
	"wangge/geo/regroup"
)

// bands of the histogram are tenths of the target; the last one is open.
const bands = 21

// figures judges one set of grids, sheet by sheet: the proposed ones and the base network's own are measured alike.
type figures struct {
	Figures
	target     float64
	base       int
	total      float64 // of J, before it is divided by the number of grids
	streetM    float64
	legacyM    float64
	eitherM    float64
	roundness  float64
	home       map[int32]*lot // of a base grid, where it was met first
	scattered  map[int32]bool // base grids that are in more than one grid, but for slivers
	baseNumber int
}

func newFigures(m *merging) *figures {
	return &figures{
		Figures: Figures{Histogram: make([]int, bands)}, target: m.o.Solver.Target, base: m.base.network,
		home: map[int32]*lot{}, scattered: map[int32]bool{}, baseNumber: len(m.base.grids),
	}
}

// lot is one grid in a sheet.
type lot struct {
	people, m2, perimeterM float64
	from                   map[int32]float64 // people by base grid
}

// add measures a sheet whose faces have the given grids.
func (f *figures) add(s *sheet, label []int32) {
	lots := map[int32]*lot{}
	at := make([]*lot, len(label))
	var order []*lot
	area := 0.0
	for i, face := range s.faces {
		l := lots[label[i]]
		if l == nil {
			l = &lot{from: map[int32]float64{}}
			lots[label[i]] = l
			order = append(order, l)
		}
		at[i] = l
		l.people, l.m2, area = l.people+face.People, l.m2+face.AreaM2, area+face.AreaM2
		l.from[s.base[i]] += face.People
		if b := s.base[i]; b != nobody && !face.Sliver {
			f.settled(b, l)
		}
	}
	cut := f.borders(s, at)
	for _, l := range order {
		f.grid(l)
	}
	f.total += 0.25 * cut / math.Sqrt(area/float64(len(order)))
	f.BuildingsCut += s.divided(label)
}

// settled notes that ground of a base grid is in a lot.
func (f *figures) settled(base int32, in *lot) {
	if was, ok := f.home[base]; !ok {
		f.home[base] = in
	} else if was != in {
		f.scattered[base] = true
	}
}

// borders measures the borders of a sheet's grids, and gives what the inner ones cost: half price along streets and along the base
// network's borders.
func (f *figures) borders(s *sheet, at []*lot) (cut float64) {
	for _, b := range s.part.Borders {
		if b.B < 0 {
			at[b.A].perimeterM += b.LengthM
			continue
		}
		if at[b.A] == at[b.B] {
			continue
		}
		at[b.A].perimeterM += b.LengthM
		at[b.B].perimeterM += b.LengthM
		street, legacy := f.along(b)
		f.BorderM += b.LengthM
		f.streetM += street * b.LengthM
		f.legacyM += legacy * b.LengthM
		f.eitherM += max(street, legacy) * b.LengthM
		cut += b.LengthM * (1 - street/2) * (1 - legacy/2)
	}
	return cut
}

func (f *figures) along(b overlay.Border) (street, legacy float64) {
	return share(b.LineM, b.LengthM), share(b.LayersM[f.base], b.LengthM)
}

// share is a part of a whole, which may be nothing.
func share(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return min(1, part/whole)
}

// grid counts one grid. Its part of J is as package regroup has it.
func (f *figures) grid(l *lot) {
	main := 0.0
	for _, n := range l.from {
		main = max(main, n)
	}
	moved := max(0, l.people-main)
	d := math.Abs(l.people-f.target) / f.target
	f.total += d + 2*max(0, d-0.1) + 4*max(0, d-0.2) + 0.5*moved/f.target
	if d > 0.1 {
		f.total += 0.25
	} else {
		f.Within10++
	}
	if d > 0.2 {
		f.total++
	} else {
		f.Within20++
	}
	f.Grids++
	f.People += l.people
	f.PeopleMoved += moved
	f.Histogram[min(int(10*l.people/f.target), bands-1)]++
	if l.perimeterM > 0 {
		f.roundness += 4 * math.Pi * l.m2 / (l.perimeterM * l.perimeterM)
	}
}

// reach counts how many grids of some communities could be in the bands.
func (f *figures) reach(communities []regroup.Community, plans []regroup.Plan) {
	for i, c := range communities {
		f.Reachable10 += c.Reachable(len(plans[i].Grids), f.target, 0.1)
		f.Reachable20 += c.Reachable(len(plans[i].Grids), f.target, 0.2)
	}
}

// sum gives what was counted.
func (f *figures) sum() Figures {
	out := f.Figures
	if out.Grids == 0 {
		return out
	}
	n := float64(out.Grids)
	out.J, out.Compactness = f.total/n, f.roundness/n
	out.StreetShare, out.LegacyShare, out.EitherShare = share(f.streetM, out.BorderM), share(f.legacyM, out.BorderM), share(f.eitherM, out.BorderM)
	out.SurvivingWhole = f.baseNumber - len(f.scattered)
	return out
}

// divided counts the buildings whose faces are of several grids.
func (s *sheet) divided(label []int32) (n int) {
	for _, faces := range s.byBuilding() {
		for _, i := range faces[1:] {
			if label[i] != label[faces[0]] {
				n++
				break
			}
		}
	}
	return n
}
