package coverage

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"wangge/geo"
)

// StreetReport accounts for the whole of a street.
type StreetReport struct {
	Name       string       `json:"name"`
	LengthM    float64      `json:"lengthM"`
	UncoveredM float64      `json:"uncoveredM"`
	Cells      []StreetCell `json:"cells"` // in the order in which the street meets them
}

// StreetCell is a cell that a street runs through, or along whose border it runs.
type StreetCell struct {
	Code     string  `json:"code"`
	ThroughM float64 `json:"throughM"`
	// AlongM is the length that runs within the tolerance beside the cell's border, and not across it.
	AlongM float64 `json:"alongM"`
}

// streetIndex remembers what is told of each street, so that a change of a cell asks again for those beside it alone.
type streetIndex struct {
	streets []Street
	reach   int32 // how far beside a street a border may lie that it runs along, in lattice steps
	tree    geo.BoxTree
	stale   map[int]bool
	faulty  map[int][]Fault
	reports []StreetReport
}

func newStreetIndex(streets []Street, alongM float64) streetIndex {
	x := streetIndex{streets: streets, reach: reachOf(streets, alongM), stale: map[int]bool{}, faulty: map[int][]Fault{}, reports: make([]StreetReport, len(streets))}
	boxes := make([]geo.Rect, len(streets))
	for i, s := range streets {
		boxes[i], x.stale[i] = s.Line.Bound(), true
	}
	x.tree.BuildSorted(boxes)
	return x
}

// reachOf gives a distance in lattice steps, as many as it has at the street that is farthest from the equator.
func reachOf(streets []Street, alongM float64) int32 {
	least := math.Inf(1)
	for _, s := range streets {
		if box := s.Line.Bound(); !box.Empty() {
			south, north := geo.FrameAt(box.Min), geo.FrameAt(box.Max)
			least = min(least, south.X, south.Y, north.X, north.Y)
		}
	}
	return int32(min(math.MaxInt32/4, alongM/least+1))
}

// touch marks the streets that meet a box, or may run along it.
func (x *streetIndex) touch(box geo.Rect) {
	x.tree.Search(box.Grow(x.reach), func(i int) bool {
		x.stale[i] = true
		return true
	})
}

// walk accounts for the streets that are not accounted for yet, and gives all their faults.
func (x *streetIndex) walk(ctx context.Context, c *Checker) ([]Fault, error) {
	for i := range x.stale {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		w := streetWalk{Checker: c, street: x.streets[i], byCell: map[int]int{}}
		w.walk()
		x.reports[i] = w.report
		if delete(x.faulty, i); len(w.faults) > 0 {
			x.faulty[i] = w.faults
		}
	}
	clear(x.stale)
	var out []Fault
	for _, found := range x.faulty {
		out = append(out, found...)
	}
	return out, nil
}

// streetWalk follows one street from its beginning to its end.
type streetWalk struct {
	*Checker
	street Street
	report StreetReport
	byCell map[int]int // place in report.Cells
	bare   orb.LineString
	faults []Fault
}

func (w *streetWalk) walk() {
	w.report = StreetReport{Name: w.street.Name, LengthM: w.street.Line.LengthM(), Cells: []StreetCell{}}
	for i := 1; i < len(w.street.Line); i++ {
		w.segment(w.street.Line[i-1], w.street.Line[i])
	}
	w.endBare()
}

// segment cuts a segment where borders meet it; each piece is asked for by its middle, in doubled precision.
func (w *streetWalk) segment(a, b geo.Point) {
	frame := geo.FrameAt(a)
	near := w.near(geo.EmptyRect.Extend(a).Extend(b).Grow(w.streets.reach))
	cuts := []float64{0, 1}
	for _, i := range near {
		beside := intervals{}
		w.set.Cells[i].Shape.Edges(func(p, q geo.Point) {
			cuts = append(cuts, meets(a, b, p, q)...)
			beside.add(alongside(frame, a, b, p, q, w.opts.AlongM))
		})
		if length := beside.length() * frame.Distance(a, b); length > 0 {
			w.cell(i).AlongM += length
		}
	}
	slices.SortFunc(cuts, cmp.Compare[float64])
	at := func(t float64) orb.Point {
		return orb.Point{float64(a.X) + t*(float64(b.X)-float64(a.X)), float64(a.Y) + t*(float64(b.Y)-float64(a.Y))}
	}
	for i := 1; i < len(cuts); i++ {
		if cuts[i] > cuts[i-1] {
			w.piece(near, at(cuts[i-1]), at((cuts[i]+cuts[i-1])/2), at(cuts[i]), (cuts[i]-cuts[i-1])*frame.Distance(a, b))
		}
	}
}

// piece enters a piece of the street into the account of the cells that have it, or of none.
func (w *streetWalk) piece(near []int, from, middle, to orb.Point, lengthM float64) {
	covered := false
	for _, i := range near {
		if covers(w.set.Cells[i].Shape, middle) {
			covered = true
			w.cell(i).ThroughM += lengthM
		}
	}
	if covered {
		return
	}
	w.report.UncoveredM += lengthM
	if len(w.bare) > 0 && w.bare[len(w.bare)-1] != from {
		w.endBare()
	}
	if len(w.bare) == 0 {
		w.bare = append(w.bare, from)
	}
	w.bare = append(w.bare, to)
}

func (w *streetWalk) cell(i int) *StreetCell {
	at, ok := w.byCell[i]
	if !ok {
		at = len(w.report.Cells)
		w.byCell[i] = at
		w.report.Cells = append(w.report.Cells, StreetCell{Code: name(w.set.Cells[i].Code, i)})
	}
	return &w.report.Cells[at]
}

// endBare tells the stretch in no cell that has come to its end.
func (w *streetWalk) endBare() {
	if f, ok := streetFault(w.street, w.bare); ok {
		w.faults = append(w.faults, f)
	}
	w.bare = nil
}

// intervals are stretches of a segment, by their parameters from 0 to 1.
type intervals [][2]float64

func (s *intervals) add(from, to float64) {
	if from < to {
		*s = append(*s, [2]float64{from, to})
	}
}

// length gives the share of the segment that at least one of the stretches has.
func (s intervals) length() float64 {
	slices.SortFunc(s, func(a, b [2]float64) int { return cmp.Compare(a[0], b[0]) })
	sum, end := 0.0, 0.0
	for _, i := range s {
		sum += max(0, i[1]-max(end, i[0]))
		end = max(end, i[1])
	}
	return sum
}

// sideways is the sine of the angle up to which a street that is near a border runs along it, and not across: 30°.
const sideways = 0.5

// alongside gives the stretch of ab that lies within a distance of edge pq and beside it, where the two have about one direction.
func alongside(f geo.Frame, a, b, p, q geo.Point, withinM float64) (from, to float64) {
	dx, dy := float64(int64(b.X)-int64(a.X))*f.X, float64(int64(b.Y)-int64(a.Y))*f.Y
	ex, ey := float64(int64(q.X)-int64(p.X))*f.X, float64(int64(q.Y)-int64(p.Y))*f.Y
	px, py := float64(int64(p.X)-int64(a.X))*f.X, float64(int64(p.Y)-int64(a.Y))*f.Y
	l2, e2 := dx*dx+dy*dy, ex*ex+ey*ey
	if l2 == 0 || e2 == 0 || math.Abs(dx*ey-dy*ex) > sideways*math.Sqrt(l2*e2) {
		return 0, 0
	}
	s, t := (px*dx+py*dy)/l2, ((px+ex)*dx+(py+ey)*dy)/l2 // where the edge begins and ends, seen from ab
	from, to = max(0, min(s, t)), min(1, max(s, t))
	if from >= to {
		return 0, 0
	}
	// The distance from the edge's line grows evenly along ab: keep the part where it is within the limit.
	e := math.Sqrt(e2)
	start := (ex*(-py) - ey*(-px)) / e
	slope := (ex*dy - ey*dx) / e
	if slope == 0 {
		if math.Abs(start) > withinM {
			return 0, 0
		}
		return from, to
	}
	u, v := (-withinM-start)/slope, (withinM-start)/slope
	return max(from, min(u, v)), min(to, max(u, v))
}

// meets gives the parameters along ab at which pq touches it.
func meets(a, b, p, q geo.Point) []float64 {
	if !geo.Touch(a, b, p, q) {
		return nil
	}
	dx, dy := float64(b.X)-float64(a.X), float64(b.Y)-float64(a.Y)
	ex, ey := float64(q.X)-float64(p.X), float64(q.Y)-float64(p.Y)
	if den := dx*ey - dy*ex; den != 0 {
		t := ((float64(p.X)-float64(a.X))*ey - (float64(p.Y)-float64(a.Y))*ex) / den
		return []float64{min(1, max(0, t))}
	}
	var out []float64 // on one line
	for _, v := range [2]geo.Point{p, q} {
		if geo.OnSegment(v, a, b) {
			out = append(out, ((float64(v.X)-float64(a.X))*dx+(float64(v.Y)-float64(a.Y))*dy)/(dx*dx+dy*dy))
		}
	}
	return out
}

// covers tells whether a point, in lattice units, lies in the shape or within half a unit of its border.
func covers(m geo.MultiPolygon, p orb.Point) bool {
	in, near := false, false
	m.Edges(func(a, b geo.Point) {
		ax, ay, bx, by := float64(a.X), float64(a.Y), float64(b.X), float64(b.Y)
		if (ay > p[1]) != (by > p[1]) && p[0] < (bx-ax)*(p[1]-ay)/(by-ay)+ax {
			in = !in
		}
		dx, dy := bx-ax, by-ay
		t := 0.0
		if l2 := dx*dx + dy*dy; l2 > 0 {
			t = min(1, max(0, ((p[0]-ax)*dx+(p[1]-ay)*dy)/l2))
		}
		ex, ey := ax+t*dx-p[0], ay+t*dy-p[1]
		near = near || ex*ex+ey*ey <= 0.25
	})
	return in || near
}

// near gives the cells whose boxes meet a box.
func (c *Checker) near(box geo.Rect) (out []int) {
	c.tree.Search(box, func(i int) bool {
		if c.boxes[i].Intersects(box) {
			out = append(out, i)
		}
		return true
	})
	return out
}

func streetFault(s Street, l orb.LineString) (Fault, bool) {
	line := make(geo.Line, len(l))
	for i, p := range l {
		line[i] = geo.Point{X: int32(math.Round(p[0])), Y: int32(math.Round(p[1]))}
	}
	length := line.LengthM()
	if len(l) < 2 || length == 0 {
		return Fault{}, false
	}
	return finish(Fault{
		Kind: StreetUncovered, Street: s.Name, Cells: []string{}, At: line[len(line)/2].Orb(), LengthM: length, Geometry: geojson.NewGeometry(line.Orb()),
	}, slices.MinFunc(line, geo.Point.Compare)), true
}
