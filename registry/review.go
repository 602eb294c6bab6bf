package registry

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// DefaultThreshold is the share of its ground or people beyond which a grid that keeps its code is suggested to be another one.
const DefaultThreshold = 0.5

// Portion is a part of a grid's ground and people.
type Portion struct{ Area, Population float64 }

func (p Portion) exceeds(threshold float64) bool { return max(p.Area, p.Population) > threshold }

// Adjustment is a grid that keeps its code on other ground than before.
type Adjustment struct {
	Code, Name string
	Lost       Portion // of what it had
	Gained     Portion // of what it has now
}

// sameAbove is the share of both grids beyond which a code that ends, and the new one on its ground, look like one grid.
const sameAbove = 0.9

// SuggestionKind is what a grid really looks like that keeps its code on mostly other ground, or loses it on mostly the same.
type SuggestionKind string

// Kinds of suggestion.
const (
	SuggestSplit SuggestionKind = "split" // most of it went to others
	SuggestMerge SuggestionKind = "merge" // most of it came from others
	SuggestMove  SuggestionKind = "move"  // both: the code would name another place
	SuggestKeep  SuggestionKind = "keep"  // it gets another code, though it is the same grid
)

// Suggestion says that a code should rather retire, since people would go on to take it for what it was; or rather not.
type Suggestion struct {
	Adjustment
	Kind   SuggestionKind
	Others []Share // who has the ground it lost or had, as shares of what it had; of a merge, whose ground it gained, as shares of what it has; most first
}

// Rename is a grid that keeps its code and ground under another name.
type Rename struct{ Code, Old, New string }

// Review is what a map would make of the codes of the one before it. Lists come by code.
type Review struct {
	Base      int // revision that it was held against
	Kept      int // grids as they were
	Renamed   []Rename
	Adjusted  []Adjustment
	Retired   []Grid
	New       []Grid
	Lineage   []Lineage
	Suggested []Suggestion
}

// Review holds a draft against the live map. Grids without a code are taken with those that AssignCodes would issue now.
func (r Registry) Review(ctx context.Context, d Draft, threshold float64) (Review, error) {
	if !(threshold > 0 && threshold <= 1) { // also false for NaN
		return Review{}, fmt.Errorf("%w: the threshold is a share, more than 0 and at most 1, not %v 阈值应大于0且不超过1", ErrInvalid, threshold)
	}
	n, err := r.PreviewCodes(ctx, d)
	if err != nil {
		return Review{}, err
	}
	live, err := r.Store.Grids(ctx, d.County)
	if err != nil {
		return Review{}, err
	}
	after := slices.Clone(d.Grids)
	for i := range after {
		after[i].Code = n.Codes[i]
	}
	if len(live) == 0 {
		return Review{Base: d.Base, New: byCode(after)}, nil
	}
	buildings, err := r.Store.Buildings(ctx, d.County)
	if err != nil {
		return Review{}, err
	}
	review := ReviewOf(live, after, buildings, threshold)
	review.Base = d.Base
	return review, nil
}

// ReviewOf holds a county's map against the one before; every grid has its code.
func ReviewOf(before, after []Grid, buildings []Building, threshold float64) Review {
	var out Review
	before, after = out.keep(before, after)
	t := transferOf(before, after, buildings, func(*transfer, int, int) bool { return true })
	out.Lineage = t.lineage()
	for i, g := range before {
		if t.ends(i) {
			out.Retired = append(out.Retired, g)
			out.Suggested = append(out.Suggested, t.keeping(i, out.Lineage)...)
			continue
		}
		a := t.adjustment(i)
		out.Adjusted = append(out.Adjusted, a)
		if kind := a.kind(threshold); kind != "" {
			out.Suggested = append(out.Suggested, Suggestion{Adjustment: a, Kind: kind, Others: t.others(i, kind)})
		}
	}
	for j, g := range after {
		if t.begins(j) {
			out.New = append(out.New, g)
		}
	}
	return out
}

// keep counts the grids that stay on their ground, and gives the others by code.
func (r *Review) keep(before, after []Grid) (otherBefore, otherAfter []Grid) {
	was, stays := map[string]Grid{}, map[string]bool{}
	for _, g := range before {
		was[g.Code] = g
	}
	for _, g := range after {
		switch old, known := was[g.Code]; {
		case !known || old.Shape.GroundKey() != g.Shape.GroundKey():
			otherAfter = append(otherAfter, g)
			continue
		case old.Name != g.Name:
			r.Renamed = append(r.Renamed, Rename{Code: g.Code, Old: old.Name, New: g.Name})
		default:
			r.Kept++
		}
		stays[g.Code] = true
	}
	for _, g := range before {
		if !stays[g.Code] {
			otherBefore = append(otherBefore, g)
		}
	}
	slices.SortFunc(r.Renamed, func(a, b Rename) int { return cmp.Compare(a.Code, b.Code) })
	return byCode(otherBefore), byCode(otherAfter)
}

func byCode(grids []Grid) []Grid {
	slices.SortFunc(grids, func(a, b Grid) int { return cmp.Compare(a.Code, b.Code) })
	return grids
}

// adjustment tells how much of the ith grid, which keeps its code, is not what it was.
func (t *transfer) adjustment(i int) Adjustment {
	code := t.before.grids[i].Code
	j := t.after.byCode[code]
	stayed := passage{from: i, to: j}
	for _, p := range t.passages {
		if p.from == i && p.to == j {
			stayed = p
		}
	}
	return Adjustment{
		Code: code, Name: t.after.grids[j].Name,
		Lost: stayed.portion(t.before.total(i)).rest(), Gained: stayed.portion(t.after.total(j)).rest(),
	}
}

func (p passage) portion(t total) (out Portion) {
	out.Area, out.Population = p.shareOf(t)
	return out
}

func (p Portion) rest() Portion { return Portion{Area: 1 - p.Area, Population: 1 - p.Population} }

func (a Adjustment) kind(threshold float64) SuggestionKind {
	switch lost, gained := a.Lost.exceeds(threshold), a.Gained.exceeds(threshold); {
	case lost && gained:
		return SuggestMove
	case lost:
		return SuggestSplit
	case gained:
		return SuggestMerge
	default:
		return ""
	}
}

// others gives the grids that have what the ith grid lost, or whose ground it gained.
func (t *transfer) others(i int, kind SuggestionKind) (out []Share) {
	j := t.after.byCode[t.before.grids[i].Code]
	for _, p := range t.passages {
		switch {
		case kind == SuggestMerge && p.to == j && p.from != i && p.from != nobody:
			out = append(out, shareFor(t.before.grids[p.from], p.portion(t.after.total(j))))
		case kind != SuggestMerge && p.from == i && p.to != j && p.to != nobody:
			out = append(out, shareFor(t.after.grids[p.to], p.portion(t.before.total(i))))
		}
	}
	slices.SortStableFunc(out, func(a, b Share) int { return cmp.Compare(b.Area, a.Area) })
	return out
}

// keeping suggests that the ith grid, which ends, keeps its code, where a new grid is just what it was.
func (t *transfer) keeping(i int, lineage []Lineage) []Suggestion {
	g := t.before.grids[i]
	for _, l := range lineage {
		j, is := t.after.byCode[l.Successor]
		if l.Predecessor != g.Code || !is || !t.begins(j) || l.AreaShare <= sameAbove || l.SuccessorAreaShare <= sameAbove {
			continue
		}
		went, came := Portion{l.AreaShare, l.PopulationShare}, Portion{l.SuccessorAreaShare, l.SuccessorPopulationShare}
		return []Suggestion{{
			Adjustment: Adjustment{Code: g.Code, Name: g.Name, Lost: went.rest(), Gained: came.rest()},
			Kind:       SuggestKeep, Others: []Share{shareFor(t.after.grids[j], went)},
		}}
	}
	return nil
}

func shareFor(g Grid, p Portion) Share {
	return Share{Code: g.Code, Name: g.Name, Area: p.Area, Population: p.Population}
}
