// Package geo holds the plane figures of the grid map on a fixed-point lattice, and the exact
// questions that can be asked of them.
//
// A Point is a pair of int32 in 1e-7 degree (1.1 cm) of CGCS2000 longitude and latitude. Every
// topological question (orientation, crossing, containment, equality) is integer arithmetic:
// exact, with no epsilon. Measures (m², m) are float64 on the CGCS2000 ellipsoid. Edges are
// straight in longitude and latitude.
//
// Rings are not closed: the last point joins the first. Outer rings run counter-clockwise and
// holes clockwise (RFC 7946), so the interior lies to the left of every edge. Figures read from
// files may break these rules; package coverage says where.
//
// All functions are pure and safe for concurrent use.
package geo
