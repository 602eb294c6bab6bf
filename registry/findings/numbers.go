package findings

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/google/uuid"

	"wangge/gridcode"
	"wangge/registry"
)

// misplaced finds grids that lie in another community than their code says.
func (v View) misplaced() (out []Finding) {
	for _, g := range v.grids() {
		if g.Code == "" || strings.HasPrefix(g.Code, g.Community) {
			continue
		}
		out = append(out, Finding{
			Kind: Misplaced, Where: []string{registry.Unified}, Codes: []string{g.Code},
			Text: Words{
				ZH: fmt.Sprintf("网格 %s（%s）位于社区 %s，与编码所示社区不符", g.Code, g.Name, g.Community),
				EN: fmt.Sprintf("grid %s (%s) lies in community %s, which its code does not say", g.Code, g.Name, g.Community),
			},
			Remedy: Words{
				ZH: "请改正所属社区；若区划确有变更，请用改码方案换发新编码（wangge code recode）",
				EN: "correct its community, or, where it was moved on purpose, give it a new code by a plan of re-coding (wangge code recode)",
			},
		})
	}
	return out
}

// reserved finds codes in a range that is reserved for grids of another kind.
func (v View) reserved() (out []Finding) {
	for _, g := range v.grids() {
		issue, _ := v.Snapshot.Stories().Issue(gridcode.CN15.Name, g.Code)
		for _, r := range v.Reserves {
			if r.Kind == "" || r.Kind == g.Kind || !r.Holds(issue) {
				continue
			}
			out = append(out, Finding{
				Kind: Reserved, Where: []string{registry.Unified}, Codes: []string{g.Code},
				Text: Words{
					ZH: fmt.Sprintf("网格 %s 的顺序号在 %s 为 %s 网格预留的 %d–%d 号段内，而该网格是 %s 网格", g.Code, r.Division, r.Kind, r.From, r.To, g.Kind),
					EN: fmt.Sprintf("the number of grid %s lies in %d to %d, which %s keeps for grids of kind %s, and it is of kind %s", g.Code, r.From, r.To, r.Division, r.Kind, g.Kind),
				},
				Remedy: Words{
					ZH: "编码未发布前可在来源文件中改号；已发布的编码不再更改，请改正网格类型或调整预留号段（wangge code reserve）",
					EN: "before it is published, give it another number in the source file; a published code stays, so correct the grid's kind or the reserved range (wangge code reserve)",
				},
			})
		}
	}
	return out
}

// enough is the share of a community's numbers that may be used before anybody has to look.
const enough = 0.9

// runningOut finds communities that have used most of their numbers: new ones come after the highest, and holes are never filled.
func (v View) runningOut() (out []Finding) {
	type place struct{ scheme, community string }
	highest := map[place]int{}
	for _, i := range v.ledger() {
		if !slices.ContainsFunc(v.Reserves, func(r registry.Reserve) bool { return r.Holds(i) }) {
			p := place{i.Scheme, i.Community}
			highest[p] = max(highest[p], i.Sequence)
		}
	}
	for p, used := range highest {
		x, known := v.Snapshot.Scheme(p.scheme)
		if most := last(x); known && float64(used) > enough*float64(most) {
			out = append(out, running(p.scheme, p.community, used, most))
		}
	}
	return out
}

// last is the highest number that a scheme's sequence counts to.
func last(x *gridcode.Scheme) (n int) {
	if x == nil {
		return 0
	}
	sequence, _ := x.Segment(gridcode.Sequence)
	for _, r := range sequence.Ranges {
		if !r.Disallowed && !r.Undivided {
			n = max(n, r.To)
		}
	}
	return n
}

func running(scheme, community string, used, most int) Finding {
	return Finding{
		Kind: RunningOut, Where: []string{scheme}, Codes: []string{community},
		Text: Words{
			ZH: fmt.Sprintf("社区 %s 的 %s 顺序号已用到 %d（上限 %d），仅剩 %d 个", community, scheme, used, most, most-used),
			EN: fmt.Sprintf("community %s has come to number %d of %d in scheme %s: %d are left", community, used, most, scheme, most-used),
		},
		Remedy: Words{
			ZH: "请及早拆分社区，或为部分地块申请 601–999 段的社区编码；停用的编码不会再次发放",
			EN: "divide the community, or give part of it a community code of its own, in the range 601 to 999, before numbers run out; retired codes are never issued again",
		},
	}
}

// unused finds codes that were issued and that neither a published grid nor the open draft ever had, batch by batch.
func (v View) unused() (out []Finding) {
	drafted := map[string]bool{}
	if v.Draft != nil {
		for _, g := range v.Draft.Grids {
			drafted[g.Code] = true
		}
	}
	batches := map[uuid.UUID][]registry.Issue{}
	for _, i := range v.ledger() {
		if story, _ := v.story(i.Scheme, i.Code); story.State == registry.UnusedCode && !drafted[story.Grid] {
			batches[i.Batch] = append(batches[i.Batch], i)
		}
	}
	for _, issues := range maps.All(batches) {
		out = append(out, idle(issues))
	}
	return out
}

func idle(issues []registry.Issue) Finding {
	f := Finding{Kind: Unused, Where: []string{issues[0].Scheme}}
	for _, i := range issues {
		f.Codes = append(f.Codes, i.Code)
	}
	day := issues[0].IssuedAt.In(registry.China).Format("2006-01-02")
	f.Text = Words{
		ZH: fmt.Sprintf("%s 由 %s 发放的 %d 个编码未用于任何网格：%s", day, issues[0].Actor, len(issues), some(f.Codes)),
		EN: fmt.Sprintf("%d codes issued on %s by %s are on no grid: %s", len(issues), day, issues[0].Actor, some(f.Codes)),
	}
	f.Remedy = Words{
		ZH: "无需处理：这些编码不会再次发放；如需启用，请在文件中为网格注明该编码后重新导入并发布",
		EN: "nothing needs to be done: they are never issued again; to use one, write it to its grid in a file, import that and publish",
	}
	return f
}
