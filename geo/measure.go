package geo

import "math"

// The CGCS2000 ellipsoid (GB 22021-2008), which differs from that of WGS 84 by 0.1 mm.
const (
	semiMajor = 6378137.0
	flat      = 1 / 298.257222101
	ecc2      = flat * (2 - flat)
)

const radian = math.Pi / 180 / Unit // one lattice step

// Frame is a local plane in metres around a latitude, good to one in ten thousand over some tens of kilometres.
type Frame struct {
	// X and Y are the metres of one lattice step to the east and to the north.
	X, Y float64
}

// FrameAt gives the local plane at p from the ellipsoid's radii of curvature there.
func FrameAt(p Point) Frame {
	s, c := math.Sincos(float64(p.Y) * radian)
	w2 := 1 - ecc2*s*s
	n := semiMajor / math.Sqrt(w2)
	return Frame{X: n * c * radian, Y: n * (1 - ecc2) / w2 * radian}
}

// Distance gives the metres between two near points.
func (f Frame) Distance(a, b Point) float64 {
	return math.Hypot(float64(int64(a.X)-int64(b.X))*f.X, float64(int64(a.Y)-int64(b.Y))*f.Y)
}

// From gives the metres to the east and to the north from p to a near point.
func (f Frame) From(p, to Point) (east, north float64) {
	return float64(int64(to.X)-int64(p.X)) * f.X, float64(int64(to.Y)-int64(p.Y)) * f.Y
}

// DistanceToSegment gives the metres from p to the closed segment ab.
func (f Frame) DistanceToSegment(p, a, b Point) float64 {
	ax, ay := float64(int64(a.X)-int64(p.X))*f.X, float64(int64(a.Y)-int64(p.Y))*f.Y
	dx, dy := float64(int64(b.X)-int64(a.X))*f.X, float64(int64(b.Y)-int64(a.Y))*f.Y
	t := 0.0
	if l2 := dx*dx + dy*dy; l2 > 0 {
		t = min(1, max(0, -(ax*dx+ay*dy)/l2))
	}
	return math.Hypot(ax+t*dx, ay+t*dy)
}

// DistanceM gives the metres from p to the nearest edge of m, or +Inf where m has none.
func (m MultiPolygon) DistanceM(p Point) float64 {
	f, best := FrameAt(p), math.Inf(1)
	m.Edges(func(a, b Point) { best = min(best, f.DistanceToSegment(p, a, b)) })
	return best
}

// BorderM gives the metres along all rings.
func (m MultiPolygon) BorderM() float64 {
	sum := 0.0
	m.Edges(func(a, b Point) { sum += Line{a, b}.LengthM() })
	return sum
}

// LengthM gives the metres along the line.
func (l Line) LengthM() float64 {
	sum := 0.0
	for i := 1; i < len(l); i++ {
		mid := Point{X: l[i].X, Y: int32((int64(l[i-1].Y) + int64(l[i].Y)) / 2)}
		sum += FrameAt(mid).Distance(l[i-1], l[i])
	}
	return sum
}

// AreaM2 gives the signed area on the ellipsoid in m², positive for a counter-clockwise ring.
//
// The area between an edge and the parallel of the ring's first point is the integral of the
// authalic function over longitude, taken by three-point Gauss-Legendre quadrature: edges are
// straight in longitude and latitude, as everywhere in this package.
func (r Ring) AreaM2() float64 {
	if len(r) < 3 {
		return 0
	}
	base := authalic(float64(r[0].Y) * radian)
	sum := 0.0
	for i, a := range r {
		b := r[(i+1)%len(r)]
		dl := (float64(b.X) - float64(a.X)) * radian
		sum -= dl * (authalicMean(float64(a.Y), float64(b.Y)) - base)
	}
	return sum
}

// authalicMean is the mean of the authalic function between two latitudes, given in lattice steps.
func authalicMean(a, b float64) float64 {
	const node = 0.7745966692414834 // √(3/5)
	mid, half := (a+b)/2*radian, (b-a)/2*radian
	return (5*authalic(mid-node*half) + 8*authalic(mid) + 5*authalic(mid+node*half)) / 18
}

// authalic is the integral over latitude of the ellipsoid's area for one radian of longitude, in m².
func authalic(lat float64) float64 {
	const b2 = semiMajor * semiMajor * (1 - ecc2)
	e := math.Sqrt(ecc2)
	s := math.Sin(lat)
	return b2 / 2 * (s/(1-ecc2*s*s) + math.Atanh(e*s)/e)
}

// AreaM2 gives the area of the outer ring less its holes in m².
func (p Polygon) AreaM2() float64 {
	sum := 0.0
	for i, r := range p {
		if a := math.Abs(r.AreaM2()); i == 0 {
			sum += a
		} else {
			sum -= a
		}
	}
	return sum
}

// AreaM2 gives the area of all parts in m².
func (m MultiPolygon) AreaM2() float64 {
	sum := 0.0
	for _, p := range m {
		sum += p.AreaM2()
	}
	return sum
}
