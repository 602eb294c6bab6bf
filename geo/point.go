package geo

import (
	"cmp"
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

// Unit is the number of lattice steps in one degree.
const Unit = 1e7

// Point is a position on the lattice: longitude X and latitude Y in 1e-7 degree.
type Point struct{ X, Y int32 }

// Round takes a position in degrees to the nearest lattice point, halves away from zero.
// It fails on NaN, infinities and positions beyond the earth.
func Round(p orb.Point) (Point, error) {
	x, y := math.Round(p[0]*Unit), math.Round(p[1]*Unit)
	if !(math.Abs(x) <= 180*Unit && math.Abs(y) <= 90*Unit) { // also false for NaN
		return Point{}, fmt.Errorf("position %v, %v lies beyond the earth (longitude -180 to 180, latitude -90 to 90)", p[0], p[1])
	}
	return Point{X: int32(x), Y: int32(y)}, nil
}

// Orb gives the position in degrees.
func (p Point) Orb() orb.Point { return orb.Point{float64(p.X) / Unit, float64(p.Y) / Unit} }

// Compare orders points from west to east, then from south to north.
func (p Point) Compare(q Point) int {
	if c := cmp.Compare(p.X, q.X); c != 0 {
		return c
	}
	return cmp.Compare(p.Y, q.Y)
}

// Less reports whether p comes before q in the order of Compare.
func (p Point) Less(q Point) bool { return p.X < q.X || p.X == q.X && p.Y < q.Y }

func (p Point) String() string { return fmt.Sprintf("%.7f,%.7f", float64(p.X)/Unit, float64(p.Y)/Unit) }
