// Package locate tells which cell owns a point, and what lies around it.
//
// Ownership is exact, and geometry alone decides it: of the ground around a point, the first cell that one meets owns it,
// turning counter-clockwise from due east. So
//
//   - inside a cell that cell does,
//   - on a shared edge the cell to the east does (to the north, where the edge runs due east),
//   - at a shared vertex the cell that lies just north of due east of it does,
//   - on the outer rim, where no cell may lie there, the next one does: every point of a cell's border has an owner,
//   - where cells overlap, the one with the lowest index does, of those that lie just north of due east; in a gap nobody does.
//
// Neither the order of cells nor the start or direction of rings matters where cells do not overlap. Rings are read by the
// even-odd rule, so holes and several parts are normal, and what a ring covers twice is outside. All decisions are integer arithmetic
// on geo.Point; a position between lattice points is taken to the nearest one before, once, by geo.Round.
//
// An Index is a raster over the cells. Each of its squares names the one cell that fills it, or begins a leaf: the few pieces
// of edges that pass the square, ordered from east to west, each with the owner of the ground east of it, so that the first one that lies
// west of the point names its owner. Where cells are not edge-matched and no such order is found, as in networks that overlap, the leaf lists
// the pieces cell by cell and they are counted. Squares lie in pages of 32 by 32 with their leaves; With replaces the pages that a
// change reaches and shares the others. An Index is immutable and safe for concurrent use; Owner and Owners allocate nothing.
package locate
