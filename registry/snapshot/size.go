package snapshot

import "wangge/registry"

// What parts of a state take in memory, in bytes, roughly: a vertex is two int32 and has its place in the index besides, a grid about
// 2 kB of the index; the others are their structs, texts of a usual length, and their places in maps. Of the demo city that makes
// 16 MB; measured are 16 MB alone, and 9 MB beside a state with the same shapes.
const (
	vertexBytes   = 20
	gridBytes     = 3500
	divisionBytes = 600
	officerBytes  = 300
	postingBytes  = 400
)

// estimate is what a state takes in memory, alone: shapes are counted even where another state has
// them too, so that a budget holds when that one is gone.
func estimate(c *registry.Content) int64 {
	vertices := 0
	for _, g := range c.Grids {
		vertices += g.Shape.Points()
	}
	for _, d := range c.Divisions {
		vertices += d.Shape.Points()
	}
	return int64(vertexBytes*vertices + gridBytes*len(c.Grids) + divisionBytes*len(c.Divisions) +
		officerBytes*len(c.Officers) + postingBytes*len(c.Postings))
}
