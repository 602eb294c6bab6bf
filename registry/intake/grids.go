package intake

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"wangge/geo"
	"wangge/geo/locate"
	"wangge/geo/vector"
	"wangge/gridcode"
	"wangge/registry"
)

// shape rounds a record's geometry to the lattice, or says why it cannot.
func (p *problems) shape(r record) (geo.MultiPolygon, bool) {
	if r.shape == nil {
		p.add(r, "geometry", text("没有几何", "there is no geometry"), text("补画该网格或删去该行", "draw it, or take the row out"))
		return nil, false
	}
	m, err := geo.FromOrb(r.shape)
	if err != nil {
		p.add(r, "geometry", textf("几何无法读取：%v", "the geometry cannot be taken: %v", err), text("检查该要素的几何", "look at this feature's geometry"))
		return nil, false
	}
	if m.Points() == 0 {
		p.add(r, "geometry", text("几何是空的", "the geometry is empty"), text("补画该网格或删去该行", "draw it, or take the row out"))
		return nil, false
	}
	if collapsed(m) {
		p.add(r, "geometry", text("有一个环不足三个不同的点", "a ring has fewer than three different points"), text("重画该环或删去该行", "draw the ring again, or take the row out"))
		return nil, false
	}
	return m, p.near(r)
}

// collapsed reports a ring that bounds nothing at all; no store takes it.
func collapsed(m geo.MultiPolygon) bool {
	return slices.ContainsFunc(m, func(p geo.Polygon) bool {
		return slices.ContainsFunc(p, func(r geo.Ring) bool { return len(r) < 3 })
	})
}

// farDegrees is how far beyond the county's box a row cannot be meant to lie: some 20 km.
const farDegrees = 0.2

// near refuses a row that lies far from the county; that a whole layer does was told before.
func (p *problems) near(r record) bool {
	at := r.shape.Bound().Center()
	if p.county == (orb.Bound{}) || p.county.Pad(farDegrees).Contains(at) {
		return true
	}
	p.add(r, "geometry", textf("位于 %.4f,%.4f，远在本县之外", "it lies at %.4f,%.4f, far from the county", at[0], at[1]), text("核对该要素的坐标", "look at this feature's coordinates"))
	return false
}

// legacyRows reads the grids of a legacy network as they came; only a shape and a code of their own are asked for.
// The code 0 is none: such grids go by their number in the file.
func legacyRows(records []record, network string, p *problems) []registry.LegacyGrid {
	var out []registry.LegacyGrid
	seen, kinds := once{field: "code"}, kindReader{}
	uncoded := 0
	for _, r := range records {
		code, ok := p.code(r, "code", r.id == "")
		if code == "" {
			code = r.id
		}
		if ok && strings.Trim(code, "0") == "" { // agencies write 0 for parks and other ground without a code
			code = fmt.Sprintf("#%d", r.row)
			uncoded++
		}
		shape, sound := p.shape(r)
		if !ok || !sound || !seen.first(r, code, p) {
			continue
		}
		g := registry.LegacyGrid{
			Network: network, Code: code, Name: r.text("name"), Group: r.text("group"), Kind: kinds.read(r), Shape: shape, AreaM2: shape.AreaM2(),
			Households: p.counted(r, "households"), Population: p.counted(r, "population"),
		}
		if p.fine(r) {
			out = append(out, g)
		}
	}
	p.notes = append(p.notes, kinds.notes()...)
	if uncoded > 0 {
		p.notes = append(p.notes, fmt.Sprintf("%d grids have the code 0, which names nothing: they go by their number in the file, as #12 编码为 0 的 %d 个网格改用文件中的序号", uncoded, uncoded))
	}
	return out
}

// kindReader reads kinds as a network names them; what it does not know are base grids.
type kindReader struct {
	unknown map[string]int // grids by the word that is not known
}

func (k *kindReader) read(r record) registry.Kind {
	said := r.text("kind")
	kind, known := kindWords[strings.ToLower(said)]
	switch {
	case known:
		return kind
	case said != "" && k.unknown == nil:
		k.unknown = map[string]int{said: 1}
	case said != "":
		k.unknown[said]++
	}
	return registry.Base
}

// notes tells which words were not known.
func (k kindReader) notes() []string {
	if len(k.unknown) == 0 {
		return nil
	}
	grids := 0
	for _, n := range k.unknown {
		grids += n
	}
	words := slices.Sorted(maps.Keys(k.unknown))
	return []string{fmt.Sprintf("%d grids are of kinds that are not known here (%s), and count as base grids: dedicated ones say 专属网格 or dedicated %d 个网格的类型无法识别，按基础网格计",
		grids, strings.Join(words[:min(len(words), 5)], ", "), grids)}
}

var kindWords = map[string]registry.Kind{
	"base": registry.Base, "基础": registry.Base, "基础网格": registry.Base,
	"dedicated": registry.Dedicated, "专属": registry.Dedicated, "专属网格": registry.Dedicated,
}

// communities finds the community of a grid: by the file's word, else by where the grid lies.
type communities struct {
	codes   map[string]bool
	located []string // code of each cell of index
	index   *locate.Index
}

func newCommunities(divisions []registry.Division) communities {
	c := communities{codes: map[string]bool{}}
	var shapes []geo.MultiPolygon
	for _, d := range divisions {
		if d.Level != registry.Community {
			continue
		}
		c.codes[d.Code] = true
		if len(d.Shape) > 0 {
			c.located = append(c.located, d.Code)
			shapes = append(shapes, d.Shape)
		}
	}
	if len(shapes) > 0 {
		c.index = locate.New(shapes)
	}
	return c
}

func (c communities) of(r record, shape geo.MultiPolygon, p *problems) (string, bool) {
	given, ok := p.code(r, "community", false)
	switch {
	case !ok:
		return "", false
	case given != "" && c.codes[given]:
		return given, true
	case given != "":
		p.add(r, "community", textf("社区 %s 不在区划表中", "community %s is not in the division table", given),
			text("先导入含该社区的区划表，或改正社区代码", "import a division table that has it, or mend the code"))
		return "", false
	}
	if c.index != nil {
		if i, ok := c.index.Owner(shape.Inner()); ok {
			return c.located[i], true
		}
	}
	p.add(r, "community", text("未写明社区，也无法按位置确定", "no community is named, and none is found by where the grid lies"),
		text("补上社区代码（12 位）", "give the community's code (12 digits)"))
	return "", false
}

// gridCode reads the code that a unified grid brings; empty where it brings none. It has to be one of its community.
func (p *problems) gridCode(r record, community string) (string, bool) {
	s, ok := p.code(r, "code", false)
	if !ok || s == "" {
		return "", ok
	}
	c, err := gridcode.CN15.Parse(s)
	switch {
	case err != nil:
		p.add(r, "code", vector.Text{ZH: fmt.Sprintf("%q 不是 15 位网格编码", s), EN: err.Error()}, text("改正编码；留空则由系统编码", "mend it, or leave it out: the grid is numbered then"))
		return "", false
	case community != "" && c.Community() != community:
		p.add(r, "code", textf("编码 %s 不属于社区 %s", "code %s is not one of community %s", s, community), text("改正编码或社区", "mend the code or the community"))
		return "", false
	}
	return s, true
}

// gridRows reads unified grids. A code is optional: grids without one are numbered later.
func gridRows(records []record, where communities, p *problems) []registry.Grid {
	var out []registry.Grid
	seen := once{field: "code"}
	for _, r := range records {
		shape, ok := p.shape(r)
		if !ok {
			continue
		}
		community, ok := where.of(r, shape, p)
		code, fine := p.gridCode(r, community)
		if !ok || !fine || code != "" && !seen.first(r, code, p) {
			continue
		}
		g := registry.Grid{
			Code: code, Name: r.text("name"), Kind: word(p, r, "kind", kindWords, registry.Base), Community: community,
			Shape: shape, AreaM2: shape.AreaM2(), Households: p.count(r, "households"), Population: p.count(r, "population"), Body: r.text("body"),
		}
		if p.fine(r) {
			out = append(out, g)
		}
	}
	return out
}
