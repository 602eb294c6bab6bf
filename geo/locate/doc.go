// Package locate tells which cell owns a point.
//
// Ownership is exact: every lattice point of the covered area has exactly one owner. A point is
// taken as if it lay a vanishing step to the east, and a still smaller one to the north, of where it is; so
//
//   - on a shared edge the cell to the east owns it (to the north, where the edge runs due east),
//   - at a shared vertex the cell that lies just east-north-east of it does,
//   - on the outer rim, where that step leaves all cells, the touching cell with the lowest index does,
//   - where cells overlap, the one with the lowest index does; in a gap nobody does.
//
// All decisions are integer arithmetic on geo.Point. Rings are read by the even-odd rule, so holes and several
// parts are normal and neither the order of cells nor the start of rings matters where cells do not overlap.
//
// An Index is a raster over the cells' box: each of its squares names the one cell that fills it, or lists
// the cells that have to be asked. It is immutable and safe for concurrent use; look-ups allocate nothing.
package locate
