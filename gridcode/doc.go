// Package gridcode reads, writes, explains, checks and numbers the codes of grids.
//
// A Scheme is data: a row of segments with widths, ranges and meanings. Three are built in, and a city's own is read from a
// file of the same form (ReadScheme; see the directory schemes). A Code is a comparable value that holds its scheme and its
// digits; the zero Code is invalid. Length never tells a scheme, so a code is always parsed by one.
//
// The division table writes a county with 6 digits, a town with 9 and a community with 12. Scheme.Community makes a scheme's
// digits of them, Code.Community gives them back, and Scheme.Check asks the table whether they exist. Numbers are given by
// Scheme.Number: first by the rows of Algorithm, then by appending; none is given twice.
//
// # Check character
//
// For speaking and typing a code may be followed by a hyphen and a check character, 0 to 9 or X for ten, by ISO/IEC 7064
// MOD 11-2, as on identity cards (GB 11643): 370883001004002-8. It is no part of the stored code. It finds every single wrong
// digit, every two neighbours swapped, every two equal neighbours that became two others (44 for 77), and every swap of two
// digits except of those whose places are ten, or a multiple of ten, apart. A digit too many or missing is found by the length.
// Any other error is found ten times in eleven. TestCheckCharacter tries them all, on many codes of every scheme, the check
// character's own place included; found, of the kinds that there are:
//
//	scheme   one wrong    neighbours   any two places
//	cn15     145 of 145   15 of 15     114 of 120
//	cjt349   190 of 190   20 of 20     198 of 210
//	city16   154 of 154   16 of 16     129 of 136
//
// The package knows the standard library only, and nothing in it changes after it was made.
//
// Sources: DB11/T 2157-2023 (cn15: county, town, community, sequence); CJ/T 349-2010 (cjt349, and the ranges of the village
// digits); GB/T 2260 (county); ISO/IEC 7064:2003, 6 (check character).
package gridcode
