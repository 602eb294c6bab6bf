package registry

import (
	"errors"
	"fmt"

	"wangge/geo/vector"
	"wangge/gridcode"
)

// read looks at each row by itself and against the rows before it.
func (r *recoder) read() {
	for i, c := range r.changes {
		if r.readable(i, "old", c.Old) && r.readable(i, "new", c.New) && r.known(i) && r.fits(i) {
			r.note(i)
		}
	}
	if len(r.changes) == 0 {
		r.problems = append(r.problems, vector.RowError{Field: "old", Problem: text("没有任何变更", "there is no change"), Remedy: text("每行给出旧编码和新编码", "give an old and a new code in each row")})
	}
}

// readable reports whether a text is a code of this county.
func (r *recoder) readable(i int, field, code string) bool {
	_, err := gridcode.CN15.ParsePrefix(code)
	var syntax *gridcode.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return r.refuse(i, field, vector.Text{
			ZH: fmt.Sprintf("%q 不是有效编码（第 %d 位起）", code, syntax.Offset+1),
			EN: fmt.Sprintf("%q is no code: %s (at byte %d)", code, syntax.Reason, syntax.Offset),
		}, text("镇街 9 位、社区 12 位、网格 15 位，改正该编码", "mend the code: a town has 9 digits, a community 12, a grid 15"))
	case code[:countyDigits] != r.County && field == "new" && len(code) == countyDigits:
		return r.refuse(i, field, text("暂不支持变更县级编码", "the code of a county itself cannot be changed yet"), aNewCounty)
	case code[:countyDigits] != r.County:
		return r.refuse(i, field, said("%s 不属于县 %s", "%s does not belong to county %s", code, r.County),
			text("一份方案只涉及一个县；跨县调整请在两县分别导入", "a plan is for one county; ground that goes to another one is imported there, and taken out here"))
	}
	return true
}

var aNewCounty = text("以新编码导入新县的区划表与网格（网格编码留空），编号并发布", "import the county anew under its new code: its division table, its grids without their codes, then number and publish")

// known refuses an old code that nothing has now.
func (r *recoder) known(i int) bool {
	old := r.changes[i].Old
	_, division := r.live[old]
	_, grid := r.grids[old]
	switch {
	case division || grid:
		return true
	case len(old) == gridDigits:
		return r.refuse(i, "old", said("没有现用网格 %s", "no live grid has the code %s", old), text("填写现用网格编码", "give the code of a live grid"))
	default:
		return r.refuse(i, "old", said("区划表中没有 %s", "the division table has no %s", old), text("填写现用区划代码", "give a code that the division table has now; every row names what there is before the change"))
	}
}

// fits refuses a new code of another level than the old one's, what changes nothing, and a second row for the same code.
func (r *recoder) fits(i int) bool {
	c := r.changes[i]
	first, twice := r.row[c.Old]
	switch {
	case twice:
		return r.refuse(i, "old", said("编码 %s 出现两次（先见于第 %d 行）", "code %s is there twice (first in row %d)", c.Old, r.rowOf(first)), text("删去其中一行", "take one of the two out"))
	case len(c.Old) == gridDigits && len(c.New) != communityDigits:
		return r.refuse(i, "new", said("网格只能移入社区，%s 不是社区编码", "a grid moves to a community, and %s is none", c.New),
			text("填写 12 位社区编码，序号由系统给出", "give the community's 12 digits; the grid's number follows from it"))
	case len(c.Old) != gridDigits && len(c.New) != len(c.Old):
		return r.refuse(i, "new", said("%s 与 %s 不是同一级", "%s and %s are of different levels", c.Old, c.New), text("新旧编码须同级", "a division changes to one of its own level"))
	case c.Old == c.New && (c.Name == "" || c.Name == r.live[c.Old].Name):
		return r.refuse(i, "name", said("%s 没有变化", "nothing changes for %s", c.Old), text("填写新名称，或删去该行", "give its new name, or take the row out"))
	case r.grids[c.Old].Community == c.New:
		return r.refuse(i, "new", said("网格 %s 已在社区 %s", "grid %s lies in community %s already", c.Old, c.New), text("删去该行", "take the row out"))
	}
	return true
}

// note remembers a row, and what it calls the new division.
func (r *recoder) note(i int) {
	c := r.changes[i]
	r.row[c.Old] = i
	if c.Name == "" {
		return
	}
	if other, ok := r.name[c.New]; ok && other != c.Name {
		r.refuse(i, "name", said("%s 有两个名称：%s、%s", "%s is called both %s and %s", c.New, other, c.Name), text("统一名称", "give it one name"))
		return
	}
	r.name[c.New] = c.Name
}

// refuse notes what is wrong with a row; it gives false.
func (r *recoder) refuse(i int, field string, problem, remedy vector.Text) bool {
	r.problems = append(r.problems, vector.RowError{File: r.fileOf(i), Row: r.rowOf(i), Field: field, Problem: problem, Remedy: remedy})
	return false
}

func (r *recoder) rowOf(i int) int {
	if r.changes[i].Row > 0 {
		return r.changes[i].Row
	}
	return i + 1
}

func (r *recoder) fileOf(i int) string {
	if f := r.changes[i].File; f != "" {
		return f
	}
	return "changes"
}

func text(zh, en string) vector.Text { return vector.Text{ZH: zh, EN: en} }

// said writes both languages with the same arguments.
func said(zh, en string, args ...any) vector.Text {
	return vector.Text{ZH: fmt.Sprintf(zh, args...), EN: fmt.Sprintf(en, args...)}
}
