package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"wangge/registry"
)

// reviewLines is how many lines of each list are shown where not all are asked for.
const reviewLines = 10

// writeReview tells what a draft makes of the codes of the live map: nothing where there is none yet.
func writeReview(w io.Writer, r registry.Review, all bool) error {
	if r.Kept+len(r.Renamed)+len(r.Adjusted)+len(r.Retired) == 0 {
		return nil
	}
	var renamed, adjusted, retired []string
	for _, n := range r.Renamed {
		renamed = append(renamed, fmt.Sprintf("%s %s -> %s", n.Code, n.Old, n.New))
	}
	for _, a := range r.Adjusted {
		adjusted = append(adjusted, fmt.Sprintf("%s %s: %s of its ground and %s of its people go, %s and %s are new",
			a.Code, a.Name, percent(a.Lost.Area), percent(a.Lost.Population), percent(a.Gained.Area), percent(a.Gained.Population)))
	}
	for _, g := range r.Retired {
		retired = append(retired, fmt.Sprintf("%s %s -> %s", g.Code, g.Name, successors(r.Lineage, g.Code)))
	}
	fmt.Fprintf(w, "against the live map: %d grids as they were, %d renamed, %d on other ground, %d retired, %d new\n",
		r.Kept, len(r.Renamed), len(r.Adjusted), len(r.Retired), len(r.New))
	var notes []string
	for _, s := range r.Suggested {
		said, remedy := s.Text(), s.Remedy()
		notes = append(notes, fmt.Sprintf("%s; %s\n    %s；%s", said.EN, remedy.EN, said.ZH, remedy.ZH))
	}
	for _, list := range []struct {
		title string
		lines []string
	}{{"renamed 更名", renamed}, {"on other ground 调整边界", adjusted}, {"retired 停用", retired}, {"note 提示", notes}} {
		if err := writeSome(w, list.title, list.lines, all); err != nil {
			return err
		}
	}
	return nil
}

// writeSome lists the first few lines, or all.
func writeSome(w io.Writer, title string, lines []string, all bool) error {
	shown := lines
	if !all {
		shown = lines[:min(len(lines), reviewLines)]
	}
	for _, line := range shown {
		fmt.Fprintf(w, "  %s: %s\n", title, line)
	}
	if more := len(lines) - len(shown); more > 0 {
		_, err := fmt.Fprintf(w, "  %s: %d more (--all)\n", title, more)
		return err
	}
	return nil
}

// successors lists who has the ground of a retired code, most first.
func successors(lineage []registry.Lineage, code string) string {
	steps := slices.DeleteFunc(slices.Clone(lineage), func(l registry.Lineage) bool { return l.Predecessor != code })
	slices.SortStableFunc(steps, func(a, b registry.Lineage) int { return cmp.Compare(b.AreaShare, a.AreaShare) })
	var out []string
	for _, l := range steps {
		name := l.Successor
		if name == "" {
			name = "no grid 无网格"
		}
		out = append(out, fmt.Sprintf("%s (%s of its ground, %s of its people)", name, percent(l.AreaShare), percent(l.PopulationShare)))
	}
	return strings.Join(out, ", ")
}

func percent(share float64) string { return fmt.Sprintf("%.1f%%", 100*share) }
