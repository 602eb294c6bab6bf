package merger

import (
	"context"

	"wangge/geo"
	"wangge/registry"
)

// Live tells what the live unified grids of a county are to its legacy networks as they are now, with the faces that it was told by. It is
// the crosswalk that the county was published with for as long as neither changes.
func Live(ctx context.Context, store registry.Store, county string) (p Proposal, faces []Face, err error) {
	in, err := FromStore(ctx, store, county, nil)
	if err != nil {
		return p, nil, err
	}
	grids, err := store.Grids(ctx, county)
	if err != nil {
		return p, nil, err
	}
	shapes := make([]geo.MultiPolygon, len(grids))
	for i, g := range grids {
		shapes[i] = g.Shape
		p.Grids = append(p.Grids, Proposed{Code: g.Code, Community: g.Community, Name: g.Name, Kind: g.Kind, Shape: g.Shape, AreaM2: g.AreaM2})
	}
	p.Crosswalk, err = Crosswalk(ctx, in, shapes, Options{Faces: func(part []Face) error { faces = append(faces, part...); return nil }})
	for i := range p.Crosswalk {
		if r := &p.Crosswalk[i]; r.Number > 0 {
			r.Code = p.Grids[r.Number-1].Code
		}
	}
	for _, n := range in.Networks {
		p.Report.Networks = append(p.Report.Networks, NetworkReport{Name: n.Name})
	}
	return p, faces, err
}
