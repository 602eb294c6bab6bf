package datum

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// Datum names what a position's numbers mean: one of the four words, or for files "EPSG:n".
type Datum string

// The datums that a request may name.
const (
	CGCS2000 Datum = "cgcs2000"
	WGS84    Datum = "wgs84"
	GCJ02    Datum = "gcj02"
	BD09     Datum = "bd09"
)

// Words lists the datums that a request may name.
var Words = [...]Datum{CGCS2000, WGS84, GCJ02, BD09}

// Parse reads one of the four words, in any case.
func Parse(s string) (Datum, error) {
	for _, d := range Words {
		if strings.EqualFold(s, string(d)) {
			return d, nil
		}
	}
	if s == "" {
		return "", fmt.Errorf("the datum is missing: say cgcs2000, wgs84, gcj02 or bd09")
	}
	return "", fmt.Errorf("unknown datum %q: say cgcs2000, wgs84, gcj02 or bd09", s)
}

// ParseFile reads one of the four words or EPSG:n. A code whose way to CGCS2000 is not known is refused with the reason.
func ParseFile(s string) (Datum, error) {
	if d, err := Parse(s); err == nil {
		return d, nil
	}
	n, ok := Datum(strings.ToUpper(s)).EPSG()
	if !ok {
		return "", fmt.Errorf("unknown datum %q: say cgcs2000, wgs84, gcj02, bd09 or EPSG:n", s)
	}
	if _, err := Way(n); err != nil {
		return "", err
	}
	switch n {
	case 4490:
		return CGCS2000, nil
	case 4326:
		return WGS84, nil
	}
	return Datum("EPSG:" + strconv.Itoa(n)), nil
}

// EPSG gives the number of a datum of the form EPSG:n.
func (d Datum) EPSG() (int, bool) {
	digits, ok := strings.CutPrefix(string(d), "EPSG:")
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(digits)
	return n, err == nil && n > 0
}

// ToCGCS2000 converts a position (longitude, latitude in degrees; for a Gauss-Krüger zone easting, northing in metres).
func (d Datum) ToCGCS2000(p orb.Point) (orb.Point, error) {
	switch d {
	case CGCS2000, WGS84:
		return p, nil
	case GCJ02:
		return invert(gcj, p), nil
	case BD09:
		return invert(gcj, invertBD(p)), nil
	}
	if z, ok := d.zone(); ok {
		return z.toDegrees(p)
	}
	return orb.Point{}, fmt.Errorf("datum %q is not converted here", d)
}

// FromCGCS2000 converts a position to d.
func (d Datum) FromCGCS2000(p orb.Point) (orb.Point, error) {
	switch d {
	case CGCS2000, WGS84:
		return p, nil
	case GCJ02:
		return gcj(p), nil
	case BD09:
		return bd(gcj(p)), nil
	}
	if z, ok := d.zone(); ok {
		return z.toMetres(p), nil
	}
	return orb.Point{}, fmt.Errorf("datum %q is not converted here", d)
}

// Native reports whether this package converts d by itself.
func (d Datum) Native() bool {
	_, zone := d.zone()
	return zone || d == CGCS2000 || d == WGS84 || d == GCJ02 || d == BD09
}

// Projected reports whether the numbers of d are metres (or feet) and not degrees.
func (d Datum) Projected() bool {
	n, ok := d.EPSG()
	return ok && !geographic[n]
}

// inChina is the box of the published GCJ-02 routine, outside of which it does nothing.
func inChina(p orb.Point) bool {
	return 72.004 <= p[0] && p[0] <= 137.8347 && 0.8293 <= p[1] && p[1] <= 55.8271
}

// gcj is the offset from WGS 84 to GCJ-02, on the Krasovsky ellipsoid.
func gcj(p orb.Point) orb.Point {
	if !inChina(p) {
		return p
	}
	const a, ee = 6378245.0, 0.00669342162296594323
	x, y := p[0]-105, p[1]-35
	sin := func(v float64) float64 { return math.Sin(v * math.Pi) }
	common := (20*sin(6*x) + 20*sin(2*x)) * 2 / 3
	root := math.Sqrt(math.Abs(x))
	dLat := -100 + 2*x + 3*y + 0.2*y*y + 0.1*x*y + 0.2*root + common +
		(20*sin(y)+40*sin(y/3))*2/3 + (160*sin(y/12)+320*sin(y/30))*2/3
	dLng := 300 + x + 2*y + 0.1*x*x + 0.1*x*y + 0.1*root + common +
		(20*sin(x)+40*sin(x/3))*2/3 + (150*sin(x/12)+300*sin(x/30))*2/3
	s, c := math.Sincos(p[1] * math.Pi / 180)
	magic := 1 - ee*s*s
	return orb.Point{
		p[0] + dLng*180/(a/math.Sqrt(magic)*c*math.Pi),
		p[1] + dLat*180/(a*(1-ee)/(magic*math.Sqrt(magic))*math.Pi),
	}
}

// bdPi is π·3000/180; taking π alone is a well-known mistake of 58 to 81 m.
const bdPi = math.Pi * 3000 / 180

// bd is the offset from GCJ-02 to BD-09.
func bd(p orb.Point) orb.Point {
	if !inChina(p) {
		return p
	}
	z := math.Hypot(p[0], p[1]) + 0.00002*math.Sin(p[1]*bdPi)
	t := math.Atan2(p[1], p[0]) + 0.000003*math.Cos(p[0]*bdPi)
	return orb.Point{z*math.Cos(t) + 0.0065, z*math.Sin(t) + 0.006}
}

// invertBD starts from the published one-step inverse and iterates it.
func invertBD(p orb.Point) orb.Point {
	if !inChina(p) {
		return p
	}
	x, y := p[0]-0.0065, p[1]-0.006
	z := math.Hypot(x, y) - 0.00002*math.Sin(y*bdPi)
	t := math.Atan2(y, x) - 0.000003*math.Cos(x*bdPi)
	return refine(bd, p, orb.Point{z * math.Cos(t), z * math.Sin(t)})
}

// invert finds the position that f takes to p.
func invert(f func(orb.Point) orb.Point, p orb.Point) orb.Point {
	if !inChina(p) {
		return p
	}
	return refine(f, p, p)
}

// refine repeats the correction by what is still missing; each round gains three digits, and six
// rounds leave less than the rounding of a float64.
func refine(f func(orb.Point) orb.Point, want, guess orb.Point) orb.Point {
	for range 6 {
		got := f(guess)
		guess[0] += want[0] - got[0]
		guess[1] += want[1] - got[1]
	}
	return guess
}
