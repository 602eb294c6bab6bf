package vector

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"wangge/geo/datum"
)

// convert takes every coordinate from the layer's datum to CGCS2000; projected says that GDAL did so already.
func (l *Layer) convert(projected bool) error {
	from := l.Datum
	if projected {
		from = datum.CGCS2000
	}
	for i := range l.Features {
		f := &l.Features[i]
		g, err := mapPoints(f.Geometry, func(p orb.Point) (orb.Point, error) {
			if err := magnitude(from, p); err != nil {
				return p, err
			}
			return from.ToCGCS2000(p)
		})
		if err != nil {
			return fmt.Errorf("%w: feature %d: %w", ErrUnreadable, f.Number, err)
		}
		f.Geometry = g
	}
	return nil
}

// magnitude tells coordinates that cannot be of a datum, and what they look like.
func magnitude(d datum.Datum, p orb.Point) error {
	x, y := math.Abs(p[0]), math.Abs(p[1])
	if !d.Projected() && x <= 180 && y <= 90 {
		return nil
	}
	at := fmt.Sprintf("position %.12g, %.12g", p[0], p[1])
	switch {
	case math.IsNaN(x+y) || math.IsInf(x, 0) || math.IsInf(y, 0):
		return fmt.Errorf("%s is not finite 坐标不是有限数", at)
	case d.Projected():
		return zoneMagnitude(d, p, at)
	case x <= 90 && y <= 180:
		return fmt.Errorf("%s has latitude before longitude: swap the axes 经纬度顺序颠倒", at)
	case max(x, y) > 1000:
		return fmt.Errorf("%s lies beyond the earth: it looks like metres, not %s degrees%s 坐标像是米而不是度", at, d, zoneHint(p[0], p[1]))
	default:
		return fmt.Errorf("%s lies beyond the earth 坐标超出地球范围", at)
	}
}

// zoneMagnitude looks at metres of a Gauss-Krüger zone of CGCS2000; other metres tell nothing.
func zoneMagnitude(d datum.Datum, p orb.Point, at string) error {
	n, _ := d.EPSG()
	x, y := p[0], p[1]
	prefix := int(x / 1e6)
	switch {
	case n < 4491 || n > 4554:
		return nil
	case math.Abs(x) <= 180 && math.Abs(y) <= 180:
		return fmt.Errorf("%s looks like degrees, not metres of %s: say --datum cgcs2000 坐标像是度而不是米", at, d)
	case x > 1e6 && x < 7e6 && (y < 1e6 || y > 1.2e7):
		return fmt.Errorf("%s has northing before easting: swap the axes 纵横坐标颠倒", at)
	case prefixed(n) && x < 1e6:
		return fmt.Errorf("easting %.12g lacks the zone prefix that %s has: say --datum EPSG:%d 缺少带号", x, d, twin(n))
	case !prefixed(n) && x > 1e7 && prefix == number(n):
		return fmt.Errorf("easting %.12g has a zone prefix that %s has not: say --datum EPSG:%d 多了带号", x, d, twin(n))
	case x > 1e7 && prefix != number(n):
		return fmt.Errorf("easting %.12g is not of %s%s 带号不符", x, d, zoneHint(x, y))
	default:
		return nil
	}
}

// The EPSG codes of CGCS2000's zones: 6° zones 13 to 23 with prefix from 4491 and without from 4502,
// 3° zones 25 to 45 with prefix from 4513 and without from 4534.
func prefixed(n int) bool { return n <= 4501 || 4513 <= n && n <= 4533 }

// number gives the zone's number, which is its prefix too.
func number(n int) int {
	switch {
	case n <= 4501:
		return n - 4491 + 13
	case n <= 4512:
		return n - 4502 + 13
	case n <= 4533:
		return n - 4513 + 25
	default:
		return n - 4534 + 25
	}
}

// twin gives the same zone with or without prefix.
func twin(n int) int {
	switch {
	case n <= 4501:
		return n + 11
	case n <= 4512:
		return n - 11
	case n <= 4533:
		return n + 21
	default:
		return n - 21
	}
}

// zoneHint names the CGCS2000 zone whose prefix the metres have.
func zoneHint(x, y float64) string {
	if y > 1e7 && x < 7e6 {
		x, y = y, x
	}
	if y < 1e6 || y > 7e6 {
		return ""
	}
	switch zone := int(x / 1e6); {
	case 13 <= zone && zone <= 23:
		return fmt.Sprintf(" (its prefix says zone %d: EPSG:%d)", zone, 4491+zone-13)
	case 25 <= zone && zone <= 45:
		return fmt.Sprintf(" (its prefix says zone %d: EPSG:%d)", zone, 4513+zone-25)
	default:
		return ""
	}
}

// mapPoints gives g with every point replaced; g itself is changed in place where it can be.
func mapPoints(g orb.Geometry, f func(orb.Point) (orb.Point, error)) (orb.Geometry, error) {
	line := func(l []orb.Point) error {
		for i, p := range l {
			q, err := f(p)
			if err != nil {
				return err
			}
			l[i] = q
		}
		return nil
	}
	switch g := g.(type) {
	case orb.Point:
		return f(g)
	case orb.MultiPoint:
		return g, line(g)
	case orb.LineString:
		return g, line(g)
	case orb.MultiLineString:
		for _, l := range g {
			if err := line(l); err != nil {
				return nil, err
			}
		}
		return g, nil
	case orb.Polygon:
		for _, r := range g {
			if err := line(r); err != nil {
				return nil, err
			}
		}
		return g, nil
	case orb.MultiPolygon:
		for _, p := range g {
			if _, err := mapPoints(p, f); err != nil {
				return nil, err
			}
		}
		return g, nil
	default:
		return nil, fmt.Errorf("geometry %T is not known", g)
	}
}
