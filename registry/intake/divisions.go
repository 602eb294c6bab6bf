package intake

import (
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

// divisionRows reads the division tables and outlines of one county. known are the divisions that are stored
// already; they may be parents of new ones.
func divisionRows(records []record, known []registry.Division, p *problems) []registry.Division {
	byCode := map[string]*registry.Division{}
	var order []string
	first := map[string]record{}
	for _, r := range records {
		d, ok := divisionRow(r, p)
		if !ok {
			continue
		}
		old, seen := byCode[d.Code]
		switch {
		case !seen:
			byCode[d.Code] = &d
			order = append(order, d.Code)
			first[d.Code] = r
		case len(d.Shape) == 0 || len(old.Shape) > 0: // a second table row, or a second outline
			p.add(r, "code", textf("编码 %s 出现两次(先见于 %s 第 %d 行)", "code %s is there twice (first in %s, row %d)", d.Code, first[d.Code].file, first[d.Code].row),
				text("删去其中一行", "take one of the two out"))
		default:
			old.Shape = d.Shape
		}
	}
	checkParents(byCode, order, first, known, p)
	out := make([]registry.Division, 0, len(order))
	for _, code := range order {
		out = append(out, *byCode[code])
	}
	slices.SortFunc(out, func(a, b registry.Division) int { return strings.Compare(a.Code, b.Code) })
	return out
}

func divisionRow(r record, p *problems) (registry.Division, bool) {
	code, ok := p.code(r, "code", true)
	if !ok {
		return registry.Division{}, false
	}
	code = trimCode(code)
	level, ok := levelOf(code)
	if !ok || !digits(code) {
		p.add(r, "code", textf("%q 不是 6、9 或 12 位数字的区划代码", "%q is no division code of 6, 9 or 12 digits", code),
			text("县 6 位、镇街 9 位、社区 12 位", "county 6 digits, town 9, community 12"))
		return registry.Division{}, false
	}
	d := registry.Division{Code: code, Level: level, Name: r.text("name"), Parent: trimCode(r.text("parent"))}
	if given := word(p, r, "level", levelWords, level); given != level {
		p.add(r, "level", textf("级别是 %s,但编码 %s 的位数属于 %s", "the level says %s, the length of code %s says %s", given, code, level),
			text("改正级别或编码", "mend the level or the code"))
	}
	if d.Parent == "" && level != registry.County {
		d.Parent = code[:len(code)-3]
	}
	if r.shape != nil {
		shape, err := geo.FromOrb(r.shape)
		if err != nil {
			p.add(r, "geometry", textf("边界无法读取:%v", "the outline cannot be taken: %v", err), text("检查该要素的几何", "look at this feature's geometry"))
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

// checkParents refuses an unknown parent, a parent of the wrong level or with other leading digits, and a cycle.
func checkParents(byCode map[string]*registry.Division, order []string, first map[string]record, known []registry.Division, p *problems) {
	stored := map[string]string{}
	for _, d := range known {
		stored[d.Code] = d.Parent
	}
	parentOf := func(code string) (string, bool) {
		if d, ok := byCode[code]; ok {
			return d.Parent, true
		}
		parent, ok := stored[code]
		return parent, ok
	}
	for _, code := range order {
		d, r := byCode[code], first[code]
		if d.Level == registry.County && d.Parent == "" {
			continue
		}
		_, ok := parentOf(d.Parent)
		switch {
		case cyclic(code, parentOf):
			p.add(r, "parent", textf("%s 的上级 %s 绕回自身", "the parents of %s, beginning with %s, lead back to it", code, d.Parent),
				text("改正上级代码", "mend the parent's code"))
		case !ok:
			p.add(r, "parent", textf("上级 %s 不在区划表中", "the parent %s is not in the table", d.Parent),
				text("补上该上级,或改正上级代码", "add that division or mend the parent's code"))
		case d.Level == registry.County || d.Parent != code[:len(code)-3]:
			p.add(r, "parent", textf("%s 的上级不能是 %s", "%s cannot lie under %s", code, d.Parent),
				text("上级代码应为本代码去掉末三位", "a parent's code is the code without its last three digits"))
		}
	}
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
