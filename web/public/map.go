package public

import (
	"math"
	"strconv"
	"strings"

	"wangge/geo"
	"wangge/registry"
	"wangge/registry/snapshot"
)

// Size of the map in pixels of a phone, and the part of it that the grid takes at most.
const (
	mapWidth, mapHeight = 360, 300
	fill                = 0.62
)

// drawing is a map of a grid among its neighbours: north up, the same scale everywhere.
type drawing struct {
	Width, Height int
	Grid          string // data of an SVG path
	Neighbours    string
	Communities   string
	Labels        []label
	Bar           bar
}

// label is the number of a grid.
type label struct {
	X, Y string
	Text string
	Own  bool
}

// bar is the scale: so many pixels are as long as the text says.
type bar struct {
	Pixels int
	Text   string
}

// canvas takes lattice points to the map.
type canvas struct {
	middle geo.Point
	x, y   float64  // pixels of a lattice step to the east and to the north
	view   geo.Rect // what is seen
}

// canvasOf puts the middle of a box into that of the map.
func canvasOf(box geo.Rect) canvas {
	frame := geo.FrameAt(box.Middle())
	wide, high := float64(int64(box.Max.X)-int64(box.Min.X)), float64(int64(box.Max.Y)-int64(box.Min.Y))
	pixels := fill / max(wide*frame.X/mapWidth, high*frame.Y/mapHeight, 1e-3) // of a metre
	c := canvas{middle: box.Middle(), x: pixels * frame.X, y: pixels * frame.Y}
	across, up := int32(mapWidth/2/c.x), int32(mapHeight/2/c.y)
	c.view = geo.Rect{Min: geo.Point{X: c.middle.X - across, Y: c.middle.Y - up}, Max: geo.Point{X: c.middle.X + across, Y: c.middle.Y + up}}
	return c
}

// at tells where a point is.
func (c canvas) at(p geo.Point) (x, y float64) {
	dx, dy := float64(int64(p.X)-int64(c.middle.X)), float64(int64(p.Y)-int64(c.middle.Y))
	return mapWidth/2 + dx*c.x, mapHeight/2 - dy*c.y
}

// decimal writes a number with one digit behind the point, or none.
func decimal(v float64) string { return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64) }

// area draws a shape to be filled.
func (c canvas) area(out *strings.Builder, m geo.MultiPolygon) {
	for _, part := range m {
		for _, ring := range part {
			for i, p := range ring {
				c.point(out, p, i == 0)
			}
			out.WriteString("z")
		}
	}
}

// border draws what is seen of a shape's edges.
func (c canvas) border(out *strings.Builder, m geo.MultiPolygon) {
	var pen geo.Point
	drawn := false
	m.Edges(func(a, b geo.Point) {
		if !geo.EmptyRect.Extend(a).Extend(b).Intersects(c.view) {
			return
		}
		if !drawn || pen != a {
			c.point(out, a, true)
		}
		c.point(out, b, false)
		pen, drawn = b, true
	})
}

func (c canvas) point(out *strings.Builder, p geo.Point, begin bool) {
	command := "L"
	if begin {
		command = "M"
	}
	x, y := c.at(p)
	out.WriteString(command + decimal(x) + " " + decimal(y))
}

// draw makes the map of a grid.
func draw(snap *snapshot.Snapshot, g *snapshot.Grid) drawing {
	c := canvasOf(g.Shape.Bound())
	d := drawing{Width: mapWidth, Height: mapHeight, Bar: c.bar()}
	var own, neighbours, communities strings.Builder
	c.area(&own, g.Shape)
	for _, n := range snap.Around(c.view) {
		if n != g {
			c.border(&neighbours, n.Shape)
		}
		if l, seen := c.label(n); seen {
			l.Own = n == g
			d.Labels = append(d.Labels, l)
		}
	}
	for _, division := range snap.Divisions() {
		if division.Level == registry.Community && division.Box.Intersects(c.view) {
			c.border(&communities, division.Shape)
		}
	}
	d.Grid, d.Neighbours, d.Communities = own.String(), neighbours.String(), communities.String()
	return d
}

// label is the number of a grid, where its inner point is well within the map and clear of the scale and the arrow.
func (c canvas) label(g *snapshot.Grid) (l label, seen bool) {
	const rim, corner = 14, 50 // pixels
	x, y := c.at(g.At)
	scale := x < rim+mapWidth/3 && y > mapHeight-corner
	arrow := x > mapWidth-corner && y < corner
	if len(g.Code) < 3 || scale || arrow || x < rim || x > mapWidth-rim || y < rim || y > mapHeight-rim {
		return label{}, false
	}
	return label{X: decimal(x), Y: decimal(y), Text: g.Code[len(g.Code)-3:]}, true
}

// bar finds the longest round length that takes a third of the map.
func (c canvas) bar() bar {
	metre := c.y / geo.FrameAt(c.middle).Y
	most := mapWidth / 3 / metre
	length := math.Pow(10, math.Floor(math.Log10(most)))
	for _, times := range []float64{5, 2} {
		if length*times <= most {
			length *= times
			break
		}
	}
	text := decimal(length) + " m"
	if length >= 1000 {
		text = decimal(length/1000) + " km"
	}
	return bar{Pixels: int(math.Round(length * metre)), Text: text}
}
