package public

import (
	"fmt"
	"time"

	"golang.org/x/text/language"

	"wangge/registry"
	"wangge/registry/snapshot"
)

// Language is what the page says, in one language.
type Language struct {
	Lang string

	Site, Kind, Area, Within, Map, MapNote, North, People, NoPeople, CodeNote string
	Scheme, Successors, Share, Unknown, Check, Meant, Unpublished, Later      string
	Checks                                                                    []string

	retired, rest, revision string // formats
	ended                   map[registry.EndReason]string
	kinds                   map[registry.Kind]string
	roles                   map[registry.Role]string
	desks                   map[snapshot.Rule]string
	deputy                  string
	steps                   map[registry.StepKind]string
	square, hectare, large  string
	date                    string
}

var languages = []*Language{&chinese, &english}

var matcher = language.NewMatcher([]language.Tag{language.Chinese, language.English})

// LanguageOf gives the language that is asked for first, by a tag such as en or a header Accept-Language; Chinese where none is known.
func LanguageOf(asked ...string) *Language {
	for _, a := range asked {
		tags, _, err := language.ParseAcceptLanguage(a)
		if err != nil || len(tags) == 0 {
			continue
		}
		if _, i, sure := matcher.Match(tags...); sure != language.No {
			return languages[i]
		}
	}
	return &chinese
}

// Date writes a day as it is in China.
func (w *Language) Date(t time.Time) string { return t.In(registry.China).Format(w.date) }

// Size writes an area in the unit that suits it.
func (w *Language) Size(m2 float64) string {
	switch {
	case m2 < 10_000:
		return fmt.Sprintf("%.0f %s", m2, w.square)
	case m2 < 1_000_000:
		return fmt.Sprintf("%.1f %s", m2/1e4, w.hectare)
	default:
		return fmt.Sprintf("%.2f %s", m2/1e6, w.large)
	}
}

// Percent writes a share; what there is of it is never 0.
func (w *Language) Percent(share float64) string {
	if share < 0.01 {
		return "<1%"
	}
	return fmt.Sprintf("%.0f%%", share*100)
}

var chinese = Language{
	Lang: "zh-CN", date: "2006年1月2日",
	Site: "网格公示", Kind: "类别", Area: "面积", Within: "所属", Map: "网格范围", North: "北",
	MapNote: "着色的是本网格，粗线是社区界线，数字是网格顺序号（编码末三位）。",
	People:  "联系人", NoPeople: "暂无公开的联系人，请向所属社区咨询。",
	CodeNote: "短横后是校验码，报读编码时请一并报出。",
	Scheme:   "对应统一编码", Successors: "原范围现属以下网格", Share: "占原面积",
	Unknown: "没有这个网格编码", Check: "请核对：", Meant: "您要找的可能是：",
	Checks: []string{
		"编码是 15 位数字，看看有没有漏读、多读或读错。",
		"带校验码时，写作 15 位数字、短横和 1 位校验码。",
		"二维码是否完整清晰，是否扫自本县的网格公示牌。",
		"仍有疑问，请向所在社区居委会或村委会咨询。",
	},
	Unpublished: "网格图暂时不能查看", Later: "网格图尚未发布，或正在读取，请稍后再试。",
	retired:  "编码 %s 已于 %s（第 %d 版）停用：%s。",
	rest:     "原范围的 %s 目前不属于任何网格。",
	revision: "网格图第 %d 版，%s发布",
	ended: map[registry.EndReason]string{
		registry.EndUnused: "编码已经编出，但还没有启用，目前没有对应的网格。", registry.EndNotYet: "编码已经编出，但还没有启用，目前没有对应的网格。",
		registry.EndElsewhere: "这是其他系统在用的编码，本县网格图中没有对应的网格。",
		registry.EndDropped:   "原范围目前不属于任何网格。", registry.EndUnrecorded: "停用较早，去向没有记录。",
	},
	kinds: map[registry.Kind]string{registry.Base: "基础网格", registry.Dedicated: "专属网格"},
	roles: map[registry.Role]string{
		registry.Head: "网格长", registry.Agent: "网格员", registry.Secretary: "网格党支部书记", registry.Police: "社区民警",
		registry.Urban: "城管队员", registry.Block: "楼栋长", registry.Micro: "微网格长", registry.Duty: "值班",
	},
	desks: map[snapshot.Rule]string{
		snapshot.CommunityDuty: "社区（村）值班", snapshot.TownDuty: "镇街值班", snapshot.CountyDuty: "县级值班",
	},
	deputy: "（代）",
	steps: map[registry.StepKind]string{
		registry.SplitStep: "网格拆分", registry.MergeStep: "网格合并", registry.RecodeStep: "换用新编码", registry.DissolveStep: "网格撤销，并入相邻网格",
		registry.ReshapeStep: "网格调整", registry.PartitionStep: "网格调整", registry.RevertStep: "恢复以前的网格图", registry.EndStep: "网格撤销",
	},
	square: "平方米", hectare: "公顷", large: "平方公里",
}

var english = Language{
	Lang: "en", date: "2 January 2006",
	Site: "Grid notice", Kind: "Kind", Area: "Area", Within: "In", Map: "Map", North: "N",
	MapNote: "This grid is coloured, thick lines are communities' borders, numbers are the last three digits of the grids' codes.",
	People:  "Contacts", NoPeople: "No contact is public yet; please ask the community's office.",
	CodeNote: "After the hyphen stands a check character; please read it out too.",
	Scheme:   "Unified code", Successors: "The ground now belongs to these grids", Share: "of the former area:",
	Unknown: "No grid has this code", Check: "Please check:", Meant: "Perhaps you mean:",
	Checks: []string{
		"A code has 15 digits: is one missing, added or mistaken?",
		"With a check character it is 15 digits, a hyphen and one character.",
		"Is the QR code whole and clear, and from a grid plate of this county?",
		"If in doubt, please ask the community's or village's office.",
	},
	Unpublished: "The grid map cannot be shown now", Later: "It is not published yet, or is being read: please try again later.",
	retired:  "The code %s was retired on %s (revision %d): %s.",
	rest:     "%s of the ground belongs to no grid now.",
	revision: "Grid map revision %d, published %s",
	ended: map[registry.EndReason]string{
		registry.EndUnused: "The code was issued and is not in use yet: no grid has it.", registry.EndNotYet: "The code was issued and is not in use yet: no grid has it.",
		registry.EndElsewhere: "The code is in use elsewhere; no grid of this map has it.",
		registry.EndDropped:   "The ground belongs to no grid now.", registry.EndUnrecorded: "It ended before successors were recorded.",
	},
	kinds: map[registry.Kind]string{registry.Base: "ordinary grid", registry.Dedicated: "dedicated grid"},
	roles: map[registry.Role]string{
		registry.Head: "Head of the grid", registry.Agent: "Officer", registry.Secretary: "Party secretary", registry.Police: "Police",
		registry.Urban: "Urban inspector", registry.Block: "Head of the block", registry.Micro: "Head of the micro grid", registry.Duty: "Duty desk",
	},
	desks: map[snapshot.Rule]string{
		snapshot.CommunityDuty: "Community's duty desk", snapshot.TownDuty: "Town's duty desk", snapshot.CountyDuty: "County's duty desk",
	},
	deputy: " (deputy)",
	steps: map[registry.StepKind]string{
		registry.SplitStep: "the grid was split", registry.MergeStep: "grids were merged", registry.RecodeStep: "the grid has a new code",
		registry.DissolveStep: "its ground went to its neighbours", registry.ReshapeStep: "grids were redrawn", registry.PartitionStep: "grids were redrawn",
		registry.RevertStep: "an earlier map was restored", registry.EndStep: "the grid was given up",
	},
	square: "m²", hectare: "ha", large: "km²",
}
