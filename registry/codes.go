package registry

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"wangge/geo"
	"wangge/gridcode"
)

// Numbered is what a numbering gives, or would give, to a draft, or in an adopted scheme to the published grids.
type Numbered struct {
	Draft     uuid.UUID // zero where the published grids were numbered
	Scheme    string
	Algorithm string
	Kept      int      // grids that had a code already
	Grids     []Grid   // of the draft, or the published ones
	Codes     []string // one for each of Grids
	Issues    []Issue  // what the ledger gains, by code
}

// PreviewCodes tells which codes AssignCodes would issue now. Nothing is written.
func (r Registry) PreviewCodes(ctx context.Context, d Draft) (Numbered, error) {
	number, err := r.numbering(ctx, d.County, gridcode.CN15.Name)
	if err != nil {
		return Numbered{}, err
	}
	return r.preview(ctx, d, number)
}

// AssignCodes issues the codes that the draft's grids lack and writes them to the ledger, for ever.
func (r Registry) AssignCodes(ctx context.Context, d Draft, actor Actor) ([]Issue, error) {
	number, err := r.numbering(ctx, d.County, gridcode.CN15.Name)
	if err != nil {
		return nil, err
	}
	return r.Store.AssignCodes(ctx, d.ID, gridcode.CN15.Name, actor, number.number)
}

// PreviewScheme tells which codes of an adopted scheme NumberScheme would issue now. Nothing is written.
func (r Registry) PreviewScheme(ctx context.Context, county, scheme string) (Numbered, error) {
	number, err := r.adoptedNumbering(ctx, county, scheme)
	if err != nil {
		return Numbered{}, err
	}
	live, err := r.Store.Grids(ctx, county)
	if err != nil {
		return Numbered{}, err
	}
	return r.preview(ctx, Draft{County: county, Grids: live}, number)
}

// NumberScheme gives the published grids of a county the codes of an adopted scheme that they lack, for ever.
func (r Registry) NumberScheme(ctx context.Context, county, scheme string, actor Actor) ([]Issue, error) {
	number, err := r.adoptedNumbering(ctx, county, scheme)
	if err != nil {
		return nil, err
	}
	return r.Store.NumberLive(ctx, county, scheme, actor, number.number)
}

func (r Registry) adoptedNumbering(ctx context.Context, county, scheme string) (numbering, error) {
	n, err := r.numbering(ctx, county, scheme)
	if err == nil && n.scheme.Own() {
		err = fmt.Errorf("%w: codes of %s are issued to a draft, before it is published", ErrInvalid, scheme)
	}
	return n, err
}

// preview decides as the store lets it be decided, on what is there now.
func (r Registry) preview(ctx context.Context, d Draft, n numbering) (Numbered, error) {
	scheme := n.scheme.Name
	issued, err := r.Store.Issued(ctx, d.County, scheme)
	if err != nil {
		return Numbered{}, err
	}
	reserves, err := r.Store.Reserves(ctx, d.County)
	if err != nil {
		return Numbered{}, err
	}
	issues, codes, err := n.number(d, Ledger{Issued: issued, Reserves: reserves})
	if err != nil {
		return Numbered{}, fmt.Errorf("number grids: %w", err)
	}
	return Numbered{
		Draft: d.ID, Scheme: scheme, Algorithm: gridcode.Algorithm,
		Kept: len(d.Grids) - len(issues), Grids: d.Grids, Codes: codes, Issues: issues,
	}, nil
}

// numbering decides the codes of a county's grids in one scheme. It knows the division table, so that no community is ever
// invented.
type numbering struct {
	scheme Scheme
	table  divisionTable
}

func (r Registry) numbering(ctx context.Context, county, scheme string) (numbering, error) {
	s, err := r.Scheme(ctx, county, scheme)
	if err != nil {
		return numbering{}, err
	}
	divisions, err := r.Store.Divisions(ctx, county)
	return numbering{scheme: s, table: tableOf(divisions)}, err
}

// PlaceOf gives the numbering what it looks at in a grid.
func PlaceOf(key int, shape geo.MultiPolygon) gridcode.Place {
	box, at := shape.Bound(), shape.Inner()
	return gridcode.Place{Key: key, X: at.X, Y: at.Y, MinY: box.Min.Y, MaxY: box.Max.Y}
}

// number appends codes community by community, after everything ever issued there. It is a Numbering. Its error names every
// community that cannot be numbered.
func (n numbering) number(d Draft, l Ledger) (issues []Issue, codes []string, err error) {
	if len(d.Grids) == 0 && !n.scheme.Own() {
		return nil, nil, fmt.Errorf("%w: county %s has published no grids yet 尚无已发布的网格", ErrNotFound, d.County)
	}
	used := map[string][]int{}
	for _, i := range l.Issued {
		used[i.Community] = append(used[i.Community], i.Sequence)
	}
	codes = n.kept(d.Grids, l.Issued)
	places := missing(d.Grids, codes)
	batch := Issue{Scheme: n.scheme.Name, Batch: uuid.New(), Algorithm: gridcode.Algorithm, IssuedAt: time.Now().UTC()}
	var failed []error
	for _, community := range slices.Sorted(maps.Keys(places)) {
		numbered, err := n.community(community, places[community], used[community], l.Reserves)
		if err != nil {
			failed = append(failed, err)
		}
		for i, c := range numbered {
			key := places[community][i].Key
			codes[key] = c.String()
			issues = append(issues, n.issue(batch, c, d.Grids[key]))
		}
	}
	if failed != nil {
		return nil, nil, fmt.Errorf("%w: %w", ErrInvalid, errors.Join(failed...))
	}
	slices.SortFunc(issues, func(a, b Issue) int { return strings.Compare(a.Code, b.Code) })
	return issues, codes, nil
}

// missing gives the places of the grids without a code, by community.
func missing(grids []Grid, codes []string) map[string][]gridcode.Place {
	places := map[string][]gridcode.Place{}
	for i, g := range grids {
		if codes[i] == "" {
			p := PlaceOf(i, g.Shape)
			p.Kind = string(g.Kind)
			places[g.Community] = append(places[g.Community], p)
		}
	}
	return places
}

// issue is the ledger's row of a grid's new code.
func (n numbering) issue(batch Issue, c gridcode.Code, g Grid) Issue {
	batch.Code, batch.Community, batch.Sequence = c.String(), g.Community, c.Sequence()
	if !n.scheme.Own() {
		batch.Grid = g.Code
	}
	return batch
}

// kept gives the codes that the grids have already.
func (n numbering) kept(grids []Grid, issued []Issue) []string {
	named := map[string]string{}
	for _, i := range issued {
		named[i.Grid] = i.Code
	}
	codes := make([]string, len(grids))
	for i, g := range grids {
		if codes[i] = g.Code; !n.scheme.Own() {
			codes[i] = named[g.Code]
		}
	}
	return codes
}

// community numbers the grids of one community.
func (n numbering) community(community string, places []gridcode.Place, used []int, reserves []Reserve) ([]gridcode.Code, error) {
	prefix, err := n.scheme.Prefix(community)
	if err != nil {
		return nil, err
	}
	codes, err := n.scheme.Number(n.table, prefix, places, used, reservedIn(community, n.scheme.Name, reserves)...)
	if errors.Is(err, gridcode.ErrFull) {
		err = fmt.Errorf("%w 社区 %s 的顺序号不足：拆分社区，或撤销预留号段", err, community)
	}
	return codes, err
}

// Covers reports whether the ledger knows of a code, as i, all that a file says of it.
func (i Issue) Covers(brought Issue) bool { return brought.Grid == "" || brought.Grid == i.Grid }
