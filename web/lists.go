package web

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/google/uuid"

	"wangge/registry"
	"wangge/registry/snapshot"
)

// page is a part of a list.
type page[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty" doc:"ask on with this cursor; absent on the last page"`
}

// Paging is how long a page may be. It is exported for huma, which sees exported fields only. The cursor belongs to the list:
// it is the key of the last item of the page before, so a list goes on where it was even when its items changed meanwhile.
type Paging struct {
	Limit int `query:"limit" minimum:"1" maximum:"1000" default:"100" doc:"most items in the answer"`
}

// list gives the first items that are wanted. The items come in the order of their keys, and those up to the cursor are not wanted.
func list[T, U any](all []T, limit int, wants func(T) bool, key func(T) string, show func(T) U) page[U] {
	out := page[U]{Items: []U{}}
	last := ""
	for _, item := range all {
		if !wants(item) {
			continue
		}
		if len(out.Items) == limit {
			out.Next = last
			break
		}
		out.Items = append(out.Items, show(item))
		last = key(item)
	}
	return out
}

type searchInput struct {
	Q      string `query:"q" required:"true" maxLength:"100" doc:"code, beginning of a code, or part of a name; old codes too"`
	Limit  int    `query:"limit" minimum:"1" maximum:"1000" default:"20" doc:"most items in the answer"`
	Cursor int    `query:"cursor" minimum:"1" maximum:"1000000" doc:"next of the page before"`
}

func (s *Server) search(_ context.Context, in *searchInput) (page[snapshot.Hit], error) {
	snap, err := s.loaded()
	if err != nil {
		return page[snapshot.Hit]{}, err
	}
	out := page[snapshot.Hit]{}
	var more bool
	if out.Items, more = snap.Search(in.Q, in.Cursor, in.Limit); more {
		out.Next = strconv.Itoa(in.Cursor + in.Limit)
	}
	return out, nil
}

// NetworkSummary is a network of a county.
type NetworkSummary struct {
	County string `json:"county"`
	Name   string `json:"name"`
	Grids  int    `json:"grids"`
	Datum  string `json:"datum" doc:"of the file that came last"`
}

func (s *Server) listNetworks(context.Context, *struct{}) (page[NetworkSummary], error) {
	snap, err := s.loaded()
	if err != nil {
		return page[NetworkSummary]{}, err
	}
	out := page[NetworkSummary]{Items: []NetworkSummary{}}
	for _, n := range snap.Networks() {
		out.Items = append(out.Items, NetworkSummary(n))
	}
	return out, nil
}

// RevisionSummary is a published revision.
type RevisionSummary struct {
	Number      int            `json:"number"`
	County      string         `json:"county"`
	PublishedAt time.Time      `json:"publishedAt"`
	By          string         `json:"by"`
	Reason      string         `json:"reason,omitempty"`
	Reverts     int            `json:"reverts,omitempty" doc:"the revision whose state it restored"`
	Tally       registry.Tally `json:"tally"`
}

func revisionOf(r registry.Revision) RevisionSummary {
	return RevisionSummary{
		Number: r.Number, County: r.County, PublishedAt: r.PublishedAt, By: r.Actor.Name, Reason: r.Actor.Reason, Reverts: r.Reverts, Tally: r.Tally,
	}
}

type revisionsInput struct {
	Paging
	Cursor int `query:"cursor" minimum:"1" doc:"next of the page before"`
}

func (s *Server) listRevisions(ctx context.Context, in *revisionsInput) (page[RevisionSummary], error) {
	revisions, err := s.Registry.Store.Revisions(ctx)
	if err != nil {
		return page[RevisionSummary]{}, err
	}
	older := func(r registry.Revision) bool { return in.Cursor == 0 || r.Number < in.Cursor }
	return list(revisions, in.Limit, older, func(r registry.Revision) string { return strconv.Itoa(r.Number) }, revisionOf), nil
}

type importsInput struct {
	Paging
	Cursor uuid.UUID `query:"cursor" format:"uuid" doc:"next of the page before"`
}

func (s *Server) listImports(ctx context.Context, in *importsInput) (page[ImportSummary], error) {
	imports, err := s.Registry.Store.Imports(ctx, in.Cursor, in.Limit+1)
	switch {
	case errors.Is(err, registry.ErrNotFound):
		return page[ImportSummary]{}, wrong(Invalid{"query.cursor", "there is no such import 没有该导入", in.Cursor})
	case err != nil:
		return page[ImportSummary]{}, err
	}
	all := func(registry.Import) bool { return true }
	return list(imports, in.Limit, all, func(im registry.Import) string { return im.ID.String() }, importOf), nil
}
