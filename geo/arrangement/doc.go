// Package arrangement makes a planar graph of borders that lie over each other anyhow: it nodes edges, and finds the faces between.
//
// Edges are noded by snap rounding to the lattice (hot pixels: Hobby 1999): each is led through the lattice points whose unit squares it
// passes, those of all ends and of all crossings, so that afterwards edges meet in shared ends alone. No edge moves by a unit,
// none is led across a vertex, and ground narrower than a unit collapses. What happens at a place depends on the edges
// there alone. Everything is decided in integers, and the result depends on the edges, not on their order.
package arrangement
