package intake

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"wangge/geo"
	"wangge/geo/datum"
	"wangge/geo/vector"
	"wangge/registry"
	"wangge/registry/merger"
)

// MergeRequest asks for what a merger takes, out of files alone; no store is needed. Files of divisions, streets and buildings may be none.
type MergeRequest struct {
	Networks                      []NetworkFiles
	Divisions, Streets, Buildings []string
	// Read holds encoding and limits of all files. Their datum is the caller's word, else their own, else WGS 84 for a GeoJSON (RFC 7946).
	Read     vector.Options
	Progress func(stage string, done, total int64) // may be nil
}

// NetworkFiles are the files of one network.
type NetworkFiles struct {
	Name   string
	Files  []string
	Datum  datum.Datum       // the caller's word; empty takes the files' own
	Fields map[string]string // field → property; what is not named is guessed
}

// MergeInput reads the files. Networks keep their order, and the features of a code may be several. The notes say what was assumed and
// guessed. Rows that cannot be taken are an error that holds vector.RowErrors, complete.
func MergeInput(ctx context.Context, q MergeRequest) (merger.Input, []string, error) {
	m := mergeReader{MergeRequest: q, ctx: ctx}
	in, err := m.input()
	if err == nil && len(m.problems.rows) > 0 {
		err = fmt.Errorf("%w: %w", registry.ErrInvalid, m.problems.rows)
	}
	return in, m.notes, err
}

type mergeReader struct {
	MergeRequest
	ctx      context.Context // lives as long as MergeInput
	problems problems
	notes    []string
}

func (m *mergeReader) input() (in merger.Input, err error) {
	for _, n := range m.Networks {
		records, err := m.records(n.Name, n.Files, n.Datum, networkFields, n.Fields)
		if err != nil {
			return in, fmt.Errorf("network %s 网络: %w", n.Name, err)
		}
		in.Networks = append(in.Networks, merger.Network{Name: n.Name, Grids: m.grids(n.Name, records)})
	}
	divisions, err := m.records("divisions", m.Divisions, "", divisionFields, nil)
	if err != nil {
		return in, fmt.Errorf("divisions 区划: %w", err)
	}
	in.County, in.Divisions = m.divisions(divisions)
	streets, err := m.records("streets", m.Streets, "", streetFields, nil)
	if err != nil {
		return in, fmt.Errorf("streets 街道: %w", err)
	}
	in.Streets = streetRows(streets, &m.problems)
	buildings, err := m.records("buildings", m.Buildings, "", buildingFields, nil)
	if err != nil {
		return in, fmt.Errorf("buildings 建筑: %w", err)
	}
	in.Buildings = buildingRows(buildings, &m.problems)
	return in, nil
}

// networkFields are those of a legacy network, with what a merger wants to know besides.
var networkFields = append(slices.Clone(legacyFields),
	field{name: "population", aliases: peopleAliases}, field{name: "kind", aliases: []string{"类型", "网格类型"}})

// records reads files of one kind and finds their fields; what is true of all of them is noted once.
func (m *mergeReader) records(name string, files []string, d datum.Datum, fields []field, given map[string]string) (all []record, err error) {
	var sources []source
	told := notes{}
	for _, path := range files {
		layers, err := m.read(path, d)
		if err != nil {
			return nil, err
		}
		for _, l := range layers {
			told.all++
			sources = append(sources, l.source)
			for _, n := range l.notes {
				told.add(l.name, n)
			}
		}
	}
	for _, s := range sources {
		own := slices.Clone(fields)
		if s.named() && given["code"] == "" {
			own[0].required = false // ids of its features name them
		}
		records, mapping, err := s.mapped(own, given)
		if err != nil {
			return nil, err
		}
		told.add(s.name, mapping.Describe())
		all = append(all, records...)
	}
	for _, n := range told.list() {
		m.notes = append(m.notes, name+": "+n)
	}
	return all, nil
}

// noted is a source with what was said of its file.
type noted struct {
	source
	notes []string
}

// read opens a file in the caller's datum. Tables have rows without ground.
func (m *mergeReader) read(path string, d datum.Datum) (out []noted, err error) {
	o := m.Read
	o.Datum, o.RFC7946 = d, true
	if m.Progress != nil {
		o.Progress = func(done, total int64) { m.Progress("read "+filepath.Base(path), done, total) }
		o.Progress(0, 0)
	}
	if isTable(path) {
		t, err := vector.ReadTable(m.ctx, path, o)
		if err != nil {
			return nil, err
		}
		return []noted{{source: fromTable(t)}}, nil
	}
	layers, err := vector.Read(m.ctx, path, o)
	for _, l := range layers {
		out = append(out, noted{fromLayer(l), l.Notes})
	}
	return out, err
}

// grids reads a network's grids as they came. What has no code goes by its feature's id, and the code 0 is none: it goes by its number in
// the file. Grids may have no ground, and several features one code.
func (m *mergeReader) grids(network string, records []record) (out []merger.Grid) {
	p := &m.problems
	uncoded := 0
	for _, r := range records {
		code, ok := p.code(r, "code", r.id == "")
		code = cmp.Or(code, r.id)
		if ok && strings.Trim(code, "0") == "" {
			if code = fmt.Sprintf("#%d", r.row); r.file != records[0].file || r.file != records[len(records)-1].file {
				code = r.file + code
			}
			uncoded++
		}
		g := merger.Grid{Code: code, Name: r.text("name"), Group: r.text("group"), Kind: cmp.Or(kindWords[strings.ToLower(r.text("kind"))], registry.Base)}
		if r.text("population") != "" {
			people := float64(p.count(r, "population"))
			g.People = &people
		}
		if r.shape != nil {
			var err error
			if g.Shape, err = geo.FromOrb(r.shape); err != nil {
				p.add(r, "geometry", textf("几何无法读取：%v", "the geometry cannot be taken: %v", err), text("检查该要素的几何", "look at this feature's geometry"))
			}
		}
		out = append(out, g)
	}
	if uncoded > 0 {
		m.notes = append(m.notes, fmt.Sprintf("%s: %d grids have the code 0, which names nothing: they go by their number in the file, as #12 编码为 0 的 %d 个网格改用文件中的序号", network, uncoded, uncoded))
	}
	return out
}

// divisions reads a county's division table or their outlines, or both. What lies above a division may be missing.
func (m *mergeReader) divisions(records []record) (county string, out []registry.Division) {
	t := divisionTable{rows: map[string]*registry.Division{}, first: map[string]record{}, p: &m.problems}
	for _, r := range records {
		d, ok := divisionRow(r, t.p)
		if !ok {
			continue
		}
		if t.county == "" {
			t.county = d.Code[:6]
		}
		t.add(r, d)
	}
	for _, code := range slices.Sorted(maps.Keys(t.rows)) {
		out = append(out, *t.rows[code])
	}
	return t.county, out
}
