package merger

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"wangge/geo/coverage"
	"wangge/geo/overlay"
	"wangge/geo/regroup"
	"wangge/registry"
)

// Merge lays the networks over each other and proposes unified grids, community by community (town by town or for the whole county, where
// the divisions know no more; for all ground that is there without any). It tells what they mean for every network, and how they are judged.
//
// Grids are made of faces. What the solver may not take apart is one lump:
//   - Footprints of buildings that a border cuts, and slivers, go to a neighbour: the one with the longest common border among those of the
//     same base grid, else among all. Their people go along.
//   - A dedicated grid of the base network is a grid as it is, in every community that has a tenth of its ground.
//   - A piece of a community apart from the rest with fewer people than half a grid counts as a neighbour of what is nearest; a grid
//     across has several parts. Larger pieces are regrouped by themselves.
//
// Where grids of the base network overlap, the smallest one counts as the base, of equal ones the first. Where neither buildings nor the
// base network tell of people, area is balanced: the target stands for the mean ground of a grid of the base network.
//
// Errors of the input wrap registry.ErrInvalid. A context that ends before the solver began ends with its error; after that it gives the
// best grids so far. The same input and options give the same proposal on every machine. All faces are held in memory.
func Merge(ctx context.Context, in Input, o Options) (Proposal, error) {
	in, found, err := inspect(in, o)
	if err != nil {
		return Proposal{}, err
	}
	m := newMerging(in, o)
	m.proposal.Report.Findings = found
	for _, step := range []func(context.Context) error{m.overlay, m.regroup, m.tell} {
		if err := step(ctx); err != nil {
			return Proposal{}, fmt.Errorf("merge: %w", err)
		}
	}
	m.proposal.Cancelled = ctx.Err() != nil
	return m.proposal, nil
}

// defaultTarget is the people of a grid.
const defaultTarget = 600

// merging is a merger in work.
type merging struct {
	in      Input
	o       Options
	parents []coverage.Cell
	base    baseGrids
	cut     []registry.Building // that a border of a network or a street may cut
	sheets  []*sheet

	communities []regroup.Community // what the solver got
	plans       []regroup.Plan      // what it gave

	proposal Proposal
}

func newMerging(in Input, o Options) *merging {
	if o.Solver.Target == 0 {
		o.Solver.Target = defaultTarget
	}
	if o.Told == nil {
		o.Told = func(string, int64, int64) {}
	}
	return &merging{in: in, o: o, parents: registry.Parents(in.Divisions), base: baseOfNetwork(in, o)}
}

// overlay makes a sheet of every part of the overlay. Buildings that may be cut are a layer of their own behind the networks.
func (m *merging) overlay(ctx context.Context) error {
	ground := overlay.Input{Parents: m.parents, Layers: layersOf(m.in.Networks)}
	if m.o.Streets {
		for _, s := range m.in.Streets {
			ground.Lines = append(ground.Lines, s.Line)
		}
	}
	m.cut = touched(m.in.Buildings, ground)
	ground.Layers = append(ground.Layers, footprints(m.cut))
	people := populationOf(m.in, m.parents, m.o)
	total := int64(len(m.parents) + 1)
	err := overlay.Overlay(ctx, ground, func(p overlay.Part) error {
		s := &sheet{part: p, faces: facesIn(p, m.in.Networks, m.parents, m.o)}
		people.settle(p.Parent, s.faces)
		s.lay(m.base, len(m.in.Networks))
		m.sheets = append(m.sheets, s)
		m.o.Told("overlay", int64(len(m.sheets)), total)
		return nil
	})
	if err != nil {
		return err
	}
	m.weigh()
	return ctx.Err()
}

// divides reports whether grids are made of a sheet: where there are divisions, not of the ground outside of them.
func (m *merging) divides(s *sheet) bool { return s.part.Parent >= 0 || len(m.parents) == 0 }

// weigh lets ground count as people where nobody is anywhere.
func (m *merging) weigh() {
	people, ground := 0.0, 0.0
	for _, s := range m.sheets {
		if m.divides(s) {
			for _, f := range s.faces {
				people += f.People
				ground += f.AreaM2
			}
		}
	}
	m.proposal.Report.FacesM2 = ground
	if people > 0 || ground == 0 {
		return
	}
	m.proposal.Report.AreaBalanced = true
	perM2 := m.o.Solver.Target * float64(len(m.base.grids)) / ground
	for _, s := range m.sheets {
		for i := range s.faces {
			s.faces[i].People = s.faces[i].AreaM2 * perM2
		}
	}
}

// regroup decides which faces are a grid.
func (m *merging) regroup(ctx context.Context) error {
	var pieces []*piece
	for _, s := range m.sheets {
		if !m.divides(s) {
			continue
		}
		s.lump(m.base)
		for _, p := range s.pieces(m.o.Solver.Target) {
			pieces = append(pieces, p)
			m.communities = append(m.communities, p.community(m.nameOf(s)))
		}
	}
	solver := m.o.Solver
	var one sync.Mutex
	solver.Told = func(done, total int64) {
		one.Lock()
		defer one.Unlock()
		m.o.Told("regroup", done, total)
	}
	var err error
	if m.plans, err = regroup.Solve(ctx, m.communities, solver); err != nil {
		return fmt.Errorf("%w: %w", registry.ErrInvalid, err)
	}
	for i, p := range pieces {
		p.settle(m.plans[i])
	}
	return nil
}

func (m *merging) nameOf(s *sheet) string {
	if s.part.Parent < 0 {
		return ""
	}
	return m.parents[s.part.Parent].Code
}

// tell numbers the grids through all sheets, and counts what came of it.
func (m *merging) tell(context.Context) error {
	p, t := &m.proposal, newTally(m.in)
	names := namesOf(m.in.Divisions)
	made, was := newFigures(m), newFigures(m)
	for _, s := range m.sheets {
		if m.divides(s) {
			first := len(p.Grids)
			p.Grids = append(p.Grids, s.grids(m.base, names, m.o.Solver.Target)...)
			for i := range s.faces {
				s.faces[i].Grid = first + int(s.label[i])
			}
			made.add(s, s.label)
			was.add(s, s.base)
		}
		for _, f := range s.faces {
			if f.Sliver {
				p.Report.Slivers++
			}
		}
		p.Report.Faces += len(s.faces)
		t.add(s.faces)
		if m.o.Faces != nil {
			if err := m.o.Faces(s.faces); err != nil {
				return err
			}
		}
	}
	made.reach(m.communities, m.plans)
	p.Crosswalk = t.rows()
	p.Report.Networks = t.count(p.Crosswalk, p.Grids, m.in.Divisions)
	p.Report.Proposal, p.Report.BaseLine = made.sum(), was.sum()
	p.Report.GroundM2 = m.groundM2()
	p.Report.Findings = append(p.Report.Findings, t.findings()...)
	if len(m.plans) > 0 && p.Report.Proposal.Reachable20 == 0 {
		p.Report.Findings = append(p.Report.Findings, said("", TargetOutOfReach, nil,
			"各社区人口均无法组成接近目标（%.0f 人）的网格，请调整目标", "no community has people for a grid near the target of %.0f: choose another target", m.o.Solver.Target))
	}
	p.Report.OutOfBand = map[regroup.Reason]int{}
	for _, g := range p.Grids {
		if g.Reason != "" {
			p.Report.OutOfBand[g.Reason]++
		}
	}
	return nil
}

// groundM2 is the ground of the divisions; without any that of the faces.
func (m *merging) groundM2() float64 {
	if len(m.parents) == 0 {
		return m.proposal.Report.FacesM2
	}
	sum := 0.0
	for _, p := range m.parents {
		sum += p.Shape.AreaM2()
	}
	return sum
}

// baseGrids is the network that moved people are counted against.
type baseGrids struct {
	network int // index
	grids   []Grid
	rank    []int // of each grid, by its ground: the smallest first
}

func baseOfNetwork(in Input, o Options) baseGrids {
	b := baseGrids{network: max(0, slices.IndexFunc(in.Networks, func(n Network) bool { return n.Name == o.Base }))}
	b.grids = in.Networks[b.network].Grids
	order, area := make([]int, len(b.grids)), make([]float64, len(b.grids))
	for i, g := range b.grids {
		order[i], area[i] = i, g.Shape.AreaM2()
	}
	slices.SortStableFunc(order, func(i, j int) int {
		switch {
		case area[i] < area[j]:
			return -1
		case area[i] > area[j]:
			return 1
		}
		return 0
	})
	b.rank = make([]int, len(order))
	for r, i := range order {
		b.rank[i] = r
	}
	return b
}

// of gives the base grid among the owners of a face; nobody where there is none.
func (b baseGrids) of(owners []int32) int32 {
	if len(owners) == 0 {
		return nobody
	}
	return slices.MinFunc(owners, func(i, j int32) int { return b.rank[i] - b.rank[j] })
}

func (b baseGrids) dedicated(i int32) bool { return i >= 0 && b.grids[i].Kind == registry.Dedicated }
