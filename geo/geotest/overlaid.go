package geotest

import (
	"fmt"
	"math"
	"math/rand/v2"

	"wangge/geo/regroup"
)

// Overlaid makes the graph that an overlay of four networks and the streets gives for one community of about so many grids
// of 600 people: 20 to 30 faces a grid, of very different sizes, among them slivers, courts, many without people and a few
// towers of up to 900. The base network's grids are off the target by up to half.
func Overlaid(seed uint64, grids int) regroup.Community { return overlaid(seed, grids, 1.5) }

// OverlaidTown is one community of about 300 grids with 20 faces each.
func OverlaidTown(seed uint64) regroup.Community { return overlaid(seed, 300, 0.95) }

// OverlaidCounty is 714 communities of 1 to 12 grids or so, with some 40,000 faces together.
func OverlaidCounty(seed uint64) []regroup.Community {
	random := rand.New(rand.NewPCG(seed, 71))
	out := make([]regroup.Community, 714)
	for i := range out {
		out[i] = overlaid(random.Uint64(), 1+int(1.4*random.ExpFloat64()), 2.3)
		out[i].Name = fmt.Sprintf("c%d", i+1)
	}
	return out
}

const (
	rasterM   = 10.0        // side of a raster cell
	rasterOf  = 900         // raster cells of a grid
	clumpWide = 18          // raster cells
	slantedBy = math.Pi / 4 // a line's length by the sides of the raster cells along it, over all directions
)

// ground is a community on a raster. A face is the raster cells in one piece that lie in the same cell of each layer.
type ground struct {
	random *rand.Rand
	w, h   int
	inside []bool
	people []float64
	layers [][]int32 // the base network, the other three, blocks between streets, courts
}

const (
	baseLayer   = 0
	blocksLayer = 4
)

func overlaid(seed uint64, grids int, dense float64) regroup.Community {
	random := rand.New(rand.NewPCG(seed, 70))
	g := &ground{random: random}
	g.outline(grids)
	g.settle(600 * (float64(grids) + 0.9*random.Float64() - 0.45))
	blocks := g.streets(dense)
	base := g.even(g.sites(grids, 0.9))
	g.layers = [][]int32{
		g.nearest(base, nil),
		g.nearest(g.sites(int(1.5*dense*float64(grids))+1, 0.5), blocks),
		g.nearest(g.nudged(base), nil),
		g.nearest(g.sites(int(dense*float64(grids))+1, 0.5), nil),
		blocks,
		g.courts(grids),
	}
	return g.graph(fmt.Sprintf("c%d", seed))
}

// outline is a wavy ellipse, up to five times as long as wide.
func (g *ground) outline(grids int) {
	long := 1 + 1.2*g.random.Float64()*g.random.Float64()
	r := math.Sqrt(float64(grids*rasterOf) / math.Pi)
	a, b := r*long, r/long
	g.w, g.h = int(2.3*a)+4, int(2.3*b)+4
	g.inside = make([]bool, g.w*g.h)
	phase, waves := 2*math.Pi*g.random.Float64(), float64(2+g.random.IntN(5))
	for i := range g.inside {
		x, y := (float64(i%g.w)-float64(g.w)/2)/a, (float64(i/g.w)-float64(g.h)/2)/b
		g.inside[i] = math.Hypot(x, y) < 1+0.15*math.Sin(phase+waves*math.Atan2(y, x))
	}
}

// settle puts up houses, blocks of flats and a few towers, most of them in clumps, until all people live somewhere.
func (g *ground) settle(people float64) {
	g.people = make([]float64, len(g.inside))
	clumps := make([]int, 2+int(people/900))
	for i := range clumps {
		clumps[i] = g.anywhere()
	}
	for people > 0 {
		at := g.anywhere()
		if g.random.IntN(3) > 0 {
			c := clumps[g.random.IntN(len(clumps))]
			x, y := float64(c%g.w)+clumpWide*g.random.NormFloat64(), float64(c/g.w)+clumpWide*g.random.NormFloat64()
			if at = int(y)*g.w + int(x); x < 0 || y < 0 || int(x) >= g.w || at >= len(g.inside) || !g.inside[at] {
				continue
			}
		}
		n := min(people, g.household())
		g.people[at] += n
		people -= n
	}
}

// household gives the people of one building: a house, a block of flats, or a tower.
func (g *ground) household() float64 {
	switch n := g.random.IntN(800); {
	case n == 0:
		return float64(300 + g.random.IntN(600))
	case n < 100:
		return float64(20 + g.random.IntN(80))
	}
	return float64(1 + g.random.IntN(6))
}

func (g *ground) anywhere() int {
	for {
		if i := g.random.IntN(len(g.inside)); g.inside[i] {
			return i
		}
	}
}

// site is the centre of a network's grid: the ground is the grid's whose site is nearest, by the distance squared less the pull.
type site struct{ x, y, pull float64 }

func (s site) far(x, y float64) float64 { return (s.x-x)*(s.x-x) + (s.y-y)*(s.y-y) - s.pull }

// sites are centres of a network's grids, a share of them where people live.
func (g *ground) sites(n int, peopled float64) []site {
	var homes []int
	for i, p := range g.people {
		for range int(math.Sqrt(p)) {
			homes = append(homes, i)
		}
	}
	out := make([]site, n)
	for i := range out {
		at := g.anywhere()
		if g.random.Float64() < peopled {
			at = homes[g.random.IntN(len(homes))]
		}
		out[i] = site{x: float64(at % g.w), y: float64(at / g.w)}
	}
	return out
}

// even pulls at the borders, ever less, until most of the sites have the people that they want, 300 to 900; towers and empty
// ground keep some from it.
func (g *ground) even(sites []site) []site {
	wanted := make([]float64, len(sites))
	for s := range wanted {
		wanted[s] = 300 + 600*g.random.Float64()
	}
	for pull := rasterOf / 4.0; pull > rasterOf/50.0; pull *= 0.9 {
		people := make([]float64, len(sites))
		for i, n := range g.people {
			if n > 0 {
				people[nearestOf(sites, float64(i%g.w), float64(i/g.w))] += n
			}
		}
		for s, n := range people {
			sites[s].pull += pull * max(-1, min(1, (wanted[s]-n)/300))
		}
	}
	return sites
}

// nudged are sites of a network that nearly follows another: the borders of the two leave slivers between them.
func (g *ground) nudged(of []site) []site {
	var out []site
	for _, s := range of {
		if g.random.IntN(5) > 0 {
			out = append(out, site{s.x + 3*g.random.NormFloat64(), s.y + 3*g.random.NormFloat64(), s.pull})
		}
	}
	return append(out, g.sites(1+len(of)/5, 0.5)...)
}

// nearest gives each raster cell its nearest site; with blocks, all of a block that of its middle.
func (g *ground) nearest(sites []site, blocks []int32) []int32 {
	out := make([]int32, len(g.inside))
	middle := g.middles(blocks)
	for i, inside := range g.inside {
		if !inside {
			continue
		}
		x, y := float64(i%g.w), float64(i/g.w)
		if blocks != nil {
			x, y = middle[blocks[i]].x, middle[blocks[i]].y
		}
		out[i] = nearestOf(sites, x, y)
	}
	return out
}

func nearestOf(sites []site, x, y float64) int32 {
	best, out := math.Inf(1), 0
	for s, at := range sites {
		if d := at.far(x, y); d < best {
			best, out = d, s
		}
	}
	return int32(out)
}

func (g *ground) middles(blocks []int32) []site {
	var sum []site
	var n []float64
	for i, b := range blocks {
		for int(b) >= len(sum) {
			sum, n = append(sum, site{}), append(n, 0)
		}
		sum[b].x += float64(i % g.w)
		sum[b].y += float64(i / g.w)
		n[b]++
	}
	for b := range sum {
		sum[b].x /= n[b]
		sum[b].y /= n[b]
	}
	return sum
}

// streets are long lines in two directions or so; the blocks are what lies between them: a block's raster cells are beyond
// the same lines, and these have numbers of 64 bits that are added up.
func (g *ground) streets(dense float64) []int32 {
	beyond := make([]uint64, len(g.inside))
	turn, each := math.Pi*g.random.Float64(), math.Sqrt(rasterOf)/dense
	reach := math.Hypot(float64(g.w), float64(g.h)) / 2
	for side := range 2 {
		for at := -reach; at < reach; at += each * (0.5 + g.random.Float64()) {
			sin, cos := math.Sincos(turn + float64(side)*math.Pi/2 + 0.06*g.random.NormFloat64())
			line := g.random.Uint64()
			for i := range beyond {
				if cos*float64(i%g.w-g.w/2)+sin*float64(i/g.w-g.h/2) > at {
					beyond[i] += line
				}
			}
		}
	}
	number := map[uint64]int32{}
	out := make([]int32, len(g.inside))
	for i, b := range beyond {
		if _, ok := number[b]; !ok {
			number[b] = int32(len(number))
		}
		out[i] = number[b]
	}
	return out
}

// courts are small round compounds, one for every other grid; those within one face have it as their only neighbour.
func (g *ground) courts(grids int) []int32 {
	out := make([]int32, len(g.inside))
	for n := range (grids + 1) / 2 {
		c, r := g.anywhere(), 1+g.random.IntN(2)
		for x := -r; x <= r; x++ {
			for y := -r; y <= r; y++ {
				if i := c + y*g.w + x; i >= 0 && i < len(out) && x*x+y*y <= r*r {
					out[i] = int32(n) + 1
				}
			}
		}
	}
	return out
}
