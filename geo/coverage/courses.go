package coverage

import (
	"maps"
	"math"
	"slices"

	"wangge/geo"
	"wangge/geo/arrangement"
)

// web is what is unmatched at one moment: the edges by where they begin, each home by itself. Parents' edges stand the
// other way round, and cut where cells have vertices on them; so every run of one owner, closed by edges of the others, is a
// loop.
type web struct {
	*Checker
	edges  []webEdge
	open   frontier              // the spans of edges
	starts map[geo.Point][]int32 // edges
	users  map[geo.Point][]int32 // owners of edges that begin or end there
	points geo.BoxTree           // where the edges begin
	cells  []int                 // that have unmatched edges, sorted
	length map[int32]float64
}

type webEdge struct {
	arrangement.Edge
	group int32
	whole span // the parent's edge of which it is a piece, else itself
}

func newWeb(c *Checker) *web {
	w := &web{Checker: c, starts: map[geo.Point][]int32{}, users: map[geo.Point][]int32{}, length: map[int32]float64{}}
	all := w.candidates()
	w.open.reserve(len(all))
	for _, e := range all {
		w.open.add(e.A, e.B, e.group, 1)
	}
	near := map[int]bool{}
	for _, e := range all {
		if !w.unmatched(e.A, e.B, e.group) {
			continue
		}
		w.starts[e.A] = append(w.starts[e.A], int32(len(w.edges))) //nolint:gosec // an index
		w.edges = append(w.edges, e)
		w.use(e.A, e.Owner)
		w.use(e.B, e.Owner)
		w.length[e.Owner] += geo.FrameAt(e.A).Distance(e.A, e.B)
		if int(e.Owner) < len(c.set.Cells) {
			near[int(e.Owner)] = true
		}
	}
	w.cells = slices.Sorted(maps.Keys(near))
	boxes := make([]geo.Rect, len(w.edges))
	for i, e := range w.edges {
		boxes[i] = geo.Rect{Min: e.A, Max: e.A}
	}
	w.points.BuildSorted(boxes)
	return w
}

func (w *web) use(p geo.Point, owner int32) {
	if !slices.Contains(w.users[p], owner) {
		w.users[p] = append(w.users[p], owner)
	}
}

// candidates gives the edges that their home leaves over. Where a parent's border is cut at the vertices of its cells it may
// match them after all.
func (w *web) candidates() (out []webEdge) {
	r := round{Checker: w.Checker}
	wanted := map[span]bool{}
	w.left.each(func(key span, _ int32) {
		key.group = 0
		wanted[key] = true
	})
	leftOver := func(e arrangement.Edge, group int32) bool {
		key, _ := spanOf(e.A, e.B, group)
		return w.left.net(key) != 0
	}
	corners := map[geo.Point][]int32{}
	for _, e := range r.edgesOfCells(wanted) {
		if group := w.home[e.Owner]; leftOver(e, group) {
			corners[e.A], corners[e.B] = append(corners[e.A], e.Owner), append(corners[e.B], e.Owner)
			out = append(out, webEdge{e, group, spanKey(e)})
		}
	}
	var cuts []geo.Point
	for _, p := range slices.SortedFunc(maps.Keys(corners), geo.Point.Compare) {
		if !w.passedBy(p, corners[p]) {
			cuts = append(cuts, p)
		}
	}
	pixels := arrangement.NewPixels(cuts)
	for _, e := range r.edgesOfParents(wanted) {
		group := e.Owner - int32(len(w.set.Cells)) //nolint:gosec // a count
		if !leftOver(e, group) {
			continue
		}
		for _, piece := range pixels.Cut(e, nil) {
			out = append(out, webEdge{piece, group, spanKey(e)})
		}
	}
	return out
}

// passedBy reports whether a vertex that one cell has by itself lies on an edge of another cell, which may be of another
// home. To cut the parents there would hide that.
func (w *web) passedBy(p geo.Point, owners []int32) bool {
	if slices.ContainsFunc(owners, func(o int32) bool { return o != owners[0] }) {
		return false
	}
	for _, i := range w.near(geo.Rect{Min: p, Max: p}.Grow(1)) {
		if i == int(owners[0]) {
			continue
		}
		has, passes := false, false
		w.set.Cells[i].Shape.Edges(func(a, b geo.Point) {
			has = has || a == p
			passes = passes || geo.InPixel(p, a, b)
		})
		if passes && !has {
			return true
		}
	}
	return false
}

// unmatched reports whether an edge of a group is left over.
func (w *web) unmatched(a, b geo.Point, group int32) bool {
	if a == b {
		return false
	}
	key, _ := spanOf(a, b, group)
	return w.open.net(key) != 0
}

// run is a part of a cell's ring that nothing matches: edges first … first+len(points)−2, from one shared vertex to another.
type run struct {
	cell, part, ring, first int
	points                  []geo.Point
	whole                   bool // the whole ring; its first point is repeated at the end
	passes                  bool // passes the ring's beginning, or ends there
}

// newRun gives a run of a ring of n points.
func newRun(of run, n, first int, points []geo.Point) run {
	of.first, of.points = first%n, points
	of.passes = of.first+len(points)-1 >= n
	return of
}

// replace gives the ring with the run's inner points replaced by those of a course between the same ends. The ring had n
// points when the run was found; what changed since lies before a run that passes the beginning, and behind any other.
func (r run) replace(ring geo.Ring, n int, course []geo.Point) geo.Ring {
	course = course[:len(course)-1]
	end := r.first + len(r.points) - 1
	switch {
	case r.whole:
		return slices.Clone(geo.Ring(course))
	case r.passes:
		return slices.Concat(ring[end-n:r.first+len(ring)-n], course)
	default:
		return slices.Concat(ring[:r.first], course, ring[end:])
	}
}

// runsOf gives the longest unmatched runs of a cell.
func (w *web) runsOf(cell int) (out []run) {
	for part, p := range w.set.Cells[cell].Shape {
		for ring, r := range p {
			out = append(out, w.runsOfRing(run{cell: cell, part: part, ring: ring}, r)...)
		}
	}
	return out
}

func (w *web) runsOfRing(of run, r geo.Ring) (out []run) {
	n, group := len(r), w.home[of.cell]
	bare := make([]bool, n)
	begin := -1
	for i, a := range r {
		bare[i] = w.unmatched(a, r[(i+1)%n], group)
		if !bare[i] {
			begin = i
		}
	}
	if begin < 0 {
		of.whole, of.points = true, append(slices.Clone(r), r[0])
		return []run{of}
	}
	for k := 1; k <= n; k++ { // from behind a matched edge, once around
		i := (begin + k) % n
		if !bare[i] || k > 1 && bare[(i+n-1)%n] {
			continue
		}
		points := []geo.Point{r[i]}
		for j := i; bare[j]; j = (j + 1) % n {
			points = append(points, r[(j+1)%n])
		}
		out = append(out, newRun(of, n, i, points))
	}
	return out
}

// split cuts a run where others have a vertex too.
func (w *web) split(r run) (out []run) {
	n := len(w.set.Cells[r.cell].Shape[r.part][r.ring])
	from := -1
	for i, p := range r.points {
		if !w.shared(p, r.cell) {
			continue
		}
		if from >= 0 && i-from < len(r.points)-1 {
			out = append(out, newRun(run{cell: r.cell, part: r.part, ring: r.ring}, n, r.first+from, r.points[from:i+1]))
		}
		from = i
	}
	return out
}

func (w *web) shared(p geo.Point, cell int) bool {
	return slices.ContainsFunc(w.users[p], func(o int32) bool { return int(o) != cell })
}

// course is a way between two vertices along the edges of others.
type course struct {
	points []geo.Point
	owners []int32 // whose edges they are, sorted
}

// courseFor finds the way of the fewest edges that others have from the beginning of a run to its end, among vertices that
// are no farther from the run than the tolerance.
func (w *web) courseFor(r run, toleranceM float64) (course, bool) {
	frame := geo.FrameAt(r.points[0])
	near := func(p geo.Point) bool { return distanceTo(frame, p, r.points) <= toleranceM }
	if !r.whole {
		return w.walk(r.points[len(r.points)-1], r.points[0], r.cell, near)
	}
	reach := geo.Ring(r.points).Bound().Grow(int32(min(math.MaxInt32/2, toleranceM/min(frame.X, frame.Y)+1)))
	from, found := geo.Point{}, false
	w.points.Search(reach, func(i int) bool { // any vertex of the others' loop will do to begin with
		e := &w.edges[i]
		if int(e.Owner) != r.cell && e.group == w.home[r.cell] && (!found || e.A.Less(from)) && near(e.A) {
			from, found = e.A, true
		}
		return true
	})
	if !found {
		return course{}, false
	}
	return w.walk(from, from, r.cell, near)
}

// walk goes from one vertex to another along edges of others than cell, breadth first. Others' edges run against the cell's,
// so the course that is given back is the way reversed.
func (w *web) walk(from, to geo.Point, cell int, near func(geo.Point) bool) (course, bool) {
	group := w.home[cell]
	came := map[geo.Point]int32{}
	queue := []geo.Point{from}
	for len(queue) > 0 {
		p := queue[0]
		queue = queue[1:]
		for _, i := range w.starts[p] {
			e := w.edges[i]
			if _, seen := came[e.B]; seen || e.group != group || int(e.Owner) == cell || e.B != to && !near(e.B) {
				continue
			}
			came[e.B] = i
			if e.B == to {
				return w.back(came, from, to, cell), true
			}
			queue = append(queue, e.B)
		}
	}
	return course{}, false
}

// back gives the way found. A vertex at which a parent was cut for the cell's own sake is left out.
func (w *web) back(came map[geo.Point]int32, from, to geo.Point, cell int) course {
	last := w.edges[came[to]]
	c := course{points: []geo.Point{to}, owners: []int32{last.Owner}}
	for last.A != from {
		e := w.edges[came[last.A]]
		cut := e.whole == last.whole && !slices.ContainsFunc(w.users[last.A], func(o int32) bool { return o != e.Owner && int(o) != cell })
		if !cut {
			c.points = append(c.points, last.A)
		}
		if !slices.Contains(c.owners, e.Owner) {
			c.owners = append(c.owners, e.Owner)
		}
		last = e
	}
	c.points = append(c.points, from)
	slices.Sort(c.owners)
	return c
}

// distanceTo gives the metres from p to a line.
func distanceTo(frame geo.Frame, p geo.Point, line []geo.Point) float64 {
	best := math.Inf(1)
	for i := 1; i < len(line); i++ {
		best = min(best, frame.DistanceToSegment(p, line[i-1], line[i]))
	}
	return best
}

// farthest gives the metres by which a vertex of one line lies from the other line at most.
func farthest(frame geo.Frame, vertices, line []geo.Point) float64 {
	most := 0.0
	for _, p := range vertices {
		most = max(most, distanceTo(frame, p, line))
	}
	return most
}
