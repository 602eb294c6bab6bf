package intake

import (
	"maps"
	"slices"
	"strings"

	"wangge/geo"
	"wangge/registry"
)

// levelOf tells the level of a division by the length of its cn15 code.
func levelOf(code string) (registry.Level, bool) {
	switch len(code) {
	case 6:
		return registry.County, true
	case 9:
		return registry.Town, true
	case 12:
		return registry.Community, true
	default:
		return "", false
	}
}

// trimCode takes the padded 12 digits of statistical tables to the length of their level: 370883001000 is town 370883001.
func trimCode(code string) string {
	if len(code) == 12 && strings.HasSuffix(code, "000") {
		code = code[:9]
		if strings.HasSuffix(code, "000") {
			code = code[:6]
		}
	}
	return code
}

// divisionTable gathers the rows of a county's tables and outlines, by code.
type divisionTable struct {
	county string
	stored map[string]string // parents of the divisions that are stored already; they may be parents of new ones
	rows   map[string]*registry.Division
	first  map[string]record
	p      *problems
}

// divisionRows reads the division tables and outlines of one county, by code. A division's row and its outline may come in any order.
func divisionRows(records []record, county string, known []registry.Division, p *problems) []registry.Division {
	t := divisionTable{county: county, stored: map[string]string{}, rows: map[string]*registry.Division{}, first: map[string]record{}, p: p}
	for _, d := range known {
		t.stored[d.Code] = d.Parent
	}
	for _, r := range records {
		if d, ok := divisionRow(r, p); ok {
			t.add(r, d)
		}
	}
	return t.sound()
}

// add takes a row, or joins it with its outline; a second row or outline of the same division is refused.
func (t *divisionTable) add(r record, d registry.Division) {
	old, seen := t.rows[d.Code]
	switch {
	case d.Code[:min(6, len(d.Code))] != t.county:
		t.p.add(r, "code", textf("%s %s 不属于县 %s", "%s %s does not belong to county %s", d.Code, d.Name, t.county),
			text("一次只导入一个县的区划表", "import one county's table at a time"))
	case !seen:
		t.rows[d.Code], t.first[d.Code] = &d, r
	case (d.Shape == nil) == (old.Shape == nil):
		t.p.add(r, "code", textf("编码 %s 出现两次（先见于 %s 第 %d 行）", "code %s is there twice (first in %s, row %d)", d.Code, t.first[d.Code].file, t.first[d.Code].row),
			text("删去其中一行", "take one of the two out"))
	case d.Shape != nil:
		old.Shape = d.Shape
	default:
		d.Shape = old.Shape
		t.rows[d.Code], t.first[d.Code] = &d, r
	}
}

// sound gives the divisions that can be taken, from above, so that none is without its parent.
func (t *divisionTable) sound() []registry.Division {
	codes := slices.Sorted(maps.Keys(t.rows))
	for _, code := range codes {
		if cyclic(code, t.parentOf) {
			t.p.add(t.first[code], "parent", textf("%s 的上级 %s 绕回自身", "the parents of %s, beginning with %s, lead back to it", code, t.rows[code].Parent),
				text("改正上级代码", "mend the parent's code"))
		}
	}
	var out []registry.Division
	for _, code := range codes { // a parent sorts before what begins with its code
		d, r := t.rows[code], t.first[code]
		if t.p.fine(r) {
			t.checkParent(*d, r)
		}
		if t.p.fine(r) {
			out = append(out, *d)
		} else {
			delete(t.rows, code)
		}
	}
	return out
}

func (t *divisionTable) parentOf(code string) (string, bool) {
	if d, ok := t.rows[code]; ok {
		return d.Parent, true
	}
	parent, ok := t.stored[code]
	return parent, ok
}

// checkParent refuses an unknown parent, and one of the wrong level or with other leading digits.
func (t *divisionTable) checkParent(d registry.Division, r record) {
	if d.Level == registry.County && d.Parent == "" {
		return
	}
	_, known := t.parentOf(d.Parent)
	switch {
	case d.Level == registry.County || d.Parent != d.Code[:len(d.Code)-3]:
		t.p.add(r, "parent", textf("%s 的上级不能是 %s", "%s cannot lie under %s", d.Code, d.Parent),
			text("上级代码应为本代码去掉末三位", "a parent's code is the code without its last three digits"))
	case !known:
		t.p.add(r, "parent", textf("上级 %s 不在区划表中", "the parent %s is not in the table", d.Parent),
			text("补上该上级，或改正上级代码", "add that division or mend the parent's code"))
	}
}

func divisionRow(r record, p *problems) (registry.Division, bool) {
	code, ok := p.code(r, "code", true)
	if !ok {
		return registry.Division{}, false
	}
	code = trimCode(code)
	level, ok := levelOf(code)
	if fullWidth(code) {
		p.add(r, "code", textf("编码 %q 含全角数字", "code %q has full-width digits", code), text("改为半角数字", "write it with plain digits 0 to 9"))
		return registry.Division{}, false
	}
	if !ok || !digits(code) {
		p.add(r, "code", textf("%q 不是 6、9 或 12 位数字的区划代码", "%q is no division code of 6, 9 or 12 digits", code),
			text("县 6 位、镇街 9 位、社区 12 位", "county 6 digits, town 9, community 12"))
		return registry.Division{}, false
	}
	d := registry.Division{Code: code, Level: level, Name: r.text("name"), Parent: trimCode(r.text("parent"))}
	if d.Name == "" && r.shape == nil {
		p.add(r, "name", text("缺少名称", "the name is missing"), text("补上名称", "fill the name in"))
	}
	if given := word(p, r, "level", levelWords, level); given != level {
		p.add(r, "level", textf("级别是 %s，但编码 %s 的位数属于 %s", "the level says %s, the length of code %s says %s", given, code, level),
			text("改正级别或编码", "mend the level or the code"))
	}
	if d.Parent == "" && level != registry.County {
		d.Parent = code[:len(code)-3]
	}
	if r.shape != nil {
		shape, err := geo.FromOrb(r.shape)
		if err != nil {
			p.add(r, "geometry", textf("边界无法读取：%v", "the outline cannot be taken: %v", err), text("检查该要素的几何", "look at this feature's geometry"))
			return d, false
		}
		d.Shape = shape
	}
	return d, true
}

var levelWords = map[string]registry.Level{
	"county": registry.County, "县": registry.County, "市": registry.County, "县级": registry.County, "区县": registry.County,
	"town": registry.Town, "street": registry.Town, "镇街": registry.Town, "乡镇": registry.Town, "街道": registry.Town, "镇": registry.Town,
	"community": registry.Community, "village": registry.Community, "社区": registry.Community, "村": registry.Community, "村居": registry.Community,
}

func cyclic(code string, parentOf func(string) (string, bool)) bool {
	at := code
	for range 8 {
		parent, ok := parentOf(at)
		if !ok || parent == "" {
			return false
		}
		if at = parent; at == code {
			return true
		}
	}
	return true
}

func digits(s string) bool {
	for _, c := range s {
		if c < '0' || c > '9' {
			return false
		}
	}
	return s != ""
}
