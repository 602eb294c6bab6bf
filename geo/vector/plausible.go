package vector

import (
	"fmt"
	"math"
	"strings"

	"github.com/paulmach/orb"

	"wangge/geo"
	"wangge/geo/datum"
)

// ImplausibleError says why layers cannot be what they are declared to be, and what to do.
type ImplausibleError struct {
	Layer  string
	Reason Text
	Remedy Text
}

func (e *ImplausibleError) Error() string {
	return fmt.Sprintf("%s: %s; %s %s;%s", e.Layer, e.Reason.EN, e.Remedy.EN, e.Reason.ZH, e.Remedy.ZH)
}

// Plausible compares layers with a county's outline. It tells swapped axes, another county and, where
// the layers together span the county, an offset datum that was declared wrongly.
func Plausible(layers []Layer, outline geo.MultiPolygon) error {
	county := outline.Orb().Bound()
	if len(outline) == 0 || len(layers) == 0 {
		return nil
	}
	all := orb.Bound{}
	for i, l := range layers {
		b, err := placed(l, county)
		if err != nil {
			return err
		}
		if i == 0 {
			all = b
		} else {
			all = all.Union(b)
		}
	}
	return offsetDatum(layers[0], all, county)
}

// placed tells whether most of a layer lies in the county's box, and gives the layer's own box.
func placed(l Layer, county orb.Bound) (orb.Bound, error) {
	near := county.Pad(0.02)
	var b orb.Bound
	n, in, swapped := 0, 0, 0
	for _, f := range l.Features {
		c := f.Geometry.Bound()
		if n == 0 {
			b = c
		} else {
			b = b.Union(c)
		}
		n++
		at := c.Center()
		if near.Contains(at) {
			in++
		} else if near.Contains(orb.Point{at[1], at[0]}) {
			swapped++
		}
	}
	switch {
	case n == 0 || 2*in >= n:
		return b, nil
	case 2*swapped >= n:
		return b, &ImplausibleError{
			Layer:  l.Name,
			Reason: Text{ZH: "经度和纬度写反了:交换后正好落在本县", EN: "longitude and latitude are swapped: exchanged, it lies in the county"},
			Remedy: Text{ZH: "交换坐标顺序后重新导出", EN: "export it again with the axes in the order longitude, latitude"},
		}
	default:
		c, k := b.Center(), county.Center()
		km := math.Hypot((c[0]-k[0])*math.Cos(k[1]*math.Pi/180), c[1]-k[1]) * 111.2
		return b, &ImplausibleError{
			Layer:  l.Name,
			Reason: Text{ZH: fmt.Sprintf("图层不在本县:中心在 %.4f,%.4f,距县中心约 %.0f 公里", c[0], c[1], km), EN: fmt.Sprintf("it does not lie in this county: its middle is at %.4f,%.4f, %.0f km from the county's", c[0], c[1], km)},
			Remedy: Text{ZH: "核对县、坐标系和投影带", EN: "check the county, the datum and the zone; name another county with --county"},
		}
	}
}

// offsetDatum compares the four sides of the layers' box with the county's, as declared and as they
// would be had the file another of the datums that differ by the known offsets. Only layers that span the county can tell.
func offsetDatum(l Layer, all, county orb.Bound) error {
	wide, high := county.Max[0]-county.Min[0], county.Max[1]-county.Min[1]
	const span = 0.05
	for i, size := range [2]float64{wide, high} {
		if math.Abs(all.Min[i]-county.Min[i]) > span*size || math.Abs(all.Max[i]-county.Max[i]) > span*size {
			return nil
		}
	}
	as := misfit(all, county)
	best, better := as, datum.Datum("")
	for _, d := range []datum.Datum{datum.CGCS2000, datum.GCJ02, datum.BD09} {
		moved, err := redeclare(all, l.Datum, d)
		if err != nil {
			continue
		}
		if m := misfit(moved, county); m < best {
			best, better = m, d
		}
	}
	if as < 150 || best > as/3 || better == "" || strings.EqualFold(string(better), string(l.Datum)) {
		return nil
	}
	return &ImplausibleError{
		Layer:  l.Name,
		Reason: Text{ZH: fmt.Sprintf("按 %s 读取时与县界偏差约 %.0f 米,按 %s 读取时约 %.0f 米", l.Datum, as, better, best), EN: fmt.Sprintf("read as %s it is about %.0f m off the county's outline, read as %s about %.0f m", l.Datum, as, better, best)},
		Remedy: Text{ZH: fmt.Sprintf("若确为 %s,请用 --datum %s", better, better), EN: fmt.Sprintf("if it is %s, say --datum %s; if the outline is wrong, say --trust-datum", better, better)},
	}
}

// misfit is the mean distance in metres of the east and west sides, which the offsets move most.
func misfit(b, county orb.Bound) float64 {
	metres := 111320 * math.Cos(county.Center()[1]*math.Pi/180)
	return (math.Abs(b.Min[0]-county.Min[0]) + math.Abs(b.Max[0]-county.Max[0])) / 2 * metres
}

// redeclare gives the box that the same numbers would have had in datum d.
func redeclare(b orb.Bound, declared, d datum.Datum) (orb.Bound, error) {
	if declared.Projected() {
		declared = datum.CGCS2000
	}
	move := func(p orb.Point) (orb.Point, error) {
		raw, err := declared.FromCGCS2000(p)
		if err != nil {
			return p, err
		}
		return d.ToCGCS2000(raw)
	}
	lo, err := move(b.Min)
	if err != nil {
		return b, err
	}
	hi, err := move(b.Max)
	return orb.Bound{Min: lo, Max: hi}, err
}
