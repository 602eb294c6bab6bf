package merger

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"wangge/geo"
	"wangge/registry"
)

// Accept publishes an open draft, whatever way it came, with the crosswalk of all legacy networks of its county; grids that have no code
// yet get theirs. Codes, revision, lineage and crosswalk are one transaction. Errors are those of registry.Registry.Accept.
func Accept(ctx context.Context, r registry.Registry, draft uuid.UUID, actor registry.Actor) (registry.Publication, error) {
	d, err := r.Store.Draft(ctx, draft)
	if err != nil {
		return registry.Publication{}, err
	}
	ground, err := r.Store.MergedGround(ctx, d.County) // before what it marks is read: what is imported in between is a conflict then
	if err != nil {
		return registry.Publication{}, err
	}
	in, err := FromStore(ctx, r.Store, d.County, nil)
	if err != nil {
		return registry.Publication{}, err
	}
	o, err := baseOf(ctx, r.Store, d)
	if err != nil {
		return registry.Publication{}, err
	}
	shapes := make([]geo.MultiPolygon, len(d.Grids))
	for i, g := range d.Grids {
		shapes[i] = g.Shape
	}
	rows, err := Crosswalk(ctx, in, shapes, o)
	if err != nil {
		return registry.Publication{}, fmt.Errorf("accept: %w", err)
	}
	return r.Accept(ctx, d, rows, ground, actor)
}

// baseOf gives the base network of the proposal that a draft was made of, by whose people shares are counted where there are no buildings.
func baseOf(ctx context.Context, store registry.Store, d registry.Draft) (o Options, err error) {
	if d.Proposal == uuid.Nil {
		return o, nil
	}
	p, err := store.Proposal(ctx, d.Proposal)
	o.Base = p.Base
	return o, err
}
