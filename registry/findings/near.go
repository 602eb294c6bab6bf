package findings

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"wangge/gridcode"
	"wangge/registry"
	"wangge/registry/snapshot"
)

// nearMisses finds unknown codes that are one typing error away from the one that the ledger has for their ground.
func (v View) nearMisses() []Finding {
	networks := map[string][]*snapshot.Legacy{}
	for _, l := range v.legacy() {
		networks[l.Network] = append(networks[l.Network], l)
	}
	out := v.mistyped()
	for _, grids := range networks {
		out = append(out, v.miscopied(grids)...)
	}
	return out
}

// miscopied finds the codes that a legacy network took from the ledger and got wrong. A network whose codes are alike but mostly
// others has a numbering of its own, and no errors.
func (v View) miscopied(network []*snapshot.Legacy) []Finding {
	var out []Finding
	copied := 0
	for _, l := range network {
		for _, x := range v.Snapshot.Schemes() {
			if _, known := v.story(x.Name, l.Code); known {
				copied++
				continue
			}
			likely := v.near(x, l.Code, func(s registry.Story) bool { return held(l, s.Today) >= same })
			out = append(out, nearMiss(l.Network, l.Code, likely)...)
		}
	}
	if len(out) > copied {
		return nil
	}
	return out
}

// mistyped finds codes that a file brought into the draft while the published grid of the same ground has one alike, which the draft has lost.
func (v View) mistyped() (out []Finding) {
	if v.Draft == nil {
		return nil
	}
	kept := map[string]bool{}
	for _, g := range v.Draft.Grids {
		kept[g.Code] = true
	}
	for _, g := range v.Draft.Grids {
		if story, known := v.story(gridcode.CN15.Name, g.Code); known && story.State != registry.ElsewhereCode {
			continue
		}
		likely := v.near(gridcode.CN15, g.Code, func(s registry.Story) bool {
			live, ok := v.Snapshot.Grid(s.Grid)
			return ok && !kept[s.Grid] && live.Shape.SharedM2(g.Shape) >= same*g.Shape.AreaM2()
		})
		out = append(out, nearMiss(registry.Unified, g.Code, likely)...)
	}
	return out
}

// near gives the codes of a scheme that are one typing error away, and whose story is of the same ground.
func (v View) near(x *gridcode.Scheme, code string, ofTheGround func(registry.Story) bool) (out []string) {
	if n := utf8.RuneCountInString(code); n < x.Digits-1 || n > x.Digits+1 {
		return nil
	}
	for _, c := range x.Near(code, v.Snapshot.Issued(x.Name)) {
		if story, _ := v.story(x.Name, c.String()); ofTheGround(story) {
			out = append(out, c.String())
		}
	}
	return out
}

func nearMiss(network, code string, likely []string) []Finding {
	if len(likely) == 0 {
		return nil
	}
	meant := strings.Join(likely, ", ")
	return []Finding{{
		Kind: NearMiss, Where: []string{network}, Codes: []string{code}, Likely: likely,
		Text: Words{
			ZH: fmt.Sprintf("%s 的编码 %s 未曾发放，与同一地块的编码 %s 只差一处", network, code, meant),
			EN: fmt.Sprintf("%s has the code %s, which was never issued here; the same ground has %s, one typing error away", network, code, meant),
		},
		Remedy: Words{
			ZH: fmt.Sprintf("若为笔误，请在来源文件中改为 %s 后重新导入；若确为另一编码，可忽略", meant),
			EN: fmt.Sprintf("if it is a typing error, write %s in the source file and import it again; if it is meant so, nothing needs to be done", meant),
		},
	}}
}
