package web

import (
	"context"
	"errors"
	"slices"

	"github.com/google/uuid"

	"wangge/registry"
	"wangge/registry/findings"
)

type findingsInput struct {
	County    string  `query:"county" maxLength:"6" doc:"the only one there is by default"`
	Threshold float64 `query:"threshold" default:"0.5" exclusiveMinimum:"0" maximum:"1" doc:"share of a grid's ground or people beyond which the open draft's grid of the same code looks like another one"`
}

// listFindings gives all of them: they are few, and a planner wants to see that there are no more.
func (s *Server) listFindings(ctx context.Context, in *findingsInput) (page[findings.Finding], error) {
	out := page[findings.Finding]{Items: []findings.Finding{}}
	snap, err := s.loaded()
	if err != nil {
		return out, err
	}
	v := findings.View{Snapshot: snap, Threshold: in.Threshold}
	if v.County, err = s.county(ctx, in.County); err != nil {
		return out, err
	}
	if v.Reserves, err = s.Registry.Store.Reserves(ctx, v.County); err != nil {
		return out, err
	}
	if v.Draft, err = s.openDraft(ctx, v.County); err != nil {
		return out, err
	}
	if v.Draft != nil {
		if v.Buildings, err = s.Registry.Store.Buildings(ctx, v.County); err != nil {
			return out, err
		}
	}
	out.Items = append(out.Items, findings.Of(v)...)
	return out, nil
}

// openDraft gives the county's newest open draft, nil where there is none.
func (s *Server) openDraft(ctx context.Context, county string) (*registry.Draft, error) {
	drafts, err := s.Registry.Store.Drafts(ctx, county)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(drafts, func(d registry.Draft) bool { return d.State == registry.Open })
	if i < 0 {
		return nil, nil //nolint:nilnil // no draft is no error
	}
	d, err := s.Registry.Store.Draft(ctx, drafts[i].ID)
	return &d, err
}

// county gives the code of the county meant; where there are several, it has to be named.
func (s *Server) county(ctx context.Context, code string) (string, error) {
	c, err := s.Registry.TheCounty(ctx, code)
	if errors.Is(err, registry.ErrInvalid) {
		return "", wrong(Invalid{Location: "query.county", Message: "there are several counties: name one 有多个县，请指定"})
	}
	return c.Code, err
}

// draft gives the draft meant, of the county meant.
func (s *Server) draft(ctx context.Context, county string, id uuid.UUID) (registry.Draft, error) {
	c, err := s.county(ctx, county)
	if err != nil {
		return registry.Draft{}, err
	}
	return s.Registry.TheDraft(ctx, c, id)
}
