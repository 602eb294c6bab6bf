package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"wangge/geo"
	"wangge/geo/coverage"
	"wangge/geo/overlay"
	"wangge/registry/snapshot"
	"wangge/tiles"
)

// networkLayer begins the names of the layers of legacy networks, and names the layer within their tiles.
const networkLayer = "network"

// networkCacheBytes is what the tiles of one network may hold.
const networkCacheBytes = 16 << 20

// networkLayers holds the layers of legacy networks that were asked for, of the newest snapshot.
type networkLayers struct {
	mu     sync.Mutex
	ground snapshot.LegacyGround
	byName map[string]layer
}

// of gives the layer of a network; false where no county has one of that name. Imports of legacy grids make all layers anew.
func (n *networkLayers) of(s *snapshot.Snapshot, name string) (layer, bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if ground := s.LegacyGround(); n.byName == nil || !ground.Same(n.ground) {
		n.ground, n.byName = ground, map[string]layer{}
	}
	l, ok := n.byName[name]
	if !ok {
		features := legacyFeatures(s, name)
		if len(features) == 0 {
			return layer{}, false
		}
		l = newLayer(networkLayer, features, 0, networkCacheBytes)
		n.byName[name] = l
	}
	return l, true
}

func legacyFeatures(s *snapshot.Snapshot, network string) (out []tiles.Feature) {
	for _, g := range s.Legacy() {
		if g.Network == network {
			out = append(out, tiles.Feature{ID: number(g.Code), Shape: drawable(g.Shape), Label: g.At(), Properties: map[string]any{
				"code": g.Code, "name": g.Name, "group": g.Group, "county": g.County,
			}})
		}
	}
	return out
}

// drawable gives the ground that a shape surrounds, where its rings cross themselves: a tile would lose the loops that are wound the
// other way. A shape that cannot be mended is drawn as it is.
func drawable(m geo.MultiPolygon) geo.MultiPolygon {
	if invalid, _ := coverage.Valid(m); len(invalid) == 0 {
		return m
	}
	var faces []overlay.Face
	err := overlay.Overlay(context.Background(), overlay.Input{Layers: []overlay.Layer{{Cells: []coverage.Cell{{Shape: m}}}}}, func(p overlay.Part) error {
		for _, f := range p.Faces {
			if len(f.Owners[0]) > 0 {
				faces = append(faces, f)
			}
		}
		return nil
	})
	if err != nil {
		return m
	}
	return overlay.Union(faces...)
}

// networkTiles finds the layer of a legacy network.
func (s *Server) networkTiles(name string) (layer, error) {
	snap, err := s.loaded()
	if err != nil {
		return layer{}, err
	}
	l, ok := s.networks.of(snap, name)
	if !ok {
		var names []string
		for _, n := range snap.Networks() {
			names = append(names, n.Name)
		}
		return layer{}, newProblem(http.StatusNotFound, fmt.Sprintf("there is no legacy network %q with grids; the networks are: %s 没有该旧网", name, strings.Join(names, ", ")))
	}
	return l, nil
}
