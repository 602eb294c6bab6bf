package datum_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"wangge/geo/datum"
)

func near(a, b orb.Point, eps float64) bool {
	return math.Abs(a[0]-b[0]) <= eps && math.Abs(a[1]-b[1]) <= eps
}

// Published vectors, as (longitude, latitude).
func TestKnownOffsets(t *testing.T) {
	tests := []struct {
		name     string
		from, to datum.Datum
		in, want orb.Point
		eps      float64
	}{
		{"Shanghai", datum.WGS84, datum.GCJ02, orb.Point{121.5272106, 31.1774276}, orb.Point{121.531541859215, 31.17530398364597}, 1e-12},
		{"Shenzhen", datum.WGS84, datum.GCJ02, orb.Point{113.912316, 22.543847}, orb.Point{113.9171764808363, 22.540796131694766}, 1e-12},
		{"Beijing", datum.WGS84, datum.GCJ02, orb.Point{116.377817, 39.911954}, orb.Point{116.38404722455657, 39.91334545536069}, 1e-12},
		{"Tiananmen", datum.WGS84, datum.GCJ02, orb.Point{116.404, 39.915}, orb.Point{116.41024449916938, 39.91640428150164}, 1e-12},
		{"Zoucheng", datum.WGS84, datum.GCJ02, orb.Point{116.9734, 35.4033}, orb.Point{116.978994454, 35.402954250}, 1e-9},
		{"Zoucheng", datum.WGS84, datum.BD09, orb.Point{116.9734, 35.4033}, orb.Point{116.985449213, 35.409114374}, 1e-9},
		{"Zoucheng zone 39", datum.CGCS2000, "EPSG:4548", orb.Point{116.9734, 35.4033}, orb.Point{497583.709, 3919337.052}, 5e-4},
		{"Zoucheng zone 39 with prefix", datum.CGCS2000, "EPSG:4527", orb.Point{116.9734, 35.4033}, orb.Point{39497583.709, 3919337.052}, 5e-4},
	}
	for _, tt := range tests {
		t.Run(tt.name+" "+string(tt.to), func(t *testing.T) {
			c, err := tt.from.ToCGCS2000(tt.in)
			if err != nil {
				t.Fatal(err)
			}
			got, err := tt.to.FromCGCS2000(c)
			if err != nil {
				t.Fatal(err)
			}
			if !near(got, tt.want, tt.eps) {
				t.Errorf("%v of %s in %s is %.10f, want %.10f", tt.in, tt.from, tt.to, got, tt.want)
			}
		})
	}
}

// Every datum's way back ends within 0.1 mm of where it began.
func TestRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		p := orb.Point{74 + 60*r.Float64(), 18 + 35*r.Float64()}
		for _, d := range []datum.Datum{datum.GCJ02, datum.BD09} {
			there, err := d.FromCGCS2000(p)
			if err != nil {
				t.Fatal(err)
			}
			back, err := d.ToCGCS2000(there)
			if err != nil {
				t.Fatal(err)
			}
			if !near(p, back, 1e-9) {
				t.Fatalf("%s: %v comes back as %v", d, p, back)
			}
		}
		d := datum.Datum("EPSG:4548")
		q := orb.Point{115 + 4*r.Float64(), p[1]}
		there, err := d.FromCGCS2000(q)
		if err != nil {
			t.Fatal(err)
		}
		back, err := d.ToCGCS2000(there)
		if err != nil || !near(q, back, 1e-10) {
			t.Fatalf("EPSG:4548: %v comes back as %v (%v)", q, back, err)
		}
	}
}

func TestOutsideChinaNothingMoves(t *testing.T) {
	p := orb.Point{-73.98, 40.75}
	for _, d := range datum.Words {
		got, err := d.ToCGCS2000(p)
		if err != nil || got != p {
			t.Errorf("%s moves %v to %v (%v)", d, p, got, err)
		}
	}
}

func TestParseFile(t *testing.T) {
	for in, want := range map[string]datum.Datum{
		"GCJ02": datum.GCJ02, "epsg:4490": datum.CGCS2000, "EPSG:4326": datum.WGS84, "epsg:4527": "EPSG:4527", "EPSG:2263": "EPSG:2263",
	} {
		if got, err := datum.ParseFile(in); err != nil || got != want {
			t.Errorf("ParseFile(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
	for _, in := range []string{"", "EPSG:", "EPSG:0", "EPSG:4610", "EPSG:2412", "EPSG:4214", "EPSG:31467", "mars"} {
		if got, err := datum.ParseFile(in); err == nil {
			t.Errorf("ParseFile(%q) = %q, want an error", in, got)
		}
	}
}
