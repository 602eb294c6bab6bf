package web

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"wangge/geo/datum"
	"wangge/geo/topology"
	"wangge/registry"
	"wangge/registry/drafting"
	"wangge/registry/snapshot"
)

const draftTag = "Drafts 草稿"

func (s *Server) routeDrafts() {
	get(s, draftTag, "/v1/drafts", "listDrafts", "The drafts of a county, newest first", s.listDrafts, http.StatusNotFound)
	get(s, draftTag, "/v1/drafts/{id}", "getDraft", "A draft, and what it changes of the live map", s.getDraft, http.StatusNotFound)
	change(s, huma.Operation{
		OperationID: "beginDraft", Method: http.MethodPost, Path: "/v1/drafts", Summary: "Begin a draft of the live map", Tags: []string{draftTag},
		DefaultStatus: http.StatusCreated, Description: "A county has one open draft at most; a second one is a conflict that names it.",
	}, s.beginDraft, http.StatusUnprocessableEntity)
	change(s, huma.Operation{
		OperationID: "changeDraft", Method: http.MethodPost, Path: "/v1/drafts/{id}/operations", Summary: "Split, merge, dissolve, rename … grids of an open draft", Tags: []string{draftTag},
		Description: "The answer is the draft's next state, under an id of its own: whoever goes on from another one is told that somebody else was faster. " +
			"Both parts of a split and the result of a merge get new codes when they are numbered; a dissolved grid's code is retired; all else keeps its code.",
	}, s.changeDraft, http.StatusUnprocessableEntity)
	change(s, huma.Operation{
		OperationID: "issueCodes", Method: http.MethodPost, Path: "/v1/drafts/{id}/codes", Summary: "Issue the codes that the grids of an open draft lack", Tags: []string{codesTag},
		DefaultStatus: http.StatusCreated, Description: "For ever: a code that was issued is never issued again, even if the draft is discarded. `/v1/codes/preview` tells which they are.",
	}, s.issueCodes, http.StatusUnprocessableEntity)
	change(s, huma.Operation{
		OperationID: "discardDraft", Method: http.MethodDelete, Path: "/v1/drafts/{id}", Summary: "Give an open draft up", Tags: []string{draftTag},
		DefaultStatus: http.StatusNoContent,
	}, s.discardDraft)
}

// DraftSummary is a draft in a list.
type DraftSummary struct {
	ID      uuid.UUID           `json:"id"`
	County  string              `json:"county"`
	State   registry.DraftState `json:"state" enum:"open,published,discarded"`
	Base    int                 `json:"base" doc:"revision it began at"`
	From    *uuid.UUID          `json:"from,omitempty" doc:"the draft it took the place of"`
	Change  string              `json:"change,omitempty" doc:"what made it, such as import or split 370883001004002"`
	By      string              `json:"by"`
	Reason  string              `json:"reason,omitempty"`
	At      time.Time           `json:"at"`
	Grids   int                 `json:"grids"`
	Uncoded int                 `json:"uncoded" doc:"grids without a code"`
}

func draftOf(d registry.Draft) DraftSummary {
	out := DraftSummary{
		ID: d.ID, County: d.County, State: d.State, Base: d.Base, Change: d.Change, By: d.Actor.Name, Reason: d.Actor.Reason,
		At: d.Created.UTC(), Grids: d.Count, Uncoded: d.Uncoded,
	}
	if d.From != uuid.Nil {
		out.From = &d.From
	}
	return out
}

// DraftGrid is a grid that a draft changes.
type DraftGrid struct {
	N          int           `json:"n,omitempty" doc:"its number in this state of the draft: #n names it while it has no code"`
	Code       string        `json:"code,omitempty"`
	Name       string        `json:"name"`
	Kind       registry.Kind `json:"kind" enum:"base,dedicated"`
	Community  string        `json:"community"`
	Body       string        `json:"body,omitempty"`
	Households int           `json:"households"`
	Population int           `json:"population"`
	AreaM2     float64       `json:"areaM2"`
	At         *snapshot.At  `json:"at" doc:"a point inside"`
}

// DraftChanges is what one state of the grids has that another one has not.
type DraftChanges struct {
	Retiring []DraftGrid `json:"retiring" doc:"their codes are no more; published ones are retired when the draft is published"`
	Kept     []DraftGrid `json:"kept" doc:"changed, under the code that they had"`
	Coded    []DraftGrid `json:"coded" doc:"under a code that is new"`
	Uncoded  []DraftGrid `json:"uncoded" doc:"new grids that have no code yet"`
}

func changesOf(c drafting.Changes) DraftChanges {
	return DraftChanges{draftGrids(c.Retiring), draftGrids(c.Kept), draftGrids(c.Coded), draftGrids(c.Uncoded)}
}

func draftGrids(grids []drafting.Numbered) []DraftGrid {
	out := make([]DraftGrid, len(grids))
	for i, g := range grids {
		out[i] = DraftGrid{
			N: g.N, Code: g.Code, Name: g.Name, Kind: g.Kind, Community: g.Community, Body: g.Body, Households: g.Households,
			Population: g.Population, AreaM2: g.AreaM2, At: snapshot.Place(g.Shape.Inner()),
		}
	}
	return out
}

// DraftDetails is a draft, and what it changes of the live map.
type DraftDetails struct {
	DraftSummary
	Changes DraftChanges `json:"changes"`
}

// ChangedDraft is what came of an operation.
type ChangedDraft struct {
	Draft   *DraftSummary `json:"draft,omitempty" doc:"the next state; absent where undo went back to the live map, and no draft is open"`
	Changes DraftChanges  `json:"changes" doc:"what the operation changed"`
}

type draftsInput struct {
	Paging
	County string    `query:"county" maxLength:"64" doc:"the only one there is by default"`
	Cursor uuid.UUID `query:"cursor" format:"uuid" doc:"next of the page before"`
}

func (s *Server) listDrafts(ctx context.Context, in *draftsInput) (page[DraftSummary], error) {
	county, err := s.Registry.TheCounty(ctx, in.County)
	if errors.Is(err, registry.ErrInvalid) {
		err = wrong(Invalid{Location: "query.county", Message: err.Error() + " 请指明县级编码"})
	}
	if err != nil {
		return page[DraftSummary]{}, err
	}
	drafts, err := s.Registry.Store.Drafts(ctx, county.Code)
	if err != nil {
		return page[DraftSummary]{}, err
	}
	if in.Cursor != uuid.Nil {
		at := slices.IndexFunc(drafts, func(d registry.Draft) bool { return d.ID == in.Cursor })
		if at < 0 {
			return page[DraftSummary]{}, wrong(Invalid{"query.cursor", "there is no such draft 没有该草稿", in.Cursor})
		}
		drafts = drafts[at+1:]
	}
	all := func(registry.Draft) bool { return true }
	return list(drafts, in.Limit, all, func(d registry.Draft) string { return d.ID.String() }, draftOf), nil
}

// DraftPath names a draft. It is exported for huma, which sees exported fields only.
type DraftPath struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

func (s *Server) getDraft(ctx context.Context, in *DraftPath) (DraftDetails, error) {
	d, err := s.Registry.Store.Draft(ctx, in.ID)
	if err != nil {
		return DraftDetails{}, err
	}
	live, err := s.Registry.Store.Grids(ctx, d.County)
	return DraftDetails{draftOf(d), changesOf(drafting.Compare(live, d.Grids))}, err
}

type beginInput struct {
	Body struct {
		County string `json:"county,omitempty" maxLength:"64" doc:"the only one there is by default"`
		By
	}
}

type begun struct {
	Location string `header:"Location"`
	Body     DraftSummary
}

func (s *Server) beginDraft(ctx context.Context, in *beginInput) (*begun, error) {
	county, err := s.Registry.TheCounty(ctx, in.Body.County)
	if err != nil {
		return nil, err
	}
	d, err := drafting.Begin(ctx, s.Registry, county.Code, in.Body.actor())
	if err != nil {
		return nil, err
	}
	return &begun{Location: "/v1/drafts/" + d.ID.String(), Body: draftOf(d)}, nil
}

type operationInput struct {
	DraftPath
	Body struct {
		Op         drafting.Op   `json:"op" enum:"split,merge,dissolve,rename,set,adjust,transfer,undo"`
		Grids      []string      `json:"grids,omitempty" maxItems:"1000" doc:"by code; while a grid has none by its name, or as #n. Two of adjust; from and to of transfer; two or more of merge; none of undo; else one"`
		Into       string        `json:"into,omitempty" maxLength:"200" doc:"dissolve: the neighbour that takes the ground; that with the longest common border by default"`
		Names      []string      `json:"names,omitempty" maxItems:"2" doc:"split: of both parts, the larger one's first; merge and rename: one"`
		Line       [][2]float64  `json:"line,omitempty" maxItems:"10000" doc:"split, adjust, transfer: longitude and latitude of every point"`
		Datum      datum.Datum   `json:"datum,omitempty" enum:"cgcs2000,wgs84,gcj02,bd09" doc:"of the line"`
		Kind       registry.Kind `json:"kind,omitempty" enum:"base,dedicated" doc:"set"`
		Body       *string       `json:"body,omitempty" maxLength:"200" doc:"set: the responsible body"`
		Households *int          `json:"households,omitempty" minimum:"0" maximum:"1000000000" doc:"set"`
		Population *int          `json:"population,omitempty" minimum:"0" maximum:"1000000000" doc:"set"`
		By
	}
}

func (in *operationInput) operation() (o drafting.Operation, err error) {
	q := in.Body
	o = drafting.Operation{
		Op: q.Op, Grids: q.Grids, Into: q.Into, Names: q.Names, Kind: q.Kind, Body: q.Body, Households: q.Households, Population: q.Population,
	}
	if (q.Datum == "") != (len(q.Line) == 0) {
		return o, wrong(Invalid{Location: "body.datum", Message: "a line and its datum go together 折线须与坐标系一并给出"})
	}
	points := make([]orb.Point, len(q.Line))
	for i, p := range q.Line {
		points[i] = p
	}
	if len(points) > 0 {
		o.Line, err = drafting.LineOf(points, q.Datum)
	}
	return o, err
}

func (s *Server) changeDraft(ctx context.Context, in *operationInput) (*body[ChangedDraft], error) {
	o, err := in.operation()
	if err != nil {
		return nil, err
	}
	leave, err := s.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	base, err := s.Registry.Store.Draft(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	out, err := drafting.Apply(ctx, s.Registry, base, o, in.Body.actor())
	if err != nil {
		return nil, placed(err)
	}
	changed := ChangedDraft{Changes: changesOf(out.Changes)}
	if out.Draft.ID != uuid.Nil {
		d := draftOf(out.Draft)
		changed.Draft = &d
	}
	return &body[ChangedDraft]{changed}, nil
}

// placed adds to the refusal of an edit where it fails, for a map to go there.
func placed(err error) error {
	var refused *topology.Error
	if !errors.As(err, &refused) {
		return err
	}
	p := problemOf(err)
	p.Errors = []Invalid{{Location: "map", Message: string(refused.Reason), Value: snapshot.Place(refused.At)}}
	return p
}

type issueInput struct {
	DraftPath
	Body By
}

// IssuedCodes is what a numbering wrote to the ledger.
type IssuedCodes struct {
	Batch *uuid.UUID `json:"batch,omitempty" doc:"that they were issued in; absent where every grid had a code"`
	Codes []string   `json:"codes" doc:"in order"`
}

func (s *Server) issueCodes(ctx context.Context, in *issueInput) (*body[IssuedCodes], error) {
	d, err := s.Registry.Store.Draft(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	issues, err := s.Registry.AssignCodes(ctx, d, in.Body.actor())
	if err != nil {
		return nil, err
	}
	out := IssuedCodes{Codes: make([]string, len(issues))}
	for i, issue := range issues {
		out.Codes[i] = issue.Code
		out.Batch = &issue.Batch
	}
	return &body[IssuedCodes]{out}, nil
}

type discardInput struct {
	DraftPath
	By     string `query:"by" maxLength:"100" doc:"who does this, for the audit log"`
	Reason string `query:"reason" maxLength:"1000" doc:"why, for the audit log"`
}

func (s *Server) discardDraft(ctx context.Context, in *discardInput) (*struct{}, error) {
	return nil, s.Registry.Store.DiscardDraft(ctx, in.ID, By{in.By, in.Reason}.actor())
}
