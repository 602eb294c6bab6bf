package web

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"strings"

	"github.com/google/uuid"

	"wangge/geo"
	"wangge/registry"
	"wangge/registry/proposing"
	"wangge/tiles"
)

// The two layers of a proposal: what their names begin with, and what they are called within their tiles.
const (
	gridsLayer = "proposal"
	facesLayer = "faces"
)

// proposalCacheBytes is what the tiles of one layer of a proposal may hold.
const proposalCacheBytes = 16 << 20

// proposalTiles finds a layer of a proposal.
func (s *Server) proposalTiles(ctx context.Context, kind, text string) (layer, error) {
	id, err := uuid.Parse(text)
	if err != nil {
		return layer{}, newProblem(http.StatusNotFound, fmt.Sprintf("%s- goes with the id of a proposal, which %q is not 方案编号有误", kind, text))
	}
	if kind == facesLayer {
		return s.kept.of(id).facesLayer.get(func() (layer, error) { return s.facesLayer(ctx, id) })
	}
	return s.kept.of(id).gridLayer.get(func() (layer, error) {
		p, err := s.proposal(ctx, id)
		if err != nil {
			return layer{}, err
		}
		return newLayer(gridsLayer, gridFeatures(p), 0, proposalCacheBytes), nil
	})
}

func gridFeatures(p proposing.Stored) []tiles.Feature {
	out := make([]tiles.Feature, len(p.Grids))
	for i, g := range p.Grids {
		out[i] = tiles.Feature{ID: uint64(i + 1), Shape: g.Shape, Properties: map[string]any{
			"number": i + 1, "name": g.Name, "community": g.Community, "kind": string(g.Kind), "people": math.Round(g.People),
			"deviation": hundredth(g.People/p.Options.Target - 1), "reason": string(g.Reason), "main": g.Main, "movedShare": hundredth(g.MovedShare),
		}}
	}
	return out
}

// hundredth keeps what a map shows, so that values repeat and tiles stay small.
func hundredth(share float64) float64 { return math.Round(100*share) / 100 }

func (s *Server) facesLayer(ctx context.Context, id uuid.UUID) (layer, error) {
	p, err := s.proposal(ctx, id)
	if err != nil {
		return layer{}, err
	}
	faces, err := s.Registry.Store.ProposalFaces(ctx, id)
	if err != nil {
		return layer{}, err
	}
	features := make([]tiles.Feature, len(faces))
	for i, f := range faces {
		features[i] = tiles.Feature{ID: uint64(i + 1), Shape: geo.MultiPolygon{f.Shape}, Properties: faceProperties(f, p.Networks)}
	}
	return newLayer(facesLayer, features, facesFrom, proposalCacheBytes), nil
}

// facesFrom is the first zoom with faces: there are dozens to a grid.
const facesFrom = 11

func faceProperties(f registry.Face, networks []string) map[string]any {
	out := map[string]any{"community": f.Community, "people": math.Round(f.People), "areaM2": math.Round(f.AreaM2), "sliver": f.Sliver}
	if f.Grid >= 0 {
		out["number"] = f.Grid + 1
	}
	for i, owners := range f.Owners {
		if len(owners) > 0 {
			out["owner."+networks[i]] = strings.Join(owners, ", ")
		}
	}
	return out
}
