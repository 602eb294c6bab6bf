package registry

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"wangge/geo"
	"wangge/gridcode"
)

// Numbered is what a numbering gives, or would give, to a draft.
type Numbered struct {
	Draft     uuid.UUID
	Algorithm string
	Kept      int      // grids that had a code already
	Codes     []string // one for each grid of the draft, in its order
	Issues    []Issue  // what the ledger gains, by code
}

// PreviewCodes tells which codes AssignCodes would issue now. Nothing is written.
func (r Registry) PreviewCodes(ctx context.Context, d Draft) (Numbered, error) {
	issued, err := r.Store.Issued(ctx, d.County, gridcode.CN15.Name)
	if err != nil {
		return Numbered{}, err
	}
	number, err := r.numbering(ctx, d.County)
	if err != nil {
		return Numbered{}, err
	}
	issues, codes, err := number(d, issued)
	if err != nil {
		return Numbered{}, fmt.Errorf("number draft: %w", err)
	}
	return Numbered{Draft: d.ID, Algorithm: gridcode.Algorithm, Kept: d.Count - len(issues), Codes: codes, Issues: issues}, nil
}

// AssignCodes issues the codes that the draft's grids lack and writes them to the ledger, for ever.
func (r Registry) AssignCodes(ctx context.Context, d Draft, actor Actor) ([]Issue, error) {
	number, err := r.numbering(ctx, d.County)
	if err != nil {
		return nil, err
	}
	return r.Store.AssignCodes(ctx, d.ID, gridcode.CN15.Name, actor, number)
}

// numbering prepares the decision: it knows the division table, so that no community is ever invented.
func (r Registry) numbering(ctx context.Context, county string) (Numbering, error) {
	divisions, err := r.Store.Divisions(ctx, county)
	if err != nil {
		return nil, err
	}
	table := divisionTable{}
	for _, d := range divisions {
		table[d.Code] = true
	}
	return func(d Draft, issued []Issue) ([]Issue, []string, error) { return number(table, d, issued) }, nil
}

// PlaceOf gives the numbering what it looks at in a grid.
func PlaceOf(key int, shape geo.MultiPolygon) gridcode.Place {
	box, at := shape.Bound(), shape.Inner()
	return gridcode.Place{Key: key, X: at.X, Y: at.Y, MinY: box.Min.Y, MaxY: box.Max.Y}
}

// number appends codes community by community, after everything ever issued there.
func number(table divisionTable, d Draft, issued []Issue) ([]Issue, []string, error) {
	used := map[string][]int{}
	for _, i := range issued {
		used[i.Community] = append(used[i.Community], i.Sequence)
	}
	places := map[string][]gridcode.Place{}
	codes := make([]string, len(d.Grids))
	for i, g := range d.Grids {
		if codes[i] = g.Code; g.Code != "" {
			continue
		}
		places[g.Community] = append(places[g.Community], PlaceOf(i, g.Shape))
	}
	batch, now := uuid.New(), time.Now().UTC()
	var issues []Issue
	for _, community := range slices.Sorted(maps.Keys(places)) {
		numbered, err := gridcode.CN15.Number(table, community, places[community], used[community])
		if err != nil {
			return nil, nil, fmt.Errorf("%w: %w", ErrInvalid, err)
		}
		for i, c := range numbered {
			codes[places[community][i].Key] = c.String()
			issues = append(issues, Issue{
				Scheme: gridcode.CN15.Name, Code: c.String(), Community: community, Sequence: c.Sequence(),
				Batch: batch, Algorithm: gridcode.Algorithm, IssuedAt: now,
			})
		}
	}
	slices.SortFunc(issues, func(a, b Issue) int { return strings.Compare(a.Code, b.Code) })
	return issues, codes, nil
}
