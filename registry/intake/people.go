package intake

import (
	"time"

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

// term is a time in which a post is held, and the row that says so.
type term struct {
	record
	registry.Posting
}

// meets reports whether two terms share a moment.
func (a term) meets(b term) bool {
	return (a.To.IsZero() || b.From.Before(a.To)) && (b.To.IsZero() || a.From.Before(b.To))
}

// terms finds posts that are held twice at a time; what they are called is the key.
type terms map[string][]term

func (t terms) clash(key string, is term) (term, bool) {
	for _, was := range t[key] {
		if was.meets(is) {
			return was, true
		}
	}
	t[key] = append(t[key], is)
	return term{}, false
}

func postingRows(records []record, officers []registry.Officer, where targets, p *problems) []registry.Posting {
	known := map[string]bool{}
	for _, o := range officers {
		known[o.ID] = true
	}
	primaries, people := terms{}, terms{}
	var out []registry.Posting
	for _, r := range records {
		post := postingRow(r, where, p)
		holder(r, post, known, p)
		if p.fine(r) {
			twice(term{r, post}, primaries, people, p)
		}
		if p.fine(r) {
			out = append(out, post)
		}
	}
	return out
}

func postingRow(r record, where targets, p *problems) registry.Posting {
	target, _ := where.find(r, p)
	officer, _ := p.code(r, "officer", false)
	post := registry.Posting{
		Network: where.network(r, p), Role: word(p, r, "role", roleWords, ""),
		Officer: officer, Target: target, State: word(p, r, "state", stateWords, registry.Active),
		Deputy: p.yes(r, "deputy"), From: p.begin(r, "from"), To: p.end(r, "to"),
		AwayFrom: p.begin(r, "leaveFrom"), AwayUntil: p.end(r, "leaveUntil"),
	}
	ordered(r, "to", post.From, post.To, p)
	ordered(r, "leaveUntil", post.AwayFrom, post.AwayUntil, p)
	if post.State != registry.OnLeave && (!post.AwayFrom.IsZero() || !post.AwayUntil.IsZero()) {
		p.add(r, "state", text("有休假日期，但状态不是休假", "there are days of a leave, but the state is not leave"), text("把状态设为 休假，或删去休假日期", "set the state to leave, or take the days out"))
	}
	return post
}

// ordered refuses what ends before it begins.
func ordered(r record, field string, from, to time.Time, p *problems) {
	if !to.IsZero() && !to.After(from) {
		p.add(r, field, textf("结束 %q 早于开始", "it ends (%q) before it begins", r.text(field)), text("核对两个日期", "look at both dates"))
	}
}

// holder refuses posts of nobody, and of people who are not in the roster.
func holder(r record, post registry.Posting, known map[string]bool, p *problems) {
	switch {
	case !p.fine(r) && post.Officer == "": // told already, or of no use
	case post.Officer == "" && post.State != registry.Vacant:
		p.add(r, "officer", text("缺少人员编号", "the officer is missing"), text("填写编号，或把状态设为 空缺", "give the officer's id, or set the state to vacant"))
	case post.Officer != "" && !known[post.Officer]:
		p.add(r, "officer", textf("人员 %s 不在名册中", "officer %s is not in the roster", post.Officer), text("先导入人员名册", "import the officers first"))
	}
}

// twice refuses a second primary at a time, where a role has one holder (blocks and micro grids have many by nature), and a person
// who has one post twice.
func twice(is term, primaries, people terms, p *problems) {
	post := is.Network + "|" + string(is.Role) + "|" + is.Target
	if !is.Deputy && is.Role != registry.Block && is.Role != registry.Micro {
		if was, clash := primaries.clash(post, is); clash {
			p.add(is.record, "target", textf("%s 的 %s 主岗已有人（%s 第 %d 行）", "%s has a primary %s already (%s, row %d)", is.Target, is.Role, was.file, was.row),
				text("其中一人设为副岗，或核对起止日期", "make one of the two a deputy, or look at the dates"))
			return
		}
	}
	if is.Officer == "" {
		return
	}
	if was, clash := people.clash(post+"|"+is.Officer, is); clash {
		p.add(is.record, "officer", textf("人员 %s 在同一岗位出现两次（%s 第 %d 行）", "officer %s has this post twice (%s, row %d)", is.Officer, was.file, was.row),
			text("删去其中一行", "take one of the two out"))
	}
}
