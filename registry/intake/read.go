package intake

import (
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"

	"wangge/geo"
	"wangge/geo/vector"
	"wangge/registry"
)

// findCounty loads the divisions of the county that is meant. Division tables and legacy networks may bring a new one.
func (r *run) findCounty() error {
	if r.What == Divisions && r.County == "" {
		return r.findOwnCounty()
	}
	c, err := r.reg.TheCounty(r.ctx, r.County)
	switch {
	case err == nil:
		r.County = c.Code
		r.divisions, err = r.reg.Store.Divisions(r.ctx, c.Code)
		return err
	case r.What == Divisions && errors.Is(err, registry.ErrNotFound):
		return newCounty(r.County)
	case r.What == Grids && r.Network != registry.Unified && errors.Is(err, registry.ErrNotFound) && r.County != "":
		return newCounty(r.County)
	default:
		return err
	}
}

// The database holds names to the same patterns.
var (
	networkName = regexp.MustCompile(`^[^\s\pC/]{1,64}$`)
	ownCode     = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z_-]{0,31}$`)
)

// newCounty takes six digits, or a name of one's own that holds letters: other digits are a slip.
func newCounty(code string) error {
	if len(code) == 6 && digits(code) || ownCode.MatchString(code) && !digits(code) {
		return nil
	}
	return fmt.Errorf("%w: there is no county %q, and a new one has 6 digits such as 990001, or a name of its own in Latin letters such as nyc 县级编码应为 6 位数字", registry.ErrInvalid, code)
}

// findOwnCounty leaves the county to what the codes of the table say; an outline without a code is that of the only county there is.
func (r *run) findOwnCounty() error {
	c, err := r.reg.TheCounty(r.ctx, "")
	switch {
	case err == nil:
		r.only = c.Code
		return nil
	case errors.Is(err, registry.ErrNotFound), errors.Is(err, registry.ErrInvalid): // none, or several
		return nil
	default:
		return err
	}
}

func (r *run) readFiles() error {
	for i, path := range r.Files {
		r.tell("read", int64(i), int64(len(r.Files)))
		if isTable(path) {
			t, err := vector.ReadTable(r.ctx, path, r.Read)
			if err != nil {
				return err
			}
			r.sources = append(r.sources, fromTable(t))
			continue
		}
		o := r.Read
		if len(r.Files) == 1 {
			o.Progress = func(done, total int64) { r.tell("read", done, total) }
		}
		layers, err := vector.Read(r.ctx, path, o)
		if err != nil {
			return err
		}
		for _, l := range layers {
			r.layers = append(r.layers, l)
			r.sources = append(r.sources, fromLayer(l))
		}
	}
	return nil
}

// plausible compares the layers with the county's outline, where it is known.
func (r *run) plausible() error {
	if len(r.layers) == 0 || r.What == Divisions {
		return nil
	}
	g := vector.Ground{County: registry.Outline(r.divisions), TrustDatum: r.TrustDatum}
	if len(g.County) == 0 {
		r.im.Notes = append(r.im.Notes, "the county's outline is not known, so the position of the layer was not checked 县界未知，未核对图层位置")
		return nil
	}
	for _, d := range r.divisions {
		if d.Level == registry.Town && len(d.Shape) > 0 {
			g.Towns = append(g.Towns, d.Shape)
		}
	}
	r.problems.county = g.County.Orb().Bound()
	return vector.Plausible(r.layers, g)
}

// notes says what was assumed and converted, once for all files of which it is true.
func (r *run) notes() []string {
	told := notes{all: len(r.layers)}
	most := 0.0
	for _, l := range r.layers {
		for _, n := range l.Notes {
			told.add(l.Name, n)
		}
		most = max(most, roundingM(l))
	}
	out := told.list()
	if len(r.layers) > 0 {
		out = append(out, fmt.Sprintf("rounded to the lattice of 1e-7 degree, no vertex moved by more than %.1f mm", most*1000))
	}
	return out
}

// roundingM tells how far rounding to the lattice moves a vertex at most, in metres.
func roundingM(l vector.Layer) float64 {
	most := 0.0
	for _, f := range l.Features {
		most = max(most, geo.RoundingM(f.Geometry))
	}
	return most
}

func (r *run) datumName() string {
	if len(r.layers) == 0 {
		return ""
	}
	return string(r.layers[0].Datum)
}

func isTable(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".csv", ".xlsx", ".txt", ".tsv":
		return true
	default:
		return false
	}
}

func baseNames(paths []string) []string {
	out := make([]string, len(paths))
	for i, p := range paths {
		out[i] = filepath.Base(p)
	}
	return out
}
