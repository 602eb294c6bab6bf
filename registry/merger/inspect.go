package merger

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"wangge/geo"
	"wangge/geo/coverage"
	"wangge/registry"
)

// inspect proves that in can be merged, and tells what a person should look at. It gives in with the features of each code
// joined to one grid. Its error wraps registry.ErrInvalid.
func inspect(in Input, o Options) (Input, []Finding, error) {
	if err := mergeable(in, o); err != nil {
		return in, nil, fmt.Errorf("%w: %w", registry.ErrInvalid, err)
	}
	var found []Finding
	in.Networks = slices.Clone(in.Networks)
	for i := range in.Networks {
		n := &in.Networks[i]
		joined, findings := n.joined()
		*n, found = joined, append(found, findings...)
		found = append(found, n.shapeFindings()...)
	}
	base := in.base(o)
	if len(in.Buildings) == 0 {
		found = append(found, base.peopleFindings()...)
	}
	if err := in.placed(base); err != nil {
		return in, found, fmt.Errorf("%w: %w", registry.ErrInvalid, err)
	}
	return in, append(found, displaced(in, base)...), nil
}

// base is the network that moved people are counted against.
func (in Input) base(o Options) Network {
	i := slices.IndexFunc(in.Networks, func(n Network) bool { return n.Name == o.Base })
	return in.Networks[max(i, 0)]
}

// mergeable refuses what there is no way to understand.
func mergeable(in Input, o Options) error {
	if len(in.Networks) == 0 {
		return fmt.Errorf("there is no network to merge 没有可合并的网格")
	}
	names := map[string]bool{}
	for _, n := range in.Networks {
		switch {
		case n.Name == "":
			return fmt.Errorf("a network has no name 网络缺少名称")
		case names[n.Name]:
			return fmt.Errorf("there are two networks %q 网络名称重复", n.Name)
		case len(n.Grids) == 0:
			return fmt.Errorf("network %s is empty: it has no grid 网络 %s 没有网格", n.Name, n.Name)
		case !slices.ContainsFunc(n.Grids, Grid.hasGround):
			return fmt.Errorf("network %s is empty: none of its %d grids has ground 网络 %s 的网格均无几何", n.Name, len(n.Grids), n.Name)
		}
		names[n.Name] = true
		for _, g := range n.Grids {
			if p := g.People; p != nil && !(*p >= 0 && *p <= math.MaxInt32) { // NaN too
				return fmt.Errorf("network %s, grid %s: its population is %v; it must be 0 or more 人口数不能为负", n.Name, g.Code, *p)
			}
		}
	}
	if o.Base != "" && !names[o.Base] {
		var known []string
		for _, n := range in.Networks {
			known = append(known, n.Name)
		}
		return fmt.Errorf("there is no network %q to be the base; there are: %s 没有该基准网", o.Base, strings.Join(known, ", "))
	}
	return nil
}

// hasGround is false of what no ring surrounds.
func (g Grid) hasGround() bool {
	return slices.ContainsFunc(g.Shape, func(p geo.Polygon) bool { return slices.ContainsFunc(p, func(r geo.Ring) bool { return len(r) > 2 }) })
}

// joined makes one grid of the features of each code, in the order of the first ones: their ground and people together.
func (n Network) joined() (Network, []Finding) {
	number := make(map[string]int, len(n.Grids))
	var grids []Grid
	var several []string
	for _, g := range n.Grids {
		i, seen := number[g.Code]
		if !seen {
			number[g.Code] = len(grids)
			grids = append(grids, g)
			continue
		}
		several = append(several, g.Code)
		first := &grids[i]
		first.Shape = slices.Concat(first.Shape, g.Shape)
		first.People = sum(first.People, g.People)
	}
	n.Grids = grids
	if len(several) == 0 {
		return n, nil
	}
	slices.Sort(several)
	several = slices.Compact(several)
	return n, []Finding{said(n.Name, DuplicateCode, several,
		"%[1]s：%[2]d 个编码各有多个图形（%[3]s），已各合为一个网格", "%[1]s: %[2]d codes have several features each (%[3]s): they were taken as one grid each", n.Name, len(several), some(several))}
}

func sum(a, b *float64) *float64 {
	if a == nil || b == nil {
		return cmp.Or(a, b)
	}
	s := *a + *b
	return &s
}

// shapeFindings tells of grids without ground, with invalid rings and on the same ground as others.
func (n Network) shapeFindings() (out []Finding) {
	var empty, invalid, twice []string
	first := map[string]string{}
	for _, g := range n.Grids {
		if !g.hasGround() {
			empty = append(empty, g.Code)
			continue
		}
		if wrong, _ := coverage.Valid(g.Shape); len(wrong) > 0 {
			invalid = append(invalid, g.Code)
		}
		key := g.Shape.GroundKey()
		if other, seen := first[key]; seen {
			twice = append(twice, other, g.Code)
		} else {
			first[key] = g.Code
		}
	}
	for _, codes := range []*[]string{&empty, &invalid, &twice} {
		slices.Sort(*codes)
		*codes = slices.Compact(*codes)
	}
	if len(empty) > 0 {
		out = append(out, said(n.Name, NoShape, empty, "%s：%d 个网格没有几何（%s），在对照表中列为无归属", "%s: %d grids have no ground (%s): they are orphans in the crosswalk", n.Name, len(empty), some(empty)))
	}
	if len(invalid) > 0 {
		out = append(out, said(n.Name, InvalidRing, invalid, "%s：%d 个网格的环自相交或无效（%s），按其围绕的范围计", "%s: the rings of %d grids are invalid (%s): what they wind around counts as theirs", n.Name, len(invalid), some(invalid)))
	}
	if len(twice) > 0 {
		out = append(out, said(n.Name, DuplicateGround, twice, "%s：%d 个编码的网格位于与他人相同的地块（%s）", "%s: %d codes stand for the same ground as another (%s)", n.Name, len(twice), some(twice)))
	}
	return out
}

// peopleFindings tells of grids without people in a network where others have them.
func (n Network) peopleFindings() []Finding {
	var silent []string
	for _, g := range n.Grids {
		if g.People == nil {
			silent = append(silent, g.Code)
		}
	}
	if len(silent) == 0 || len(silent) == len(n.Grids) {
		return nil
	}
	slices.Sort(silent)
	return []Finding{said(n.Name, NoPeople, silent, "%[1]s：%[3]d 个网格中有 %[2]d 个未写人口（%[4]s），按 0 计",
		"%[1]s: %[2]d of %[3]d grids do not say their population (%[4]s): they count as empty", n.Name, len(silent), len(n.Grids), some(silent))}
}

// placed refuses a network that lies elsewhere: most of its ground outside every division or, without divisions, all of it beside the base.
func (in Input) placed(base Network) error {
	county := outline(in.Divisions)
	for _, n := range in.Networks {
		box := n.bound()
		switch {
		case len(county) > 0 && 2*n.outside(county) > 1:
			return elsewhere(n.Name, "the divisions", "区划", county.Bound(), box)
		case len(county) == 0 && !box.Intersects(base.bound()):
			return elsewhere(n.Name, "network "+base.Name, "网络 "+base.Name, base.bound(), box)
		}
	}
	return nil
}

// outline is the ground of the highest divisions that have one.
func outline(divisions []registry.Division) (m geo.MultiPolygon) {
	for _, level := range []registry.Level{registry.County, registry.Town, registry.Community} {
		for _, d := range divisions {
			if d.Level == level {
				m = append(m, d.Shape...)
			}
		}
		if len(m) > 0 {
			break
		}
	}
	return m
}

func (n Network) bound() geo.Rect { return boundOf(n.shapes()) }

// outside estimates the share of the network's ground beyond an outline, grid by grid.
func (n Network) outside(outline geo.MultiPolygon) float64 {
	all, beyond := 0.0, 0.0
	for _, g := range n.Grids {
		if !g.hasGround() {
			continue
		}
		area := max(0, g.Shape.AreaM2())
		if all += area; outline.Side(g.Shape.Bound().Middle()) == geo.Outside {
			beyond += area
		}
	}
	return beyond / all
}

func elsewhere(network, of, ofZh string, there, here geo.Rect) error {
	halfway := there.Union(here).Middle()
	east, north := geo.FrameAt(halfway).From(there.Middle(), here.Middle())
	way := directionOf(east, north)
	km := math.Hypot(east, north) / 1000
	return fmt.Errorf("network %s lies elsewhere: its middle is %.1f km to the %s of that of %s; check its datum and zone, and that it is of this county 网络 %s 不在本地：其中心位于%s中心%s约 %.1f 公里，请核对坐标系、投影带和所属县",
		network, km, way.en, of, network, ofZh, way.zh, km)
}

// direction is one of the eight points of the compass, in words.
type direction struct{ zh, en string }

func directionOf(east, north float64) direction {
	points := [...]direction{{"以北", "north"}, {"东北", "north-east"}, {"以东", "east"}, {"东南", "south-east"}, {"以南", "south"}, {"西南", "south-west"}, {"以西", "west"}, {"西北", "north-west"}}
	turns := math.Atan2(east, north) / (2 * math.Pi)
	return points[(int(math.Round(8*turns))+8)%8]
}
