package topology

import (
	"math"
	"slices"

	"wangge/geo"
)

// Reshape gives an arc another course between its ends, or a stretch of it between two places: those of the arc that are nearest to the
// ends of the course, which may be no more than SnapM away. Of the two stretches of an island's ring the one is replaced
// between which and the course there is less ground.
func (m *Map) Reshape(arc int, course geo.Line) (*Map, []int, error) {
	if arc < 0 || arc >= m.arcs.length || m.arcs.at(arc) == nil {
		return nil, nil, fail(NoArc, firstOf(course))
	}
	a := m.arcs.at(arc)
	if m.bound(a) {
		return nil, nil, fail(ParentLine, a.Line[len(a.Line)/2])
	}
	line, err := reshaped(a.Line, slices.Compact(slices.Clone(course)), m.isIsland(arc))
	if err != nil {
		return nil, nil, err
	}
	if slices.Equal(line, a.Line) {
		return m, nil, nil
	}
	touched := m.touched([]int{a.Left, a.Right})
	return m.redraw(map[int]geo.MultiPolygon{
		a.Left:  replaceRun(m.cells.at(a.Left).shape, a.Line, line),
		a.Right: replaceRun(m.cells.at(a.Right).shape, reversed(a.Line), reversed(line)),
	}, map[int]geo.Line{arc: line}, func(p geo.Point) bool { return touched(p) && !slices.Contains(line[1:len(line)-1], p) })
}

// isIsland reports whether an arc is a ring that no other arc meets.
func (m *Map) isIsland(arc int) bool {
	a := m.arcs.at(arc)
	node := a.Line[0]
	alone := node == a.Line[len(a.Line)-1]
	for _, i := range []int{a.Left, a.Right} {
		m.eachHalf(i, func(h Half) {
			if l := m.arcs.at(h.Arc()).Line; h.Arc() != arc && (l[0] == node || l[len(l)-1] == node) {
				alone = false
			}
		})
	}
	return alone
}

// reshaped gives a line with the course in the place of what it has between the course's ends.
func reshaped(line, course geo.Line, island bool) (geo.Line, error) {
	if len(course) < 2 {
		return nil, fail(NoArc, firstOf(course))
	}
	first, ok := onLine(line, course[0])
	if !ok {
		return nil, fail(NoArc, course[0])
	}
	last, ok := onLine(line, course[len(course)-1])
	if !ok {
		return nil, fail(NoArc, course[len(course)-1])
	}
	course[0], course[len(course)-1] = first.at, last.at
	best, least := geo.Line(nil), math.Inf(1)
	for _, i := range first.places(line) {
		for _, j := range last.places(line) {
			for _, s := range stretches(line, course, i, j, island) {
				if s.swept < least {
					best, least = s.line, s.swept
				}
			}
		}
	}
	if best == nil {
		return nil, fail(NoArc, last.at)
	}
	return best, nil
}

// onArc is a place on a line: at one of its points, or on the edge behind it.
type onArc struct {
	at   geo.Point
	k    int
	edge bool
}

// onLine gives the place of a line that is nearest to p, if it is near enough.
func onLine(line geo.Line, p geo.Point) (onArc, bool) {
	f := geo.FrameAt(p)
	k, least := 0, math.Inf(1)
	for i := range len(line) - 1 {
		if d := f.DistanceToSegment(p, line[i], line[i+1]); d < least {
			k, least = i, d
		}
	}
	at := foot(f, p, line[k], line[k+1])
	if at == line[k+1] {
		k++
	}
	return onArc{at: at, k: k, edge: at != line[k]}, least <= SnapM
}

// places gives twice the number of the point, or one more for the edge behind it. A closed line has its first point twice.
func (s onArc) places(line geo.Line) []int {
	switch end := len(line) - 1; {
	case s.edge:
		return []int{2*s.k + 1}
	case s.at == line[0] && s.at == line[end]:
		return []int{0, 2 * end}
	default:
		return []int{2 * s.k}
	}
}

// stretch is a line with a new course in it, and the area between that and the old one.
type stretch struct {
	line  geo.Line
	swept float64
}

// stretches gives a line with the course from place i to place j; of an island's ring also with the course in the place of the rest.
func stretches(line, course geo.Line, i, j int, island bool) []stretch {
	if j < i || j == i && i%2 == 1 && geo.CompareAlong(course[0], course[len(course)-1], line[i/2], line[i/2+1]) > 0 {
		course, i, j = reversed(course), j, i
	}
	if i == j && (i%2 == 0 || course[0] == course[len(course)-1]) {
		return nil
	}
	before, old, after := line[:i/2+1], line[(i+2)/2:(j+1)/2], line[(j+1)/2:]
	out := []stretch{{slices.Compact(slices.Concat(before, course, after)), swept(course, old)}}
	if island {
		back := reversed(course)
		out = append(out, stretch{slices.Compact(slices.Concat(course[:1], old, back)), swept(back, slices.Concat(after, before[1:]))})
	}
	return out
}

// swept gives the area between a course and the points that it replaces.
func swept(course, old geo.Line) float64 {
	return math.Abs(geo.Ring(slices.Concat(course, reversed(old))).AreaM2())
}
