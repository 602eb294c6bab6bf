// Package coverage decides whether a set of cells tiles its parents, and finds every fault where it does not.
//
// A set is sound when every cell is valid, no two interiors meet, neighbours share their vertices
// exactly (edge-matched), and nothing of a parent is left over. Coordinates are lattice points
// (geo.Point, 1e-7 degree of CGCS2000); areas are square metres on the ellipsoid; widths are metres.
//
// How it works. Rings are tested first: cut into monotone chains, of which only those are compared whose boxes meet. Then the
// directed edges of all cells are cancelled against each other and against the parents', along a curve on which neighbours
// are near, so that the hash table holds no more than the frontier: of a sound set nothing is left. With several parents
// each parent and its cells cancel by themselves. What is left is noded by snap rounding to the lattice (hot pixels:
// Hobby 1999), and the faces between tell by their winding number what is covered twice and what not at all. Ground
// narrower than one lattice unit collapses there: its borders do not match, and it is no overlap or gap.
//
// The cost is linear in the vertices, and beyond that goes with what is unmatched. A Checker keeps the state, so that a
// changed cell is checked again at the cost of that cell.
//
// An invalid cell does not poison its neighbours: what its own edges leave unmatched belongs to its
// own fault. Tolerances classify faults and never hide one. The result does not depend on the order
// of the cells or on where rings begin. No shape is changed in place. All functions are
// safe for concurrent use; a Checker serves one goroutine. Faults are results; an error means that the check could not be made.
package coverage
