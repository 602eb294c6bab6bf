package registry

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"wangge/geo"
	"wangge/geo/coverage"
	"wangge/geo/topology"
)

// divisions gives the divisions that are new, renamed or have other ground, from above.
//
// The ground of one that goes over as a whole is its outline; of several, their outlines united, where these fit together
// vertex by vertex. Otherwise, and where ground came or went, it is that of its parts: communities, or grids, which always fit.
func (r *recoder) divisions(ctx context.Context) (out []Division, err error) {
	shapes, crossed := map[string]geo.MultiPolygon{}, r.crossed()
	for _, code := range slices.Backward(slices.Sorted(maps.Keys(r.from))) { // communities before their town
		if len(code) == countyDigits {
			shapes[code] = r.live[code].Shape // the same ground whatever becomes of its parts
		} else if shapes[code], err = r.ground(ctx, code, crossed[code], shapes); err != nil {
			return nil, err
		}
		if d := r.division(code, shapes[code]); !alike(d, r.live[code]) {
			out = append(out, d)
		}
	}
	slices.SortFunc(out, func(a, b Division) int {
		return cmp.Or(cmp.Compare(len(a.Code), len(b.Code)), strings.Compare(a.Code, b.Code))
	})
	return out, nil
}

func (r *recoder) division(code string, shape geo.MultiPolygon) Division {
	d := Division{Code: code, Level: County, Name: r.nameOf(code), Shape: shape}
	switch len(code) {
	case townDigits:
		d.Level, d.Parent = Town, code[:countyDigits]
	case communityDigits:
		d.Level, d.Parent = Community, code[:townDigits]
	}
	return d
}

func alike(a, b Division) bool { return a.Code == b.Code && a.Name == b.Name && a.Shape.Equal(b.Shape) }

// crossed gives the divisions whose ground is not just that of the ones they come from: a community changed its town, or a
// grid its community.
func (r *recoder) crossed() map[string]bool {
	out := map[string]bool{}
	for _, d := range r.Divisions {
		if d.Level == Community {
			if is, would := r.goes(d.Code)[:townDigits], r.goes(d.Parent); is != would {
				out[is], out[would] = true, true
			}
		}
	}
	for _, g := range r.Grids {
		if is, would := r.home(g), r.goes(g.Community); is != would {
			out[is], out[would] = true, true
			if is[:townDigits] != would[:townDigits] {
				out[is[:townDigits]], out[would[:townDigits]] = true, true
			}
		}
	}
	return out
}

// ground gives the outline of a town or community; shapes has those of the communities.
func (r *recoder) ground(ctx context.Context, code string, crossed bool, shapes map[string]geo.MultiPolygon) (geo.MultiPolygon, error) {
	from := r.from[code]
	if !crossed && len(from) == 1 {
		return r.live[from[0]].Shape, nil
	}
	var whole, parts, grids []geo.MultiPolygon
	for _, c := range from {
		whole = append(whole, r.live[c].Shape)
	}
	for _, c := range slices.Sorted(maps.Keys(r.from)) {
		if len(c) > len(code) && strings.HasPrefix(c, code) {
			parts = append(parts, shapes[c])
		}
	}
	for _, g := range r.Grids {
		if strings.HasPrefix(r.home(g), code) {
			grids = append(grids, g.Shape)
		}
	}
	if crossed {
		whole = nil
	}
	for _, pieces := range [][]geo.MultiPolygon{whole, parts, grids} {
		if fit, err := fitting(ctx, pieces); err != nil || fit {
			return topology.Union(pieces...), err
		}
	}
	return nil, nil
}

// fitting reports whether there are shapes, every one of them known, and they fit together vertex by vertex.
func fitting(ctx context.Context, shapes []geo.MultiPolygon) (bool, error) {
	set := coverage.Set{Cells: make([]coverage.Cell, len(shapes))}
	for i, m := range shapes {
		if set.Cells[i].Shape = m; len(m) == 0 {
			return false, nil
		}
	}
	if len(shapes) == 0 {
		return false, nil
	}
	report, err := coverage.Check(ctx, set, coverage.Options{})
	if ctx.Err() != nil {
		return false, err
	}
	return err == nil && report.Sound(), nil
}
