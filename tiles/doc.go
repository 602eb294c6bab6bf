// Package tiles makes vector tiles (Mapbox Vector Tile 2.1) of coloured areas and their labels.
//
// A tile is decided by integers alone: every vertex is projected once to a world of 2³² by 2³² steps (web mercator, y
// down), and for a zoom rounded to that zoom's grid of 4096 steps a tile. Where a vertex comes to lie depends on nothing but
// the vertex and the zoom, so a border that two cells share stays shared, in every tile and across tiles. Points that repeat
// and points on a straight line (on that grid) are dropped, which changes no point of any border. Areas that collapse
// on the grid are left out; their ground belongs to the neighbours then. Nothing is ever left out by number.
//
// Shapes are cut at a margin around the tile (Buffer), cleaned and then wound as the standard wants it: outer rings have a
// positive area in tile coordinates, holes a negative one. A second layer, named like the first with "_label", has one
// point for each area, in the one tile where it lies.
//
// All values are safe for concurrent use once made.
package tiles
