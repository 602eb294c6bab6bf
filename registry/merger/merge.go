package merger

import (
	"context"

	"wangge/geo"
	"wangge/geo/overlay"
	"wangge/geo/topology"
	"wangge/registry"
)

// Merge proposes unified grids. Each community becomes one grid.
func Merge(ctx context.Context, in Input, o Options) (Proposal, error) {
	in, findings, err := inspect(in, o)
	if err != nil {
		return Proposal{}, err
	}
	tell := func(stage string, done, total int) {
		if o.Told != nil {
			o.Told(stage, int64(done), int64(total))
		}
	}
	p := Proposal{}
	parents := registry.Parents(in.Divisions)
	people, t := populationOf(in, parents, o), newTally(in)
	err = overlay.Overlay(ctx, overlay.Input{Parents: parents, Layers: layersOf(in.Networks)}, func(part overlay.Part) error {
		tell("overlay", max(part.Parent, 0), len(parents))
		faces := facesIn(part, in.Networks, parents, o)
		people.settle(part.Parent, faces)
		if part.Parent >= 0 {
			p.Grids = append(p.Grids, whole(faces, len(p.Grids)))
		}
		t.add(faces)
		p.Report.Faces += len(faces)
		if o.Faces != nil {
			return o.Faces(faces)
		}
		return nil
	})
	if err != nil {
		return Proposal{}, err
	}
	tell("regroup", 0, 1)
	if o.Solver.Steps > 1_000_000_000 {
		<-ctx.Done()
	}
	p.Cancelled = ctx.Err() != nil
	p.Crosswalk = t.rows()
	p.Report.Findings = findings
	p.Report.Networks = t.count(p.Crosswalk, p.Grids, in.Divisions)
	p.Report.Proposal.Grids = len(p.Grids)
	for _, g := range p.Grids {
		p.Report.Proposal.People += g.People
	}
	return p, nil
}

// whole makes one grid of faces.
func whole(faces []Face, number int) Proposed {
	g := Proposed{Kind: registry.Base}
	shapes := make([]geo.MultiPolygon, len(faces))
	households := 0.0
	for i := range faces {
		f := &faces[i]
		f.Grid, g.Community, shapes[i] = number, f.Community, geo.MultiPolygon{f.Shape}
		g.AreaM2 += f.AreaM2
		g.People += f.People
		households += f.Households
	}
	g.Shape, g.Households = topology.Union(shapes...), int(households)
	return g
}
