package vector

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/paulmach/orb"
)

var (
	errNoGeometry  = errors.New("there is none: it is empty, or its coordinates are not finite")
	errNotGeometry = errors.New("it is no GeoJSON geometry")
)

// readGeometry reads a GeoJSON geometry. Every position has two numbers at least: one that is null, cut
// short or no number is refused, never taken for zero.
func readGeometry(d *jsontext.Decoder) (orb.Geometry, error) {
	switch d.PeekKind() {
	case 'n':
		return nil, errNoGeometry
	case '{', 0:
	default:
		return nil, errNotGeometry
	}
	var kind string
	var text []byte // coordinates that came before the type
	var shape orb.Geometry
	var parts []orb.Geometry
	err := members(d, func(name string) (err error) {
		switch name {
		case "type":
			t, err := d.ReadToken()
			if err == nil && t.Kind() != '"' {
				return errNotGeometry
			}
			kind = t.String()
			return err
		case "coordinates":
			v, err := d.ReadValue()
			if err != nil || kind == "" {
				text = v.Clone()
				return err
			}
			shape, err = shapeOf(kind, v)
			return err
		case "geometries":
			parts, err = readGeometries(d)
			return err
		default:
			return d.SkipValue()
		}
	})
	switch {
	case err != nil:
		return nil, err
	case kind == "GeometryCollection":
		return collection(parts)
	case shape == nil:
		return shapeOf(kind, text)
	default:
		return shape, nil
	}
}

func readGeometries(d *jsontext.Decoder) (out []orb.Geometry, err error) {
	if kind := d.PeekKind(); kind != '[' && kind != 0 {
		return nil, errNotGeometry
	}
	if _, err := d.ReadToken(); err != nil {
		return nil, err
	}
	for d.PeekKind() != ']' {
		g, err := readGeometry(d)
		if err != nil {
			return nil, err
		}
		out = append(out, g)
	}
	_, err = d.ReadToken()
	return out, err
}

func shapeOf(kind string, text []byte) (orb.Geometry, error) {
	c := coordinates{text: text}
	out, err := c.geometry(kind)
	if err != nil {
		return nil, fmt.Errorf("the coordinates of the %s: %w", kind, err)
	}
	return out, nil
}

// collection makes one multi-part geometry of like parts, as KML has them.
func collection(parts []orb.Geometry) (orb.Geometry, error) {
	var polygons orb.MultiPolygon
	var lines orb.MultiLineString
	for _, g := range parts {
		switch part := g.(type) {
		case orb.Polygon:
			polygons = append(polygons, part)
		case orb.MultiPolygon:
			polygons = append(polygons, part...)
		case orb.LineString:
			lines = append(lines, part)
		default:
			return nil, fmt.Errorf("a collection with a %s", part.GeoJSONType())
		}
	}
	switch {
	case len(polygons) > 0 && len(lines) == 0:
		return polygons, nil
	case len(lines) > 0 && len(polygons) == 0:
		return lines, nil
	default:
		return nil, errors.New("a collection that is empty, or mixes lines and areas")
	}
}

// coordinates walks through nested arrays of numbers; the decoder has seen before that they are JSON.
type coordinates struct {
	text []byte
	at   int
}

func (c *coordinates) geometry(kind string) (orb.Geometry, error) {
	switch kind {
	case "Point":
		return c.position()
	case "MultiPoint":
		l, err := list(c, (*coordinates).position)
		return orb.MultiPoint(l), err
	case "LineString":
		l, err := list(c, (*coordinates).position)
		return orb.LineString(l), err
	case "MultiLineString":
		return multi[orb.MultiLineString](list(c, (*coordinates).line))
	case "Polygon":
		return c.polygon()
	case "MultiPolygon":
		return multi[orb.MultiPolygon](list(c, (*coordinates).polygon))
	default:
		return nil, errors.New("no such type is known")
	}
}

func multi[G ~[]E, E any](parts []E, err error) (G, error) { return G(parts), err }

func (c *coordinates) line() (orb.LineString, error) {
	l, err := list(c, (*coordinates).position)
	return l, err
}

func (c *coordinates) ring() (orb.Ring, error) {
	l, err := list(c, (*coordinates).position)
	return l, err
}

func (c *coordinates) polygon() (orb.Polygon, error) {
	return multi[orb.Polygon](list(c, (*coordinates).ring))
}

// list reads an array of what one reads.
func list[T any](c *coordinates, one func(*coordinates) (T, error)) ([]T, error) {
	if !c.next('[') {
		return nil, fmt.Errorf("an array is wanted where there is %s", c.here())
	}
	out := []T{}
	if c.next(']') {
		return out, nil
	}
	for {
		v, err := one(c)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
		if !c.next(',') {
			break
		}
	}
	if !c.next(']') {
		return nil, fmt.Errorf("the array does not end at %s", c.here())
	}
	return out, nil
}

// position reads two numbers or more; heights and measures are left out.
func (c *coordinates) position() (p orb.Point, err error) {
	if !c.next('[') {
		return p, fmt.Errorf("an array is wanted where there is %s", c.here())
	}
	n := 0
	for more := !c.next(']'); more; more = c.next(',') {
		v, err := c.number()
		if err != nil {
			return p, err
		}
		if n < len(p) {
			p[n] = v
		}
		n++
	}
	switch {
	case n > 0 && !c.next(']'):
		return p, fmt.Errorf("the array does not end at %s", c.here())
	case n < len(p):
		return p, fmt.Errorf("a position has %d numbers", n)
	default:
		return p, nil
	}
}

// powersOfTen that are doubles without a rounding.
var powersOfTen = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15} //nolint:gochecknoglobals // a table

// number reads a number. One of at most 15 digits is a whole number and a power of ten that are both doubles, whose quotient is
// rounded once and so is the nearest double (Clinger 1990); strconv reads all others.
func (c *coordinates) number() (float64, error) {
	c.blanks()
	from, digits, point, whole := c.at, 0, -1, int64(0)
	negative := c.at < len(c.text) && c.text[c.at] == '-'
	if negative {
		c.at++
	}
	for ; c.at < len(c.text); c.at++ {
		b := c.text[c.at]
		if b == '.' && point < 0 {
			point = c.at
			continue
		}
		if b < '0' || b > '9' {
			break
		}
		whole = whole*10 + int64(b-'0')
		digits++
	}
	if digits == 0 || digits > 15 || c.at < len(c.text) && numeric(c.text[c.at]) {
		return c.anyNumber(from)
	}
	v := float64(whole)
	if point >= 0 {
		v /= powersOfTen[c.at-point-1]
	}
	if negative {
		v = -v
	}
	return v, nil
}

func (c *coordinates) anyNumber(from int) (float64, error) {
	for c.at = from; c.at < len(c.text) && numeric(c.text[c.at]); {
		c.at++
	}
	v, err := strconv.ParseFloat(string(c.text[from:c.at]), 64)
	if err != nil {
		c.at = from
		return 0, fmt.Errorf("a number is wanted where there is %s", c.here())
	}
	return v, nil
}

func numeric(b byte) bool {
	return '0' <= b && b <= '9' || b == '-' || b == '+' || b == '.' || b == 'e' || b == 'E'
}

// next takes a mark if it comes now.
func (c *coordinates) next(mark byte) bool {
	c.blanks()
	if c.at < len(c.text) && c.text[c.at] == mark {
		c.at++
		return true
	}
	return false
}

func (c *coordinates) blanks() {
	for c.at < len(c.text) && (c.text[c.at] == ' ' || c.text[c.at] == '\n' || c.text[c.at] == '\t' || c.text[c.at] == '\r') {
		c.at++
	}
}

// here shows the text at the place, for people to find it.
func (c *coordinates) here() string {
	if c.at >= len(c.text) {
		return "nothing"
	}
	return strconv.Quote(string(c.text[c.at:min(len(c.text), c.at+12)]))
}
