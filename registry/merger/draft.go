package merger

import (
	"context"
	"encoding/json"
	"fmt"
	"math"

	"github.com/google/uuid"

	"wangge/registry"
)

// Draft makes a stored proposal the county's open draft; undoing that opens again what was open. A grid on the same ground as a
// published one keeps its code, name, kind and body. ErrInvalid for a proposal without communities, ErrConflict where
// somebody changed the open draft or published meanwhile.
func Draft(ctx context.Context, store registry.Store, proposal uuid.UUID, actor registry.Actor) (registry.Draft, error) {
	p, err := store.Proposal(ctx, proposal)
	if err != nil {
		return registry.Draft{}, err
	}
	version, err := store.Version(ctx) // before the grids: what is published in between is a conflict then, not lost
	if err != nil {
		return registry.Draft{}, err
	}
	live, err := store.Grids(ctx, p.County)
	if err != nil {
		return registry.Draft{}, err
	}
	from, err := openDraft(ctx, store, p.County)
	if err != nil {
		return registry.Draft{}, err
	}
	grids, err := drafted(p, live)
	if err != nil {
		return registry.Draft{}, err
	}
	return store.ReviseDraft(ctx, from, registry.Draft{
		County: p.County, Base: version.Revision, Actor: actor, Change: "merge " + p.ID.String(), Proposal: p.ID, Grids: grids,
	})
}

// openDraft gives the county's open draft without its grids; the zero one where none is.
func openDraft(ctx context.Context, store registry.Store, county string) (registry.Draft, error) {
	drafts, err := store.Drafts(ctx, county)
	for _, d := range drafts {
		if d.State == registry.Open {
			return d, err
		}
	}
	return registry.Draft{}, err
}

// drafted makes grids of a draft of those that were proposed.
func drafted(p registry.Proposal, live []registry.Grid) ([]registry.Grid, error) {
	people, err := peopled(p)
	if err != nil {
		return nil, err
	}
	byGround := make(map[string]registry.Grid, len(live))
	for _, g := range live {
		byGround[g.Shape.GroundKey()] = g
	}
	out := make([]registry.Grid, len(p.Grids))
	for i, g := range p.Grids {
		if g.Community == "" {
			return nil, fmt.Errorf("%w: proposal %s was made without a division table, so that its grids lie in no community: import the divisions, and propose again 方案缺少区划，请先导入区划再生成方案",
				registry.ErrInvalid, p.ID)
		}
		out[i] = registry.Grid{
			Name: g.Name, Kind: g.Kind, Community: g.Community, Shape: g.Shape, AreaM2: g.AreaM2,
			Households: g.Households,
		}
		if people {
			out[i].Population = int(math.Round(g.People))
		}
		if was, ok := byGround[g.Shape.GroundKey()]; ok && was.Community == g.Community {
			out[i].Code, out[i].Name, out[i].Kind, out[i].Body = was.Code, was.Name, was.Kind, was.Body
		}
	}
	return out, nil
}

// peopled reports whether the people of a proposal are such: where area was balanced, they are ground.
func peopled(p registry.Proposal) (bool, error) {
	var report struct {
		AreaBalanced bool `json:"areaBalanced"`
	}
	if err := json.Unmarshal(p.Report, &report); err != nil {
		return false, fmt.Errorf("report of proposal %s: %w", p.ID, err)
	}
	return !report.AreaBalanced, nil
}
