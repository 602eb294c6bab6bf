package coverage

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"wangge/geo"
	"wangge/geo/arrangement"
)

// RepairOptions tune PlanRepair. The zero value moves no border by more than half a metre and prefers no cell.
type RepairOptions struct {
	// ToleranceM is how far a border may be moved, in metres. Defaults to 0.5.
	ToleranceM float64
	// Rank says who gives way: of two cells the one of the lower rank. Nil, and equal ranks, leave it to what the borders tell.
	Rank func(cell int) int
	// SliverWidthM and Progress are as in Options.
	SliverWidthM float64
	Progress     func(done, total int)
}

// Action is what was done to a border.
type Action string

// Actions of a repair, a closed set.
const (
	Node    Action = "node"    // a vertex of the neighbours is taken in
	Snap    Action = "snap"    // vertices are moved onto those of the neighbours
	Swap    Action = "swap"    // the neighbours' course is taken
	CutBack Action = "cutBack" // ground beyond the parent is given up
	Fill    Action = "fill"    // ground along the parent is taken in
	Despike Action = "despike" // a way out and back, which encloses nothing, is left out
)

// Change is one border that was replaced by the course that others have there.
type Change struct {
	Action Action     `json:"action"`
	Cells  []string   `json:"cells"`  // who gave way
	By     []string   `json:"by"`     // whose course was taken; none where it is the parent's alone
	Parent bool       `json:"parent"` // the parent's border was taken, or a part of it
	At     [2]float64 `json:"at"`
	AreaM2 float64    `json:"areaM2"` // ground that changed hands
	// DistanceM is how far the border moved at most.
	DistanceM float64 `json:"distanceM"`
}

// Finding is a fault that is left to a person, with what could be done.
type Finding struct {
	Fault
	Proposal Proposal `json:"proposal"`
}

// Plan is what a repair would do. Nothing is changed before the caller takes Shapes.
type Plan struct {
	Cells   int       `json:"cells"`
	Changed []string  `json:"changed"` // cells with another shape than before
	Changes []Change  `json:"changes"`
	Left    []Finding `json:"left"`

	// Shapes holds the new shape of each changed cell by its index.
	Shapes map[int]geo.MultiPolygon `json:"-"`
}

// Sound reports whether no error is left.
func (p Plan) Sound() bool {
	return !slices.ContainsFunc(p.Left, func(f Finding) bool { return f.Severity == Error })
}

// repairRounds bounds how often the borders are gone through: a change may free another one beside it.
const repairRounds = 60

// PlanRepair looks for borders that differ from their neighbours' or their parent's by no more than the tolerance and gives
// one of the two courses to both. Only what is unmatched changes: a sound set comes back as it was, no vertex that all
// cells around it share moves, no cell is dropped, and the parent never gives way. What would need a larger move, and what
// only a person can decide (the same ground twice, a cell within another), is left as findings.
func PlanRepair(ctx context.Context, s Set, o RepairOptions) (Plan, error) {
	if o.ToleranceM <= 0 {
		o.ToleranceM = 0.5
	}
	if o.Rank == nil {
		o.Rank = func(int) int { return 0 }
	}
	c, err := New(ctx, s, Options{SliverWidthM: o.SliverWidthM, Progress: o.Progress})
	if err != nil {
		return Plan{}, fmt.Errorf("repair: %w", err)
	}
	m := &mender{Checker: c, RepairOptions: o, ctx: ctx, shapes: map[int]geo.MultiPolygon{}, refused: map[swapKey]bool{}}
	before, err := m.judge()
	if err != nil {
		return Plan{}, fmt.Errorf("repair: %w", err)
	}
	if before.Sound() { // without a parent it may have rims that lie side by side: they are meant so
		return m.plan(before), nil
	}
	if err := m.mend(); err != nil {
		return Plan{}, fmt.Errorf("repair: %w", err)
	}
	after, err := m.Report(ctx)
	if err != nil {
		return Plan{}, fmt.Errorf("repair: %w", err)
	}
	if after.errors() > before.errors() { // rings past help: better as they came
		m.changes, m.shapes = nil, nil
		return m.plan(before), nil
	}
	return m.plan(after), nil
}

// mender is one repair on its way.
type mender struct {
	*Checker
	RepairOptions
	ctx     context.Context // lives as long as PlanRepair
	changes []Change
	shapes  map[int]geo.MultiPolygon
	refused map[swapKey]bool // changes that made a ring invalid
	twice   map[string]bool  // cells on the same ground as others: which of them is right a person tells
}

// judge checks the set as it came: what cannot be checked cannot be mended, and is told before much is tried.
func (m *mender) judge() (Report, error) {
	report, err := m.Report(m.ctx)
	if err != nil {
		return Report{}, err
	}
	m.twice = map[string]bool{}
	for _, f := range report.Faults {
		for _, name := range f.Cells {
			m.twice[name] = m.twice[name] || f.Kind == Duplicate
		}
	}
	return report, nil
}

// insistence is how much a pass asks of the cells.
type insistence int

const (
	willing insistence = iota // those give way of whom it is clear that they should
	corners                   // and corners of which each cell around has its own are moved to where the others agree
	forced                    // and a cell gives way where the one that should cannot
)

// mend goes through all unmatched borders until nothing more can be done. It asks for more only when nothing moves any longer
// (a refusal counts, for it lets others try), and for the least again after that: a corner that is settled tells who is to
// blame for the borders that end there.
func (m *mender) mend() error {
	m.despike()
	ask := willing
	for range repairRounds {
		if m.ctx.Err() != nil {
			return m.ctx.Err()
		}
		before := len(m.changes) + len(m.refused)
		m.pass(ask)
		if len(m.changes)+len(m.refused) > before {
			ask = willing
		} else if ask++; ask > forced {
			return nil
		}
	}
	return nil
}

// pass changes what can be changed at once: no two changes touch the same edges.
func (m *mender) pass(ask insistence) {
	w := newWeb(m.Checker)
	used := map[span]bool{}
	byCell := map[int][]swap{}
	for _, cell := range w.cells {
		if m.twice[m.nameOf(cell)] {
			continue
		}
		for _, s := range m.swapsOf(w, cell, ask) {
			if s.claim(used) {
				byCell[cell] = append(byCell[cell], s)
			}
		}
	}
	for _, cell := range slices.Sorted(maps.Keys(byCell)) {
		m.apply(cell, byCell[cell])
	}
}

// swapsOf gives the changes that a cell should make.
func (m *mender) swapsOf(w *web, cell int, ask insistence) (out []swap) {
	for _, r := range w.runsOf(cell) {
		if s, ok := m.swapOf(w, r); ok {
			if m.givesWay(w, s, ask == forced) {
				out = append(out, s)
			}
			continue
		}
		if m.invalidCell(cell) {
			continue // its course between is not to be trusted
		}
		for _, part := range w.split(r) {
			if s, ok := m.swapOf(w, part); ok && m.givesWay(w, s, ask == forced) {
				out = append(out, s)
			}
		}
		if ask >= corners && len(out) == 0 {
			out = append(out, m.snaps(w, r, ask)...)
		}
	}
	return out
}

// snaps moves vertices of a run that the cell has by itself onto the nearest one that several others agree on. It is for
// corners of which each cell around has its own: no course of the others goes through there. Forced, the firmest of three
// that do not agree decides.
func (m *mender) snaps(w *web, r run, ask insistence) (out []swap) {
	n := len(m.set.Cells[r.cell].Shape[r.part][r.ring])
	frame := geo.FrameAt(r.points[0])
	for i := 1; i+1 < len(r.points); i++ {
		v := r.points[i]
		to, owners := w.agreed(v, r, frame, m.ToleranceM)
		if len(owners) < 2 && ask == forced {
			to, owners = w.firmest(v, r, frame, m.RepairOptions)
		}
		if len(owners) == 0 || w.shared(v, r.cell) {
			continue
		}
		s := swap{
			run:      newRun(run{cell: r.cell, part: r.part, ring: r.ring}, n, r.first+i-1, r.points[i-1:i+2]),
			course:   course{points: []geo.Point{r.points[i-1], to, r.points[i+1]}, owners: owners},
			distance: frame.Distance(v, to),
		}
		if !m.refused[s.key()] && m.givesWay(w, s, true) {
			out = append(out, s)
		}
	}
	return out
}

func (m *mender) invalidCell(i int) bool { return m.rings[i].bad() }

// swapOf finds the course that the others have for a run, within the tolerance.
func (m *mender) swapOf(w *web, r run) (swap, bool) {
	path, ok := w.courseFor(r, m.ToleranceM)
	if !ok {
		return swap{}, false
	}
	frame := geo.FrameAt(r.points[0])
	s := swap{run: r, course: path, distance: max(farthest(frame, r.points, path.points), farthest(frame, path.points, r.points))}
	return s, s.distance <= m.ToleranceM && !slices.Equal(r.points, path.points) && !m.refused[s.key()]
}

// apply gives a cell its new shape; where that would be no valid one, the first of the changes that by itself leaves it
// valid. The next pass finds the others again.
func (m *mender) apply(cell int, swaps []swap) {
	if m.try(cell, swaps) {
		return
	}
	for _, s := range swaps {
		if len(swaps) > 1 && m.try(cell, []swap{s}) {
			return
		}
		m.refused[s.key()] = true
	}
}

func (m *mender) try(cell int, swaps []swap) bool {
	old := m.set.Cells[cell].Shape
	shape := old.Clone()
	for _, s := range fromBehind(swaps) {
		ring := &shape[s.run.part][s.run.ring]
		*ring = s.run.replace(*ring, len(old[s.run.part][s.run.ring]), s.course.points)
		if want := s.run.ring == 0; len(*ring) < 3 || (ring.Sign() > 0) != want || ring.Sign() == 0 {
			return false
		}
	}
	if f := m.test.faults(shape); f.bad() && len(f.invalid) >= max(1, len(m.rings[cell].invalid)) {
		return false
	}
	for _, s := range swaps {
		m.changes = append(m.changes, m.changeOf(s))
	}
	m.Replace(cell, shape)
	m.shapes[cell] = shape
	return true
}

// fromBehind sorts changes of rings so that none moves what another one counts from: a run that passes the beginning of its
// ring comes last, the others from the end.
func fromBehind(swaps []swap) []swap {
	return slices.SortedFunc(slices.Values(swaps), func(a, b swap) int {
		if a.run.passes != b.run.passes {
			if a.run.passes {
				return 1
			}
			return -1
		}
		return cmp.Compare(b.run.first, a.run.first)
	})
}

// changeOf tells a swap.
func (m *mender) changeOf(s swap) Change {
	loop := slices.Clone(s.run.points)
	for i := len(s.course.points) - 2; i > 0; i-- {
		loop = append(loop, s.course.points[i])
	}
	c := Change{Cells: []string{m.nameOf(s.run.cell)}, By: []string{}, At: s.run.points[len(s.run.points)/2].Orb(), AreaM2: areaBetween(loop), DistanceM: s.distance}
	for _, o := range s.course.owners {
		if int(o) < len(m.set.Cells) {
			c.By = append(c.By, m.nameOf(int(o)))
		} else {
			c.Parent = true
		}
	}
	slices.Sort(c.By)
	c.Action = s.action(c.Parent, geo.Ring(loop).AreaM2())
	return c
}

func (m *mender) nameOf(cell int) string { return name(m.set.Cells[cell].Code, cell) }

// areaBetween gives the ground enclosed by a loop that may cross itself.
func areaBetween(loop []geo.Point) float64 {
	var edges []arrangement.Edge
	for i, a := range loop {
		if b := loop[(i+1)%len(loop)]; a != b {
			edges = append(edges, arrangement.Edge{A: a, B: b, Weight: 1})
		}
	}
	noded, err := arrangement.Node(edges)
	if err != nil {
		return 0 // a loop within the tolerance that crosses itself a million times
	}
	sum := 0.0
	for _, f := range arrange(noded, false) {
		sum += f.shape.AreaM2()
	}
	return sum
}

// plan tells what was done and what is left.
func (m *mender) plan(report Report) Plan {
	p := Plan{Cells: len(m.set.Cells), Changed: []string{}, Changes: m.changes, Left: []Finding{}, Shapes: m.shapes}
	for _, i := range slices.Sorted(maps.Keys(m.shapes)) {
		p.Changed = append(p.Changed, m.nameOf(i))
	}
	if p.Changes == nil {
		p.Changes = []Change{}
	}
	for _, f := range report.Faults {
		p.Left = append(p.Left, Finding{f, proposalFor(f)})
	}
	return p
}
