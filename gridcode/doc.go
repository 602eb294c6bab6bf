// Package gridcode reads, writes, explains and numbers the codes of grids.
//
// A Scheme is data: a row of segments with widths, ranges and meanings. A Code is a comparable value
// that holds its scheme and its digits; the zero Code is invalid. Length never tells a scheme, so a
// code is always parsed by one. Whether a community exists is the division table's matter: Scheme.Check asks it.
//
// The package knows the standard library only, and nothing in it changes after it was made.
//
// Sources: DB11/T 2157-2023 (cn15: county, town, community, sequence); CJ/T 349-2010 (ranges of the village digits).
package gridcode
