package intake

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"wangge/geo/vector"
	"wangge/registry"
)

// Kinds of import.
const (
	Divisions = "divisions"
	Grids     = "grids"
	Officers  = "officers"
	Postings  = "postings"
	Streets   = "streets"
	Buildings = "buildings"
	Codes     = "codes"   // already in use elsewhere
	Matters   = "matters" // kinds of matter, and the networks that answer for them
)

// Kinds lists what can be imported, in the order in which a county begins.
var Kinds = [...]string{Divisions, Grids, Officers, Postings, Streets, Buildings, Codes, Matters}

// Request asks for one import. Files are taken together: all of them, or none.
type Request struct {
	ID      uuid.UUID // of the import; made where it is zero
	What    string
	County  string // empty: the only county there is, or the table's own
	Network string // of grids; empty means unified
	Scheme  string // of codes whose rows name none; empty means cn15
	Files   []string
	Fields  map[string]string // field → property or column; what is not named is guessed
	// AcceptRows stores the rows that can be taken and leaves the others out; the strict default stores nothing then.
	AcceptRows bool
	// TrustDatum takes layers that lie off the county's outline as another datum would bring them.
	TrustDatum bool
	Actor      registry.Actor

	Read vector.Options // datum, encoding and limits

	// Confirm is told the mapping of every file before it is used; an error ends the import. May be nil.
	Confirm func([]Mapping) error
	// Progress is told how far a stage came; total is 0 where it is not known. May be nil.
	Progress func(stage string, done, total int64)
}

// Outcome is what an import did.
type Outcome struct {
	Import   registry.Import
	Mappings []Mapping
	Left     vector.RowErrors // rows that AcceptRows left out
}

// Run reads, proves and stores one import, whole or not at all. Rows that cannot be taken are an
// error that holds vector.RowErrors, complete.
func Run(ctx context.Context, reg registry.Registry, q Request) (Outcome, error) {
	if !slices.Contains(Kinds[:], q.What) {
		return Outcome{}, fmt.Errorf("import: %w: %q is none of %s", registry.ErrInvalid, q.What, strings.Join(Kinds[:], ", "))
	}
	if len(q.Files) == 0 {
		return Outcome{}, fmt.Errorf("import %s: %w: no file was given", q.What, registry.ErrInvalid)
	}
	if q.Network == "" {
		q.Network = registry.Unified
	}
	if !networkName.MatchString(q.Network) {
		return Outcome{}, fmt.Errorf("import %s: %w: %q is no name for a network: use up to 64 letters and digits without blanks 网络名称无效", q.What, registry.ErrInvalid, q.Network)
	}
	if q.ID == uuid.Nil {
		q.ID = uuid.New()
	}
	r := run{Request: q, reg: reg, ctx: ctx, problems: &problems{}}
	if err := r.do(); err != nil {
		return Outcome{}, fmt.Errorf("import %s: %w", q.What, err)
	}
	return Outcome{Import: r.im, Mappings: r.mappings, Left: r.problems.rows}, nil
}

// run is one import on its way.
type run struct {
	Request
	ctx       context.Context // lives as long as Run
	reg       registry.Registry
	divisions []registry.Division // of the county, as stored
	only      string              // the only county there is, where none was named
	layers    []vector.Layer
	sources   []source
	mappings  []Mapping
	problems  *problems
	im        registry.Import
}

func (r *run) do() error {
	if err := r.findCounty(); err != nil {
		return err
	}
	if err := r.readFiles(); err != nil {
		return err
	}
	r.im = registry.Import{
		ID: r.ID, County: r.County, What: r.What, Actor: r.Actor, At: time.Now().UTC().Truncate(time.Microsecond), // as the store keeps it
		Files: baseNames(r.Files), Notes: r.notes(), Datum: r.datumName(),
	}
	if r.What == Grids {
		r.im.Network = r.Network
	}
	if err := r.plausible(); err != nil {
		return err
	}
	return r.store()
}

func (r *run) tell(stage string, done, total int64) {
	if r.Progress != nil {
		r.Progress(stage, done, total)
	}
}

// rows maps every source and gives its records.
func (r *run) rows(fields []field, wantShape bool) ([]record, error) {
	var all []record
	for _, s := range r.sources {
		if wantShape && !s.spatial {
			return nil, fmt.Errorf("%w: %s is a table without geometry; %s need a map layer (GeoJSON, Shapefile, GeoPackage, KML)", registry.ErrInvalid, s.name, r.What)
		}
		records, m, err := r.mapSource(s, fields)
		if err != nil {
			return nil, err
		}
		r.mappings = append(r.mappings, m)
		r.im.Notes = append(r.im.Notes, s.name+": "+m.Describe())
		all = append(all, records...)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%w: the files hold no rows", registry.ErrInvalid)
	}
	if r.Confirm != nil {
		if err := r.Confirm(r.mappings); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// mapSource maps one file. Grids whose features carry ids of their own need no code property,
// and the outline of a county that is named needs none either.
func (r *run) mapSource(s source, fields []field) ([]record, Mapping, error) {
	records, m, err := s.mapped(fields, r.Fields)
	if err == nil || !s.spatial {
		return records, m, err
	}
	loose := slices.Clone(fields)
	switch {
	case r.What == Grids && s.named():
		loose[0].required = false
		return s.mapped(loose, r.Fields)
	case r.What == Divisions && len(s.records) == 1 && cmp.Or(r.County, r.only) != "":
		loose[0].required = false
		records, m, err = s.mapped(loose, r.Fields)
		if err == nil {
			m.Columns["code"] = "(--county)"
			records[0].columns = m.Columns
			inner, county := records[0].value, cmp.Or(r.County, r.only)
			records[0].value = func(column string) string {
				if column == "(--county)" {
					return county
				}
				return inner(column)
			}
		}
		return records, m, err
	default:
		return records, m, err
	}
}

func (s source) named() bool {
	return len(s.records) > 0 && !slices.ContainsFunc(s.records, func(r record) bool { return r.id == "" })
}

// refused is the error of an import whose rows cannot all be taken, unless the caller accepts that.
func (r *run) refused() error {
	if len(r.problems.rows) == 0 {
		return nil
	}
	r.problems.sort(r.Files)
	if !r.AcceptRows {
		return fmt.Errorf("%w: nothing was stored: %w", registry.ErrInvalid, r.problems.rows)
	}
	r.im.Notes = append(r.im.Notes, fmt.Sprintf("%d rows were left out %d 行未导入", len(r.problems.refused), len(r.problems.refused)))
	return nil
}
