package datum

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

// zone is one Gauss-Krüger zone of CGCS2000: false easting 500 km, scale 1.
type zone struct {
	meridian float64 // degrees
	prefix   float64 // metres added to the easting in front of the 500 km: the zone's number in millions
}

// zone gives the zone of an EPSG code (4491–4501 and 4502–4512: 6° zones 13–23 with and without
// prefix; 4513–4533 and 4534–4554: 3° zones 25–45 with and without prefix).
func (d Datum) zone() (zone, bool) {
	n, ok := d.EPSG()
	switch {
	case !ok:
		return zone{}, false
	case 4491 <= n && n <= 4501:
		k := n - 4491 + 13
		return zone{meridian: float64(6*k - 3), prefix: float64(k) * 1e6}, true
	case 4502 <= n && n <= 4512:
		return zone{meridian: float64(6*(n-4502+13) - 3)}, true
	case 4513 <= n && n <= 4533:
		k := n - 4513 + 25
		return zone{meridian: float64(3 * k), prefix: float64(k) * 1e6}, true
	case 4534 <= n && n <= 4554:
		return zone{meridian: float64(3 * (n - 4534 + 25))}, true
	default:
		return zone{}, false
	}
}

// Krüger's series to the fourth order in the third flattening n, good to micrometres within a zone
// (Karney 2011, "Transverse Mercator with an accuracy of a few nanometers", equations 35 and 36).
const (
	gkA  = 6378137.0
	gkF  = 1 / 298.257222101
	n1   = gkF / (2 - gkF)
	n2   = n1 * n1
	n3   = n2 * n1
	n4   = n3 * n1
	rect = gkA / (1 + n1) * (1 + n2/4 + n4/64)
)

var (
	alpha = [4]float64{
		n1/2 - 2*n2/3 + 5*n3/16 + 41*n4/180,
		13*n2/48 - 3*n3/5 + 557*n4/1440,
		61*n3/240 - 103*n4/140,
		49561 * n4 / 161280,
	}
	beta = [4]float64{
		n1/2 - 2*n2/3 + 37*n3/96 - n4/360,
		n2/48 + n3/15 - 437*n4/1440,
		17*n3/480 - 37*n4/840,
		4397 * n4 / 161280,
	}
)

// toMetres gives easting and northing of a position in degrees.
func (z zone) toMetres(p orb.Point) orb.Point {
	e := math.Sqrt(gkF * (2 - gkF))
	l := (p[0] - z.meridian) * math.Pi / 180
	s := math.Sin(p[1] * math.Pi / 180)
	t := math.Sinh(math.Atanh(s) - e*math.Atanh(e*s)) // tangent of the conformal latitude
	xi := math.Atan2(t, math.Cos(l))
	eta := math.Atanh(math.Sin(l) / math.Hypot(1, t))
	x, y := eta, xi
	for j, a := range alpha {
		k := 2 * float64(j+1)
		x += a * math.Cos(k*xi) * math.Sinh(k*eta)
		y += a * math.Sin(k*xi) * math.Cosh(k*eta)
	}
	return orb.Point{z.prefix + 500000 + rect*x, rect * y}
}

// toDegrees is the inverse. It refuses an easting more than 1,000 km off the zone's meridian: a missing or extra prefix.
func (z zone) toDegrees(p orb.Point) (orb.Point, error) {
	east := p[0] - z.prefix - 500000
	if !(math.Abs(east) < 1e6) || !(math.Abs(p[1]) < 1e7) {
		return orb.Point{}, fmt.Errorf("easting %.3f, northing %.3f do not lie in this zone (central meridian %g°)", p[0], p[1], z.meridian)
	}
	xi, eta := p[1]/rect, east/rect
	x, y := eta, xi
	for j, b := range beta {
		k := 2 * float64(j+1)
		x -= b * math.Cos(k*xi) * math.Sinh(k*eta)
		y -= b * math.Sin(k*xi) * math.Cosh(k*eta)
	}
	chi := math.Asin(math.Sin(y) / math.Cosh(x))
	l := math.Atan2(math.Sinh(x), math.Cos(y))
	return orb.Point{z.meridian + l*180/math.Pi, fromConformal(chi) * 180 / math.Pi}, nil
}

// fromConformal gives the geographic latitude of a conformal one, by iteration.
func fromConformal(chi float64) float64 {
	e := math.Sqrt(gkF * (2 - gkF))
	psi := math.Asinh(math.Tan(chi))
	s := math.Sin(chi)
	for range 8 {
		s = math.Tanh(psi + e*math.Atanh(e*s))
	}
	return math.Asin(s)
}
