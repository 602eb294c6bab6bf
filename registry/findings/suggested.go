package findings

import (
	"cmp"
	"fmt"
	"slices"

	"wangge/registry"
)

// suggested finds codes of the draft that would be on mostly other ground than now, or end though their grid is there still.
func (v View) suggested() (out []Finding) {
	if v.Draft == nil {
		return nil
	}
	for _, s := range registry.ReviewOf(v.live(), numbered(v.Draft.Grids), v.Buildings, cmp.Or(v.Threshold, registry.DefaultThreshold)).Suggested {
		f := Finding{Kind: Kind(s.Kind), Where: []string{registry.Unified}, Codes: []string{s.Code}, Text: Words(s.Text()), Remedy: Words(s.Remedy())}
		for _, o := range s.Others {
			if o.Code[0] != '#' {
				f.Codes = append(f.Codes, o.Code)
			}
		}
		out = append(out, f)
	}
	return out
}

// numbered calls the grids that have no code yet by their numbers in the draft, as its commands do.
func numbered(grids []registry.Grid) []registry.Grid {
	out := slices.Clone(grids)
	for i := range out {
		if out[i].Code == "" {
			out[i].Code = fmt.Sprint("#", i+1)
		}
	}
	return out
}
