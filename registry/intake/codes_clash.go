package intake

import (
	"fmt"
	"strings"

	"wangge/gridcode"
	"wangge/registry"
)

// gridOf finds the unified code that a code stands for: the row names it, or a live grid by its name. None is in use elsewhere.
func (b *codeBook) gridOf(r record, s registry.Scheme, c gridcode.Code, p *problems) (string, bool) {
	typed, ok := p.code(r, "grid", false)
	if !ok || typed == "" {
		return "", ok
	}
	grid, ok := b.findGrid(r, typed, p)
	switch {
	case !ok:
		return "", false
	case s.Own() && grid != c.String():
		p.add(r, "grid", textf("统一编码 %s 只能代表自身，不能代表 %s", "the unified code %s stands for itself, not for %s", c, grid),
			text("grid 列留空，或在 scheme 列写明编码规则", "leave the column grid empty, or name the code's scheme in the column scheme"))
		return "", false
	case s.Own():
		return "", true
	case grid[:len(c.Community())] != c.Community():
		p.add(r, "grid", textf("编码 %s 属于社区 %s，网格 %s 却不在其中", "code %s is of community %s, and grid %s is not", c, c.Community(), grid),
			text("核对两个编码；grid 列留空则仅登记为他处在用", "check both codes; with the column grid empty the code counts as in use elsewhere"))
		return "", false
	default:
		return grid, true
	}
}

func (b *codeBook) findGrid(r record, typed string, p *problems) (string, bool) {
	unified := func(code string) bool { _, ok := b.ledger[key(gridcode.CN15.Name, code)]; return ok }
	if c, err := gridcode.CN15.ParseChecked(typed, unified); err == nil && unified(c.String()) {
		return c.String(), true
	}
	switch found := b.coded[typed]; {
	case len(found) == 1:
		return found[0], true
	case len(found) > 1:
		p.add(r, "grid", textf("有 %d 个网格都叫 %q", "%d grids are named %q", len(found), typed), text("改用统一编码", "use the unified code"))
	default:
		remedy := textf("填写已发布网格的统一编码，或留空", "give the unified code of a grid, or leave it empty")
		if near := gridcode.CN15.Near(typed, unified); len(near) > 0 {
			remedy = textf("可能是 %s", "perhaps %s was meant", near[0])
		}
		p.add(r, "grid", textf("没有统一编码或名称为 %q 的网格", "no grid has the unified code or name %q", typed), remedy)
	}
	return "", false
}

// apart refuses a code that collides with another row or with the ledger, and names both parties.
func (b *codeBook) apart(i brought, p *problems) bool {
	for _, clash := range []func(brought) (zh, en string){b.twice, b.known, b.otherRow, b.otherCode} {
		if zh, en := clash(i); en != "" {
			p.add(i.record, "code", text(zh, en), text("一码一网格，终身不变：改正其一；grid 列留空则仅登记为他处在用",
				"a grid has one code of a scheme, and a code one grid, for ever: mend one of the two, or leave the column grid empty for a code in use elsewhere"))
			return false
		}
	}
	b.compare(i, p)
	return true
}

// twice tells of a row before that gives the code to another grid.
func (b *codeBook) twice(i brought) (zh, en string) {
	before, ok := b.rows[key(i.Scheme, i.Code)]
	if !ok || before.Grid == i.Grid {
		return "", ""
	}
	hereZH, hereEN := party(i.Grid)
	thereZH, thereEN := party(before.Grid)
	return fmt.Sprintf("编码 %s 在此属于%s，在 %s 第 %d 行属于%s", i.Code, hereZH, before.record.file, before.record.row, thereZH),
		fmt.Sprintf("code %s is that of %s here and of %s in %s, row %d", i.Code, hereEN, thereEN, before.record.file, before.record.row)
}

// known tells of the ledger's having the code for another grid.
func (b *codeBook) known(i brought) (zh, en string) {
	have, ok := b.ledger[key(i.Scheme, i.Code)]
	if !ok || have.Covers(i.Issue) {
		return "", ""
	}
	thereZH, thereEN := party(have.Grid)
	return fmt.Sprintf("编码 %s 在此属于网格 %s，在台账中属于%s（%s）", i.Code, i.Grid, thereZH, entered(have)),
		fmt.Sprintf("code %s is that of grid %s here and of %s in the ledger (%s)", i.Code, i.Grid, thereEN, entered(have))
}

// otherRow tells of a row before that gives the grid another code.
func (b *codeBook) otherRow(i brought) (zh, en string) {
	before, ok := b.grids[key(i.Scheme, i.Grid)]
	if !ok || before.Code == i.Code {
		return "", ""
	}
	return fmt.Sprintf("网格 %s 在此的编码为 %s，在 %s 第 %d 行为 %s", i.Grid, i.Code, before.record.file, before.record.row, before.Code),
		fmt.Sprintf("grid %s has code %s here and %s in %s, row %d", i.Grid, i.Code, before.Code, before.record.file, before.record.row)
}

// otherCode tells of the ledger's having another code for the grid.
func (b *codeBook) otherCode(i brought) (zh, en string) {
	have, ok := b.named[key(i.Scheme, i.Grid)]
	if !ok || have == i.Code {
		return "", ""
	}
	at := entered(b.ledger[key(i.Scheme, have)])
	return fmt.Sprintf("网格 %s 在此的编码为 %s，在台账中已有 %s（%s）", i.Grid, i.Code, have, at),
		fmt.Sprintf("grid %s has code %s here and %s in the ledger (%s)", i.Grid, i.Code, have, at)
}

// party names whom a code stands for.
func party(grid string) (zh, en string) {
	if grid == "" {
		return "他处（未对应网格）", "something elsewhere"
	}
	return "网格 " + grid, "grid " + grid
}

func entered(i registry.Issue) string { return i.IssuedAt.Format("2006-01-02") + ", " + i.Actor }

// compare notes a code that a grid here has under another name: whoever knows the place can tell whether it is one.
func (b *codeBook) compare(i brought, p *problems) {
	here, there := b.names[i.Code], i.record.text("name")
	switch have, ok := b.ledger[key(i.Scheme, i.Code)]; {
	case i.Scheme != gridcode.CN15.Name:
	case ok && have.Algorithm != registry.Imported && there == "":
		b.own = append(b.own, i.Code)
	case here != "" && there != "" && here != there:
		p.notes = append(p.notes, fmt.Sprintf("row %d: code %s is that of grid %s here and of %s in the file; if these are two places, one of them needs another code 第 %[1]d 行：编码 %[2]s 在本系统为 %[3]s，在文件中为 %[4]s，若非同一处须另编",
			i.record.row, i.Code, here, there))
	}
}

// tellOwn notes the codes that were issued here, where the file does not say what they are there.
func (b *codeBook) tellOwn(p *problems) {
	if len(b.own) == 0 {
		return
	}
	some := strings.Join(b.own[:min(len(b.own), 3)], ", ")
	p.notes = append(p.notes, fmt.Sprintf("%d codes were issued to grids here already, as %s; if the file means other places, those need other codes: with a column name the two are compared 其中 %[1]d 个编码已由本系统发放，如 %[2]s；若文件所指为他处，须另编；加上名称列即可比对", len(b.own), some))
}
