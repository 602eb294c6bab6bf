// Package registry is the domain of the grid map and its use cases: divisions, networks, grids,
// codes, officers, postings, imports, drafts and revisions.
//
// It knows neither HTTP nor SQL. What it needs from storage is stated by the small Store
// interfaces here; package postgis fulfils them. Shapes are lattice shapes of package geo in
// CGCS2000; areas are square metres, lengths metres, times UTC.
//
// Errors carry one of the kinds ErrInvalid, ErrNotFound, ErrConflict and ErrUnavailable, to be told apart with errors.Is.
package registry
