package merger

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"wangge/geo"
	"wangge/geo/datum"
)

// Within China GCJ-02 brings a place some 300 to 700 m off, BD-09 up to 1,500 m. What is nearer than leastShiftM was drawn so.
const (
	leastShiftM = 150
	mostShiftM  = 1600
)

// offset is how far a network lies off where its borders would fit others, in metres.
type offset struct{ east, north float64 }

// offsetOf tells how far shapes lie off those whose borders they share; not found: they fit where they are, or nowhere. Places on the
// borders of either are held against the other's: only those of the coarser network need lie on borders of the finer one.
func offsetOf(shapes, others []geo.MultiPolygon) (o offset, found bool) {
	if o, found = newRaster(others).offsetOf(sample(shapes)); found {
		return o, true
	}
	o, found = newRaster(shapes).offsetOf(sample(others))
	return offset{-o.east, -o.north}, found
}

// offsetOf tells how far places on borders lie off those of the raster.
//
// All shifts are tried, and each is judged by how many of the places it brings to a border: the fit. By chance that is the mean of all
// shifts. A shift is found where it gains twice as much over chance as no shift does and stands out by 7 standard deviations of all, or
// where nearly all places fit, and it gains half as much again. On the demo city and on New York's networks the best shift of what is
// right stands out by no more than 5 and gains less than half; that of what was moved by 500 m stands out by 6 to 33 and gains three times as
// much at least. The second rule is for small regular networks, of which many shifts fit a little.
func (r *raster) offsetOf(places []geo.Point) (o offset, found bool) {
	step := max(1, int(math.Round(2*rasterM/r.sideM))) // in squares; borders are three wide
	n := int(math.Ceil(mostShiftM / (float64(step) * r.sideM)))
	squares := make([][2]int, len(places))
	for i, p := range places {
		squares[i][0], squares[i][1] = r.at(p)
	}
	here, best, e, north := 0.0, 0.0, 0, 0
	mean, square, all := 0.0, 0.0, float64((2*n+1)*(2*n+1))
	for v := -n; v <= n; v++ {
		for u := -n; u <= n; u++ {
			fit := r.fit(squares, u*step, v*step)
			mean += fit / all
			square += fit * fit / all
			switch m := math.Hypot(float64(u), float64(v)) * float64(step) * r.sideM; {
			case m <= leastShiftM/2:
				here = max(here, fit)
			case m >= leastShiftM && fit > best:
				best, e, north = fit, u*step, v*step
			}
		}
	}
	deviation := math.Sqrt(max(0, square-mean*mean))
	gain, usual := best-mean, here-mean
	if !(gain >= 7*deviation && gain >= 2*usual || best >= 0.9 && gain >= 1.5*usual) {
		return offset{}, false
	}
	return r.centre(squares, e, north, mean+gain/2), true
}

// fit is the share of places on a border, taken to lie so many squares off.
func (r *raster) fit(squares [][2]int, east, north int) float64 {
	hits := 0
	for _, s := range squares {
		if r.has(s[0]-east, s[1]-north) {
			hits++
		}
	}
	return float64(hits) / float64(len(squares))
}

// centre refines a shift: to the middle of those around it that fit better than least.
func (r *raster) centre(squares [][2]int, e, n int, least float64) offset {
	const around = 4
	var sum, east, north float64
	for v := n - around; v <= n+around; v++ {
		for u := e - around; u <= e+around; u++ {
			if w := r.fit(squares, u, v) - least; w > 0 {
				sum, east, north = sum+w, east+w*float64(u), north+w*float64(v)
			}
		}
	}
	return offset{east / sum * r.sideM, north / sum * r.sideM}
}

// displaced tells of networks that lie beside the divisions or, where these have no ground, beside the other networks.
func displaced(in Input, base Network) (out []Finding) {
	var divisions []geo.MultiPolygon
	for _, d := range in.Divisions {
		if len(d.Shape) > 0 {
			divisions = append(divisions, d.Shape)
		}
	}
	if len(divisions) > 0 {
		for _, n := range in.Networks {
			if o, found := offsetOf(n.shapes(), divisions); found {
				out = append(out, n.datumFinding(o, "区划", "the divisions"))
			}
		}
		return out
	}
	apart := oddOnes(in.Networks, base)
	var right []geo.MultiPolygon
	for i, n := range in.Networks {
		if !apart[i] {
			right = append(right, n.shapes()...)
		}
	}
	for i, n := range in.Networks {
		if !apart[i] {
			continue
		}
		if o, found := offsetOf(n.shapes(), right); found {
			out = append(out, n.datumFinding(o, "其他网络", "the other networks"))
		}
	}
	return out
}

// oddOnes finds the fewest networks without which no two lie beside each other: those first that do so with the most others, and of
// two rather the one that is not the base.
func oddOnes(networks []Network, base Network) (odd []bool) {
	beside := make([][]bool, len(networks))
	for i := range networks {
		beside[i] = make([]bool, len(networks))
	}
	for i, n := range networks {
		for j := range i {
			_, found := offsetOf(n.shapes(), networks[j].shapes())
			beside[i][j], beside[j][i] = found, found
		}
	}
	odd = make([]bool, len(networks))
	for {
		worst, most := -1, 0
		for i, n := range networks {
			count := 0
			for j, b := range beside[i] {
				if b && !odd[i] && !odd[j] {
					count++
				}
			}
			if count > most || count == most && count > 0 && n.Name != base.Name {
				worst, most = i, count
			}
		}
		if worst < 0 {
			return odd
		}
		odd[worst] = true
	}
}

func (n Network) shapes() []geo.MultiPolygon {
	var out []geo.MultiPolygon
	for _, g := range n.Grids {
		if g.hasGround() {
			out = append(out, g.Shape)
		}
	}
	return out
}

// datumFinding says how far the network lies off, and which datum read as which would bring it there.
func (n Network) datumFinding(o offset, ofZh, of string) Finding {
	m := math.Round(math.Hypot(o.east, o.north)/10) * 10
	way := directionOf(o.east, o.north)
	f := said(n.Name, DatumSuspected, nil, "%[1]s 整体位于%[3]s%[5]s约 %.0[2]f 米处", "%[1]s lies %.0[2]f m to the %[6]s of %[4]s", n.Name, m, ofZh, of, way.zh, way.en)
	if is, read, ok := mistaken(o, boundOf(n.shapes()).Middle()); ok {
		f.TextZh += fmt.Sprintf("：像是把 %s 当作 %s 读取；请用 --datum %s=%s", datumNames[is], datumNames[read], n.Name, is)
		f.Text += fmt.Sprintf(": it looks like %s read as %s; give --datum %s=%s", datumNames[is], datumNames[read], n.Name, is)
	} else {
		f.TextZh += "：请核对其坐标系和来源"
		f.Text += ": check its datum and where it comes from"
	}
	return f
}

var datumNames = map[datum.Datum]string{datum.CGCS2000: "CGCS2000", datum.GCJ02: "GCJ-02", datum.BD09: "BD-09"}

// mistaken finds the datum that, read as another, would bring a place so far off: within 100 m.
func mistaken(o offset, at geo.Point) (is, read datum.Datum, ok bool) {
	nearest := 100.0
	datums := []datum.Datum{datum.CGCS2000, datum.GCJ02, datum.BD09}
	for _, d := range datums {
		for _, as := range datums {
			to, err := brought(d, as, at)
			if err != nil || d == as {
				continue
			}
			if m := math.Hypot(o.east-to.east, o.north-to.north); m < nearest && math.Hypot(to.east, to.north) > leastShiftM {
				nearest, is, read, ok = m, d, as, true
			}
		}
	}
	return is, read, ok
}

// brought gives where the numbers of datum d lead, read as another.
func brought(d, as datum.Datum, at geo.Point) (offset, error) {
	numbers, err := d.FromCGCS2000(at.Orb())
	if err != nil {
		return offset{}, err
	}
	var there orb.Point
	if there, err = as.ToCGCS2000(numbers); err != nil {
		return offset{}, err
	}
	p, err := geo.Round(there)
	east, north := geo.FrameAt(at).From(at, p)
	return offset{east, north}, err
}
