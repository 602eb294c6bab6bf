package geo

import (
	"slices"
	"strings"
)

// GroundKey is equal for shapes that differ only in where rings begin, in the order of parts and holes,
// and in points on straight lines.
func (m MultiPolygon) GroundKey() string {
	parts := make([]string, 0, len(m))
	for _, p := range m {
		rings := make([]string, 0, len(p))
		for _, r := range p {
			rings = append(rings, ringKey(r))
		}
		if len(rings) > 1 {
			slices.Sort(rings[1:])
		}
		parts = append(parts, strings.Join(rings, "/"))
	}
	slices.Sort(parts)
	return strings.Join(parts, "|")
}

// Canonical gives the same shape with each ring begun at its lowest point, and parts and holes ordered by theirs: shapes that
// differ in nothing else come out equal. Parts and rings without a point are left out.
func (m MultiPolygon) Canonical() MultiPolygon {
	lower := func(r, s Ring) int { return slices.CompareFunc(r, s, Point.Compare) }
	out := make(MultiPolygon, 0, len(m))
	for _, p := range m {
		part := make(Polygon, 0, len(p))
		for _, r := range p {
			if len(r) > 0 {
				start := slices.Index(r, slices.MinFunc(r, Point.Compare))
				part = append(part, slices.Concat(r[start:], r[:start]))
			}
		}
		if len(part) > 0 {
			slices.SortFunc(part[1:], lower)
			out = append(out, part)
		}
	}
	slices.SortFunc(out, func(p, q Polygon) int { return lower(p[0], q[0]) })
	return out
}

func ringKey(r Ring) string {
	var corners Ring
	n := len(r)
	for i, p := range r {
		if Orient(r[(i+n-1)%n], p, r[(i+1)%n]) != 0 {
			corners = append(corners, p)
		}
	}
	start := 0
	for i, p := range corners {
		if p.Less(corners[start]) {
			start = i
		}
	}
	b := make([]byte, 0, len(corners)*8)
	for i := range corners {
		p := corners[(start+i)%len(corners)]
		for _, v := range [2]uint32{uint32(p.X), uint32(p.Y)} {
			b = append(b, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
		}
	}
	return string(b)
}
