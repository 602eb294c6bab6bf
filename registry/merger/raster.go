package merger

import (
	"math"

	"wangge/geo"
)

const (
	rasterM    = 20      // side of a square; more for ground so large that it would take more squares than rasterBits
	rasterBits = 1 << 26 // 8 MB
	samples    = 2000    // places on a network's borders
)

// raster is the squares that borders pass through, and those around them.
type raster struct {
	origin     geo.Point
	x, y       float64 // a square's sides in lattice steps
	sideM      float64
	wide, high int
	bits       []uint64
}

// newRaster draws the borders of shapes.
func newRaster(shapes []geo.MultiPolygon) *raster {
	box := boundOf(shapes)
	f := geo.FrameAt(box.Middle())
	east, north := f.From(box.Min, box.Max)
	r := &raster{sideM: max(rasterM, math.Sqrt(east*north/rasterBits))}
	r.x, r.y = r.sideM/f.X, r.sideM/f.Y
	box = box.Grow(int32(2 * r.x)) // a degree is no longer to the north than to the east, and squares around the borders lie within
	r.origin = box.Min
	i, j := r.at(box.Max)
	r.wide, r.high = i+1, j+1
	r.bits = make([]uint64, (r.wide*r.high+63)/64)
	for _, m := range shapes {
		m.Edges(r.draw)
	}
	return r
}

func boundOf(shapes []geo.MultiPolygon) geo.Rect {
	box := geo.EmptyRect
	for _, m := range shapes {
		box = box.Union(m.Bound())
	}
	return box
}

// at gives the square of a place.
func (r *raster) at(p geo.Point) (i, j int) {
	return int(math.Floor((float64(p.X) - float64(r.origin.X)) / r.x)), int(math.Floor((float64(p.Y) - float64(r.origin.Y)) / r.y))
}

// draw marks the squares along an edge.
func (r *raster) draw(a, b geo.Point) {
	dx, dy := float64(b.X)-float64(a.X), float64(b.Y)-float64(a.Y)
	n := math.Ceil(max(math.Abs(dx)/r.x, math.Abs(dy)/r.y))
	for k := range int(n) + 1 {
		t := float64(k) / max(n, 1)
		i, j := r.at(geo.Point{X: int32(float64(a.X) + t*dx), Y: int32(float64(a.Y) + t*dy)})
		for v := j - 1; v <= j+1; v++ {
			for u := i - 1; u <= i+1; u++ {
				square := v*r.wide + u
				r.bits[square>>6] |= 1 << (square & 63)
			}
		}
	}
}

func (r *raster) has(i, j int) bool {
	if i < 0 || j < 0 || i >= r.wide || j >= r.high {
		return false
	}
	square := j*r.wide + i
	return r.bits[square>>6]>>(square&63)&1 == 1
}

// sample takes places along the borders of shapes, evenly by length.
func sample(shapes []geo.MultiPolygon) (out []geo.Point) {
	total := 0.0
	for _, m := range shapes {
		total += m.BorderM()
	}
	step := total / samples
	next := step / 2
	for _, m := range shapes {
		f := geo.FrameAt(m.Bound().Middle())
		m.Edges(func(a, b geo.Point) {
			length := f.Distance(a, b)
			for ; next < length; next += step {
				t := next / length
				out = append(out, geo.Point{X: int32(float64(a.X) + t*(float64(b.X)-float64(a.X))), Y: int32(float64(a.Y) + t*(float64(b.Y)-float64(a.Y)))})
			}
			next -= length
		})
	}
	return out
}
