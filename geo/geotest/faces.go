package geotest

import (
	"fmt"
	"math/rand/v2"

	"wangge/geo/regroup"
)

// Faces makes a community's graph: a raster of blocks with people in clumps, some neighbours without a common border, streets
// on every third line, and legacy grids whose borders are not the streets.
func Faces(seed uint64, columns, rows int) regroup.Community {
	random := rand.New(rand.NewPCG(seed, 7))
	c := regroup.Community{Name: fmt.Sprintf("c%d", seed)}
	id := func(x, y int) string { return fmt.Sprintf("f%d-%d", x, y) }
	shift := random.IntN(4)
	for y := range rows {
		for x := range columns {
			n := regroup.Node{ID: id(x, y), AreaM2: 4000 + 4000*random.Float64(), Base: fmt.Sprintf("b%d-%d", (x+shift)/4, (y+2*shift)/4)}
			if random.IntN(10) > 0 {
				n.People = float64(random.IntN(120) + random.IntN(120))
			}
			c.Nodes = append(c.Nodes, n)
			if x > 0 {
				c.Edges = append(c.Edges, regroup.Edge{A: id(x-1, y), B: n.ID, LengthM: 40 + 80*random.Float64(), Street: along(x)})
			}
			if y > 0 && (x == 0 || random.IntN(8) > 0) { // the first column holds the rows together
				c.Edges = append(c.Edges, regroup.Edge{A: id(x, y-1), B: n.ID, LengthM: 40 + 80*random.Float64(), Street: along(y)})
			}
		}
	}
	return c
}

// along tells the borders that lie along streets: every third.
func along(n int) float64 {
	if n%3 == 0 {
		return 1
	}
	return 0
}
