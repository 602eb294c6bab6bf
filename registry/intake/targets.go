package intake

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"wangge/geo/vector"
	"wangge/gridcode"
	"wangge/registry"
)

// targets finds what a posting's target means, a code of a grid or division or a grid's name, and which network it is of.
type targets struct {
	codes    map[string]bool
	names    map[string][]string
	networks map[string]string        // by the words that files use
	past     func() *registry.Content // everything, for what is not known otherwise; nil where it cannot be read
}

func newTargets(grids []registry.Grid, divisions []registry.Division, past func() *registry.Content) targets {
	t := targets{codes: map[string]bool{}, names: map[string][]string{}, networks: maps.Clone(networkWords), past: past}
	for _, g := range grids {
		t.codes[g.Code] = true
		t.names[g.Name] = append(t.names[g.Name], g.Code)
	}
	for _, d := range divisions {
		t.codes[d.Code] = true
	}
	return t
}

// network reads a network: one that everybody knows, or one that was imported under a name of its own.
func (t targets) network(r record, p *problems) string {
	if s := strings.ToLower(r.text("network")); s != "" && t.networks[s] == "" {
		if c := t.past(); c != nil {
			for _, n := range c.Networks {
				t.networks[strings.ToLower(n.Name)] = n.Name
			}
		}
	}
	return word(p, r, "network", t.networks, "")
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
		return "", false
	}
	c, err := gridcode.CN15.ParseChecked(s, t.has)
	if err == nil && t.has(c.String()) {
		return c.String(), true
	}
	problem, remedy := t.unknown(s, err)
	p.add(r, "target", problem, remedy)
	return "", false
}

func (t targets) has(code string) bool { return t.codes[code] }

// unknown tells why a text names nothing that people can be posted at, and what to write instead.
func (t targets) unknown(s string, err error) (problem, remedy vector.Text) {
	var check *gridcode.CheckError
	if errors.As(err, &check) {
		return textf("编码 %s 的校验字符不符", "the check character of code %s does not fit", s), perhaps(check.Likely)
	}
	problem = textf("没有编码或名称为 %q 的网格或区划", "no grid or division has the code or name %q", s)
	digits, _, _ := strings.Cut(plain(s), "-")
	if t.has(digits) {
		return problem, textf("应为 %s？请改为半角数字，不含空格", "perhaps %s was meant: write it with plain digits and without blanks", digits)
	}
	if c := t.past(); c != nil {
		if problem, remedy, ok := t.former(digits, c); ok {
			return problem, remedy
		}
	}
	if near := gridcode.CN15.Near(digits, t.has); len(near) > 0 {
		return problem, perhaps(near)
	}
	return problem, text("核对编码；网格须先发布", "check the code; grids have to be published first")
}

// perhaps names the codes that were likely meant.
func perhaps(likely []gridcode.Code) vector.Text {
	if len(likely) == 0 {
		return text("核对原件后重新录入", "read the original again")
	}
	var codes []string
	for _, c := range likely[:min(len(likely), 3)] {
		codes = append(codes, c.String())
	}
	list := strings.Join(codes, ", ")
	return textf("核对原件，可能是 %s", "read the original again; perhaps %s was meant", list)
}

// former tells what has become of a code that the ledger knows, or of a division that grids had codes of.
func (t targets) former(code string, c *registry.Content) (problem, remedy vector.Text, ok bool) {
	stories := registry.NewStories(c)
	if story, known := stories.Story(gridcode.CN15.Name, code, stories.Last().Number); known {
		problem, remedy = storyOf(code, story)
		return problem, remedy, true
	}
	if len(code) != 9 && len(code) != 12 {
		return problem, remedy, false
	}
	today := map[string]bool{}
	for _, i := range c.Ledger {
		if i.Scheme != gridcode.CN15.Name || !strings.HasPrefix(i.Community, code) {
			continue
		}
		ok = true
		story, _ := stories.Story(i.Scheme, i.Code, stories.Last().Number)
		for _, g := range story.Today {
			today[g.Code[:len(code)]] = true
		}
	}
	return textf("区划 %s 已撤销", "the division %s has ended", code), instead(slices.Sorted(maps.Keys(today))), ok
}

func storyOf(code string, s registry.Story) (problem, remedy vector.Text) {
	if s.State != registry.RetiredCode {
		return textf("编码 %s 尚未随网格发布", "no grid was published with the code %s", code), text("先发布该网格", "publish the grid first")
	}
	var heirs []string
	for _, g := range s.Today {
		heirs = append(heirs, fmt.Sprintf("%s (%.0f %%)", g.Code, 100*g.Area))
	}
	return textf("编码 %s 已停用", "the code %s is retired", code), instead(heirs)
}

// instead names what has the ground of something that ended.
func instead(heirs []string) vector.Text {
	if len(heirs) == 0 {
		return text("其地块已不属于任何网格，请删去该行", "no grid has its ground any more: take the row out")
	}
	return textf("改用现编码：%s", "post the person at what has its ground now: %s", strings.Join(heirs, ", "))
}
