package web

import (
	"cmp"
	"context"
	"slices"

	"github.com/google/uuid"

	"wangge/gridcode"
	"wangge/registry"
	"wangge/registry/snapshot"
)

// SchemeSummary is the layout of codes, and who uses it.
type SchemeSummary struct {
	Name     string             `json:"name"`
	ZH       string             `json:"zh"`
	EN       string             `json:"en"`
	Source   string             `json:"source,omitempty" doc:"the standard that says so"`
	Digits   int                `json:"digits" doc:"of a grid's code"`
	Segments []gridcode.Segment `json:"segments" doc:"from the left"`
	Own      bool               `json:"own" doc:"a grid's key; codes of all other schemes stand beside it"`
	Issued   int                `json:"issued" doc:"codes in the ledger"`
	Adopted  []AdoptionSummary  `json:"adopted" doc:"counties that issue codes of it beside the unified ones"`
}

// AdoptionSummary is a county that issues codes of a scheme.
type AdoptionSummary struct {
	County string `json:"county"`
	Object string `json:"object,omitempty" doc:"digits of the object segment, where the scheme has one"`
}

func (s *Server) listSchemes(context.Context, *struct{}) (page[SchemeSummary], error) {
	snap, err := s.loaded()
	if err != nil {
		return page[SchemeSummary]{}, err
	}
	issued := map[string]int{}
	for _, i := range snap.Stories().Ledger() {
		issued[i.Scheme]++
	}
	out := page[SchemeSummary]{Items: []SchemeSummary{}}
	for _, x := range snap.Schemes() {
		out.Items = append(out.Items, SchemeSummary{
			Name: x.Name, ZH: x.ZH, EN: x.EN, Source: x.Source, Digits: x.Digits, Segments: x.Segments,
			Own: x == gridcode.CN15, Issued: issued[x.Name], Adopted: adopters(snap.Adoptions(), x.Name),
		})
	}
	return out, nil
}

func adopters(all []registry.Adoption, scheme string) []AdoptionSummary {
	out := []AdoptionSummary{}
	for _, a := range all {
		if a.Scheme == scheme {
			out = append(out, AdoptionSummary{a.County, a.Object})
		}
	}
	return out
}

// NumberingPreview is what a numbering would give to a draft, or in an adopted scheme to the published grids. Nothing is written.
type NumberingPreview struct {
	Draft     *uuid.UUID     `json:"draft,omitempty"`
	Scheme    string         `json:"scheme"`
	Algorithm string         `json:"algorithm"`
	Kept      int            `json:"kept" doc:"grids that have a code already"`
	New       int            `json:"new" doc:"codes that would be issued"`
	Items     []NumberedGrid `json:"items" doc:"by code"`
}

// NumberedGrid is a grid with the code that it would get.
type NumberedGrid struct {
	Code      string       `json:"code"`
	Name      string       `json:"name"`
	Community string       `json:"community"`
	Order     int          `json:"order" doc:"place in the numbering of its community, from 1; 0 where the grid keeps its code"`
	At        *snapshot.At `json:"at" doc:"a point inside: the one the numbering goes by"`
	Kept      bool         `json:"kept"`
}

type previewInput struct {
	County string    `query:"county" maxLength:"6" doc:"the only one there is by default"`
	Scheme string    `query:"scheme" maxLength:"32" doc:"number the published grids in this adopted scheme; a draft in cn15 by default"`
	Draft  uuid.UUID `query:"draft" format:"uuid" doc:"the county's newest open one by default"`
}

func (s *Server) previewCodes(ctx context.Context, in *previewInput) (NumberingPreview, error) {
	n, err := s.numbered(ctx, in)
	if err != nil {
		return NumberingPreview{}, err
	}
	out := NumberingPreview{Scheme: n.Scheme, Algorithm: n.Algorithm, Kept: n.Kept, New: len(n.Issues), Items: make([]NumberedGrid, len(n.Grids))}
	if n.Draft != uuid.Nil {
		out.Draft = &n.Draft
	}
	fresh := map[string]bool{}
	for _, i := range n.Issues {
		fresh[i.Code] = true
	}
	for i, g := range n.Grids {
		out.Items[i] = NumberedGrid{Code: n.Codes[i], Name: g.Name, Community: g.Community, At: snapshot.Place(g.Shape.Inner()), Kept: !fresh[n.Codes[i]]}
	}
	slices.SortFunc(out.Items, func(a, b NumberedGrid) int { return cmp.Compare(a.Code, b.Code) })
	given := map[string]int{}
	for i := range out.Items {
		if g := &out.Items[i]; !g.Kept {
			given[g.Community]++
			g.Order = given[g.Community]
		}
	}
	return out, nil
}

// numbered decides as `wangge code assign` does.
func (s *Server) numbered(ctx context.Context, in *previewInput) (registry.Numbered, error) {
	switch {
	case in.Scheme == "" || in.Scheme == gridcode.CN15.Name:
		d, err := s.draft(ctx, in.County, in.Draft)
		if err != nil {
			return registry.Numbered{}, err
		}
		return s.Registry.PreviewCodes(ctx, d)
	case in.Draft != uuid.Nil:
		return registry.Numbered{}, wrong(Invalid{Location: "query.draft", Message: "codes of another scheme are issued to published grids: leave it out 其他编码规则只用于已发布的网格"})
	default:
		county, err := s.county(ctx, in.County)
		if err != nil {
			return registry.Numbered{}, err
		}
		return s.Registry.PreviewScheme(ctx, county, in.Scheme)
	}
}
