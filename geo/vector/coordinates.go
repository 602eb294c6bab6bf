package vector

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/paulmach/orb"
)

// geometry reads a GeoJSON geometry. Every position has two numbers at least: one that is null, cut
// short or no number is refused, never taken for zero.
func geometry(text json.RawMessage) (orb.Geometry, error) {
	var g struct {
		Type        string            `json:"type"`
		Coordinates json.RawMessage   `json:"coordinates"`
		Geometries  []json.RawMessage `json:"geometries"`
	}
	if len(text) == 0 || string(text) == "null" {
		return nil, errors.New("there is none: it is empty, or its coordinates are not finite")
	}
	if err := json.Unmarshal(text, &g); err != nil {
		return nil, errors.New("it is no GeoJSON geometry")
	}
	if g.Type == "GeometryCollection" {
		return collection(g.Geometries)
	}
	c := coordinates{text: g.Coordinates}
	out, err := c.geometry(g.Type)
	if err != nil {
		return nil, fmt.Errorf("the coordinates of the %s: %w", g.Type, err)
	}
	return out, nil
}

// collection makes one multi-part geometry of like parts, as KML has them.
func collection(parts []json.RawMessage) (orb.Geometry, error) {
	var polygons orb.MultiPolygon
	var lines orb.MultiLineString
	for _, text := range parts {
		g, err := geometry(text)
		if err != nil {
			return nil, err
		}
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
func (c *coordinates) position() (orb.Point, error) {
	n, err := list(c, (*coordinates).number)
	switch {
	case err != nil:
		return orb.Point{}, err
	case len(n) < 2:
		return orb.Point{}, fmt.Errorf("a position has %d numbers", len(n))
	default:
		return orb.Point{n[0], n[1]}, nil
	}
}

func (c *coordinates) number() (float64, error) {
	c.blanks()
	from := c.at
	for c.at < len(c.text) && numeric(c.text[c.at]) {
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
