package findings

import (
	"cmp"
	"fmt"
	"slices"

	"wangge/registry"
	"wangge/registry/snapshot"
)

// same is the share of ground from which on two grids are taken for the same.
const same = 0.5

// clashes are codes by the two networks or schemes that use them for different ground.
type clashes map[[2]string][]string

func (c clashes) add(one, other, code string) {
	key := [2]string{one, other}
	c[key] = append(c[key], code)
}

// collisions finds digits that mean different ground.
func (v View) collisions() []Finding {
	found := clashes{}
	v.withLedger(found)
	v.betweenLegacy(found)
	v.betweenSchemes(found)
	var out []Finding
	for where, codes := range found {
		out = append(out, collision(where, slices.Compact(slices.Sorted(slices.Values(codes)))))
	}
	return out
}

// withLedger finds legacy codes that the ledger has for other ground.
func (v View) withLedger(found clashes) {
	for _, l := range v.legacy() {
		for _, x := range v.Snapshot.Schemes() {
			if story, ok := v.story(x.Name, l.Code); ok && held(l, story.Today) < same {
				found.add(l.Network, x.Name, l.Code)
			}
		}
	}
}

// held is the share of a legacy grid's ground that some grids have.
func held(l *snapshot.Legacy, grids []registry.Share) (sum float64) {
	for _, g := range l.Today().Today {
		if slices.ContainsFunc(grids, func(h registry.Share) bool { return h.Code == g.Code }) {
			sum += g.Area
		}
	}
	return sum
}

// betweenLegacy finds codes that two legacy networks have for different ground.
func (v View) betweenLegacy(found clashes) {
	byCode := map[string][]*snapshot.Legacy{}
	for _, l := range v.legacy() {
		for _, k := range byCode[l.Code] {
			if k.Network != l.Network && k.Shape.SharedM2(l.Shape) < same*min(k.AreaM2, l.AreaM2) {
				found.add(k.Network, l.Network, l.Code)
			}
		}
		byCode[l.Code] = append(byCode[l.Code], l)
	}
}

// betweenSchemes finds codes that two schemes have for different grids.
func (v View) betweenSchemes(found clashes) {
	named := map[string]registry.Issue{} // the first scheme's
	for _, i := range v.ledger() {
		other, taken := named[i.Code]
		if !taken {
			named[i.Code] = i
		} else if cmp.Or(other.Grid, other.Code) != cmp.Or(i.Grid, i.Code) {
			found.add(other.Scheme, i.Scheme, i.Code)
		}
	}
}

func collision(where [2]string, codes []string) Finding {
	return Finding{
		Kind: Collision, Where: where[:], Codes: codes,
		Text: Words{
			ZH: fmt.Sprintf("%s 与 %s 有 %d 个相同编码指向不同地块：%s", where[0], where[1], len(codes), some(codes)),
			EN: fmt.Sprintf("%s and %s use %d codes for different ground: %s", where[0], where[1], len(codes), some(codes)),
		},
		Remedy: Words{
			ZH: "查询和交换数据时请同时注明网络和编码规则（/v1/codes/{network}/{scheme}/{code}），勿只用编码对照",
			EN: "name network and scheme with these codes wherever data is exchanged (/v1/codes/{network}/{scheme}/{code}); never join tables by the digits alone",
		},
	}
}
