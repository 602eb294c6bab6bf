package web

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"

	"wangge/registry"
	"wangge/registry/snapshot"
)

// Lineage is the whole story of a code, as of a revision.
type Lineage struct {
	Code   string               `json:"code"`
	Scheme string               `json:"scheme"`
	Spoken string               `json:"spoken,omitempty" doc:"with its check character"`
	Grid   string               `json:"grid" doc:"the unified code whose story it is: the code itself, or the one that a code of another scheme names"`
	Name   string               `json:"name" doc:"of the grid, or of the last one that had the code"`
	State  registry.CodeState   `json:"state" enum:"live,retired,unused,elsewhere" doc:"elsewhere: brought by a file as in use elsewhere, and never published here"`
	Issued IssueSummary         `json:"issued"`
	Lives  []LifeSummary        `json:"lives" doc:"spans in which a grid had the code; a second one where a revision was reverted"`
	Steps  []StepSummary        `json:"steps" doc:"the whole ancestry and all descendants, by revision"`
	Codes  []CodeLives          `json:"codes" doc:"every code of the steps, and the grid itself"`
	Legacy []LegacyOrigin       `json:"legacy" doc:"grids of the legacy networks whose ground the grid got when it was accepted, the largest shares first; empty where it came another way"`
	Today  []registry.Share     `json:"today" doc:"grids that have its ground, the largest share first; with ended the shares add up to 1"`
	Ended  *registry.Ended      `json:"ended,omitempty" doc:"the part that no grid has"`
	At     snapshot.RevisionRef `json:"at" doc:"the revision that all of this is as of"`
}

// LegacyOrigin is ground that a grid got of a legacy network's.
type LegacyOrigin struct {
	Revision                 snapshot.RevisionRef `json:"revision" doc:"that accepted the crosswalk"`
	Network                  string               `json:"network"`
	Code                     string               `json:"code" doc:"of the legacy network"`
	Class                    registry.Class       `json:"class" enum:"same,contained,contains,split,conflict"`
	AreaShare                float64              `json:"areaShare" doc:"of the legacy grid"`
	PopulationShare          float64              `json:"populationShare" doc:"of the legacy grid"`
	SuccessorAreaShare       float64              `json:"successorAreaShare"`
	SuccessorPopulationShare float64              `json:"successorPopulationShare"`
}

// IssueSummary is a code's entry in the ledger.
type IssueSummary struct {
	At        time.Time  `json:"at"`
	By        string     `json:"by,omitempty"`
	Batch     *uuid.UUID `json:"batch,omitempty" doc:"codes issued together"`
	Algorithm string     `json:"algorithm" doc:"version of the numbering; import where a file brought the code"`
}

// LifeSummary is a span in which a grid had the code.
type LifeSummary struct {
	From snapshot.RevisionRef  `json:"from"`
	To   *snapshot.RevisionRef `json:"to,omitempty" doc:"absent while it lasts"`
	Name string                `json:"name"`
}

// CodeLives is a code in a lineage, and when grids had it.
type CodeLives struct {
	Code  string        `json:"code"`
	Lives []LifeSummary `json:"lives"`
}

// NamedCode is a grid in a step.
type NamedCode struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// StepSummary is ground that passed from one grid to another.
type StepSummary struct {
	Revision                 RevisionNote      `json:"revision"`
	Kind                     registry.StepKind `json:"kind" enum:"split,merge,recode,dissolve,partition,reshape,revert,end"`
	Predecessor              NamedCode         `json:"predecessor"`
	Successor                *NamedCode        `json:"successor,omitempty" doc:"absent where no grid has the ground any more"`
	AreaShare                float64           `json:"areaShare" doc:"of the predecessor"`
	PopulationShare          float64           `json:"populationShare" doc:"of the predecessor"`
	SuccessorAreaShare       float64           `json:"successorAreaShare"`
	SuccessorPopulationShare float64           `json:"successorPopulationShare"`
}

// RevisionNote names a revision, and who made it and why.
type RevisionNote struct {
	snapshot.RevisionRef
	By     string `json:"by"`
	Reason string `json:"reason,omitempty"`
}

type lineageInput struct {
	Code string `path:"code" maxLength:"64"`
	At   string `query:"at" maxLength:"64" doc:"a revision's number, a date (the end of that day, UTC+8) or a time (RFC 3339); now by default"`
}

func (s *Server) getLineage(_ context.Context, in *lineageInput) (Lineage, error) {
	snap, err := s.published()
	if err != nil {
		return Lineage{}, err
	}
	stories := snap.Stories()
	at, err := stories.At(in.At)
	if err != nil {
		return Lineage{}, wrong(Invalid{"query.at", reasonOf(err), in.At})
	}
	scheme, code, p := issued(snap, in.Code)
	if p != nil {
		return Lineage{}, p
	}
	story, _ := stories.Story(scheme, code, at.Number) // issued says that there is one
	reading, _ := snap.Unified(scheme, code, at.Number)
	out := Lineage{
		Code: code, Scheme: scheme, Spoken: reading.Spoken, Grid: reading.Grid, Name: reading.Name, State: reading.State,
		Issued: issueOf(story.Issue), Lives: livesOf(stories, story.Lives), Steps: []StepSummary{}, Today: reading.Today, Ended: reading.Ended,
		At: refOf(at),
	}
	out.Legacy = originsOf(stories, story.Grid, at.Number)
	codes := map[string]bool{story.Grid: true}
	for _, step := range stories.Steps(story.Grid, at.Number) {
		out.Steps = append(out.Steps, stepOf(stories, step))
		codes[step.Predecessor], codes[cmp.Or(step.Successor, step.Predecessor)] = true, true
	}
	for _, code := range slices.Sorted(maps.Keys(codes)) {
		out.Codes = append(out.Codes, CodeLives{code, livesOf(stories, stories.Lives(code, at.Number))})
	}
	return out, nil
}

func originsOf(stories *registry.Stories, code string, at int) []LegacyOrigin {
	accepted, rows := stories.LegacyOf(code, at)
	revision, _ := stories.Revision(accepted)
	out := make([]LegacyOrigin, len(rows))
	for i, r := range rows {
		out[i] = LegacyOrigin{
			Revision: refOf(revision), Network: r.Network, Code: r.LegacyCode, Class: r.Class,
			AreaShare: r.OfLegacy, PopulationShare: r.PeopleOfLegacy, SuccessorAreaShare: r.OfGrid, SuccessorPopulationShare: r.PeopleOfGrid,
		}
	}
	return out
}

func livesOf(stories *registry.Stories, lives []registry.Life) []LifeSummary {
	out := make([]LifeSummary, len(lives))
	for i, l := range lives {
		out[i] = lifeOf(stories, l)
	}
	return out
}

func refOf(r registry.Revision) snapshot.RevisionRef {
	return snapshot.RevisionRef{Number: r.Number, PublishedAt: r.PublishedAt}
}

func issueOf(i registry.Issue) IssueSummary {
	out := IssueSummary{At: i.IssuedAt, By: i.Actor, Algorithm: i.Algorithm}
	if i.Batch != uuid.Nil {
		out.Batch = &i.Batch
	}
	return out
}

func lifeOf(stories *registry.Stories, l registry.Life) LifeSummary {
	from, _ := stories.Revision(l.From)
	out := LifeSummary{From: refOf(from), Name: l.Name}
	if to, ended := stories.Revision(l.To); ended {
		ref := refOf(to)
		out.To = &ref
	}
	return out
}

func stepOf(stories *registry.Stories, step registry.Step) StepSummary {
	r, _ := stories.Revision(step.Revision)
	out := StepSummary{
		Revision: RevisionNote{RevisionRef: refOf(r), By: r.Actor.Name, Reason: r.Actor.Reason}, Kind: step.Kind,
		Predecessor: NamedCode{step.Predecessor, step.PredecessorName},
		AreaShare:   step.AreaShare, PopulationShare: step.PopulationShare,
		SuccessorAreaShare: step.SuccessorAreaShare, SuccessorPopulationShare: step.SuccessorPopulationShare,
	}
	if step.Successor != "" {
		out.Successor = &NamedCode{step.Successor, step.SuccessorName}
	}
	return out
}
