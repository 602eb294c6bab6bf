package tiles

import (
	"math"

	"wangge/geo"
)

// Extent is the number of grid steps along the side of a tile.
const Extent = 4096

// Buffer is how many steps beyond its sides a tile still shows, so that strokes do not end at them.
const Buffer = 128

const (
	worldBits  = 32
	extentBits = 12
)

// world is a position of the square web mercator world of 2³² steps, y down.
type world struct{ x, y uint32 }

// project takes a lattice point to the world; what lies beyond ±85.05° of latitude goes to its rim.
func project(p geo.Point) world {
	o := p.Orb()
	return world{step(o[0]/360 + 0.5), step(southing(o[1]))}
}

// southing is how far down the square world a latitude lies, from 0 to 1.
func southing(lat float64) float64 {
	return 0.5 - math.Asinh(math.Tan(lat*math.Pi/180))/(2*math.Pi)
}

func step(v float64) uint32 {
	return uint32(min(max(math.Round(v*(1<<worldBits)), 0), 1<<worldBits-1))
}

// rectPoint shifts the world into int32, for boxes of package geo.
func (w world) rectPoint() geo.Point { return geo.Point{X: int32(w.x ^ 1<<31), Y: int32(w.y ^ 1<<31)} }

// grid rounds world positions to the grid of one zoom, counted from a tile's north-west corner.
type grid struct {
	shift  uint
	ox, oy int64
}

func gridOf(c Coord) grid {
	return grid{shift: worldBits - extentBits - uint(c.Z), ox: int64(c.X) << extentBits, oy: int64(c.Y) << extentBits}
}

func (g grid) at(w world) spot {
	half := uint64(1) << g.shift >> 1
	return spot{
		x: int64((uint64(w.x)+half)>>g.shift) - g.ox,
		y: int64((uint64(w.y)+half)>>g.shift) - g.oy,
	}
}

// reach gives the box of the world that a tile shows, buffer included.
func reach(c Coord) geo.Rect {
	g := gridOf(c)
	edge := func(origin, off int64) uint32 {
		v := (origin + off) << g.shift
		return uint32(min(max(v, 0), 1<<worldBits-1))
	}
	// One step more on each side: rounding may bring a vertex in.
	const margin = Buffer + 1
	return geo.Rect{
		Min: world{edge(g.ox, -margin), edge(g.oy, -margin)}.rectPoint(),
		Max: world{edge(g.ox, Extent+margin), edge(g.oy, Extent+margin)}.rectPoint(),
	}
}
