package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"wangge/gridcode"
	"wangge/registry"
	"wangge/registry/postgis/embedded"
	"wangge/registry/snapshot"
)

type codeInspectCmd struct {
	Code   string `arg:"" help:"Code of a grid, with or without its check character, of a county, town or community, or of a legacy network."`
	Scheme string `help:"Scheme that the code is of; by default all that know it, and cn15 where none does."`
}

// Run explains a code digit by digit, and where there is a store tells what it is today, in every network and scheme that has it.
func (c *codeInspectCmd) Run(ctx context.Context, g *Globals, e env) error {
	if g.DatabaseURL == "" && !embedded.Exists(g.Data) {
		_, err := c.explain(gridcode.Builtin(), c.Scheme, nil, e.out)
		return err
	}
	snap, err := g.snapshot(ctx, e)
	if err != nil {
		return err
	}
	return c.look(snap, e.out)
}

// snapshot reads the store's present state.
func (g *Globals) snapshot(ctx context.Context, e env) (snap *snapshot.Snapshot, err error) {
	store, err := g.open(ctx, e)
	if err != nil {
		return nil, err
	}
	defer closing(store, &err)
	content, err := store.Store.Load(ctx)
	if err != nil {
		return nil, err
	}
	return snapshot.New(content, nil), nil
}

func (c *codeInspectCmd) look(snap *snapshot.Snapshot, w io.Writer) error {
	readings := slices.DeleteFunc(snap.Readings(c.Code), func(r snapshot.Reading) bool { return c.Scheme != "" && c.Scheme != r.Scheme })
	if len(readings) == 0 {
		code, err := c.explain(snap.Schemes(), c.Scheme, snap, w)
		if err == nil && code.IsGrid() {
			err = neverIssued(snap, code.String())
		}
		return err
	}
	for _, r := range readings {
		if r.Network == registry.Unified {
			if _, err := c.explain(snap.Schemes(), r.Scheme, snap, w); err != nil {
				return err
			}
		}
		if err := tellReading(r, w); err != nil {
			return err
		}
	}
	return nil
}

// explain writes the code's segments and its check character; what is no code of the scheme is told with the place and the reason.
func (c *codeInspectCmd) explain(schemes []*gridcode.Scheme, name string, snap *snapshot.Snapshot, w io.Writer) (gridcode.Code, error) {
	scheme, err := schemeNamed(schemes, name)
	if err != nil {
		return gridcode.Code{}, err
	}
	code, err := scheme.ParsePrefix(c.Code)
	if err != nil {
		var known func(string) bool
		if snap != nil {
			known = snap.Issued(scheme.Name)
		}
		code, err = scheme.ParseChecked(c.Code, known)
	}
	if err != nil {
		return code, err
	}
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	for _, p := range code.Explain() {
		fmt.Fprintf(t, "%s\t%s %s\t%s %s\t%s\n", p.Digits, p.Segment, p.ZH, p.Meaning, p.Sense, p.Code)
	}
	if code.IsGrid() {
		fmt.Fprintf(t, "%c\tcheck 校验码\tfor speaking and typing 口述和录入用\t%s\n", code.Check(), code.Checked())
	}
	return code, t.Flush()
}

// schemeNamed finds a scheme, cn15 where no name is given.
func schemeNamed(schemes []*gridcode.Scheme, name string) (*gridcode.Scheme, error) {
	if name == "" {
		return gridcode.CN15, nil
	}
	var names []string
	for _, s := range schemes {
		if s.Name == name {
			return s, nil
		}
		names = append(names, s.Name)
	}
	return nil, &exitError{code: 2, cause: fmt.Errorf("there is no scheme %s; there are: %s", name, strings.Join(names, ", "))}
}

// neverIssued says that the ledger does not know a code, and what is like it.
func neverIssued(snap *snapshot.Snapshot, code string) error {
	likely := ""
	if near := snap.Near(code); len(near) > 0 {
		likely = ", perhaps " + strings.Join(near[:min(len(near), 5)], " or ") + " was meant"
	}
	return fmt.Errorf("%w: the code %s was never issued%s 该编码从未发放", registry.ErrNotFound, code, likely)
}

// statesZH are the states in Chinese.
var statesZH = map[registry.CodeState]string{
	registry.LiveCode: "使用中", registry.RetiredCode: "已停用", registry.UnusedCode: "未使用", registry.ElsewhereCode: "外部使用",
}

// tellReading writes what a code is today.
func tellReading(r snapshot.Reading, w io.Writer) error {
	fmt.Fprintf(w, "%s %s  %s %s  %s\n", r.Network, r.Scheme, r.State, statesZH[r.State], r.Name)
	if r.Grid != "" && r.Grid != r.Code {
		fmt.Fprintf(w, "  names the grid 对应网格  %s\n", r.Grid)
	}
	return tellToday(r.Today, r.Ended, w)
}

// endWords are the reasons of an end, in both languages.
var endWords = map[registry.EndReason]string{
	registry.EndUnused:     "issued, and never published 已发放，未启用",
	registry.EndElsewhere:  "in use elsewhere, never published here 外部使用，本系统未发布",
	registry.EndNotYet:     "its first grid came later 当时尚未启用",
	registry.EndDropped:    "no grid has this ground any more 该地块已无网格",
	registry.EndUnrecorded: "ended before lineage was kept 沿革无记录",
	registry.EndUncovered:  "no published grid covers this ground 无统一网格覆盖",
}

// tellToday writes who has the ground of a code.
func tellToday(today []registry.Share, ended *registry.Ended, w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	for _, g := range today {
		fmt.Fprintf(t, "  today 现为\t%s\t%s\t%s\n", g.Code, shares(g.Area, g.Population), g.Name)
	}
	if ended != nil {
		fmt.Fprintf(t, "  ended 终止\t\t%s\t%s\n", shares(ended.Area, ended.Population), endWords[ended.Reason])
	}
	return t.Flush()
}

func shares(area, people float64) string {
	return fmt.Sprintf("%.1f %% of ground 面积, %.1f %% of people 人口", 100*area, 100*people)
}
