package vector

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"wangge/geo"
	"wangge/geo/datum"
)

// Ground is what is known of where a county's layers have to lie.
type Ground struct {
	County geo.MultiPolygon   // nil where it is not known: then nothing can be told
	Towns  []geo.MultiPolygon // may be empty; they tell a wrong datum of a town's own file
	// TrustDatum takes layers that lie as far off the outline as another datum would bring them.
	TrustDatum bool
}

// ImplausibleError says why layers cannot be what they are declared to be, and what to do.
type ImplausibleError struct {
	Layer  string
	Reason Text
	Remedy Text
}

func (e *ImplausibleError) Error() string {
	return fmt.Sprintf("%s: %s; %s %s；%s", e.Layer, e.Reason.EN, e.Remedy.EN, e.Reason.ZH, e.Remedy.ZH)
}

// Plausible compares layers with the county's outline. It tells swapped axes, another county or zone and, of layers
// that fill the county or a town, an offset datum that was declared wrongly.
func Plausible(layers []Layer, g Ground) error {
	if len(g.County) == 0 || len(layers) == 0 {
		return nil
	}
	county := g.County.Orb().Bound()
	var towns []orb.Bound
	for _, t := range g.Towns {
		towns = append(towns, t.Orb().Bound())
	}
	var all orb.Bound
	for i, l := range layers {
		if err := placed(l, county); err != nil {
			return err
		}
		box := boxOf(l)
		if all = all.Union(box); i == 0 {
			all = box
		}
		if err := displaced(l, box, append(towns, county), g); err != nil {
			return err
		}
	}
	together := layers[0]
	if n := len(layers); n > 1 {
		together.Name = fmt.Sprintf("%s and %d more files", together.Name, n-1)
	}
	return displaced(together, all, []orb.Bound{county}, g)
}

func boxOf(l Layer) orb.Bound {
	var b orb.Bound
	for i, f := range l.Features {
		if i == 0 {
			b = f.Geometry.Bound()
		} else {
			b = b.Union(f.Geometry.Bound())
		}
	}
	return b
}

// placed tells whether most of a layer lies in the county's box.
func placed(l Layer, county orb.Bound) error {
	near := county.Pad(0.02)
	in, swapped := 0, 0
	for _, f := range l.Features {
		at := f.Geometry.Bound().Center()
		if near.Contains(at) {
			in++
		} else if near.Contains(orb.Point{at[1], at[0]}) {
			swapped++
		}
	}
	switch n := len(l.Features); {
	case 2*in >= n:
		return nil
	case 2*swapped >= n:
		return &ImplausibleError{
			Layer:  l.Name,
			Reason: Text{ZH: "经度和纬度写反了：交换后正好落在本县", EN: "longitude and latitude are swapped: exchanged, it lies in the county"},
			Remedy: Text{ZH: "交换坐标顺序后重新导出", EN: "export it again with the axes in the order longitude, latitude"},
		}
	default:
		return elsewhere(l, near)
	}
}

// elsewhere says how far off a layer lies, and in which zone's metres it would lie in the county.
func elsewhere(l Layer, county orb.Bound) error {
	c := boxOf(l).Center()
	east, north := metres(county.Center(), c)
	km := math.Hypot(east, north) / 1000
	e := &ImplausibleError{
		Layer:  l.Name,
		Reason: Text{ZH: fmt.Sprintf("图层不在本县：中心在 %.4f,%.4f，距县中心约 %.0f 公里", c[0], c[1], km), EN: fmt.Sprintf("it does not lie in this county: its middle is at %.4f,%.4f, %.0f km from the county's", c[0], c[1], km)},
		Remedy: Text{ZH: "核对县、坐标系和投影带", EN: "check the county, the datum and the zone; name another county with --county"},
	}
	if z := otherZone(c, l.Datum, county); z != "" {
		e.Remedy = Text{ZH: fmt.Sprintf("按 %s 读取则落在本县：若投影带有误，请用 --datum %s", z, z), EN: fmt.Sprintf("read as %s it would lie in the county: if the zone is wrong, say --datum %s", z, z)}
	}
	return e
}

// otherZone gives the zone of CGCS2000 in which the metres of a place would lie in the county; empty where there is none.
func otherZone(at orb.Point, declared datum.Datum, county orb.Bound) datum.Datum {
	if !declared.Projected() || !declared.Native() {
		return ""
	}
	raw, err := declared.FromCGCS2000(at)
	if err != nil {
		return ""
	}
	for n := 4554; n >= 4491; n-- { // zones of 3° first
		d := datum.Datum(fmt.Sprintf("EPSG:%d", n))
		if p, err := d.ToCGCS2000(raw); err == nil && magnitude(d, raw) == nil && county.Contains(p) {
			return d
		}
	}
	return ""
}

// Tolerances in metres. Offset datums move a place by 500 to 1,300; the outlines at hand are good to about 100.
const (
	sameSizeM  = 120 // boxes that differ by no more are of the same ground
	displacedM = 150
)

// displaced tells a layer that fills one of the areas but lies off it, as another datum would. A layer that fits any area is
// as it should be; one that fills none cannot tell.
func displaced(l Layer, box orb.Bound, areas []orb.Bound, g Ground) error {
	if g.TrustDatum {
		return nil
	}
	least := math.Inf(1)
	var area orb.Bound
	for _, a := range areas {
		if d, fills := offset(box, a); fills && d < least {
			least, area = d, a
		}
	}
	if math.IsInf(least, 1) || least < displacedM {
		return nil
	}
	for _, d := range []datum.Datum{datum.CGCS2000, datum.GCJ02, datum.BD09} {
		moved, err := redeclare(box, l.Datum, d)
		if err != nil {
			continue
		}
		if m, fills := offset(moved, area); fills && m < least/3 {
			return wrongDatum(l, least, m, d)
		}
	}
	if area != g.County.Orb().Bound() || least > 20_000 { // a town's size may be that of some other ground
		return nil
	}
	return &ImplausibleError{
		Layer:  l.Name,
		Reason: Text{ZH: fmt.Sprintf("图层与县界大小相同，却偏离约 %.0f 米", least), EN: fmt.Sprintf("it is as large as the county, but lies about %.0f m off its outline", least)},
		Remedy: Text{ZH: "核对坐标系；若县界有误，请用 --trust-datum", EN: "check the datum; if the outline is wrong, say --trust-datum"},
	}
}

func wrongDatum(l Layer, as, better float64, d datum.Datum) error {
	return &ImplausibleError{
		Layer:  l.Name,
		Reason: Text{ZH: fmt.Sprintf("按 %s 读取时偏离界线约 %.0f 米，按 %s 读取时约 %.0f 米", l.Datum, as, d, better), EN: fmt.Sprintf("read as %s it lies about %.0f m off the outline, read as %s about %.0f m", l.Datum, as, d, better)},
		Remedy: Text{ZH: fmt.Sprintf("若确为 %s，请用 --datum %s；若界线有误，请用 --trust-datum", d, d), EN: fmt.Sprintf("if it is %s, say --datum %s; if the outline is wrong, say --trust-datum", d, d)},
	}
}

// offset gives how far apart the middles of two boxes are in metres, and whether the boxes are of the same size.
func offset(a, b orb.Bound) (distanceM float64, fills bool) {
	w, h := metres(a.Min, a.Max)
	bw, bh := metres(b.Min, b.Max)
	east, north := metres(a.Center(), b.Center())
	return math.Hypot(east, north), math.Abs(w-bw) < sameSizeM && math.Abs(h-bh) < sameSizeM
}

// metres gives the way from a to b, east and north.
func metres(a, b orb.Point) (east, north float64) {
	const degree = 111320
	return (b[0] - a[0]) * degree * math.Cos((a[1]+b[1])/2*math.Pi/180), (b[1] - a[1]) * degree
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
