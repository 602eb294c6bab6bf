package coverage

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"wangge/geo"
)

// kindOrder is the order in which faults are told.
var kindOrder = map[Kind]int{
	InvalidRing: 0, Overlap: 1, Gap: 2, OutsideParent: 3, ShortOfParent: 4, UnmatchedEdge: 5, Duplicate: 6, Contained: 7,
	Missing: 8, StreetUncovered: 9, Multipart: 10, Pinch: 11, BuildingCut: 12,
}

func compareFaults(a, b Fault) int {
	return cmp.Or(cmp.Compare(a.Level, b.Level), cmp.Compare(kindOrder[a.Kind], kindOrder[b.Kind]), slices.Compare(a.Cells, b.Cells), strings.Compare(a.ID, b.ID),
		slices.Compare(a.At[:], b.At[:]))
}

// tellApart numbers sorted faults that would have one id: pieces of ground between the same cells that touch in their lowest point.
func tellApart(faults []Fault) {
	seen := map[string]int{}
	for i := range faults {
		id := faults[i].ID
		if seen[id]++; seen[id] > 1 {
			faults[i].ID += fmt.Sprint("#", seen[id])
		}
	}
}

func compareNames(a, b string, i, j int) int { return cmp.Or(strings.Compare(a, b), cmp.Compare(i, j)) }

// finish completes a fault: severity, sorted cells and the stable id.
func finish(f Fault, lowest geo.Point) Fault {
	f.Severity = f.Kind.Severity()
	slices.Sort(f.Cells)
	f.ID = fmt.Sprintf("%s:%s@%d,%d", f.Kind, strings.Join(f.Cells, ":"), lowest.X, lowest.Y)
	return f
}

func (r *round) add(f Fault, lowest geo.Point) { r.faults = append(r.faults, finish(f, lowest)) }

func (r *round) names(cells []int) []string {
	out := make([]string, len(cells))
	for i, cell := range cells {
		out[i] = r.set.Cells[cell].Code
	}
	return out
}

// addShape tells a fault that has ground.
func (r *round) addShape(kind Kind, cells []int, shape geo.MultiPolygon) {
	shape = shape.Canonical() // where a ring was begun is chance, and its inner point would be too
	at, width := shape.InnerWidthM()
	var g orb.Geometry = shape.Orb()
	if len(shape) == 1 {
		g = shape[0].Orb()
	}
	ground := kind == Overlap || kind == Gap || kind == OutsideParent || kind == ShortOfParent
	r.add(Fault{
		Kind: kind, Sliver: ground && width < r.opts.SliverWidthM, Cells: r.names(cells), At: at.Orb(),
		AreaM2: shape.AreaM2(), WidthM: width, Geometry: geojson.NewGeometry(g),
	}, lowestOf(shape))
}

// lowestOf gives the point of a shape that comes first; the zero Point where it has none.
func lowestOf(m geo.MultiPolygon) (first geo.Point) {
	found := false
	m.Edges(func(a, _ geo.Point) {
		if !found || a.Less(first) {
			first, found = a, true
		}
	})
	return first
}

// addPoints tells a fault that has places and no ground; points are sorted.
func (r *round) addPoints(kind Kind, cells []int, points []geo.Point) {
	var g orb.Geometry = points[0].Orb()
	if len(points) > 1 {
		m := make(orb.MultiPoint, len(points))
		for i, p := range points {
			m[i] = p.Orb()
		}
		g = m
	}
	r.add(Fault{Kind: kind, Cells: r.names(cells), At: points[0].Orb(), Geometry: geojson.NewGeometry(g)}, points[0])
}
