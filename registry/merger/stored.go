package merger

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"wangge/registry"
)

// FromStore reads what a county has to merge: the legacy networks that are named, in that order, or all of them by name.
// ErrNotFound for a network that has no grids.
func FromStore(ctx context.Context, store registry.Store, county string, networks []string) (in Input, err error) {
	in.County = county
	if in.Divisions, err = store.Divisions(ctx, county); err != nil {
		return in, err
	}
	legacy, err := store.Legacy(ctx, county, "")
	if err != nil {
		return in, err
	}
	if in.Networks, err = chosen(networksOf(legacy), networks); err != nil {
		return in, fmt.Errorf("county %s: %w", county, err)
	}
	if in.Streets, err = store.Streets(ctx, county); err != nil {
		return in, err
	}
	in.Buildings, err = store.Buildings(ctx, county)
	return in, err
}

// networksOf sorts grids, which come by network, into their networks.
func networksOf(grids []registry.LegacyGrid) (out []Network) {
	for _, g := range grids {
		if n := len(out); n == 0 || out[n-1].Name != g.Network {
			out = append(out, Network{Name: g.Network})
		}
		last := &out[len(out)-1]
		last.Grids = append(last.Grids, Grid{Code: g.Code, Name: g.Name, Group: g.Group, Kind: g.Kind, Shape: g.Shape, People: peopleOf(g)})
	}
	return out
}

func peopleOf(g registry.LegacyGrid) *float64 {
	if g.Population == nil {
		return nil
	}
	people := float64(*g.Population)
	return &people
}

// chosen gives those of the networks that are named, in that order; all where none is.
func chosen(networks []Network, names []string) ([]Network, error) {
	if len(names) == 0 {
		return networks, nil
	}
	var out []Network
	for _, name := range names {
		i := slices.IndexFunc(networks, func(n Network) bool { return n.Name == name })
		if i < 0 {
			var known []string
			for _, n := range networks {
				known = append(known, n.Name)
			}
			return nil, fmt.Errorf("%w: there is no legacy network %q; there are: %s 没有该网", registry.ErrNotFound, name, strings.Join(known, ", "))
		}
		out = append(out, networks[i])
	}
	return out, nil
}
