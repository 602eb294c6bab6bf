// Package hexagon is what Wangge takes from H3 (h3geo.org): a table of hexagons for engines that can join but not
// resolve, a short code for a place inside a grid, and counts that do not tell where single people are.
//
// Ownership is never decided by hexagons: package locate decides it. An H3 cell is a hexagon of a fixed raster of the whole
// earth, of a resolution from 0 (the size of a country) to 15 (less than 1 m²); every cell has seven children that fill it roughly.
// Here they are cells of CGCS2000 positions, which H3 takes as it takes those of WGS 84. A position in GCJ-02 or BD-09
// has to be converted first: its hexagon would be another one.
//
// The outline of a cell is rounded to the lattice, and its edges are straight in longitude and latitude as everywhere in package
// geo. H3's own edges are arcs that differ from that by less than 4 lattice steps (4 cm) from resolution 7 on.
//
// This package alone calls C (github.com/uber/h3-go), so whatever imports it needs a C compiler to be built. A call costs 1 to 2 µs;
// the cells of resolution 13 that points lie in are found in Go at a tenth of that.
// The two cells that hold a pole have no outline that could be used. All functions are safe for concurrent use.
package hexagon
