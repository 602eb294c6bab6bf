package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"wangge/registry"
	"wangge/registry/snapshot"
)

type codeLineageCmd struct {
	Code string `arg:"" help:"Code of a grid, of any scheme, with or without its check character."`
	At   string `help:"As of a revision's number, a date (the end of that day) or a time; now by default."`
}

// Run tells what a code came from and what became of it, as GET /v1/grids/{code}/lineage does.
func (c *codeLineageCmd) Run(ctx context.Context, g *Globals, e env) error {
	snap, err := g.snapshot(ctx, e)
	if err != nil {
		return err
	}
	at, err := snap.Stories().At(c.At)
	if err != nil {
		return &exitError{code: 2, cause: err}
	}
	scheme, code, err := snap.Find(c.Code)
	if err != nil {
		return err
	}
	if code == "" {
		return neverIssued(snap, c.Code)
	}
	story, _ := snap.Stories().Story(scheme, code, at.Number) // Find says that there is one
	tellStory(snap.Stories(), story, e.out)
	tellSteps(snap.Stories(), story.Grid, at.Number, e.out)
	reading, _ := snap.Unified(scheme, code, at.Number)
	return tellToday(reading.Today, reading.Ended, e.out)
}

func tellStory(stories *registry.Stories, story registry.Story, w io.Writer) {
	fmt.Fprintf(w, "%s %s  %s %s  %s\n", story.Issue.Scheme, story.Issue.Code, story.State, statesZH[story.State], snapshot.NameOf(story))
	if story.Grid != story.Issue.Code {
		fmt.Fprintf(w, "names the grid 对应网格  %s\n", story.Grid)
	}
	fmt.Fprintf(w, "issued 发放  %s by %s (%s)\n", dayOf(story.Issue.IssuedAt), story.Issue.Actor, story.Issue.Algorithm)
	for _, l := range story.Lives {
		from, _ := stories.Revision(l.From)
		until := "now 至今"
		if to, ended := stories.Revision(l.To); ended {
			until = fmt.Sprintf("revision %d of %s", to.Number, dayOf(to.PublishedAt))
		}
		fmt.Fprintf(w, "published 启用  revision %d of %s until %s\n", from.Number, dayOf(from.PublishedAt), until)
	}
}

func dayOf(t time.Time) string { return t.In(registry.China).Format(time.DateOnly) }

// kindsZH are the kinds of step in Chinese.
var kindsZH = map[registry.StepKind]string{
	registry.SplitStep: "拆分", registry.MergeStep: "合并", registry.RecodeStep: "改码", registry.DissolveStep: "并入",
	registry.PartitionStep: "划出", registry.ReshapeStep: "调整", registry.RevertStep: "恢复", registry.EndStep: "终止",
}

// tree writes steps as a tree. Ways that meet again are followed once: a second time they are told as being above.
type tree struct {
	stories    *registry.Stories
	from, into map[string][]registry.Step
	told       map[registry.Lineage]bool
	w          io.Writer
}

// tellSteps writes a tree each of what a code came from and what it became, where there is any.
func tellSteps(stories *registry.Stories, code string, at int, w io.Writer) {
	steps := stories.Steps(code, at)
	if t := newTree(stories, steps, w); len(t.into[code]) > 0 {
		fmt.Fprintln(w, "came from 来源")
		t.back(code, at, " ")
	}
	if t := newTree(stories, steps, w); len(t.from[code]) > 0 {
		fmt.Fprintln(w, "became 去向")
		t.on(code, 0, " ")
	}
}

func newTree(stories *registry.Stories, steps []registry.Step, w io.Writer) *tree {
	t := &tree{stories, map[string][]registry.Step{}, map[string][]registry.Step{}, map[registry.Lineage]bool{}, w}
	for _, step := range steps {
		t.from[step.Predecessor] = append(t.from[step.Predecessor], step)
		t.into[step.Successor] = append(t.into[step.Successor], step)
	}
	return t
}

// on writes what became of a code after a revision.
func (t *tree) on(code string, after int, indent string) {
	for _, step := range t.from[code] {
		if step.Revision > after && t.line(step, step.Successor, step.SuccessorName, indent) && step.Successor != "" {
			t.on(step.Successor, step.Revision, indent+"   ")
		}
	}
}

// back writes what a code came from up to a revision.
func (t *tree) back(code string, upTo int, indent string) {
	for _, step := range t.into[code] {
		if step.Revision <= upTo && t.line(step, step.Predecessor, step.PredecessorName, indent) {
			t.back(step.Predecessor, step.Revision-1, indent+"   ")
		}
	}
}

// line writes a step with the grid that it leads to, and reports whether that was new.
func (t *tree) line(step registry.Step, code, name, indent string) bool {
	if code == "" {
		code = "no grid 无网格"
	}
	r, _ := t.stories.Revision(step.Revision)
	fmt.Fprintf(t.w, "%s└ %s %s  %s %s, revision %d of %s by %s", indent, code, name, step.Kind, kindsZH[step.Kind], r.Number, dayOf(r.PublishedAt), r.Actor.Name)
	if r.Actor.Reason != "" {
		fmt.Fprintf(t.w, ": %s", r.Actor.Reason)
	}
	fmt.Fprintf(t.w, "; %s of %s", shares(step.AreaShare, step.PopulationShare), step.Predecessor)
	if t.told[step.Lineage] {
		fmt.Fprintln(t.w, " (above 见上)")
		return false
	}
	fmt.Fprintln(t.w)
	t.told[step.Lineage] = true
	return true
}
