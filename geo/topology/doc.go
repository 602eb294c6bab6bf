// Package topology holds a coverage as a planar graph and edits it, so that a moved border moves for both neighbours and
// overlap and gap cannot arise.
//
// Arcs are the borders between two cells, or between a cell and the outside, from node to node; a node is a vertex where
// another pair of cells begins, or where a cell touches itself. A border that no other one meets is one closed arc, whose
// node is any of its points. A vertex is named by where it lies, a cell by its number.
//
// A Map never changes: every edit gives a new one that shares all but a few pieces with the old, and the list of the cells
// whose shape changed. The Map before is the undo. An edit that cannot be made gives an *Error with the reason and the
// place, and no Map.
//
// What an edit gives is proven before it is given. The directed edges of the changed cells, before and after, cancel each
// other: so the winding number of every point is what it was, one inside and none outside. And every changed ring is
// valid, so each cell covers a point once or not at all. Both together leave exactly one cell for every point. Where an edit
// leaves the graph as it is (a vertex moves, a border is redrawn) the edges cancel by themselves, and the shapes alone are proven:
// that costs no more than the cells beside it, however many there are.
//
// Each part of a cell is some lattice steps wide somewhere (geo.MultiPolygon.Core); what is thinner is refused. A cell touches itself where it did before, and
// where a merge makes it do so.
//
// Borders of the parents do not move, and neither do those along ground in no cell. Where a cell is cut there, the new vertex lies
// on a lattice square that the parent's border passes, as the check wants it (package coverage).
//
// Coordinates are lattice points, distances metres. All functions are safe for concurrent use.
package topology
