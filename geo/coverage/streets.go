package coverage

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"wangge/geo"
)

// streets tells every stretch of a street that lies in no cell.
func (c *checker) streets() error {
	for _, s := range c.Streets {
		if err := c.ctx.Err(); err != nil {
			return err
		}
		var bare orb.LineString
		for i := 1; i < len(s.Line); i++ {
			for _, piece := range c.bare(s.Line[i-1], s.Line[i]) {
				if len(bare) > 0 && bare[len(bare)-1] != piece[0] {
					c.addStreet(s, bare)
					bare = nil
				}
				if len(bare) == 0 {
					bare = append(bare, piece[0])
				}
				bare = append(bare, piece[1])
			}
		}
		c.addStreet(s, bare)
	}
	return nil
}

// bare gives the pieces of a segment that no cell covers, from a to b. The segment is cut where
// borders meet it; each piece is asked for by its middle, in doubled precision.
func (c *checker) bare(a, b geo.Point) [][2]orb.Point {
	near := c.index.meet(geo.EmptyRect.Extend(a).Extend(b))
	cuts := []float64{0, 1}
	for _, i := range near {
		c.Cells[i].Shape.Edges(func(p, q geo.Point) { cuts = append(cuts, meets(a, b, p, q)...) })
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
		if !slices.ContainsFunc(near, func(j int) bool { return covers(c.Cells[j].Shape, mid) }) {
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

func (c *checker) addStreet(s Street, l orb.LineString) {
	if len(l) < 2 {
		return
	}
	line := make(geo.Line, len(l))
	for i, p := range l {
		line[i] = geo.Point{X: int32(p[0] + 0.5), Y: int32(p[1] + 0.5)}
	}
	length := line.LengthM()
	if length == 0 {
		return
	}
	mid := line[len(line)/2]
	lowest := slices.MinFunc(line, geo.Point.Compare)
	c.add(Fault{
		Kind: StreetUncovered, Street: s.Name, Cells: []string{}, At: mid.Orb(), WidthM: length, Geometry: geojson.NewGeometry(line.Orb()),
	}, lowest)
}
