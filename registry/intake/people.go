package intake

import (
	"wangge/registry"
)

var networkWords = map[string]string{
	"governance": "governance", "综治": "governance",
	"urban": "urban", "城管": "urban",
	"police": "police", "警务": "police", "公安": "police",
	"civility": "civility", "创城": "civility",
	"unified": registry.Unified, "统一": registry.Unified,
}

var roleWords = map[string]registry.Role{
	"head": registry.Head, "网格长": registry.Head,
	"officer": registry.Agent, "网格员": registry.Agent, "专职网格员": registry.Agent, "full-time officer": registry.Agent,
	"secretary": registry.Secretary, "网格党支部书记": registry.Secretary, "支部书记": registry.Secretary,
	"police": registry.Police, "社区民警": registry.Police, "民警": registry.Police, "辅警": registry.Police,
	"urban": registry.Urban, "城管队员": registry.Urban,
	"block": registry.Block, "楼栋长": registry.Block,
	"micro": registry.Micro, "微网格长": registry.Micro,
	"duty": registry.Duty, "值班": registry.Duty,
}

var stateWords = map[string]registry.State{
	"active": registry.Active, "在岗": registry.Active,
	"leave": registry.OnLeave, "休假": registry.OnLeave, "请假": registry.OnLeave,
	"vacant": registry.Vacant, "空缺": registry.Vacant,
}

func officerRows(records []record, p *problems) []registry.Officer {
	var out []registry.Officer
	seen := once{field: "id"}
	for _, r := range records {
		id, ok := p.code(r, "id", true)
		if !ok || !seen.first(r, id, p) {
			continue
		}
		o := registry.Officer{ID: id, Name: r.text("name"), Phone: p.phone(r, "phone"), Public: p.yes(r, "public")}
		if o.Name == "" {
			p.add(r, "name", text("缺少姓名", "the name is missing"), text("补上姓名", "fill the name in"))
		}
		if p.fine(r) {
			out = append(out, o)
		}
	}
	return out
}

// targets finds what a posting's target means: a code of a grid or division, or a grid's name.
type targets struct {
	codes map[string]bool
	names map[string][]string
}

func newTargets(grids []registry.Grid, divisions []registry.Division) targets {
	t := targets{codes: map[string]bool{}, names: map[string][]string{}}
	for _, g := range grids {
		t.codes[g.Code] = true
		t.names[g.Name] = append(t.names[g.Name], g.Code)
	}
	for _, d := range divisions {
		t.codes[d.Code] = true
	}
	return t
}

func (t targets) find(r record, p *problems) (string, bool) {
	s, ok := p.code(r, "target", true)
	switch {
	case !ok:
		return "", false
	case t.codes[s]:
		return s, true
	case len(t.names[s]) == 1:
		return t.names[s][0], true
	case len(t.names[s]) > 1:
		p.add(r, "target", textf("有 %d 个网格都叫 %q", "%d grids are named %q", len(t.names[s]), s), text("改用网格编码", "use the grid's code"))
	default:
		p.add(r, "target", textf("没有编码或名称为 %q 的网格或区划", "no grid or division has the code or name %q", s),
			text("核对编码；网格须先发布", "check the code; grids have to be published first"))
	}
	return "", false
}

func postingRows(records []record, officers []registry.Officer, where targets, p *problems) []registry.Posting {
	known := map[string]bool{}
	for _, o := range officers {
		known[o.ID] = true
	}
	primary := map[string]record{}
	var out []registry.Posting
	for _, r := range records {
		target, _ := where.find(r, p)
		officer, named := p.code(r, "officer", false)
		post := registry.Posting{
			Network: word(p, r, "network", networkWords, ""), Role: word(p, r, "role", roleWords, ""),
			Officer: officer, Target: target, State: word(p, r, "state", stateWords, registry.Active),
			Deputy: p.yes(r, "deputy"), From: p.date(r, "from"),
		}
		switch {
		case !named: // told already
		case officer == "" && post.State != registry.Vacant:
			p.add(r, "officer", text("缺少人员编号", "the officer is missing"), text("填写编号，或把状态设为 空缺", "give the officer's id, or set the state to vacant"))
		case officer != "" && !known[officer]:
			p.add(r, "officer", textf("人员 %s 不在名册中", "officer %s is not in the roster", officer), text("先导入人员名册", "import the officers first"))
		}
		if !p.fine(r) {
			continue
		}
		// One primary for each single-holder role; blocks and micro grids have many by nature.
		if key := post.Network + "|" + string(post.Role) + "|" + target; !post.Deputy && post.Role != registry.Block && post.Role != registry.Micro {
			if before, twice := primary[key]; twice {
				p.add(r, "target", textf("%s 的 %s 主岗已有人（%s 第 %d 行）", "%s has a primary %s already (%s, row %d)", target, post.Role, before.file, before.row),
					text("其中一人设为副岗", "make one of the two a deputy"))
			}
			primary[key] = r
		}
		if p.fine(r) {
			out = append(out, post)
		}
	}
	return out
}
