package proposing

import (
	"context"
	"encoding/json"

	"wangge/registry"
	"wangge/registry/merger"
)

// keep stores what was found.
func (q *Request) keep(ctx context.Context, store registry.Store, found merger.Proposal, faces []merger.Face) (registry.Proposal, error) {
	p := registry.Proposal{
		ID: q.ID, County: q.County, Name: q.Name, Base: q.Base, Networks: q.Networks, Cancelled: found.Cancelled, Actor: q.Actor, Grids: found.Grids,
	}
	var err error
	if p.Options, err = json.Marshal(q.Options); err != nil {
		return registry.Proposal{}, err
	}
	if p.Report, err = json.Marshal(found.Report); err != nil {
		return registry.Proposal{}, err
	}
	p, err = store.PutProposal(ctx, p, found.Crosswalk, faces)
	p.Grids = nil
	return p, err
}
