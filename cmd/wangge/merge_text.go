package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"

	"wangge/geo/regroup"
	"wangge/registry/merger"
)

// mergeReport is report.json: what was asked for, what was assumed, and what came of it.
type mergeReport struct {
	Options   mergeOptions `json:"options"`
	Notes     []string     `json:"notes"`
	Cancelled bool         `json:"cancelled"`
	merger.Report
}

type mergeOptions struct {
	merger.Options
	Target       float64         `json:"target"`
	Seed         uint64          `json:"seed"`
	Steps        int64           `json:"steps,omitempty"`
	BalanceFirst bool            `json:"balanceFirst"`
	Weights      regroup.Weights `json:"weights"`
}

func newMergeReport(p merger.Proposal, o merger.Options, notes []string) mergeReport {
	s := o.Solver
	return mergeReport{Options: mergeOptions{o, s.Target, s.Seed, s.Steps, s.BalanceFirst, s.Weights}, Notes: notes, Cancelled: p.Cancelled, Report: p.Report}
}

// writeMergeText sums a merger up.
func writeMergeText(w io.Writer, p merger.Proposal, place string) error {
	r := p.Report
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "network 网\tgrids\tkm²\tcovers\tsame 一致\tcontained 包含于\tcontains 包含\tsplit 拆分\tconflict 冲突\torphan 无归属\tuncovered 未覆盖\t")
	for _, n := range r.Networks {
		fmt.Fprintf(t, "%s\t%d\t%.1f\t%.1f %%\t", n.Name, n.Grids, n.AreaM2/1e6, 100*n.Covers)
		for _, c := range []merger.Class{merger.Same, merger.Contained, merger.Contains, merger.Split, merger.Conflict, merger.Orphan, merger.Uncovered} {
			fmt.Fprintf(t, "%d\t", n.Classes[c])
		}
		fmt.Fprintln(t)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(w, "%d faces 面, %d of them slivers 碎面, %.1f km²\n", r.Faces, r.Slivers, r.FacesM2/1e6)
	writeFigures(w, "proposed 方案", r.Proposal)
	writeFigures(w, "base 基准网", r.BaseLine)
	for _, reason := range slices.Sorted(maps.Keys(r.OutOfBand)) {
		fmt.Fprintf(w, "  out of band 超出范围: %s %d\n", reason, r.OutOfBand[reason])
	}
	for _, f := range r.Findings {
		fmt.Fprintf(w, "%s: %s\n  %s\n", f.Kind, f.Text, f.TextZh)
	}
	_, err := fmt.Fprintf(w, "%d grids and %d rows of the crosswalk in %s 已写入 %d 个网格、%d 行对照\n", len(p.Grids), len(p.Crosswalk), place, len(p.Grids), len(p.Crosswalk))
	return err
}

func writeFigures(w io.Writer, name string, f merger.Figures) {
	share := func(n, of int) float64 { return 100 * float64(n) / float64(max(of, 1)) }
	fmt.Fprintf(w, "%s: %d grids, J %.3f, %.1f %% within 10 %%, %.1f %% within 20 %% of the target 目标, border 边界 %.1f km, %.0f %% on streets or old borders 沿街或旧界, compactness 紧凑度 %.2f\n",
		name, f.Grids, f.J, share(f.Within10, f.Grids), share(f.Within20, f.Grids), f.BorderM/1000, 100*f.EitherShare, f.Compactness)
}
