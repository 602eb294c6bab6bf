package vector

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"wangge/geo/datum"
)

// settle decides the layer's datum: the caller's word, else the file's, else what is taken undeclared.
func (l *Layer) settle(declared datum.Datum, o Options) error {
	switch {
	case o.Datum != "":
		if declared != "" && declared.Projected() != o.Datum.Projected() {
			return fmt.Errorf("%w: the file says %s and you say %s; one is in degrees, the other in metres", ErrUnreadable, declared, o.Datum)
		}
		if declared != "" && declared != o.Datum && declared != datum.WGS84 && declared != datum.CGCS2000 {
			l.Notes = append(l.Notes, fmt.Sprintf("the file says %s, taken as %s as you say", declared, o.Datum))
		}
		l.Datum, l.Declared = o.Datum, true
	case declared != "":
		l.Datum, l.Declared = declared, true
	case o.Undeclared != "":
		l.Datum = o.Undeclared
		l.Notes = append(l.Notes, fmt.Sprintf("the file does not name its datum: taken as %s (RFC 7946 has WGS 84) 文件未注明坐标系", o.Undeclared))
	default:
		return fmt.Errorf("%w: the file does not name its datum: say --datum cgcs2000, wgs84, gcj02, bd09 or EPSG:n 文件未注明坐标系,请用 --datum 指定", ErrUnreadable)
	}
	l.noteWay()
	return nil
}

// noteWay tells what the conversion to CGCS2000 assumes.
func (l *Layer) noteWay() {
	switch n, ok := l.Datum.EPSG(); {
	case ok:
		if note, err := datum.Way(n); err == nil && note != "" {
			l.Notes = append(l.Notes, note)
		}
	case l.Datum == datum.WGS84:
		l.Notes = append(l.Notes, "WGS 84 is taken as CGCS2000, which is true within decimetres")
	case l.Datum == datum.GCJ02 || l.Datum == datum.BD09:
		l.Notes = append(l.Notes, fmt.Sprintf("converted from %s to CGCS2000", l.Datum))
	}
}

// convert takes every coordinate from the layer's datum to CGCS2000.
func (l *Layer) convert() error {
	for i := range l.Features {
		f := &l.Features[i]
		g, err := mapPoints(f.Geometry, func(p orb.Point) (orb.Point, error) {
			if err := l.magnitude(p); err != nil {
				return p, err
			}
			return l.Datum.ToCGCS2000(p)
		})
		if err != nil {
			return fmt.Errorf("%w: feature %d: %w", ErrUnreadable, f.Number, err)
		}
		f.Geometry = g
	}
	return nil
}

// magnitude tells coordinates that cannot be of the layer's datum, and what they look like.
func (l *Layer) magnitude(p orb.Point) error {
	x, y := p[0], p[1]
	n, _ := l.Datum.EPSG()
	degrees := math.Abs(x) <= 180 && math.Abs(y) <= 180
	switch {
	case math.IsNaN(x+y) || math.IsInf(x, 0) || math.IsInf(y, 0):
		return fmt.Errorf("position %v, %v is not finite", x, y)
	case !l.Datum.Projected() && math.Abs(x) <= 180 && math.Abs(y) <= 90:
		return nil
	case !l.Datum.Projected() && math.Abs(x) <= 90 && math.Abs(y) <= 180:
		return fmt.Errorf("position %v, %v has latitude before longitude: swap the axes 经纬度顺序颠倒", x, y)
	case !l.Datum.Projected() && math.Max(math.Abs(x), math.Abs(y)) > 1000:
		return fmt.Errorf("position %v, %v lies beyond the earth: it looks like metres, not %s degrees%s 坐标像是米而不是度", x, y, l.Datum, zoneHint(x, y))
	case !l.Datum.Projected():
		return fmt.Errorf("position %v, %v lies beyond the earth", x, y)
	case degrees && n >= 4491 && n <= 4554:
		return fmt.Errorf("position %v, %v looks like degrees, not metres of %s: say --datum cgcs2000 坐标像是度而不是米", x, y, l.Datum)
	case x < 7e6 && x > 1e6 && y < 1e6 && n >= 4491 && n <= 4554:
		return fmt.Errorf("position %v, %v has northing before easting: swap the axes 纵横坐标颠倒", x, y)
	case prefixed(n) && x < 1e6:
		return fmt.Errorf("easting %v lacks the zone prefix that %s has: say --datum EPSG:%d 缺少带号", x, l.Datum, twin(n))
	case bare(n) && x > 1e7:
		return fmt.Errorf("easting %v has a zone prefix that %s has not: say --datum EPSG:%d 多了带号", x, l.Datum, twin(n))
	default:
		return nil
	}
}

func prefixed(n int) bool { return 4491 <= n && n <= 4501 || 4513 <= n && n <= 4533 }
func bare(n int) bool     { return 4502 <= n && n <= 4512 || 4534 <= n && n <= 4554 }

// twin gives the same zone with or without prefix.
func twin(n int) int {
	switch {
	case 4491 <= n && n <= 4501:
		return n + 11
	case 4502 <= n && n <= 4512:
		return n - 11
	case 4513 <= n && n <= 4533:
		return n + 21
	default:
		return n - 21
	}
}

// zoneHint names the CGCS2000 zone that such metres belong to, where they tell it.
func zoneHint(x, y float64) string {
	if y > 1e7 && x < 7e6 {
		x, y = y, x
	}
	if zone := int(x / 1e6); x > 2.5e7 && zone >= 25 && zone <= 45 && y > 1e6 && y < 7e6 {
		return fmt.Sprintf(" (the prefix says zone %d: EPSG:%d)", zone, 4513+zone-25)
	}
	return ""
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
