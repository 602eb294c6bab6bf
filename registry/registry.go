package registry

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"wangge/geo"
	"wangge/geo/coverage"
	"wangge/gridcode"
)

// Registry is the use cases over a Store. It is safe for concurrent use.
type Registry struct {
	Store Store
}

// TheCounty gives the county meant by code; an empty code means the only one there is.
func (r Registry) TheCounty(ctx context.Context, code string) (Division, error) {
	counties, err := r.Store.Counties(ctx)
	if err != nil {
		return Division{}, err
	}
	var codes []string
	for _, c := range counties {
		if c.Code == code {
			return c, nil
		}
		codes = append(codes, c.Code)
	}
	switch {
	case code != "":
		return Division{}, fmt.Errorf("%w: there is no county %s; there are: %s", ErrNotFound, code, listOr(codes, "none"))
	case len(counties) == 1:
		return counties[0], nil
	case len(counties) == 0:
		return Division{}, fmt.Errorf("%w: there is no county yet: begin with `wangge import divisions`", ErrNotFound)
	default:
		return Division{}, fmt.Errorf("%w: there are several counties, name one with --county: %s", ErrInvalid, strings.Join(codes, ", "))
	}
}

func listOr(items []string, none string) string {
	if len(items) == 0 {
		return none
	}
	return strings.Join(items, ", ")
}

// TheDraft gives the draft meant by id with its grids; uuid.Nil means the county's newest open one.
func (r Registry) TheDraft(ctx context.Context, county string, id uuid.UUID) (Draft, error) {
	if id != uuid.Nil {
		return r.Store.Draft(ctx, id)
	}
	drafts, err := r.Store.Drafts(ctx, county)
	if err != nil {
		return Draft{}, err
	}
	for _, d := range drafts {
		if d.State == Open {
			return r.Store.Draft(ctx, d.ID)
		}
	}
	divisions, err := r.Store.Divisions(ctx, county)
	if err != nil {
		return Draft{}, err
	}
	if len(divisions) < 2 {
		return Draft{}, fmt.Errorf("%w: county %s has no division table, so codes cannot be issued to its grids: import its divisions first", ErrNotFound, county)
	}
	return Draft{}, fmt.Errorf("%w: county %s has no open draft: make one with `wangge import grids --network unified`", ErrNotFound, county)
}

// FaultsError says that a map may not be published; errors.Is finds ErrInvalid in it.
type FaultsError struct {
	Report coverage.Report
}

func (e *FaultsError) Error() string {
	n, first := 0, coverage.Fault{}
	for _, f := range e.Report.Faults {
		if f.Severity == coverage.Error {
			if n == 0 {
				first = f
			}
			n++
		}
	}
	return fmt.Sprintf("%d faults stand against it, the first: %s of %s at %.7f,%.7f (see them all with `wangge check --stored`)",
		n, first.Kind, strings.Join(first.Cells, ", "), first.At[0], first.At[1])
}

// Is reports ErrInvalid.
func (e *FaultsError) Is(target error) bool { return target == ErrInvalid }

// CheckDraft checks a draft's grids against the lowest divisions whose shapes are known.
func (r Registry) CheckDraft(ctx context.Context, d Draft) (coverage.Report, error) {
	set, err := r.DraftSet(ctx, d)
	if err != nil {
		return coverage.Report{}, err
	}
	return Check(ctx, set, coverage.Options{})
}

// DraftSet gives a draft's grids and the divisions that they have to fill.
func (r Registry) DraftSet(ctx context.Context, d Draft) (coverage.Set, error) {
	divisions, err := r.Store.Divisions(ctx, d.County)
	return coverage.Set{Cells: gridCells(d.Grids), Parents: Parents(divisions)}, err
}

// CheckNetwork checks what is stored of a network.
func (r Registry) CheckNetwork(ctx context.Context, county, network string) (coverage.Report, error) {
	set, err := r.NetworkSet(ctx, county, network)
	if err != nil {
		return coverage.Report{}, err
	}
	return Check(ctx, set, coverage.Options{})
}

// NetworkSet gives what is stored of a network: the unified one with its divisions, a legacy one by itself, since
// only its owner knows what ground it means to cover.
func (r Registry) NetworkSet(ctx context.Context, county, network string) (coverage.Set, error) {
	c, err := r.TheCounty(ctx, county)
	if err != nil {
		return coverage.Set{}, err
	}
	set := coverage.Set{}
	if network == Unified {
		grids, err := r.Store.Grids(ctx, c.Code)
		if err != nil {
			return set, err
		}
		divisions, err := r.Store.Divisions(ctx, c.Code)
		if err != nil {
			return set, err
		}
		set.Cells = gridCells(grids)
		if levels := Levels(divisions); len(levels) > 0 {
			set.Parents, set.Above = levels[0], levels[1:]
		}
	} else {
		grids, err := r.Store.Legacy(ctx, c.Code, network)
		if err != nil {
			return set, err
		}
		for _, g := range grids {
			set.Cells = append(set.Cells, coverage.Cell{Code: g.Code, Shape: g.Shape})
		}
	}
	if len(set.Cells) == 0 {
		return set, fmt.Errorf("%w: county %s has no grids of network %q", ErrNotFound, c.Code, network)
	}
	return set, nil
}

// Check is coverage.Check; a set that cannot be checked is ErrInvalid.
func Check(ctx context.Context, set coverage.Set, o coverage.Options) (coverage.Report, error) {
	report, err := coverage.Check(ctx, set, o)
	if err != nil && ctx.Err() == nil {
		err = fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	return report, err
}

// gridCells names each grid by its code, or by its name or place while it has none.
func gridCells(grids []Grid) []coverage.Cell {
	cells := make([]coverage.Cell, len(grids))
	for i, g := range grids {
		name := g.Code
		if name == "" {
			name = g.Name
		}
		if name == "" {
			name = fmt.Sprint(i)
		}
		cells[i] = coverage.Cell{Code: name, Shape: g.Shape}
	}
	return cells
}

// Parents gives the lowest level of divisions of which every one has a shape, else none.
func Parents(divisions []Division) []coverage.Cell {
	if levels := Levels(divisions); len(levels) > 0 {
		return levels[0]
	}
	return nil
}

// Levels gives the levels of divisions of which every one has a shape, from below.
func Levels(divisions []Division) (out [][]coverage.Cell) {
	for _, level := range []Level{Community, Town, County} {
		var cells []coverage.Cell
		whole := true
		for _, d := range divisions {
			if d.Level != level {
				continue
			}
			whole = whole && len(d.Shape) > 0
			cells = append(cells, coverage.Cell{Code: d.Code, Shape: d.Shape})
		}
		if whole && len(cells) > 0 {
			out = append(out, cells)
		}
	}
	return out
}

// Outline gives the county's own shape, or nil.
func Outline(divisions []Division) geo.MultiPolygon {
	for _, d := range divisions {
		if d.Level == County {
			return d.Shape
		}
	}
	return nil
}

// Publication is a new revision and who became whom at it.
type Publication struct {
	Revision
	Lineage   []Lineage // as LineageOf gives it
	Issued    []Issue   // codes that were given with it, by Accept alone
	Crosswalk int       // rows of the crosswalk that it has, by Accept alone
}

// succeed is LineageOf that keeps what it told.
func (p *Publication) succeed(before, after []Grid, buildings []Building) []Lineage {
	p.Lineage = LineageOf(before, after, buildings)
	return p.Lineage
}

// Publish proves the draft and makes it the next revision. It fails with *FaultsError where the draft is not sound.
func (r Registry) Publish(ctx context.Context, d Draft, actor Actor) (p Publication, err error) {
	if d.Uncoded > 0 {
		return p, fmt.Errorf("publish: %w: %d of %d grids have no code yet: run `wangge code assign --commit` first", ErrInvalid, d.Uncoded, d.Count)
	}
	if err := r.prove(ctx, d); err != nil {
		return p, fmt.Errorf("publish: %w", err)
	}
	if p.Revision, err = r.Store.Publish(ctx, d.ID, actor, p.succeed); err != nil {
		return Publication{}, fmt.Errorf("publish: %w", err)
	}
	return p, nil
}

// Revert makes a new revision that restores for its county the state of revision n.
func (r Registry) Revert(ctx context.Context, county string, n int, actor Actor) (p Publication, err error) {
	p.Revision, err = r.Store.Revert(ctx, county, n, actor, p.succeed)
	return p, err
}

// divisionTable answers gridcode's question whether a division exists.
type divisionTable map[string]bool

// TableOf answers gridcode's question for these divisions.
func TableOf(divisions []Division) gridcode.Table { return tableOf(divisions) }

func tableOf(divisions []Division) divisionTable {
	t := divisionTable{}
	for _, d := range divisions {
		t[d.Code] = true
	}
	return t
}

// Has reports whether the table knows the division.
func (t divisionTable) Has(code string) bool { return t[code] }

var _ gridcode.Table = divisionTable(nil)
