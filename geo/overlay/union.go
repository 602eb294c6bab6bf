package overlay

import (
	"wangge/geo"
	"wangge/geo/topology"
)

// Union gives the ground of some faces, which may be of several parts of one overlay. It is exact, has their vertices, and fits what
// is made of other faces.
func Union(faces ...Face) geo.MultiPolygon {
	shapes := make([]geo.MultiPolygon, len(faces))
	for i, f := range faces {
		shapes[i] = geo.MultiPolygon{f.Shape}
	}
	return topology.Union(shapes...)
}
