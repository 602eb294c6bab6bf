package merger

import (
	"context"
	"fmt"

	"wangge/geo"
	"wangge/geo/coverage"
	"wangge/geo/overlay"
	"wangge/registry"
)

// Crosswalk tells what unified grids that are there already, such as those of a draft, are to the networks; rows number the grids from
// 1. It lays the grids over the networks as one more layer, so its shares are as exact as those of a proposal. Codes are unique within
// a network; that a network's grids overlap, lie elsewhere or have invalid rings shows in the rows and is no error.
func Crosswalk(ctx context.Context, in Input, grids []geo.MultiPolygon, o Options) ([]Row, error) {
	if len(in.Networks) == 0 {
		return nil, nil
	}
	parents := registry.Parents(in.Divisions)
	ground := overlay.Input{Parents: parents, Layers: append(layersOf(in.Networks), overlay.Layer{Name: registry.Unified, Cells: cellsOf(grids)})}
	people, t := populationOf(in, parents, o), newTally(in)
	err := overlay.Overlay(ctx, ground, func(p overlay.Part) error {
		faces := facesIn(p, in.Networks, parents, o)
		for i := range faces {
			faces[i].Grid = ownerIn(p.Faces[i].Owners[len(in.Networks)])
		}
		people.settle(p.Parent, faces)
		t.add(faces)
		if o.Faces != nil {
			return o.Faces(faces)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("crosswalk: %w", err)
	}
	return t.rows(), nil
}

func ownerIn(grids []int32) int {
	if len(grids) == 0 {
		return nobody
	}
	return int(grids[0])
}

func layersOf(networks []Network) []overlay.Layer {
	out := make([]overlay.Layer, len(networks))
	for i, n := range networks {
		out[i].Name = n.Name
		for _, g := range n.Grids {
			out[i].Cells = append(out[i].Cells, coverage.Cell{Code: g.Code, Shape: g.Shape})
		}
	}
	return out
}

func cellsOf(shapes []geo.MultiPolygon) []coverage.Cell {
	out := make([]coverage.Cell, len(shapes))
	for i, s := range shapes {
		out[i].Shape = s
	}
	return out
}

// facesIn gives the faces of a part with the codes of their owners, without people and in no grid.
func facesIn(p overlay.Part, networks []Network, parents []coverage.Cell, o Options) []Face {
	community := ""
	if p.Parent >= 0 {
		community = parents[p.Parent].Code
	}
	out := make([]Face, len(p.Faces))
	for i, f := range p.Faces {
		out[i] = Face{Shape: f.Shape, Community: community, AreaM2: f.AreaM2, Owners: make([][]string, len(networks)), Sliver: o.sliver(f), Grid: nobody}
		for n := range networks {
			for _, g := range f.Owners[n] {
				out[i].Owners[n] = append(out[i].Owners[n], networks[n].Grids[g].Code)
			}
		}
	}
	return out
}

// sliver reports whether a face is narrower than ground that anybody drew on purpose: its mean width is twice its area by its border.
func (o Options) sliver(f overlay.Face) bool {
	width := o.SliverM
	if width == 0 {
		width = 3
	}
	return 2*f.AreaM2 < width*geo.MultiPolygon{f.Shape}.BorderM()
}
