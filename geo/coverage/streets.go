package coverage

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"wangge/geo"
)

// streetIndex remembers what is told of each street, so that a change of a cell asks again for those beside it alone.
type streetIndex struct {
	streets []Street
	tree    geo.BoxTree
	stale   map[int]bool
	told    map[int][]Fault
}

func newStreetIndex(streets []Street) streetIndex {
	x := streetIndex{streets: streets, stale: map[int]bool{}, told: map[int][]Fault{}}
	boxes := make([]geo.Rect, len(streets))
	for i, s := range streets {
		boxes[i], x.stale[i] = s.Line.Bound(), true
	}
	x.tree.BuildSorted(boxes)
	return x
}

// touch marks the streets that meet a box.
func (x *streetIndex) touch(box geo.Rect) {
	x.tree.Search(box, func(i int) bool {
		x.stale[i] = true
		return true
	})
}

// faults tells every stretch of a street that lies in no cell.
func (x *streetIndex) faults(ctx context.Context, c *Checker) ([]Fault, error) {
	for i := range x.stale {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if found := c.uncovered(x.streets[i]); len(found) > 0 {
			x.told[i] = found
		} else {
			delete(x.told, i)
		}
	}
	clear(x.stale)
	var out []Fault
	for _, found := range x.told {
		out = append(out, found...)
	}
	return out, nil
}

// uncovered tells the stretches of one street that lie in no cell.
func (c *Checker) uncovered(s Street) (out []Fault) {
	var bare orb.LineString
	end := func() {
		if f, ok := streetFault(s, bare); ok {
			out = append(out, f)
		}
		bare = nil
	}
	for i := 1; i < len(s.Line); i++ {
		for _, piece := range c.bare(s.Line[i-1], s.Line[i]) {
			if len(bare) > 0 && bare[len(bare)-1] != piece[0] {
				end()
			}
			if len(bare) == 0 {
				bare = append(bare, piece[0])
			}
			bare = append(bare, piece[1])
		}
	}
	end()
	return out
}

// bare gives the pieces of a segment that no cell covers, from a to b. The segment is cut where
// borders meet it; each piece is asked for by its middle, in doubled precision.
func (c *Checker) bare(a, b geo.Point) [][2]orb.Point {
	near := c.near(geo.EmptyRect.Extend(a).Extend(b))
	cuts := []float64{0, 1}
	for _, i := range near {
		c.set.Cells[i].Shape.Edges(func(p, q geo.Point) { cuts = append(cuts, meets(a, b, p, q)...) })
	}
	slices.SortFunc(cuts, cmp.Compare[float64])
	at := func(t float64) orb.Point {
		return orb.Point{float64(a.X) + t*(float64(b.X)-float64(a.X)), float64(a.Y) + t*(float64(b.Y)-float64(a.Y))}
	}
	var out [][2]orb.Point
	for i := 1; i < len(cuts); i++ {
		if cuts[i] <= cuts[i-1] {
			continue
		}
		mid := at((cuts[i] + cuts[i-1]) / 2)
		if !slices.ContainsFunc(near, func(j int) bool { return covers(c.set.Cells[j].Shape, mid) }) {
			out = append(out, [2]orb.Point{at(cuts[i-1]), at(cuts[i])})
		}
	}
	return out
}

// meets gives the parameters along ab at which pq touches it.
func meets(a, b, p, q geo.Point) []float64 {
	if !geo.Touch(a, b, p, q) {
		return nil
	}
	dx, dy := float64(b.X)-float64(a.X), float64(b.Y)-float64(a.Y)
	ex, ey := float64(q.X)-float64(p.X), float64(q.Y)-float64(p.Y)
	if den := dx*ey - dy*ex; den != 0 {
		t := ((float64(p.X)-float64(a.X))*ey - (float64(p.Y)-float64(a.Y))*ex) / den
		return []float64{min(1, max(0, t))}
	}
	var out []float64 // on one line
	for _, v := range [2]geo.Point{p, q} {
		if geo.OnSegment(v, a, b) {
			out = append(out, ((float64(v.X)-float64(a.X))*dx+(float64(v.Y)-float64(a.Y))*dy)/(dx*dx+dy*dy))
		}
	}
	return out
}

// covers tells whether a point, in lattice units, lies in the shape or within half a unit of its border.
func covers(m geo.MultiPolygon, p orb.Point) bool {
	in, near := false, false
	m.Edges(func(a, b geo.Point) {
		ax, ay, bx, by := float64(a.X), float64(a.Y), float64(b.X), float64(b.Y)
		if (ay > p[1]) != (by > p[1]) && p[0] < (bx-ax)*(p[1]-ay)/(by-ay)+ax {
			in = !in
		}
		dx, dy := bx-ax, by-ay
		t := 0.0
		if l2 := dx*dx + dy*dy; l2 > 0 {
			t = min(1, max(0, ((p[0]-ax)*dx+(p[1]-ay)*dy)/l2))
		}
		ex, ey := ax+t*dx-p[0], ay+t*dy-p[1]
		near = near || ex*ex+ey*ey <= 0.25
	})
	return in || near
}

// near gives the cells whose boxes meet a box.
func (c *Checker) near(box geo.Rect) (out []int) {
	c.tree.Search(box, func(i int) bool {
		if c.boxes[i].Intersects(box) {
			out = append(out, i)
		}
		return true
	})
	return out
}

func streetFault(s Street, l orb.LineString) (Fault, bool) {
	line := make(geo.Line, len(l))
	for i, p := range l {
		line[i] = geo.Point{X: int32(math.Round(p[0])), Y: int32(math.Round(p[1]))}
	}
	length := line.LengthM()
	if len(l) < 2 || length == 0 {
		return Fault{}, false
	}
	return finish(Fault{
		Kind: StreetUncovered, Street: s.Name, Cells: []string{}, At: line[len(line)/2].Orb(), WidthM: length, Geometry: geojson.NewGeometry(line.Orb()),
	}, slices.MinFunc(line, geo.Point.Compare)), true
}
