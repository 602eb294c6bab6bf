package intake

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/paulmach/orb"

	"wangge/geo"
	"wangge/geo/coverage"
	"wangge/geo/vector"
	"wangge/registry"
)

// CheckRequest asks for a check of files; no store is needed.
type CheckRequest struct {
	Files []string
	// Stored is a network out of a store, to be checked instead of files.
	Stored *coverage.Set
	// Parents are files of what the cells must fill, one for each level from below: communities, towns, the county. May be none.
	Parents []string
	// Streets, Buildings and Expect are optional files.
	Streets, Buildings, Expect string
	ID                         string // property that names a cell
	SliverWidthM, AlongM       float64
	// Read holds the datum and encoding of Files, and the limits. The other files say their own datum, or share this one.
	Read     vector.Options
	Progress func(stage string, done, total int64)
}

// Check reads the files and finds the faults of their cells. The notes say what was assumed.
func Check(ctx context.Context, q CheckRequest) (coverage.Report, []string, error) {
	c := checker{CheckRequest: q, ctx: ctx}
	set, err := c.set()
	if err != nil {
		return coverage.Report{}, c.told.list(), fmt.Errorf("check: %w", err)
	}
	report, err := registry.Check(ctx, set, coverage.Options{SliverWidthM: q.SliverWidthM, AlongM: q.AlongM, Progress: q.stage("check")})
	if err != nil {
		return coverage.Report{}, c.told.list(), fmt.Errorf("check: %w", err)
	}
	return report, c.told.list(), nil
}

// stage gives what tells the progress of a stage that several goroutines work at, one after the other and never back; nil
// where nobody asks.
func (q CheckRequest) stage(name string) func(done, total int) {
	if q.Progress == nil {
		return nil
	}
	q.Progress(name, 0, 0)
	var mu sync.Mutex
	last := 0
	return func(done, total int) {
		mu.Lock()
		defer mu.Unlock()
		if done > last {
			last = done
			q.Progress(name, int64(done), int64(total))
		}
	}
}

type checker struct {
	CheckRequest
	ctx    context.Context // lives as long as Check
	told   notes
	layers []vector.Layer // of the cells, as they were read
}

func (c *checker) set() (coverage.Set, error) {
	var s coverage.Set
	var err error
	if c.Stored != nil {
		s = *c.Stored
	} else if s.Cells, err = c.cells(); err != nil {
		return s, err
	}
	for i, path := range c.Parents {
		level, err := c.parents(path)
		switch {
		case err != nil:
			return s, err
		case i == 0:
			s.Parents = level
		default:
			s.Above = append(s.Above, level)
		}
	}
	if c.Streets != "" {
		if s.Streets, err = c.streets(); err != nil {
			return s, err
		}
	}
	if c.Buildings != "" {
		if s.Buildings, err = c.buildings(); err != nil {
			return s, err
		}
	}
	if c.Expect != "" {
		if s.Expect, err = expected(c.ctx, c.Expect, c.Read); err != nil {
			return s, err
		}
	}
	return s, nil
}

// cellLayers opens a file of cells in the caller's datum.
func (c *checker) cellLayers(path string) ([]vector.Layer, error) {
	return c.read(path, c.Read)
}

// otherLayers opens a file whose own word of its datum counts first; the parameters of a datum are those of the cells'.
func (c *checker) otherLayers(path string) ([]vector.Layer, error) {
	o := c.Read
	o.Undeclared, o.Datum, o.ToWGS84 = o.Datum, "", ""
	return c.read(path, o)
}

func (c *checker) read(path string, o vector.Options) ([]vector.Layer, error) {
	o.RFC7946 = true
	if c.Progress != nil {
		o.Progress = func(done, total int64) { c.Progress("read "+filepath.Base(path), done, total) }
	}
	layers, err := vector.Read(c.ctx, path, o)
	for _, l := range layers {
		for _, n := range l.Notes {
			c.told.add(l.Name, n)
		}
	}
	return layers, err
}

func (c *checker) cells() ([]coverage.Cell, error) {
	var layers []vector.Layer
	bases := map[string]int{}
	for _, path := range c.Files {
		bases[filepath.Base(path)]++
	}
	for _, path := range c.Files {
		more, err := c.cellLayers(path)
		if err != nil {
			return nil, err
		}
		for _, l := range more {
			if base := filepath.Base(path); bases[base] > 1 { // files of one name in several folders
				l.Name = filepath.ToSlash(path) + strings.TrimPrefix(l.Name, base)
			}
			layers = append(layers, l)
		}
	}
	c.layers = layers
	var out []coverage.Cell
	found := c.ID == ""
	for _, l := range layers {
		for _, f := range l.Features {
			name := propertyText(f.Properties[c.ID])
			found = found || name != ""
			if name == "" {
				name = number(l, f, len(layers) > 1)
			}
			shape, err := geo.FromOrb(f.Geometry)
			if err != nil {
				return nil, fmt.Errorf("%w: %s, feature %d (%s): %w", registry.ErrInvalid, l.Name, f.Number, name, err)
			}
			out = append(out, coverage.Cell{Code: name, Shape: shape})
		}
	}
	switch {
	case len(out) == 0:
		return nil, fmt.Errorf("%w: the files hold no polygons", registry.ErrInvalid)
	case !found:
		return nil, fmt.Errorf("%w: no feature has a property %q (--id); there are: %s", registry.ErrInvalid, c.ID, strings.Join(layers[0].Fields, ", "))
	}
	return out, nil
}

// number names a cell that has no code: by the feature's id, else by its number, with the file's name where there are several.
func number(l vector.Layer, f vector.Feature, several bool) string {
	switch {
	case f.ID != "":
		return f.ID
	case several:
		return fmt.Sprintf("%s#%d", l.Name, f.Number)
	default:
		return fmt.Sprint(f.Number)
	}
}

func (c *checker) parents(path string) ([]coverage.Cell, error) {
	layers, err := c.otherLayers(path)
	if err != nil {
		return nil, fmt.Errorf("parent: %w", err)
	}
	var out []coverage.Cell
	for _, l := range layers {
		for _, f := range l.Features {
			shape, err := geo.FromOrb(f.Geometry)
			if err != nil {
				return nil, fmt.Errorf("parent: %w: %s, feature %d: %w", registry.ErrInvalid, l.Name, f.Number, err)
			}
			out = append(out, coverage.Cell{Code: c.parentName(l, f), Shape: shape})
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("parent: %w: %s holds no polygon", registry.ErrInvalid, filepath.Base(path))
	}
	return out, nil
}

// parentName names a parent as cells are named, or by its code.
func (c *checker) parentName(l vector.Layer, f vector.Feature) string {
	for _, property := range [2]string{c.ID, "code"} {
		if s := propertyText(f.Properties[property]); s != "" {
			return s
		}
	}
	return number(l, f, true)
}

func (c *checker) streets() ([]coverage.Street, error) {
	layers, err := c.otherLayers(c.Streets)
	if err != nil {
		return nil, fmt.Errorf("streets: %w", err)
	}
	var out []coverage.Street
	for _, l := range layers {
		for _, f := range l.Features {
			var parts []orb.LineString
			switch g := f.Geometry.(type) {
			case orb.LineString:
				parts = []orb.LineString{g}
			case orb.MultiLineString:
				parts = g
			default:
				return nil, fmt.Errorf("streets: %w: %s, feature %d is no line", registry.ErrInvalid, l.Name, f.Number)
			}
			name := featureName(f, streetFields)
			for _, part := range parts {
				line, err := geo.LineFromOrb(part)
				if err != nil {
					return nil, fmt.Errorf("streets: %w: %s, feature %d: %w", registry.ErrInvalid, l.Name, f.Number, err)
				}
				out = append(out, coverage.Street{Name: name, Line: line})
			}
		}
	}
	return out, nil
}

func (c *checker) buildings() ([]coverage.Building, error) {
	layers, err := c.otherLayers(c.Buildings)
	if err != nil {
		return nil, fmt.Errorf("buildings: %w", err)
	}
	var out []coverage.Building
	for _, l := range layers {
		for _, f := range l.Features {
			shape, err := geo.FromOrb(f.Geometry)
			if err != nil {
				return nil, fmt.Errorf("buildings: %w: %s, feature %d: %w", registry.ErrInvalid, l.Name, f.Number, err)
			}
			out = append(out, coverage.Building{Name: featureName(f, buildingFields), Shape: shape})
		}
	}
	return out, nil
}

// featureName gives the name of a street or building, or its number where it has none.
func featureName(f vector.Feature, fields []field) string {
	aliases := []string{"name"}
	for _, field := range fields {
		if field.name == "name" {
			aliases = append(aliases, field.aliases...)
		}
	}
	for _, alias := range aliases {
		if s := propertyText(f.Properties[alias]); s != "" {
			return s
		}
	}
	return fmt.Sprint(f.Number)
}

// expected reads the codes that have to be there: one to a line, or the column code of a table.
func expected(ctx context.Context, path string, o vector.Options) ([]string, error) {
	if ext := strings.ToLower(filepath.Ext(path)); ext == ".csv" || ext == ".xlsx" {
		t, err := vector.ReadTable(ctx, path, o)
		if err != nil {
			return nil, fmt.Errorf("expect: %w", err)
		}
		s := fromTable(t)
		records, _, err := s.mapped([]field{{name: "code", required: true, aliases: codeAliases}}, nil)
		if err != nil {
			return nil, fmt.Errorf("expect: %w", err)
		}
		var out []string
		for _, r := range records {
			if code := r.text("code"); code != "" {
				out = append(out, code)
			}
		}
		return out, nil
	}
	return expectedLines(path)
}

func expectedLines(path string) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("expect: %w", err)
	}
	defer f.Close() //nolint:errcheck // only read from
	var out []string
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if code := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff")); code != "" {
			out = append(out, code)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("expect %s: %w: %w", filepath.Base(path), vector.ErrUnreadable, err)
	}
	return out, nil
}
